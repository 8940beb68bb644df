"""After a restore the printed commands erase again what was erased, and nothing
else."""

from datetime import timedelta

import pytest

from chalicelib.cases import store as cases
from chalicelib.core import errors
from chalicelib.handle_items import asked_erasures, erase, handle
from chalicelib.items import store as item_store
from chalicelib.items.filter import Filter
from chalicelib.items.item_kind import ItemKind
from chalicelib.pupil_threads import ask_contact, by_pupil
from chalicelib.reading import inbox_list
from chalicelib.reading import open as reading
from chalicelib.reading.ready import Press
from chalicelib.referrals import additions, drafts
from chalicelib.upkeep import retain
from chalicelib.upkeep.schedule import sweep
from infra import erasures
from infra.rehearsal.command_line import run
from infra.tables import table_names
from tests.case_copies.test_erase_case import archived, finished
from tests.case_copies.test_erase_case import erase as erase_case
from tests.cast import BEFORE, NOW, NURSE, NURSES_INBOX, OWNER, PRINCIPAL, TEACHER
from tests.conftest import PREFIX
from tests.pupil_cast import TO_NURSE, from_pupils, opened, own_keys, receipt_with
from tests.referring import refer
from tests.rows import all_rows, rows_with

AFTER = NOW + timedelta(hours=5)
LATER = NOW + timedelta(days=1)


def contents(dynamodb):
    return {
        name: dynamodb.scan(TableName=name)["Items"]
        for name in table_names(PREFIX).values()
    }


def restore(dynamodb, then):
    """The tables as they were: what has come since is gone."""
    for name, now in contents(dynamodb).items():
        for row in now:
            dynamodb.delete_item(TableName=name, Key={k: row[k] for k in ("pk", "sk")})
        for row in then[name]:
            dynamodb.put_item(TableName=name, Item=row)


def printed(capsys, *arguments):
    assert erasures.main(["--prefix", PREFIX, *arguments]) == 0
    return capsys.readouterr().out.splitlines()[1:]


def test_what_was_erased_and_shredded_is_so_again(stage, aws, capsys):
    dynamodb = aws("dynamodb")
    stage.send(0, hurt="few")
    stage.send(1, hurt="few")
    referral = refer(drafts.desk(TEACHER))
    flag, *_ = [
        item
        for item in inbox_list.list_items(PRINCIPAL, Filter(), NOW).items
        if item.kind is ItemKind.FLAG
    ]
    for kind, id_ in ((ItemKind.FLAG, flag.id), (ItemKind.REFERRAL, referral)):
        reading.open_item(PRINCIPAL, kind, id_, NOW)
    additions.add(TEACHER, referral, drafts.new_referral_id(), "En ting til", NOW)
    handle.read_news(Press(PRINCIPAL, ItemKind.REFERRAL, referral, 1, NOW))
    erase.erase(
        Press(PRINCIPAL, ItemKind.REFERRAL, referral, 2, NOW),
        "Foreldrene krever at det slettes.",
    )
    then = contents(dynamodb)
    erase.erase(Press(PRINCIPAL, ItemKind.FLAG, flag.id, 0, NOW))
    asked = asked_erasures.to_decide(
        OWNER, PRINCIPAL.body_id, ItemKind.REFERRAL, referral
    )
    erase.decide(OWNER, asked, 3, True, NOW)
    retain.shred_round(OWNER, stage.round.id, "Alt er lest og fulgt opp.", AFTER)
    wanted, commands = without_deeds(), printed(capsys, "--since", "2026-11-24")
    restore(dynamodb, then)
    assert without_deeds() != wanted
    for command in commands:
        run(dynamodb, command)
    assert without_deeds() == wanted


def test_a_case_that_was_erased_is_so_again(stage, archive_function, aws, capsys):
    dynamodb = aws("dynamodb")
    finished()
    archived()
    then = contents(dynamodb)
    erase_case()
    wanted, commands = without_deeds(), printed(capsys, "--since", "2026-11-24")
    restore(dynamodb, then)
    assert cases.get("SCHAAA", 1)
    for command in commands:
        run(dynamodb, command)
    assert cases.get("SCHAAA", 1) is None
    assert without_deeds() == wanted


