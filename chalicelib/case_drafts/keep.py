"""What was typed is kept until it is saved, thrown away, or a week old.

One draft a person, case and form: another is never written over unseen.
"""

from contextlib import suppress
from datetime import datetime

from chalicelib.accounts.account import Account
from chalicelib.case_drafts import store as draft_store
from chalicelib.case_drafts.draft import CaseDraft, typed
from chalicelib.core import errors
from chalicelib.core.ids import is_attempt
from chalicelib.storage import transaction
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
    shown = fields.get("draft") or ""
    if writes := draft_store.delete_draft(account, number, form, (shown,)):
        transaction.commit(*writes)
