"""One entry of a case, with what corrects it."""

import secrets

from chalice import Response

from chalicelib.case_pages.case_press import marks, number_of
from chalicelib.case_pages.case_words import CaseWords, plan_link
from chalicelib.case_pages.form_page import answer_words
from chalicelib.cases import see_case
from chalicelib.cases.entry import EntryKind
from chalicelib.staff_door.staff_request import SignedInRequest
from chalicelib.web.language import texts


def show_entry(
    request: SignedInRequest,
    number: str,
    entry: str,
    status: int = 200,
    problem: str | None = None,
) -> Response:
    which = number_of(entry)
    seen = see_case.see(
        request.account,
        number_of(number),
        request.now,
        lambda _, written: (
            which in (written.number, written.corrects)
            or written.kind is EntryKind.SUPPORTERS
        ),
    )
    read = seen.entry(which)
    words = CaseWords(texts(request.language), seen.people, request.now)
    begun = None if problem else seen.typed(f"entries/{entry}")
    return request.page(
        "case_pages/entry.html",
        status,
        case=seen.case,
        called=words.called(seen.case, seen.about),
        entry=read.entry,
        title=words.titles(seen.entries)[which],
        when=words.when(read),
        words=words.words(read),
        whole=plan_link(read.entry),
        answers=answer_words(seen, request.account, words).of(read),
        corrections=[
            (words.when(other), words.words(other))
            for other in seen.entries
            if other.entry.corrects == which
        ],
        attempt=secrets.token_urlsafe(16),
        problem=problem,
        typed=begun or request.fields,
        drafts=words.drafts(seen),
        marks=marks(request, seen.drafts, problem),
    )
