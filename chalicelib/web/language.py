"""Language: which one a reader wants, and what the service says in it."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from functools import cache
from typing import Protocol

from chalice.app import Request
from markupsafe import Markup, escape

from chalicelib.core.local_time import OSLO, local_day
from chalicelib.core.settings import settings
from chalicelib.locales import LOCALES, Locale
from chalicelib.web import bokmaal
from chalicelib.web.form_body import Fields

_MACRO_LANGUAGE = {"no": "nb"}
_MOST_PREFERENCES = 20


class Named(Protocol):
    """A round, whole or as a list has it."""

    @property
    def labels(self) -> tuple[str, ...]: ...

    @property
    def mode(self) -> str: ...

    @property
    def opens_at(self) -> datetime: ...

    @property
    def closes_at(self) -> datetime: ...


class MissingString(KeyError):
    """A language lacks a string. Tests name every one, so a reader never meets this."""


class Texts:
    """What the service says in one language. Calling it with a key gives the string."""

    def __init__(self, locale: Locale, strings: Mapping[str, str]) -> None:
        self.language = locale.language
        self.direction = locale.direction
        self.voices = locale.voices
        self._strings = strings

    def __call__(self, key: str, /, **params: object) -> str:
        """The string, with its parameters filled in; markup where one of these is.
        Raises MissingString."""
        if key not in self._strings:
            raise MissingString(f"{self.language}: {key}")
        text = self._strings[key]
        if any(isinstance(param, Markup) for param in params.values()):
            return escape(text).format(**params)
        return text.format(**params) if params else text

    def has(self, key: str) -> bool:
        """Whether the language has the string."""
        return key in self._strings

    def item(self, form_id: str, item_id: str) -> str:
        """The question, in the form's own words where it has any."""
        return self.of_form(form_id, f"item.{item_id}.text")

    def option(self, form_id: str, item_id: str, code: str) -> str:
        """What an option says, in the form's own words where it has any."""
        return self.of_form(form_id, f"item.{item_id}.option.{code}")

    def of_form(self, form_id: str, key: str, **params: object) -> str:
        """The form's own wording of ``key`` where it has one."""
        own = f"form.{form_id}.{key}"
        return self(own if self.has(own) else key, **params)

    def moment(self, at: datetime) -> str:
        """An instant as people at a Norwegian school say it: weekday, date and
        clock."""
        here = at.astimezone(OSLO)
        return self(
            "date.moment",
            weekday=self(f"date.weekday.{here.isoweekday()}"),
            day=here.day,
            month=self(f"date.month.{here.month}"),
            hour=f"{here:%H}",
            minute=f"{here:%M}",
        )

    def local_day(self, at: datetime) -> str:
        """The day of an instant in Norway, as people say it."""
        return self.day(local_day(at))

    def day(self, on: date) -> str:
        """A day as people say it: weekday and date."""
        return self(
            "date.day",
            weekday=self(f"date.weekday.{on.isoweekday()}"),
            day=on.day,
            month=self(f"date.month.{on.month}"),
        )

    def span(self, opens: datetime, closes: datetime) -> str:
        """From when to when, the day said once where it is one."""
        if local_day(opens) != local_day(closes):
            return f"{self.moment(opens)} – {self.moment(closes)}"
        closing = closes.astimezone(OSLO)
        return self(
            "date.until",
            opens=self.moment(opens),
            hour=f"{closing:%H}",
            minute=f"{closing:%M}",
        )

    def group(self, label: str) -> str:
        """A whole grade step in words, or the class's own name, which has no such
        dash."""
        key = f"staff.grade_step.{label.replace('–', '-')}"
        return self(key) if "–" in label and self.has(key) else label

    def round(self, round_: Named) -> str:
        """What people call a round: of the same classes there may be several, of the
        same day too. It is called so wherever nothing more is said of it."""
        return f"{self.classes(round_)} · {self.occasion(round_)}"

    def classes(self, round_: Named) -> str:
        """What its classes are called, 2A before 10A."""
        return ", ".join(sorted({*map(self.group, round_.labels)}, key=_in_numbers))

    def occasion(self, round_: Named) -> str:
        """The same where its class is named already."""
        mode = self(f"staff.round.mode.{round_.mode}")
        return f"{mode} · {self.span(round_.opens_at, round_.closes_at)}"

    def full_day(self, on: date) -> str:
        """A date as people say it."""
        weekday, month = f"date.weekday.{on.isoweekday()}", f"date.month.{on.month}"
        return self(
            "date.full",
            weekday=self(weekday),
            day=on.day,
            month=self(month),
            year=on.year,
        )


