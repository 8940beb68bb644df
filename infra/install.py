"""``python -m infra.install``: the first account of a school owner, or one of the
programme's.

It runs with an operator's own credentials, who must be allowed to write the tables and
to read the secret that marks the audit log. Everybody else is then set up on the pages,
by that account.
"""

import argparse
import secrets
import sys
from datetime import UTC, datetime

from chalicelib.accounts.account import Account, Role
from chalicelib.core.aws import Unavailable
from chalicelib.core.ids import new_id
from chalicelib.manage_schools.fields import PersonFields, read
from chalicelib.web import language as i18n
from infra import installation

_AT_OWNER = {Role.OWNER, Role.ADMINISTRATOR}
_NEXT = {
    Role.OWNER: (
        """\
Next:
  1. Sign in at the staff address with {email}: a link comes by mail.
  2. Add a second contact at once (Schools, at the end): one person falls ill.
  3. Bring the schools and classes in from a list (Schools), then each school's people.\
"""
    ),
    Role.PROGRAMME: (
        """\
Next: sign in at the staff address with {email}.
The page says what the programme may see."""
    ),
}


class Refused(Exception):
    """Nothing was made; the message says why."""


def make(name: str, email: str, language: str, role: Role, now: datetime) -> Account:
    """The account and its body, and the entry that says so. Raises Refused,
    Unavailable."""
    from chalicelib.accounts import store as accounts
    from chalicelib.audit import store as audit
    from chalicelib.audit.entry import SYSTEM
    from chalicelib.audit.event import Event

    given = {"name": name, "email": email, "position": role.value, "language": language}
    blank = dict.fromkeys(PersonFields.model_fields, "") | {"active": "yes"}
    fields, wrong = read(PersonFields, blank | given)
    if fields is None:
        said = i18n.texts("en")
        raise Refused(
            "cannot be taken: "
            + " ".join(said(f"staff.setup.problem.person.{field}") for field in wrong)
        )
    same = _AT_OWNER if role is Role.OWNER else {role}
    if any(
        other.role in same
        for other in accounts.with_email(accounts.hash_of(fields.email))
    ):
        raise Refused(f"{fields.email} has such an account already: sign in with it")
    account_id, body_id = new_id(secrets.choice), new_id(secrets.choice)
    account = Account(
        account_id, body_id, role, fields.name, fields.email, fields.language
    )
    puts = accounts.put_account(account)
    audit.record(Event.INSTALLED_ACCOUNT, body_id, SYSTEM, account_id, now, puts)
    return account


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        prog="python -m infra.install", description=__doc__
    )
    parser.add_argument("--name", required=True)
    parser.add_argument("--email", required=True)
    parser.add_argument("--language", default="nb", choices=("nb", "nn", "en"))
    parser.add_argument(
        "--programme", action="store_true", help="not an owner: the programme"
    )
    parser.add_argument("--prefix", default="supportgrupper")
    parser.add_argument("--region", default="eu-north-1")
    given = parser.parse_args(arguments)
    role = Role.PROGRAMME if given.programme else Role.OWNER
    try:
        installation.describe(given.prefix, given.region)
        account = make(given.name, given.email, given.language, role, datetime.now(UTC))
    except (Refused, Unavailable) as error:
        print(f"Nothing was made: {error.__cause__ or error}", file=sys.stderr)
        return 1
    print(f"Made: {role} {account.id} at body {account.body_id}. Note both ids.")
    print(_NEXT[role].format(email=account.email))
    return 0


if __name__ == "__main__":
    sys.exit(main())
