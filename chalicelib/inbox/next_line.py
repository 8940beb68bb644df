"""What waits most for the reader of an item, at whatever school they work."""

from dataclasses import replace
from datetime import datetime

from chalicelib.accounts.account import Account
from chalicelib.inbox.everywhere import elsewhere, workplaces
from chalicelib.inbox.item_words import ItemWords
from chalicelib.inbox.line_view import LineView, LineWords
from chalicelib.items.today import next_rank
from chalicelib.reading.see_item import Seen


def next_line(
    seen: Seen, account: Account, words: ItemWords, now: datetime
) -> LineView | None:
    """Here or there, as the list of the day has them; of two alike the one here."""
    here, *others = workplaces(account)
    found = [
        (line, at.view(line))
        for at in elsewhere(others, account, now)
        if (line := at.next_to_read)
    ]
    if line := seen.next:
        named = {account.body_id: here.school} if here.school else words.schools
        said = LineWords(replace(words, schools=named), account, now)
        opens = line.item.wants_opening_by(account.id)
        found.insert(0, (line, said.view(line, opens)))
    first = min(found, key=lambda waits: next_rank(waits[0]), default=None)
    return first[1] if first else None
