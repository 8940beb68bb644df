"""The first account of an installation: made once, by an operator, and written down."""

import pytest

from chalicelib.accounts import store as accounts
from chalicelib.accounts.account import Role
from chalicelib.audit import store as audit
from chalicelib.sign_in.by_link import ask_for_link
from infra import install
from tests import mailbox
from tests.cast import ADMINISTRATOR, NURSE, OWNER, PROGRAMME, set_the_stage
from tests.conftest import PREFIX
from tests.rows import rows_with

NEW = "ny@test.example"


@pytest.fixture
def run(aws, monkeypatch, capsys):
    for name in ("audit", "codes"):
        aws("secretsmanager").create_secret(
            Name=f"{PREFIX}-{name}", SecretString=f"secret {name}"
        )
    monkeypatch.delenv("SECRETS_FOLDER")
    monkeypatch.setenv("SECRETS_PREFIX", PREFIX)
    # The process is the tests' own: put back after
    for name in ("PUBLIC_URL", "STAFF_URL"):
        monkeypatch.setenv(name, "https://ansatt.example/staff")

    def call(*arguments):
        code = install.main([*arguments, "--prefix", PREFIX])
        return code, "".join(capsys.readouterr())

    return call


def made():
    found = accounts.with_email(accounts.hash_of(NEW))
    return found[0] if found else None


def test_the_first_owner_is_made_and_can_sign_in(run):
    code, said = run("--name", "Kari D'Eier", "--email", " Ny@Test.example ")
    account = made()
    assert (code, account.role, account.name) == (0, Role.OWNER, "Kari D'Eier")
    assert account.body_id in said
    assert "second contact" in said
    (entry,) = audit.of_body(account.body_id)
    assert (entry.who, entry.what, entry.subject) == (
        "system",
        "installed_account",
        account.id,
    )
    assert [holds for _, holds in audit.marked(account.body_id, "system")] == [True]
    ask_for_link(NEW, entry.at)
    assert mailbox.to_whom() == [NEW]


def test_each_owner_is_a_body_of_its_own(run):
    run("--name", "Kari", "--email", NEW)
    run("--name", "Ola", "--email", "ola@test.example")
    bodies = {
        row["body_id"] for row in rows_with("casework", pk="BODY#", sk="ACCOUNT#")
    }
    assert len(bodies) == 2


def test_a_programme_account_is_made_on_request(run):
    code, said = run("--name", "Kari", "--email", NEW, "--programme")
    assert (code, made().role) == (0, Role.PROGRAMME)
    assert "what the programme may see" in said


@pytest.mark.parametrize("taken", [OWNER, ADMINISTRATOR])
def test_an_address_that_an_owner_has_is_refused(run, taken):
    set_the_stage(codes=1)
    before = rows_with("casework")
    code, said = run("--name", "Kari", "--email", taken.email.upper())
    assert code == 1
    assert "already" in said
    assert rows_with("casework") == before


def test_whoever_is_at_a_school_can_be_an_owner_too_and_the_programme_is_made_once(run):
    set_the_stage(codes=1)
    assert run("--name", "Kari", "--email", NURSE.email)[0] == 0
    assert run("--name", "Kari", "--email", PROGRAMME.email, "--programme")[0] == 1


@pytest.mark.parametrize(
    ("name", "email"), [("K", NEW), ("Kari", "kari"), ("Kari", "a b@c.no")]
)
def test_what_is_no_name_or_address_is_refused(run, name, email):
    code, said = run("--name", name, "--email", email)
    assert code == 1
    assert "cannot be taken" in said
    assert rows_with("casework") == []


def test_without_the_installation_it_says_so(aws, capsys, monkeypatch):
    monkeypatch.delenv("SECRETS_FOLDER")
    monkeypatch.setenv("SECRETS_PREFIX", "put back after")
    assert install.main(["--name", "Kari", "--email", NEW, "--prefix", PREFIX]) == 1
    said = capsys.readouterr().err
    assert "Nothing was made" in said
    assert "ResourceNotFoundException" in said
    assert rows_with("casework") == []


def test_an_address_ses_never_takes_is_refused_in_words_and_another_alphabet_is_kept(
    run,
):
    code, said = run("--name", "Kari", "--email", "kåre@test.example")
    assert (code, "Before the @ an address can only have the letters a–z" in said) == (
        1,
        True,
    )
    assert rows_with("casework", pk="BODY#") == []
    code, _ = run("--name", "Kari", "--email", "post@blåbær.no")
    (row,) = rows_with("casework", pk="BODY#", sk="ACCOUNT#")
    assert (code, row["email"]) == (0, "post@xn--blbr-roah.no")
