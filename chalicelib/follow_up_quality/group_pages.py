"""What support groups did: for a school, its owner, and the programme's people."""

from typing import Any

from chalice import Response

from chalicelib.accounts.account import Action
from chalicelib.follow_up_quality.count_month import count
from chalicelib.group_results import store as frozen_store
from chalicelib.group_results.figures_view import refused, said_table, tables
from chalicelib.group_results.group_figures import GROUP_FIGURES
from chalicelib.group_results.own_groups import own_groups
from chalicelib.group_results.report import LEADS_BACK, GroupsReport, groups_report
from chalicelib.group_results.thresholds import THRESHOLDS, ReportLevel
from chalicelib.staff_door.door import staff_page
from chalicelib.staff_door.staff_request import SignedInRequest
from chalicelib.web.language import Texts, texts

FINDINGS = {
    1: (("friends", "included"), ()),
    2: (("hard_to_tell", "glad_told"), ()),
    3: ((), ("mattered", "proud", "glad_to_help")),
    4: ((), ("speak_up",)),
    5: ((), ("climate",)),
}
"""The pilot's findings in the programme's order: what pupils say in the end, and what
supporters do."""
_WENT = ("outcome", "later")
_LONG = tuple(figure.name for figure in GROUP_FIGURES if figure.median)


@staff_page("/staff/report/groups", Action.SEE_REPORT)
def see_at_school(request: SignedInRequest) -> Response:
    account = request.account
    count(account.body_id, request.now)
    own = own_groups(account, request.now)
    is_none = not own.lines and not own.over
    more = {"own": own} | ({"too_few": "groups.none"} if is_none else {})
    return _page(request, ReportLevel.SCHOOL, account.body_id, **more)


@staff_page("/staff/sums/groups", Action.SEE_SUMS)
def see_at_owner(request: SignedInRequest) -> Response:
    count(request.account.body_id, request.now)
    return _page(request, ReportLevel.OWNER, request.account.body_id)


@staff_page("/staff/programme/groups", Action.ENTER_PROGRAMME)
def see_in_programme(request: SignedInRequest) -> Response:
    return _page(request, ReportLevel.PROGRAMME, frozen_store.PROGRAMME)


def _page(
    request: SignedInRequest, level: ReportLevel, reader: str, **more: Any
) -> Response:
    report, t = groups_report(level, reader), texts(request.language)
    return request.page(
        "follow_up_quality/groups.html",
        level=level,
        here=LEADS_BACK[level],
        least=THRESHOLDS[level],
        report=report,
        went=tables(t, _WENT, report.groups.figures),
        long=tables(t, _LONG, report.groups.figures),
        talk=tables(t, ("first_talk",), report.cases.figures),
        refused=refused(t, report.groups.figures) if report.groups.figures else "",
        findings=[(number, _finding(t, number, report)) for number in FINDINGS],
        **{"own": None, "too_few": f"figures.too_few.{level}"} | more,
    )


def _finding(t: Texts, number: int, report: GroupsReport) -> list[Any]:
    pupils, supporters = FINDINGS[number]
    found = tables(t, pupils, report.groups.figures)
    if report.said:
        found += [said_table(t, item, report.said) for item in supporters]
    return found