def apart(words: str) -> Markup:
    """Somebody's own words: whichever way they run, and whatever marks of direction
    they hold, what stands around them is read as we wrote it."""
    return Markup("<bdi>{}</bdi>").format(words)


def joined_apart(between: str, words: Iterable[str]) -> Markup:
    """Several people's words, each apart."""
    return escape(between).join(apart(own) for own in words)


def languages() -> tuple[str, ...]:
    """The codes of the languages on offer, bokmål and nynorsk first; in the preview
    drafts too."""
    shown = settings().drafts
    return tuple(code for code, locale in LOCALES.items() if shown or not locale.draft)


def language_name(language: str) -> str:
    """What the language calls itself; a draft, which only the preview offers, says that
    it is."""
    locale = LOCALES[language]
    return f"{locale.name} (utkast)" if locale.draft else locale.name


@cache
def texts(language: str) -> Texts:
    """The texts of a language. What a draft still lacks is in bokmål."""
    locale = LOCALES[language]
    return Texts(locale, {**_filling(locale), **locale.strings})


@cache
def texts_of_a_page(language: str) -> Texts:
    """As ``texts``, for ``bokmaal.say_where``."""
    locale = LOCALES[language]
    marked = {
        key: bokmaal.between_signs(text) for key, text in _filling(locale).items()
    }
    return Texts(locale, {**marked, **locale.strings})


def _filling(locale: Locale) -> Mapping[str, str]:
    return LOCALES["nb"].strings if locale.draft else {}


def asked_language(request: Request | None, fields: Fields | None = None) -> str | None:
    """The language the reader has chosen by a field or by ``?lang=``, if any is on
    offer."""
    query = request.query_params if request else None
    wanted = (
        fields.get("lang") if fields else None,
        query.get("lang") if query else None,
    )
    return next((language for language in wanted if language in languages()), None)


def language_of(request: Request | None, fields: Fields | None = None) -> str:
    """The language to answer in: the chosen one, else what the browser prefers."""
    header = request.headers.get("accept-language") if request else None
    return asked_language(request, fields) or negotiate(header, languages())


def negotiate(accept_language: str | None, offered: Sequence[str]) -> str:
    """The offered language the reader likes best; the first one where none fits."""
    wanted = sorted(
        _preferences(accept_language or ""), key=lambda preference: -preference[1]
    )
    for tag, quality in wanted:
        language = _MACRO_LANGUAGE.get(tag, tag)
        if quality > 0 and language in offered:
            return language
    return offered[0]


def writes_month_first(request: Request | None) -> bool:
    """Whether a browser likely has the month before the day in its own fields for a
    date: they follow its language, whatever that of the page."""
    header = request.headers.get("accept-language", "") if request else ""
    return header.partition(",")[0].strip().lower() in ("en", "en-us")


def _in_numbers(label: str) -> tuple[int, str]:
    """2A before 10A."""
    digits = re.match(r"\d*", label)
    return (len(digits[0]) if digits else 0, label)


def _preferences(header: str) -> list[tuple[str, float]]:
    parts = header.lower().split(",")[:_MOST_PREFERENCES]
    return [_preference(part) for part in parts if part.strip()]


def _preference(part: str) -> tuple[str, float]:
    tag, _, weight = part.strip().partition(";")
    try:
        quality = float(weight.strip().removeprefix("q=")) if weight else 1.0
    except ValueError:
        quality = 0.0
    return tag.strip().split("-")[0], quality
