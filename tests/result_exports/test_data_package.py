"""The package as its own description says it is: held against the profile of Data
Package 2 (datapackage.org/profiles/2.0, without its explanations; MIT), and read by
pandas with that description alone."""

import copy
import io
import json
import zipfile
from dataclasses import replace
from pathlib import Path

import jsonschema
import pandas
import pytest

from chalicelib.result_exports.codebook import HIDDEN
from chalicelib.result_exports.data_package import data_package
from chalicelib.result_exports.fetch_file import LANGUAGES
from chalicelib.result_exports.released import Released
from chalicelib.web.language import texts
from tests.result_exports.cast import ODD, of_owner, of_school, term

PROFILE = json.loads((Path(__file__).parent / "datapackage-2.0.json").read_text())
CHECKER = jsonschema.Draft7Validator(PROFILE)


def opened(released, language="nb"):
    made = zipfile.ZipFile(io.BytesIO(data_package(texts(language), released)))
    return made, json.loads(made.read("datapackage.json"))


def read(made, resource):
    """By what the package says of itself."""
    fields = resource["schema"]["fields"]
    kinds = {"integer": "Int64", "string": "string", "date": "string"}
    return pandas.read_csv(
        made.open(resource["path"]),
        encoding=resource["encoding"],
        dtype={field["name"]: kinds[field["type"]] for field in fields},
        keep_default_na=False,
        na_values={
            field["name"]: [mark["value"] for mark in field.get("missingValues", ())]
            for field in fields
        },
        parse_dates=[field["name"] for field in fields if field["type"] == "date"],
        date_format="%Y-%m-%d",
    )


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("released", [of_school, of_owner])
def test_the_description_is_one_of_version_2(language, released):
    _, described = opened(released(), language)
    assert [*CHECKER.iter_errors(described)] == []


@pytest.mark.parametrize("part", ["type", "missingValues", "categories"])
def test_the_check_would_find_a_field_described_amiss(part):
    _, described = opened(of_owner())
    wrong = copy.deepcopy(described)
    (low,) = [
        f for f in wrong["resources"][0]["schema"]["fields"] if f["name"] == "low"
    ]
    low[part] = {"type": "number of pupils"}.get(part, [{"label": "no value"}])
    assert [*CHECKER.iter_errors(wrong)]


@pytest.mark.parametrize("released", [of_school, of_owner])
def test_the_files_are_those_that_are_described_and_a_set_up_for_each(released):
    made, described = opened(released())
    names = [resource["name"] for resource in described["resources"]]
    kinds = ("csv", "sps", "R")
    assert sorted(made.namelist()) == sorted(
        ["datapackage.json", *(f"{name}.{kind}" for name in names for kind in kinds)]
    )
    assert made.testzip() is None


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("released", [of_school, of_owner])
def test_pandas_reads_each_table_by_its_description(language, released):
    made, described = opened(released(), language)
    for resource in described["resources"]:
        frame = read(made, resource)
        fields = resource["schema"]["fields"]
        assert [*frame.columns] == [field["name"] for field in fields]
        for field in fields:
            known = {category["value"] for category in field.get("categories", ())}
            assert not known or set(frame[field["name"]]) <= known


def test_what_is_hidden_is_missing_and_what_is_nobody_is_a_number():
    made, described = opened(of_school())
    frame = read(made, described["resources"][0])
    whole = frame[(frame["round"] == 2) & (frame["level"] == "round")]
    found = whole.set_index("question")
    assert found.loc["company", "low"] == 0
    assert found.loc["company", ["attention", "middle", "good"]].isna().all()
    assert found.loc["trusted_adult", "low":"good"].isna().all()
    assert found.loc["thriving", "low":"good"].tolist() == [6, 6, 6, 12, 22]


def test_names_of_classes_come_back_and_none_is_run_as_a_formula():
    made, described = opened(of_school())
    frame = read(made, described["resources"][0])
    names = [name for name in frame["class_name"].unique() if name]
    assert names == [
        *("'=1+1", "'+4712", "'-2+3,x", "'@SUM(A1)"),
        *(*ODD[4:], "6;C"),
    ]


def test_hidden_and_not_asked_are_told_apart_in_every_language():
    for language in LANGUAGES:
        _, described = opened(of_school(), language)
        fields = described["resources"][0]["schema"]["fields"]
        (low,) = [field for field in fields if field["name"] == "low"]
        t = texts(language)
        assert low["missingValues"] == [
            {"value": "-98", "label": t("export.missing.hidden")},
            {"value": "-97", "label": t("export.missing.not_asked")},
        ]


def test_the_same_figures_make_the_same_bytes_in_whatever_order_they_come():
    one = of_school()
    (school,) = one.schools
    other = replace(one, schools=(replace(school, snapshots=school.snapshots[::-1]),))
    made = [data_package(texts("nb"), released) for released in (one, other)]
    assert made[0] == made[1]


def test_large_numbers_are_written_whole():
    made, _ = opened(Released((term(answers=1_234_567),)))
    assert ",300,1234567,thriving,40,6,6,6,12,22\r\n" in made.read("terms.csv").decode()


def test_tables_of_a_program_have_no_byte_order_mark():
    made, _ = opened(of_school())
    assert made.read("rounds.csv").startswith(b"round,school,form,")
    assert str(HIDDEN) in made.read("rounds.csv").decode()
