"""What the second account kept, once the service's own account is lost."""

import json

import pytest

from chalicelib.case_forms.save import save
from chalicelib.case_forms.supporters import Relation, Supporter, Supporters
from chalicelib.cases.entry import EntryKind
from chalicelib.core.aws import client
from chalicelib.core.local_time import local_day
from chalicelib.core.settings import settings
from chalicelib.crypto import sealing
from chalicelib.upkeep.schedule import sweep
from infra.case_backup import __main__ as command
from infra.case_backup import recovery_key
from infra.case_backup.open_copies import open_all
from infra.case_backup.recovery_key import Refused
from tests.case_backup.cast import NIGHT, PRIVATE, brought_home, bucket
from tests.cases.cast import pen, stored
from tests.cast import NOW, PRINCIPAL, SCHOOL
from tests.plans.cast import WHOLE, planned_at_both
from tests.staff_browser import stage

__all__ = ["bucket", "stage"]
DIFFICULT = Supporter(name="Vilde Dahl", role=Relation.DIFFICULT)
PASSPHRASE = "seksten tegn eller fler"


@pytest.fixture
def home(bucket, stage, tmp_path):
    """The bucket, brought home after a night; the tables are gone."""
    planned_at_both()
    people = Supporters(happened=local_day(NOW), people={1: DIFFICULT})
    save(pen(stored(), "1" * 22), EntryKind.SUPPORTERS, people)
    sweep(NIGHT)
    folder = brought_home(bucket, tmp_path / "home")
    for table in ("forms", "answers", "casework"):
        delete_table(table)
    return folder


def delete_table(table):
    client("dynamodb").delete_table(TableName=getattr(settings(), f"{table}_table"))


def out(tmp_path):
    folder = tmp_path / "out"
    folder.mkdir(exist_ok=True)
    return folder


def test_each_case_is_a_file_to_read_and_one_with_all_that_was_written(home, tmp_path):
    folder = out(tmp_path)
    assert list(open_all(home, PRIVATE, folder)) == [
        "SCHAAA: 1 cases",
        "WNERAA: 1 cases",
    ]
    assert (folder / "SCHAAA-1.pdf").read_bytes().startswith(b"%PDF")
    told = json.loads((folder / "SCHAAA-1.json").read_text(encoding="utf-8"))
    assert told["school"] == SCHOOL.name
    assert told["pupil"]
    kinds = [entry["kind"] for entry in told["entries"]]
    assert kinds[0] == "made"
    assert "plan" in kinds
    assert {entry["by"] for entry in told["entries"]} == {PRINCIPAL.name}
    said = json.dumps(told, ensure_ascii=False)
    assert WHOLE.problem in said
    assert DIFFICULT.name in said  # stands in no other copy


def test_another_key_opens_nothing_and_says_so(home, tmp_path):
    _, other = sealing.new_key_pair()
    folder = out(tmp_path)
    assert list(open_all(home, other, folder)) == [
        "SCHAAA: 0 cases, 1 could not be opened",
        "WNERAA: 0 cases, 1 could not be opened",
    ]
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize("spoil", ["cut", "other", "keyless"])
def test_a_copy_that_is_spoilt_holds_up_no_other(home, tmp_path, spoil):
    (case,) = (home / "SCHAAA").glob("case-*")
    (key,) = (home / "SCHAAA").glob("key-*")
    if spoil == "cut":
        case.write_bytes(case.read_bytes()[:-1])
    elif spoil == "other":
        (of_owner,) = (home / "WNERAA").glob("case-*")
        case.write_bytes(of_owner.read_bytes())
    else:
        key.unlink()
    assert list(open_all(home, PRIVATE, out(tmp_path))) == [
        "SCHAAA: 0 cases, 1 could not be opened",
        "WNERAA: 1 cases",
    ]


def test_a_folder_that_holds_no_copy_is_refused(tmp_path):
    with pytest.raises(Refused, match="holds no copy"):
        list(open_all(tmp_path, PRIVATE, tmp_path))


def typed(monkeypatch, *passphrases):
    left = iter(passphrases)
    monkeypatch.setattr("getpass.getpass", lambda prompt: next(left))


def test_the_key_is_made_and_opens_what_is_sealed_for_it(
    environment, tmp_path, monkeypatch, capsys
):
    file = tmp_path / "recovery.pem"
    typed(monkeypatch, PASSPHRASE, PASSPHRASE)
    assert recovery_key.main([str(file)]) == 0
    public = capsys.readouterr().out.strip().removeprefix("RecoveryKey=")
    private = recovery_key.private_key(file, PASSPHRASE)
    monkeypatch.setenv("RECOVERY_KEY", public)
    settings.cache_clear()
    sealed = sealing.seal(settings().recovery_key, "words", "here")
    assert sealing.unseal(private, sealed, "here") == "words"
    assert b"ENCRYPTED" in file.read_bytes()
    assert file.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    ("typed_twice", "said"),
    [
        (("one thing here now", "another thing here"), "not the same"),
        (("short", "short"), "16 signs"),
    ],
)
def test_a_passphrase_that_cannot_be_is_refused(
    tmp_path, monkeypatch, capsys, typed_twice, said
):
    typed(monkeypatch, *typed_twice)
    assert recovery_key.main([str(tmp_path / "recovery.pem")]) == 1
    assert said in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_a_key_is_never_written_over(tmp_path):
    file = tmp_path / "recovery.pem"
    recovery_key.make(file, PASSPHRASE)
    before = file.read_bytes()
    with pytest.raises(Refused, match="there already"):
        recovery_key.make(file, PASSPHRASE)
    assert file.read_bytes() == before


def test_the_command_opens_with_file_and_passphrase(
    home, tmp_path, monkeypatch, capsys
):
    file = tmp_path / "recovery.pem"
    recovery_key.make(file, PASSPHRASE)
    asked = ["--from", str(home), "--key", str(file), "--to", str(tmp_path / "out")]
    typed(monkeypatch, "another passphrase")
    assert command.main(asked) == 1
    assert "does not open with this passphrase" in capsys.readouterr().err
    typed(monkeypatch, PASSPHRASE)
    assert command.main(asked) == 0
    assert "could not be opened" in capsys.readouterr().out
