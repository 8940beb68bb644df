"""The story of a case, the latest first; the older a page further."""

from chalice import Response

from chalicelib.case_pages.case_press import number_of
from chalicelib.case_pages.case_words import CaseWords
from chalicelib.cases import see_case
from chalicelib.core import errors
from chalicelib.staff_door.staff_request import SignedInRequest
from chalicelib.web.language import texts

_ON_A_PAGE = 50


def show_story(
    request: SignedInRequest, number: str, last: int | None = None
) -> Response:
    """Up to the entry ``last``, or to the latest."""
    seen = see_case.see(
        request.account,
        number_of(number),
        request.now,
        lambda case, entry: 0 <= (last or case.version) - entry.number < _ON_A_PAGE,
    )
    words = CaseWords(texts(request.language), seen.people, request.now)
    last = last or len(seen.entries)
    if last > len(seen.entries):
        raise errors.NotFound
    first = max(0, last - _ON_A_PAGE)
    story = words.story(seen.entries)
    return request.page(
        "case_pages/story.html",
        case=seen.case,
        title=words.called(seen.case, seen.about),
        story=[line for line in story if first < line.number <= last],
        older=first,
    )
