"""The week of the resource group: what is late, new, planned, waiting and watched."""

from chalice import Response

from chalicelib.accounts.account import Action
from chalicelib.case_reminders.due_cases import DueCase, due_cases
from chalicelib.case_reminders.in_inbox import cases_at
from chalicelib.core.local_time import monday_of
from chalicelib.inbox.item_words import ItemWords
from chalicelib.inbox.line_view import LineView, LineWords
from chalicelib.items.filter import Filter
from chalicelib.items.today import lines_of
from chalicelib.reading import inbox_list
from chalicelib.reading.calendars import calendars
from chalicelib.staff_door.door import staff_page
from chalicelib.staff_door.staff_request import SignedInRequest
from chalicelib.web.language import texts
from chalicelib.weekly_overview.week import WeekLine, grouped, last_day

_MOST_SHOWN = 10
"""Of each group: the rest is in the inbox, which has its pages."""


@staff_page("/staff/week", Action.KEEP_LOG)
def see_week(request: SignedInRequest) -> Response:
    """What the reader sees in the inbox and may open of the cases, and nothing that is
    not listed there yet."""
    account, now = request.account, request.now
    listed = inbox_list.list_items(account, Filter(), now)
    calendar_of = calendars()
    lines = lines_of(listed.items, account.id, calendar_of, now)
    cases = due_cases(cases_at(account), account, calendar_of, now, last_day(now))
    words = ItemWords(texts(request.language), listed.names, listed.schools)
    said = LineWords(words, account, now)
    found = grouped([*lines, *cases], now)

    def view(line: WeekLine) -> LineView:
        if isinstance(line, DueCase):
            return said.case(line)
        return said.view(line, opens=False)

    monday = monday_of(now)
    return request.page(
        "weekly_overview/week.html",
        number=monday.isocalendar().week,
        monday=monday,
        sunday=last_day(now),
        nothing=not (lines or cases),
        groups=[
            (
                group,
                len(own),
                [view(line) for line in own[:_MOST_SHOWN]],
                max(len(own) - _MOST_SHOWN, 0),
            )
            for group, own in found.items()
        ],
    )
