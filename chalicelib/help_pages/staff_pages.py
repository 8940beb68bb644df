"""The sheets: a list of them, and each in the language one wants to print it in."""

from dataclasses import replace

from chalice import Response

from chalicelib.accounts.account import Account, Role
from chalicelib.core import errors
from chalicelib.core.settings import settings
from chalicelib.help_pages import accessibility
from chalicelib.help_pages.said_words import said_words
from chalicelib.help_pages.sheets import BY_NAME, LANGUAGES
from chalicelib.schools import retention_store
from chalicelib.schools import store as schools
from chalicelib.schools.school import School
from chalicelib.staff_door.door import staff_page
from chalicelib.staff_door.staff_request import SignedInRequest
from chalicelib.web.language import language_name, texts

_AT_A_SCHOOL = (Role.TEACHER, Role.MEMBER)


@staff_page("/staff/help", None)
def list_sheets(request: SignedInRequest) -> Response:
    return request.page(
        "help_pages/sheets.html",
        names=[*BY_NAME, "accessibility"],
        languages=[(code, language_name(code)) for code in LANGUAGES],
        status_page=f"{settings().public_url}/status?lang={request.language}",
    )


@staff_page("/staff/help/{sheet}/{language}", None)
def show_sheet(request: SignedInRequest, sheet: str, language: str) -> Response:
    if language not in LANGUAGES:
        raise errors.NotFound
    asked = replace(request, language=language)
    if sheet == "accessibility":
        return _statement(asked)
    if sheet not in BY_NAME:
        raise errors.NotFound
    school = _school(request.account)
    owner_id = school.owner_id if school else request.account.body_id
    t, shown = texts(language), BY_NAME[sheet]
    sender = school.name if school else t("sheet.fill_in")
    return asked.page(
        "help_pages/sheet.html",
        sheet=shown,
        sender=sender if shown.is_letter else "",
        words={
            **said_words(t, retention_store.get(owner_id)),
            "privacy": f"{settings().public_url}/about/guardians",
        },
    )


def _statement(asked: SignedInRequest) -> Response:
    return asked.page(
        "help_pages/accessibility.html",
        criteria=accessibility.criteria(),
        by_machine=accessibility.BY_MACHINE,
        by_hand=accessibility.BY_HAND,
    )


def _school(account: Account) -> School | None:
    return schools.get(account.body_id) if account.role in _AT_A_SCHOOL else None
