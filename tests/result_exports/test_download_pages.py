"""Results taken along as files, as a browser asks for them."""

import io
import json
import zipfile

import openpyxl
import pytest

from chalicelib.audit import store as audit
from chalicelib.audit.event import Event
from chalicelib.results import store as results
from chalicelib.schools.term import Term
from chalicelib.storage import transaction
from chalicelib.web.language import texts
from tests.cast import ADMINISTRATOR, NURSE, OWNER, PROGRAMME, TEACHER
from tests.result_exports.cast import counted_round, term
from tests.staff_browser import text

t = texts("nb")
REPORT, SUMS = "/staff/report/files", "/staff/sums/files"
SUMS_OF_ALL = "/staff/programme/files"
EXCEL = {"file": "excel", "language": "nb"}
PACKAGE = {"file": "package", "language": "nn"}


@pytest.fixture
def counted(stage, visitor):
    transaction.commit(
        results.put_snapshot(counted_round()),
        results.put_term(OWNER.body_id, Term(2026, 1), term()),
        results.put_term(results.PROGRAMME, Term(2026, 1), term(answers=900)),
    )
    return visitor


def exports(body_id):
    return [e.who for e in audit.of_body(body_id) if e.what == Event.EXPORTED_RESULTS]


def opened(answer):
    made = zipfile.ZipFile(io.BytesIO(answer.body))
    return made, json.loads(made.read("datapackage.json"))


def test_a_member_takes_the_schools_rounds_along_for_excel(counted):
    page = text(counted.become(NURSE).get(REPORT))
    assert t("export.excel.fetch") in page
    answer = counted.post(REPORT, EXCEL)
    assert answer.headers["Content-Type"].endswith("spreadsheetml.sheet")
    assert answer.headers["Content-Disposition"] == (
        'attachment; filename="results-nb.xlsx"'
    )
    assert answer.headers["Cache-Control"] == "no-store"
    workbook = openpyxl.load_workbook(io.BytesIO(answer.body))
    assert workbook.sheetnames == ["Om tallene", "12.05.2026 5.–7. trinn"]
    assert exports("SCHAAA") == [NURSE.id]


def test_tables_come_in_the_language_that_was_chosen(counted):
    answer = counted.become(NURSE).post(REPORT, PACKAGE)
    assert answer.headers["Content-Type"] == "application/zip"
    assert answer.headers["Content-Disposition"] == (
        'attachment; filename="results-nn.zip"'
    )
    made, described = opened(answer)
    assert described["title"] == texts("nn")("export.file.title")
    assert "Testskolen" in made.read("rounds.csv").decode()
    assert ",class,6A," in made.read("rounds.csv").decode()


def test_an_owner_gets_terms_and_each_schools_rounds_and_no_class(counted):
    made, described = opened(counted.become(OWNER).post(SUMS, PACKAGE))
    names = [resource["name"] for resource in described["resources"]]
    assert names == ["terms", "rounds", "questions"]
    assert ",class," not in made.read("rounds.csv").decode()
    assert "Testskolen" in made.read("rounds.csv").decode()
    assert exports(OWNER.body_id) == [OWNER.id]
    assert exports("SCHAAA") == []


def test_the_programme_gets_sums_of_all_owners_and_no_school(counted):
    made, described = opened(counted.become(PROGRAMME).post(SUMS_OF_ALL, PACKAGE))
    assert [resource["name"] for resource in described["resources"]] == [
        "terms",
        "questions",
    ]
    assert ",300,900," in made.read("terms.csv").decode()
    assert exports(PROGRAMME.body_id) == [PROGRAMME.id]


@pytest.mark.parametrize("who", [NURSE, OWNER, PROGRAMME])
def test_the_report_leads_to_its_files_and_they_back(counted, who):
    path = {NURSE: REPORT, OWNER: SUMS, PROGRAMME: SUMS_OF_ALL}[who]
    report = path.removesuffix("/files")
    assert f'href="{path}"' in text(counted.become(who).get(report))
    assert f'class="back" href="{report}"' in text(counted.get(path))


def test_looking_at_the_page_is_no_export(counted):
    counted.become(NURSE).get(REPORT)
    counted.become(OWNER).get(SUMS)
    assert exports("SCHAAA") == exports(OWNER.body_id) == []


@pytest.mark.parametrize(
    "asked",
    [{}, {"file": "answers", "language": "nb"}, {"file": "excel", "language": "pl"}],
)
def test_another_file_or_language_is_none_and_nothing_is_logged(counted, asked):
    answer = counted.become(NURSE).post(REPORT, asked)
    assert answer.status_code == 422
    assert t("export.title") in text(answer)
    assert exports("SCHAAA") == []


@pytest.mark.parametrize(
    ("who", "path"), [(NURSE, REPORT), (OWNER, SUMS), (PROGRAMME, SUMS_OF_ALL)]
)
def test_where_nothing_is_counted_the_page_says_so_and_no_file_is_made(
    stage, visitor, who, path
):
    page = text(visitor.become(who).get(path))
    assert t("export.none") in page
    assert "<button name=" not in page
    assert visitor.post(path, EXCEL).status_code == 422
    assert exports(who.body_id) == []


@pytest.mark.parametrize("who", [NURSE, OWNER, PROGRAMME])
def test_why_answers_are_not_handed_out_stands_on_every_page(counted, who):
    path = {NURSE: REPORT, OWNER: SUMS, PROGRAMME: SUMS_OF_ALL}[who]
    page = text(counted.become(who).get(path))
    for reason in ("promised", "alike", "sums"):
        assert t(f"export.answers.{reason}") in page


@pytest.mark.parametrize("who", [TEACHER, ADMINISTRATOR])
@pytest.mark.parametrize("path", [REPORT, SUMS, SUMS_OF_ALL])
def test_who_may_not_read_the_report_gets_no_file_of_it(counted, who, path):
    assert counted.become(who).get(path).status_code == 404
    assert counted.post(path, EXCEL).status_code == 404


def test_what_the_file_holds_says_no_id(counted):
    answer = counted.become(NURSE).post(REPORT, PACKAGE)
    made, _ = opened(answer)
    everything = b"".join(made.read(name) for name in made.namelist())
    for id_ in ("SCHAAA", counted_round().round_id, "id of"):
        assert id_.encode() not in everything