@pytest.mark.parametrize("swept_before", [True, False])
def test_what_a_pupil_took_back_is_taken_back_again(ticket, aws, capsys, swept_before):
    dynamodb = aws("dynamodb")
    code = receipt_with(ticket, "Hei", "Det var ikke noe")
    then = contents(dynamodb)
    by_pupil.withdraw(own_keys(code), BEFORE)
    if swept_before:
        sweep(NOW)
    commands = printed(capsys, "--since", "2026-11-24")
    restore(dynamodb, then)
    assert by_pupil.read(own_keys(code), NOW).said
    for command in commands:
        run(dynamodb, command)
    sweep(NOW)
    with pytest.raises(errors.ThreadWithdrawn):
        by_pupil.read(own_keys(code), NOW)
    (row,) = rows_with("answers", sk="MESSAGE#")
    assert row["kind"] == "withdrawn"
    (row,) = rows_with("forms", pk="RECEIPT#")
    assert row["entries"] == []
    for command in commands:
        run(dynamodb, command)


def test_what_was_asked_for_and_nobody_has_decided_is_named_to_be_asked_again(
    stage, aws, capsys
):
    referral = refer(drafts.desk(TEACHER))
    reading.open_item(PRINCIPAL, ItemKind.REFERRAL, referral, NOW)
    press = Press(PRINCIPAL, ItemKind.REFERRAL, referral, 0, NOW)
    assert not erase.erase(press, "Foreldrene krever at det slettes.")
    (line,) = printed(capsys, "--since", "2026-11-24")
    assert line == (
        f"# asked for by {PRINCIPAL.id} and not decided, to be asked again where it is"
        f" gone: SCHAAA referral {referral}"
    )
    assert "Foreldrene" not in line


def without_deeds():
    """All that the pupils are in: not the log, nor the owner's note of why, nor the
    mail that tells the asker of it."""
    told = "MAIL#erasure_agreed"
    return {
        table: [
            row
            for row in rows
            if not row["pk"].startswith(("AUDIT#", "BODY#"))
            and not row["sk"].startswith(told)
        ]
        for table, rows in all_rows().items()
    }


def test_the_log_is_enough_where_the_tombstones_are_lost(stage, aws, capsys):
    dynamodb = aws("dynamodb")
    stage.send(0, hurt="few")
    (flag,) = inbox_list.list_items(PRINCIPAL, Filter(), NOW).items
    reading.open_item(PRINCIPAL, ItemKind.FLAG, flag.id, NOW)
    erase.erase(Press(PRINCIPAL, ItemKind.FLAG, flag.id, 0, NOW))
    before = printed(capsys, "--since", "2026-11-24")
    (tomb,) = (
        row for row in contents(dynamodb)[f"{PREFIX}-answers"] if "erased_on" in row
    )
    key = {name: tomb[name] for name in ("pk", "sk")}
    dynamodb.delete_item(TableName=f"{PREFIX}-answers", Key=key)
    assert printed(capsys, "--since", "2026-11-24") == before
    assert len(before) == 1


def test_the_log_is_enough_for_what_was_for_the_nurse_alone(ticket, aws, capsys):
    dynamodb = aws("dynamodb")
    ask_contact.ask(ticket.text, TO_NURSE, None, BEFORE)
    (contact,) = from_pupils(NURSE, LATER)
    opened(NURSE, contact, LATER)
    then = contents(dynamodb)
    erase.erase(Press(NURSE, ItemKind.CONTACT, contact.id, 0, LATER))
    rows = (
        row for row in contents(dynamodb)[f"{PREFIX}-answers"] if "erased_on" in row
    )
    (tomb,) = (row for row in rows if row["sk"]["S"] == f"CONTACT#{contact.id}")
    key = {name: tomb[name] for name in ("pk", "sk")}
    dynamodb.delete_item(TableName=f"{PREFIX}-answers", Key=key)
    commands = printed(capsys, "--since", "2026-11-24")
    restore(dynamodb, then)
    for command in commands:
        run(dynamodb, command)
    assert item_store.get(NURSES_INBOX, ItemKind.CONTACT, contact.id) is None
    assert item_store.erased_on(NURSES_INBOX, ItemKind.CONTACT, contact.id)


def test_what_was_erased_before_is_left_out_and_tables_may_have_another_name(
    stage, capsys
):
    retain.shred_round(OWNER, stage.round.id, "Alt er lest og fulgt opp.", AFTER)
    assert printed(capsys, "--since", "2026-11-25") == [""]
    commands = printed(capsys, "--since", "2026-11-24", "--suffix=-restored")
    assert len(commands) == 3
    assert all("-restored " in command for command in commands)


def test_without_tables_it_says_so(environment, capsys):
    from moto import mock_aws

    with mock_aws():
        assert erasures.main(["--since", "2026-11-24"]) == 1
    assert "Could not be read" in capsys.readouterr().err
