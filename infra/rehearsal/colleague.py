"""Somebody of the staff at the deployed door."""

from collections.abc import Mapping

from infra.rehearsal import pupil
from infra.rehearsal.pupil import Page
from infra.rehearsal.report import need
from infra.rehearsal.stacks import Installed
from infra.rehearsal.story import OUR_PAGE, signed_in

Typed = Mapping[str, str]
_TAKES = {"Accept": "text/html;q=0.9,*/*;q=0.8"}
"""A page first, and then anything, as browsers do. API Gateway looks at the first of
them; ministack at what comes before the first semicolon."""


class Colleague:
    """Somebody signed in, who presses what stands on the pages of a case."""

    def __init__(self, stacks: Installed, address: str) -> None:
        self._url = stacks.urls["staff"]
        self._cookie = signed_in(stacks, address)

    def see(self, path: str) -> Page:
        page = pupil.get(f"{self._url}{path}", **self._cookie)
        need(page.status == 200, f"{path} answered {page.status}")
        return page

    def press(
        self, page: str, action: str, typed: Typed | None = None, status: int = 303
    ) -> Page:
        fields = {**self.see(page).hidden, **(typed or {})}
        headers = {**self._cookie, **OUR_PAGE, **_TAKES}
        answer = pupil.post(f"{self._url}{action}", fields, **headers)
        need(
            answer.status == status,
            f"{action} answered {answer.status}: {answer.text[-3000:]}",
        )
        return answer
