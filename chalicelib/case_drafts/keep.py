"""What was typed is kept until it is saved, thrown away, or a week old.

One draft a person, case and form: another is never written over unseen.
"""

from collections.abc import Collection
from contextlib import suppress
from datetime import datetime

from chalicelib.accounts.account import Account
from chalicelib.case_drafts import store as draft_store
from chalicelib.case_drafts.draft import CaseDraft, typed
from chalicelib.core import errors
from chalicelib.core.ids import is_attempt
from chalicelib.storage import transaction
from chalicelib.storage.codec import Row
from chalicelib.web.form_body import Fields

OTHER = "case.problem.other_draft"


def keep(
    account: Account, number: int, form: str, fields: Fields, now: datetime
) -> CaseDraft:
    """In place of the one that the page has shown, if any, or that the same press has
    kept. Raises Incomplete where another lies there, Tampered, Unavailable."""
    mark = fields.get("attempt") or ""
    if not is_attempt(mark):
        raise errors.Tampered
    kept = typed(form, mark, fields, now)
    for lies_there in ("", fields.get("draft") or mark, mark):
        with suppress(transaction.Refused):
            transaction.commit(draft_store.put_draft(account, number, kept, lies_there))
            return kept
    raise errors.Incomplete(OTHER)


def discard(account: Account, number: int, form: str, fields: Fields) -> None:
    """The one that the page has shown; where it is gone, nothing is done."""
    rows = draft_store.of_case(account.body_id, number)
    shown = (fields.get("draft") or "",)
    if found := [row for row in rows if is_saved(row, account.id, form, shown)]:
        transaction.commit(*map(draft_store.delete_draft, found))


def is_saved(row: Row, account_id: str, form: str, marks: Collection[str]) -> bool:
    """Whether it is the account's own of the form, and has one of the marks."""
    return draft_store.whose(row) == (account_id, form) and row["mark"] in marks
