"""One request to the staff's door, before and after sign-in."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from chalice import Response

from chalicelib.accounts.account import Account
from chalicelib.presses import resend
from chalicelib.presses import saved_notice as saved
from chalicelib.sign_in.session import Session
from chalicelib.staff_door import navigation as nav
from chalicelib.staff_door.blueprint import cookie, cookie_header, staff
from chalicelib.staff_door.class_name import class_name, round_week
from chalicelib.web import form_body, responses
from chalicelib.web.language import writes_month_first


class KeptForm(NamedTuple):
    """Where what was typed waits for who typed it, and until when."""

    place: str
    until: datetime


@dataclass(frozen=True, slots=True)
class StaffRequest:
    """One request to the staff door: when, in which language, and with which fields."""

    now: datetime
    language: str
    fields: form_body.Fields

    @property
    def path(self) -> str:
        return resend.path(staff.current_request)

    def page(self, template: str, status: int = 200, **context: Any) -> Response:
        context |= {
            "class_name": class_name,
            "round_week": round_week,
            "month_first": writes_month_first(staff.current_request),
        }
        return responses.show(template, self.language, status, **context)


@dataclass(frozen=True, slots=True)
class SignedInRequest(StaffRequest):
    """Somebody who is signed in and may do what the page is for. ``again`` is the
    press, where it has arrived before."""

    account: Account
    session: Session
    again: str = ""

    def page(self, template: str, status: int = 200, **context: Any) -> Response:
        what = self._just_saved()
        made = StaffRequest.page(
            self,
            template,
            status,
            account=self.account,
            csrf=self.session.csrf,
            menu=nav.menu_of(self.account),
            menu_places=nav.places_of(self.account),
            saved=saved.read(what),
            **context,
        )
        if what:
            made.headers |= cookie_header("", saved.COOKIE)
        return made

    def _just_saved(self) -> str:
        held = cookie(saved.COOKIE)
        if not held or staff.current_request.method == "POST":
            return ""
        return saved.what_was(held, self.session, self.path, self.now)

    def saved(self, what: str, path: str) -> Response:
        """To ``path``, where it is said once what was saved."""
        value = saved.said(self.session, what, path.partition("#")[0], self.now)
        seconds = int(saved.LASTS.total_seconds())
        return responses.redirect(path, cookie_header(value, saved.COOKIE, seconds))
