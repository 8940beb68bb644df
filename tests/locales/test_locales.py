"""Every string that is needed is there in every language, nothing else is, and the
pupils' wording is the one that was agreed (kept beside this test, word for word)."""

import re
import string
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import pytest

from chalicelib.audit.event import Event
from chalicelib.flags.rule_sets import RULE_SETS
from chalicelib.forms.closing_forms import CLOSING_FORMS
from chalicelib.forms.definitions import FORMS
from chalicelib.forms.questions import Choice, Text
from chalicelib.locales import FOLDER, LOCALES
from chalicelib.web.help_lines import HELP_LINES
from infra.package import reached, rendered
from infra.strings import files, places
from tests.conftest import ROOT

HERE = Path(__file__).parent
WORDING = (HERE / "wording_grades_5_10.md").read_text(encoding="utf-8")
MODES = (HERE / "wording_modes.md").read_text(encoding="utf-8")
OPENED_BY_STAFF = ("flag.reason.", "staff.grade_step.", "staff.round.mode.")
"""Asked for in modules both doors have, in functions that only the staff's calls."""
NB = LOCALES["nb"].strings
po = cache(files.read)
WHOLE = [language for language, locale in LOCALES.items() if not locale.draft]
NAMESPACES = {key.partition(".")[0] for key in NB}
PARTS = ("title", "what", "kept", "next")


def in_words_of(form_id: str, key: str) -> str:
    """The form's own key where bokmål has one, as the form itself would look it up."""
    own = f"form.{form_id}.{key}"
    return own if own in NB else key


def needed_by_data() -> Iterator[str]:
    for form in (*FORMS.values(), *CLOSING_FORMS.values()):
        for question in form.questions:
            yield in_words_of(form.id, f"item.{question.id}.text")
            if isinstance(question, Text):
                yield f"item.{question.id}.hint"
            if isinstance(question, Choice):
                options = [
                    f"item.{question.id}.option.{code}" for code in question.options
                ]
                yield from (in_words_of(form.id, option) for option in options)
    for line in HELP_LINES:
        yield from (f"help.{line.id}.name", f"help.{line.id}.hours")
    for rules in RULE_SETS.values():
        for rule in (*rules.rules, *rules.combinations):
            own = f"rule.explained.{rules.id}.{rule.id}"
            yield own if own in NB else f"rule.explained.{rule.id}"
        yield from ("rule.explained.persists", "rule.explained.class")
    for key in NB:
        if key.startswith("error.") and key != "error.start":
            yield from (f"error.{key.split('.')[1]}.{part}" for part in PARTS)


def allowed_by_data() -> Iterator[str]:
    """A hint to any item, and a form's own words for any of its items."""
    for form in FORMS.values():
        for question in form.questions:
            yield f"item.{question.id}.hint"
            yield f"form.{form.id}.item.{question.id}.text"
        yield f"form.{form.id}.pupil.form.intro"


def named(files: Iterable[Path]) -> tuple[set[str], set[str]]:
    """Whole keys, and beginnings of keys ("help." ~ id), that stand in templates and
    code."""
    found = [places.named(path) for path in files]
    wholes, beginnings = (
        {
            name
            for names in lists
            for name in names
            if name.partition(".")[0] in NAMESPACES
        }
        for lists in zip(*found, strict=True)
    )
    return wholes - beginnings, beginnings


def of_the_pupils_door() -> Iterator[Path]:
    for module in reached.modules("public"):
        path = Path(*module.split(".")).with_suffix(".py")
        if (ROOT / path).exists():
            yield path
    yield from (Path("templates", name) for name in rendered.templates("public"))


