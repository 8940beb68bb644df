from datetime import timedelta

import pytest

from chalicelib.config import settings
from chalicelib.domain.audit import Group, Wanted, first_broken
from chalicelib.services import audit, refusals, sign_in
from chalicelib.stores import audit as log
from chalicelib.stores import database, keys
from infra import verify_audit
from tests.cast import (
    ADMINISTRATOR,
    NOW,
    NURSE,
    OWNER,
    PRINCIPAL,
    PROGRAMME,
    STRANGER,
    TEACHER,
    set_the_stage,
)


@pytest.fixture(autouse=True)
def stage(aws):
    made = set_the_stage()
    for who in (NURSE, PRINCIPAL, STRANGER, OWNER):
        sign_in.start(who, NOW)
    return made


def lines(found):
    return [(one.who, one.what) for one in found.entries]


def test_the_owner_reads_its_own_log_and_its_schools_and_that_is_written_down():
    found = audit.read(OWNER, "SCHAAA", Wanted(), NOW + timedelta(minutes=1))
    assert lines(found) == [("A5", "read_audit"), ("A2", "signed_in"), ("A3", "signed_in")]
    assert found.names["A3"] == NURSE.name
    assert found.names["A5"] == OWNER.name
    assert dict(found.bodies) == {
        "WNERAA": None,
        "SCHAAA": "Testskolen",
        "SCHBBB": "Nabotestskolen",
    }
    assert lines(audit.read(OWNER, "WNERAA", Wanted(), NOW))[1:] == [("A5", "signed_in")]


def test_a_word_nobody_could_read_is_not_written():
    with pytest.raises(ValueError, match="domain/audit"):
        log.write_with((), "SCHAAA", NOW, NURSE.id, "sang_a_song", "")


def test_taking_it_out_is_written_down_as_such():
    assert lines(audit.export(OWNER, "SCHAAA", Wanted(group=Group.EXPORT), NOW)) == [
        ("A5", "exported_audit")
    ]


def test_the_newest_hundred_are_shown_and_it_is_said_that_there_are_more():
    for _ in range(audit.MOST_SHOWN):
        audit.note_refusal(NURSE, "GET /x", NOW)
    found = audit.read(OWNER, "SCHAAA", Wanted(group=Group.REFUSAL), NOW)
    assert (len(found.entries), found.more) == (audit.MOST_SHOWN, False)
    assert audit.read(OWNER, "SCHAAA", Wanted(), NOW).more


@pytest.mark.parametrize("who", [NURSE, PRINCIPAL, TEACHER, ADMINISTRATOR, PROGRAMME])
def test_nobody_else_reads_it(who):
    for read in (audit.read, audit.export):
        with pytest.raises(refusals.NotFound):
            read(who, "SCHAAA", Wanted(), NOW)


@pytest.mark.parametrize("body", ["", "SCHZZZ", "PRGAAA"])
def test_another_owners_log_does_not_exist(body):
    with pytest.raises(refusals.NotFound):
        audit.read(OWNER, body, Wanted(), NOW)


def change(number, **attributes):
    key = keys.audit("SCHAAA", number)
    database.write(database.Change(settings().casework_table, key, attributes))


def test_the_command_says_that_all_is_whole(capsys):
    assert verify_audit.main() == 0
    assert [line.split(":")[0] for line in capsys.readouterr().out.splitlines()] == [
        "SCHAAA",
        "SCHBBB",
        "WNERAA",
    ]


@pytest.mark.parametrize("attributes", [{"who": "A9"}, {"what": "x"}, {"mark": "0" * 64}])
def test_the_command_names_the_first_broken_link(capsys, attributes):
    change(2, **attributes)
    assert verify_audit.main() == 1
    assert "SCHAAA: BROKEN at entry 2" in capsys.readouterr().out


def test_who_can_write_to_the_table_and_knows_the_rules_still_cannot_make_an_entry():
    entry = log.of_body("SCHAAA")[1]
    forged = {"who": "A9", "mark": entry.hash}
    change(2, **forged)
    assert first_broken(log.marked("SCHAAA")) == 2


def test_a_deleted_entry_is_named(capsys):
    database.write(database.Delete(settings().casework_table, keys.audit("SCHAAA", 1)))
    assert verify_audit.main() == 1
    assert "SCHAAA: BROKEN at entry 1" in capsys.readouterr().out
