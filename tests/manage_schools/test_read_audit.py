from datetime import timedelta

import pytest

from chalicelib.audit import head_store, join_heads
from chalicelib.audit import store as log
from chalicelib.audit.entry import EntryFilter, first_broken
from chalicelib.audit.event import Group
from chalicelib.core import errors
from chalicelib.core.settings import settings
from chalicelib.manage_schools import read_audit
from chalicelib.sign_in import sessions
from chalicelib.storage import keys, transaction, writes
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
    for second, who in enumerate((NURSE, PRINCIPAL, STRANGER, OWNER)):
        sessions.start(who, NOW + timedelta(seconds=second))
    return made


def lines(found):
    return [(entry.who, entry.what) for entry in found.entries]


def test_the_owner_reads_its_own_log_and_its_schools_and_that_is_written_down():
    found = read_audit.read(OWNER, "SCHAAA", EntryFilter(), NOW + timedelta(minutes=1))
    assert lines(found) == [
        ("A5", "read_audit"),
        ("A2", "signed_in"),
        ("A3", "signed_in"),
    ]
    assert found.names["A3"] == NURSE.name
    assert found.names["A5"] == OWNER.name
    assert dict(found.bodies) == {
        "WNERAA": None,
        "SCHAAA": "Testskolen",
        "SCHBBB": "Nabotestskolen",
    }
    assert lines(read_audit.read(OWNER, "WNERAA", EntryFilter(), NOW))[1:] == [
        ("A5", "signed_in")
    ]


def test_what_is_no_event_is_not_written():
    with pytest.raises(AttributeError):
        log.record("sang_a_song", "SCHAAA", NURSE.id, "", NOW)
    assert log.last_of("SCHAAA", NURSE.id).what == "signed_in"


def test_taking_it_out_is_written_down_as_such():
    assert lines(
        read_audit.export(OWNER, "SCHAAA", EntryFilter(group=Group.EXPORT), NOW)
    ) == [("A5", "exported_audit")]


def test_the_newest_hundred_are_shown_and_it_is_said_that_there_are_more():
    for _ in range(read_audit.MOST_SHOWN):
        sessions.note_refusal(NURSE, "GET /x", NOW)
    found = read_audit.read(OWNER, "SCHAAA", EntryFilter(group=Group.REFUSAL), NOW)
    assert (len(found.entries), found.more) == (read_audit.MOST_SHOWN, False)
    assert read_audit.read(OWNER, "SCHAAA", EntryFilter(), NOW).more


@pytest.mark.parametrize("who", [NURSE, PRINCIPAL, TEACHER, ADMINISTRATOR, PROGRAMME])
def test_nobody_else_reads_it(who):
    for read in (read_audit.read, read_audit.export):
        with pytest.raises(errors.NotFound):
            read(who, "SCHAAA", EntryFilter(), NOW)


@pytest.mark.parametrize("body", ["", "SCHZZZ", "PRGAAA"])
def test_another_owners_log_does_not_exist(body):
    with pytest.raises(errors.NotFound):
        read_audit.read(OWNER, body, EntryFilter(), NOW)


def change(number, **attributes):
    key = keys.audit("SCHAAA", NURSE.id, number)
    transaction.commit(writes.Change(settings().casework_table, key, attributes))


def test_the_command_says_that_all_is_whole(capsys):
    assert verify_audit.main() == 0
    assert [line.split(":")[0] for line in capsys.readouterr().out.splitlines()] == [
        "SCHAAA",
        "SCHBBB",
        "WNERAA",
    ]


@pytest.mark.parametrize(
    "attributes", [{"subject": "A9"}, {"what": "x"}, {"mark": "0" * 64}]
)
def test_the_command_names_the_first_broken_link(capsys, attributes):
    sessions.start(NURSE, NOW)
    change(2, **attributes)
    assert verify_audit.main() == 1
    assert f"SCHAAA: BROKEN: {NURSE.id} at entry 2" in capsys.readouterr().out


def test_who_can_write_to_the_table_and_knows_the_rules_still_cannot_make_an_entry():
    (entry,) = log.newest_first("SCHAAA", NURSE.id)
    change(1, subject="feide", mark=entry.hash)
    assert first_broken(log.marked("SCHAAA", NURSE.id)) == 1


def test_a_deleted_entry_is_named(capsys):
    sessions.start(NURSE, NOW)
    gone(keys.audit("SCHAAA", NURSE.id, 1))
    assert verify_audit.main() == 1
    assert f"SCHAAA: BROKEN: {NURSE.id} at entry 1" in capsys.readouterr().out


def gone(*rows):
    transaction.commit(*(writes.Delete(settings().casework_table, row) for row in rows))


def test_what_is_cut_off_after_a_day_is_joined_is_named(capsys):
    sessions.start(NURSE, NOW)
    join_heads.daily(NOW)
    gone(keys.audit("SCHAAA", NURSE.id, 2))
    assert verify_audit.main() == 1
    said = capsys.readouterr().out
    assert (
        f"SCHAAA: BROKEN: {NURSE.id} at entry 2, which the head of 2026-11-24 has"
        in said
    )


def test_somebody_taken_out_of_the_log_whole_is_named(capsys):
    join_heads.daily(NOW)
    gone(keys.audit("SCHAAA", NURSE.id, 1), keys.audit_chain("SCHAAA", NURSE.id))
    assert verify_audit.main() == 1
    assert f"{NURSE.id} at entry 1" in capsys.readouterr().out


def test_somebody_taken_out_of_the_list_is_named(capsys):
    gone(keys.audit_chain("SCHAAA", NURSE.id))
    assert verify_audit.main() == 1
    assert f"{NURSE.id}, whom no list names" in capsys.readouterr().out


@pytest.mark.parametrize(
    "attributes", [{"ends": {}}, {"before": "1" * 64}, {"mark": "0" * 64}]
)
def test_a_changed_head_is_named(capsys, attributes):
    join_heads.daily(NOW)
    key = keys.audit_head("SCHAAA", "2026-11-24")
    transaction.commit(writes.Change(settings().casework_table, key, attributes))
    assert verify_audit.main() == 1
    assert "SCHAAA: BROKEN: the head of 2026-11-24" in capsys.readouterr().out


def test_each_day_something_was_written_is_joined_once_and_told(caplog, capsys):
    for hours in (0, 1, 24, 48):
        join_heads.daily(NOW + timedelta(hours=hours))
        if hours == 24:
            sessions.note_refusal(NURSE, "GET /x", NOW)
    heads = [head for head, _ in head_store.marked("SCHAAA")]
    assert [head.day.isoformat() for head in heads] == ["2026-11-24", "2026-11-26"]
    assert heads[1].before == heads[0].hash
    assert caplog.text.count("audit joined body=SCHAAA") == 2
    assert heads[1].hash in caplog.text
    assert verify_audit.main() == 0
    assert heads[1].hash in capsys.readouterr().out


def test_many_logs_are_joined_over_several_sweeps(monkeypatch):
    monkeypatch.setattr(join_heads, "MOST_AT_ONCE", 1)
    for expected in (1, 2, 3, 3):
        join_heads.daily(NOW)
        found = [body for body in log.bodies() if head_store.last(body)]
        assert len(found) == expected
    assert head_store.last_joined() == NOW.date()


def test_one_persons_log_is_read_without_the_others(monkeypatch):
    wanted = EntryFilter(who=NURSE.id)
    assert lines(read_audit.read(OWNER, "SCHAAA", wanted, NOW)) == [("A3", "signed_in")]
