"""Every stored field is declared: what it is, why it may be kept, how long, and who
reads it."""

import re

import pytest

from chalicelib import storage
from chalicelib.answer_form.privacy import RIGHTS, numbers
from chalicelib.core.settings import settings
from chalicelib.schools.retention import DAYS_OF_COPIES
from chalicelib.web.language import texts
from infra.local import demo
from infra.records.__main__ import write
from infra.records.stored_row import OF_EVERY_ROW
from infra.records.stores import ROWS
from infra.records.terms import Category
from infra.records.words import purpose, said
from infra.tables import table_names
from tests.conftest import PREFIX
from tests.declared import declared_alone, row_of
from tests.test_architecture import ours

OF_ANOTHERS_ROW = {
    f"chalicelib.{name}"
    for name in ("flags.store", "items.handling_store", "threads.waiting_store")
}
"""Stores that keep or read a part of a row that another writes."""


@pytest.fixture
def slots_at_once(aws, monkeypatch):
    """As in ``make run``."""
    monkeypatch.setenv("SLOTS_AT_ONCE", "1")
    settings.cache_clear()
    yield
    settings.cache_clear()


def listed():
    """How the keys begin that the explanation of ``storage`` lists, by table."""
    table = ""
    for line in (storage.__doc__ or "").splitlines():
        if heading := re.fullmatch(r"(\w+):", line):
            table = heading[1]
        elif kind := re.match(r"  ([A-Z_]+)\b", line):
            yield table, kind[1]


def test_whatever_kind_of_key_there_is_is_declared():
    assert {(row.table, row.pk.partition("#")[0]) for row in ROWS} == {*listed()}


def test_no_two_kinds_have_keys_alike_and_each_is_found_by_its_own():
    assert len({row.kind for row in ROWS}) == len(ROWS)
    for row in ROWS:
        assert row_of(f"{row.pk}x", row.sk + "x" if row.sk else "0001") is row


def test_a_field_is_named_once_and_what_is_sealed_is_a_field():
    for row in ROWS:
        names = [field.name for field in row.fields]
        assert len(names) == len(set(names)), row
        assert {*row.sealed.split(), *row.names.split()} <= set(names), row
        assert not OF_EVERY_ROW & set(names), row


def test_what_is_sensitive_or_names_a_pupil_is_sealed():
    for row in ROWS:
        for field in row.fields:
            if field.category is Category.SENSITIVE or field.name in row.names.split():
                assert field.sealed, (row.kind, field.name)


def test_a_store_that_is_named_is_a_module_and_each_store_has_its_rows():
    named = {f"chalicelib.{row.store}" for row in ROWS}
    assert named <= set(ours())
    stores = {name for name in ours() if re.search(r"[._]store$", name)}
    assert stores - named == OF_ANOTHERS_ROW


def test_the_tables_are_those_of_the_template():
    assert {row.table for row in ROWS} == set(table_names(PREFIX))


def test_whatever_the_demo_stores_is_declared(slots_at_once):
    with declared_alone():
        demo.set_up()


def test_the_documents_say_every_declared_word_and_are_the_same_each_time(tmp_path):
    who = tmp_path / "names.toml"
    who.write_text('controller = "Fjord kommune"\ncontact = "x"\nofficer = "y"\n')
    first = [path.read_bytes() for path in write(tmp_path / "a", who)]
    assert first == [path.read_bytes() for path in write(tmp_path / "b", who)]
    protocol, assessment, matrix, *told = (text.decode() for text in first)
    assert len(told) == 6
    assert all("Fjord kommune" in notice for notice in told)
    for language, notice in zip(("nb", "nn", "en"), told[3:], strict=True):
        for right in RIGHTS:
            assert texts(language)(f"rights.{right}", **numbers()) in notice
    assert "Fjord kommune" in protocol
    assert "A taken-over public side" in assessment
    for row in ROWS:
        assert f"{row.table}: `{row.pk}`" in matrix
        assert said(row.activity) in protocol
        assert purpose(row.activity) in protocol
        assert purpose(row.activity) in assessment
        assert said(row.kept) in protocol
    for text in (protocol, assessment):
        assert f"innen {DAYS_OF_COPIES} dager" in text
        assert "utenfor EØS: ingen" in text
    assert not re.search(r"[{}\[]|Hvem leser \| –", protocol)
