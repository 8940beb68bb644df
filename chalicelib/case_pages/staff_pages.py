"""The cases of one's own school or school owner: the list, a case, its whole story, one
entry."""

from chalice import Response

from chalicelib.accounts.account import Action
from chalicelib.case_pages.case_page import show
from chalicelib.case_pages.case_press import number_of
from chalicelib.case_pages.case_view import groups
from chalicelib.case_pages.case_words import CaseWords
from chalicelib.case_pages.entry_page import show_entry
from chalicelib.case_pages.story_page import show_story
from chalicelib.cases import see_case
from chalicelib.staff_door.door import staff_page
from chalicelib.staff_door.staff_request import SignedInRequest
from chalicelib.web.language import texts


@staff_page("/staff/cases", Action.WORK_CASES)
def list_cases(request: SignedInRequest) -> Response:
    found = see_case.list_cases(request.account, request.now)
    words = CaseWords(texts(request.language), found.people, request.now)
    shown = groups(found, request.account, words)
    return request.page("case_pages/cases.html", groups=shown)


@staff_page("/staff/cases/{number}", Action.WORK_CASES)
def see(request: SignedInRequest, number: str) -> Response:
    return show(request, number)


@staff_page("/staff/cases/{number}/story", Action.WORK_CASES)
def see_story(request: SignedInRequest, number: str) -> Response:
    return show_story(request, number)


@staff_page("/staff/cases/{number}/story/{entry}", Action.WORK_CASES)
def see_older(request: SignedInRequest, number: str, entry: str) -> Response:
    return show_story(request, number, number_of(entry))


@staff_page("/staff/cases/{number}/entries/{entry}", Action.WORK_CASES)
def see_entry(request: SignedInRequest, number: str, entry: str) -> Response:
    return show_entry(request, number, entry)
