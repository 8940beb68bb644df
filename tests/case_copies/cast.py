"""Copies as the walks need them."""

from chalicelib.accounts.account import Account
from chalicelib.case_copies import make_copy
from chalicelib.case_copies.copy_kind import CopyKind
from chalicelib.case_copies.parts import mark_after, mark_before
from chalicelib.case_copies.prepare import prepared
from chalicelib.cases import see_case
from chalicelib.cases import store as cases
from chalicelib.cases.case import Case
from chalicelib.cases.entry import EntryKind
from chalicelib.cases.write import NewEntry, write
from tests.cases import cast
from tests.cases.cast import pen
from tests.cast import NOW, OWNER, PRINCIPAL
from tests.plans.cast import planned_at_both

CONTENT = {"copy": "archive", "language": "nb", "names": []}


def make(case: Case, kind: CopyKind, language: str, attempt: str) -> None:
    """A copy of the school's case, by who has read all of it."""
    seen = see_case.see(PRINCIPAL, case.number, NOW)
    before = mark_before(seen.case, kind, language)
    read = mark_after(before, prepared(seen, kind, language, (), NOW))
    make_copy.make(pen(case, attempt), kind, language, (), read)


def copied(account: Account) -> None:
    """The first case of the account's body, as if its PDF had just been set."""
    case = cases.get(account.body_id, 1)
    assert case
    entry = NewEntry(EntryKind.COPIED, CONTENT)
    write(pen(case, "k" * 22, account=account), entry, lambda found: found.noted(NOW))


def planned_and_copied() -> None:
    """A case with a plan at the school and at its owner, and a copy of each."""
    planned_at_both()
    copied(PRINCIPAL)
    copied(OWNER)


def a_copy(account: Account) -> str:
    """The number of its entry, at who may see it, or at the school."""
    body = OWNER.body_id if account.body_id == OWNER.body_id else PRINCIPAL.body_id
    case = cases.get(body, 1)
    assert case
    found = map(cases.decode_entry, cases.entries(case))
    return str(
        next((e.number for e in found if e.kind is EntryKind.COPIED), case.version)
    )


IN_A_CASE = cast.IN_A_CASE | {"copy": a_copy}