def parameters(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("language", WHOLE)
def test_no_string_is_missing(language):
    asked_for = {
        key
        for path in places.sources()
        for key in re.findall(
            r"""\bt(?:exts)?\(["']([\w.\-]+)["']""", (ROOT / path).read_text()
        )
    }
    needed = {*needed_by_data(), *(key for key in asked_for if not key.endswith("."))}
    assert sorted(needed - set(LOCALES[language].strings)) == []


def test_no_string_is_unused():
    whole, beginnings = named(places.sources())
    used = whole | set(needed_by_data()) | set(allowed_by_data())
    assert [
        k for k in NB if k not in used and not k.startswith(tuple(beginnings))
    ] == []


def test_the_pupils_door_has_every_string_it_asks_for_and_no_other():
    whole, beginnings = named(of_the_pupils_door())
    begins = tuple(beginnings - set(OPENED_BY_STAFF))
    asked_for = {key for key in NB if key in whole or key.startswith(begins)}
    assert asked_for == {entry.msgctxt for entry in po("nb", "pupil")}


FILES = [(file.parent.name, file.stem) for file in sorted(FOLDER.glob("*/*.po"))]


@pytest.mark.parametrize(("language", "part"), FILES)
def test_every_file_is_written_for_todays_bokmaal(language, part):
    """Where it is not: make strings."""
    bokmaal = [(entry.msgctxt, entry.msgstr) for entry in po("nb", part)]
    own = [(entry.msgctxt, entry.msgid) for entry in po(language, part)]
    assert sorted(set(own) ^ set(bokmaal)) == []
    assert own == bokmaal


@pytest.mark.parametrize("language", WHOLE)
def test_what_is_offered_has_been_checked_as_it_stands(language):
    """Names what is out of date: mend it, and take away its fuzzy mark."""
    assert files.unchecked(language) == {}


@pytest.mark.parametrize(("language", "part"), FILES)
def test_every_string_says_on_which_page_it_stands(language, part):
    entries = po(language, part)
    assert [
        entry.msgctxt
        for entry in entries
        if entry.comment != places.page(entry.msgctxt)
    ] == []
    assert [entry.msgctxt for entry in entries if not entry.occurrences] == []


def test_no_key_stands_twice():
    keys = Counter(entry.msgctxt for entry in files.entries("nb"))
    assert [key for key, count in keys.items() if count > 1] == []


@pytest.mark.parametrize("language", WHOLE)
def test_the_log_says_every_word_it_can_hold_and_no_other(language):
    said = {key for key in LOCALES[language].strings if key.startswith("audit.what.")}
    assert said == {f"audit.what.{event}" for event in Event}


@pytest.mark.parametrize("language", WHOLE)
def test_every_language_has_the_same_keys_with_the_same_parameters(language):
    strings = LOCALES[language].strings
    assert sorted(set(NB) ^ set(strings)) == []
    assert [k for k in NB if parameters(NB[k]) != parameters(strings[k])] == []


@pytest.mark.parametrize("language", sorted(set(LOCALES) - set(WHOLE)))
def test_a_draft_may_lack_strings_but_has_none_of_its_own(language):
    strings = LOCALES[language].strings
    assert sorted(set(strings) - set(NB)) == []
    assert [k for k in strings if parameters(NB[k]) != parameters(strings[k])] == []


@pytest.mark.parametrize("language", LOCALES)
def test_no_string_is_empty_or_has_loose_spaces(language):
    strings = LOCALES[language].strings
    assert [k for k, text in strings.items() if not text or text != text.strip()] == []


@pytest.mark.parametrize(
    ("language", "other"), [("nb", "ressursgruppa"), ("nn", "ressursgruppen")]
)
def test_the_resource_group_has_one_name_in_each_language(language, other):
    texts = LOCALES[language].strings
    assert [key for key, text in texts.items() if other in text.casefold()] == []


def agreed_rows() -> dict[str, list[str]]:
    rows = [
        line.strip("| ").split(" | ")
        for line in WORDING.splitlines()
        if line[:2] == "| "
    ]
    return {row[0]: row[1:] for row in rows if row[0] != "id"}


def agreed_frequencies() -> list[list[str]]:
    lines = [line for line in WORDING.splitlines() if line[:3] in ("nb ", "nn ", "en ")]
    return [line[3:].removesuffix(" ·").split(" / ") for line in lines]


@pytest.mark.parametrize("item", agreed_rows())
@pytest.mark.parametrize("at", range(3))
def test_questions_are_worded_as_agreed(item, at):
    strings = LOCALES[("nb", "nn", "en")[at]].strings
    agreed = agreed_rows()[item][at]
    younger, older = (
        re.sub(r" \[.*?\]", "", agreed),
        re.sub(r"\w+ \[(.*?)\]", r"\1", agreed),
    )
    assert strings[f"item.{item}.text"] == younger
    assert strings.get(f"form.grades_8_10.item.{item}.text", younger) == older


@pytest.mark.parametrize("item", ["hurt", "excluded", "adult_hurt"])
@pytest.mark.parametrize("at", range(3))
def test_frequencies_are_worded_as_agreed(item, at):
    strings = LOCALES[("nb", "nn", "en")[at]].strings
    codes = ("never", "once", "few", "weekly", "often")
    said = [strings[f"item.{item}.option.{code}"] for code in codes]
    assert said == agreed_frequencies()[at]


@pytest.mark.parametrize("item", ["thriving", "company", "safe", "contact"])
@pytest.mark.parametrize("at", range(3))
def test_options_are_worded_as_agreed(item, at):
    strings = LOCALES[("nb", "nn", "en")[at]].strings
    codes, _, words = agreed_rows()[item][3].partition(";")[0].partition(" — ")
    agreed = words.split(" · ")[at].split("/")
    assert [strings[f"item.{item}.option.{code}"] for code in codes.split()] == agreed


@pytest.mark.parametrize("at", range(3))
def test_the_follow_up_is_worded_as_agreed(at):
    agreed = re.findall(r'one more: "(.*?)"', WORDING)[0].split(" / ")[at]
    assert LOCALES[("nb", "nn", "en")[at]].strings["item.leadership.text"] == agreed


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_skipping_and_the_modes_are_worded_as_agreed(language):
    strings = LOCALES[language].strings
    told = [
        line[5:] for line in MODES.splitlines() if line.startswith(f"- {language} ")
    ]
    both = " ".join(MODES.split("Both: ")[1].split())
    assert strings["pupil.mode.anonymous"] == told[0]
    assert strings["pupil.mode.confidential"] == told[1].replace(
        "{name, role}", "{who}"
    )
    assert f"{language} {strings['pupil.mode.danger']}" in both
    skips = re.findall(
        r'skipped \("(.*?)"\)', (HERE / "wording_grades_5_10.md").read_text()
    )
    assert skips == [] or strings["pupil.form.skip"] in skips[0]


def test_a_word_that_has_two_forms_has_one_here():
    strings = LOCALES["nn"].strings
    other = re.compile(
        r"stoler på|\bblei\b|\b(?:har|eg|du|som|eleven|skulen|ikkje) svara\b"
    )
    assert [key for key, text in strings.items() if other.search(text)] == []


def test_pupils_are_spoken_to_in_english_as_people_speak():
    stiff = re.compile(r"\b(?:can|do|does|did|is|are|was|has|have) ?not\b", re.I)
    staff = ("error.forged.", "error.unavailable_staff.")
    mine = {
        key: text
        for key, text in LOCALES["en"].strings.items()
        if key.startswith(("pupil.", "help.", "error.")) and not key.startswith(staff)
    }
    assert [key for key, text in mine.items() if stiff.search(text)] == []
