"""The week of the resource group: what is late, new, planned, waiting and watched."""

from datetime import timedelta

from chalice import Response

from chalicelib.accounts.account import Action
from chalicelib.inbox.item_words import ItemWords
from chalicelib.inbox.line_view import LineWords
from chalicelib.items.filter import Filter
from chalicelib.items.today import lines_of
from chalicelib.reading import inbox_list
from chalicelib.reading.calendars import calendars
from chalicelib.staff_door.door import staff_page
from chalicelib.staff_door.staff_request import SignedInRequest
from chalicelib.web.language import texts
from chalicelib.weekly_overview.week import grouped, monday_of

_MOST_SHOWN = 10
"""Of each group: the rest is in the inbox, which has its pages."""
_TO_SUNDAY = timedelta(days=6)


@staff_page("/staff/week", Action.KEEP_LOG)
def see_week(request: SignedInRequest) -> Response:
    """What the reader sees in the inbox, and nothing that is not listed there yet."""
    account, now = request.account, request.now
    listed = inbox_list.list_items(account, Filter(), now)
    lines = lines_of(listed.items, account.id, calendars(), now)
    words = ItemWords(texts(request.language), listed.names, listed.schools)
    said = LineWords(words, account, now)
    found, monday = grouped(lines, now), monday_of(now)
    return request.page(
        "weekly_overview/week.html",
        number=monday.isocalendar().week,
        monday=monday,
        sunday=monday + _TO_SUNDAY,
        nothing=not lines,
        groups=[
            (
                group,
                len(own),
                [said.view(line, opens=False) for line in own[:_MOST_SHOWN]],
                max(len(own) - _MOST_SHOWN, 0),
            )
            for group, own in found.items()
        ],
    )
