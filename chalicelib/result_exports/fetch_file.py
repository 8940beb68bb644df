"""Somebody takes figures along as a file, and the log says so."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from chalicelib.accounts.account import Account
from chalicelib.audit import store as audit
from chalicelib.audit.event import Event
from chalicelib.core import errors
from chalicelib.result_exports.data_package import data_package
from chalicelib.result_exports.released import Released, SchoolRounds
from chalicelib.result_exports.result_sheets import sheets
from chalicelib.result_exports.xlsx_file import xlsx_file
from chalicelib.results import release_term
from chalicelib.results import store as results
from chalicelib.schools import store as schools
from chalicelib.web.language import texts

LANGUAGES = ("nb", "nn", "en")


class FileKind(StrEnum):
    EXCEL = "excel"
    PACKAGE = "package"


@dataclass(frozen=True, slots=True)
class FetchedFile:
    """``name`` names nobody."""

    body: bytes
    name: str


def of_school(account: Account) -> Released:
    """A school's rounds, with their classes."""
    school = schools.get(account.body_id)
    if school is None:
        raise errors.NotFound
    rounds = SchoolRounds(school.name, tuple(results.snapshots(school.id)))
    return Released(schools=(rounds,), shows_classes=True)


def of_owner(account: Account, now: datetime) -> Released:
    """Terms, and each school's rounds as a whole. Raises Unavailable."""
    rounds = (
        SchoolRounds(school.name, tuple(results.snapshots(school.id)))
        for school in schools.of_owner(account.body_id)
    )
    return Released(tuple(release_term.released(account.body_id, now)), tuple(rounds))


def of_programme(now: datetime) -> Released:
    """Terms of all school owners together. Raises Unavailable."""
    return Released(tuple(release_term.released(results.PROGRAMME, now)))


def fetch(
    account: Account, wanted: Released, kind: FileKind, language: str, now: datetime
) -> FetchedFile:
    """Raises Unavailable: then nothing is handed out."""
    made = _made(wanted, kind, language)
    audit.record(Event.EXPORTED_RESULTS, account.body_id, account.id, "", now)
    return made


def _made(wanted: Released, kind: FileKind, language: str) -> FetchedFile:
    t = texts(language)
    if kind is FileKind.PACKAGE:
        return FetchedFile(data_package(t, wanted), f"results-{language}.zip")
    title = t("export.file.title")
    body = xlsx_file(sheets(t, wanted), title, wanted.last_day)
    return FetchedFile(body, f"results-{language}.xlsx")
