"""Templates lay out: a line is read at one look, and decides one thing at most."""

import re

import pytest

from tests.conftest import ROOT

COLUMNS = 120
TEMPLATES = sorted(path for path in (ROOT / "templates").rglob("*") if path.is_file())
DECISION = re.compile(r"{%-? (?:el)?if\b|{{[^}]*? if \b")
"""A condition of Jinja's, also one that stands in an expression."""
RULE = re.compile(
    r"\bif [^%}]*\b(?:mode|kind|level|role|openness|status|urgency)\b *(?:==|!=)(?!=)"
    r"(?![^%}]*%} (?:checked|selected)\b)"
)
"""What is asked by mode, kind or role, but for which of a form's choices is made."""


def lines() -> list[tuple[str, str]]:
    return [
        (f"{path.relative_to(ROOT)}:{number}", line)
        for path in TEMPLATES
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
    ]


def test_no_line_is_longer_than_is_read_at_one_look():
    assert [where for where, line in lines() if len(line) > COLUMNS] == []


def test_no_line_decides_more_than_one_thing():
    assert [where for where, line in lines() if len(DECISION.findall(line)) > 1] == []


def test_no_line_decides_by_mode_kind_or_role():
    assert [where for where, line in lines() if RULE.search(line)] == []


@pytest.mark.parametrize(
    ("line", "is_rule"),
    [
        ('{% if round.mode == "anonymous" %}<p>', True),
        ('{{ t("a") if kind != "reply" else t("b") }}', True),
        ('{%- if form.mode == "anonymous" %} checked{% endif %}>', False),
        ("{% if wanted.kind == kind %} selected{% endif %}", False),
        ("{% if round.mode.numbered %}", False),
        ("if (kind === 'form') start(screen, kept);", False),
    ],
)
def test_rules_are_told_from_choices(line, is_rule):
    assert bool(RULE.search(line)) is is_rule


@pytest.mark.parametrize(
    ("line", "decisions"),
    [
        ("{% if a %}<p>{{ a }}</p>{% endif %}", 1),
        ("{% if a %}{% if b %}{% endif %}{% endif %}", 2),
        ("{{ a if b else c }}{{ d if e else f }}", 2),
        ("<p>as if {{ a }}</p>", 0),
    ],
)
def test_decisions_are_counted(line, decisions):
    assert len(DECISION.findall(line)) == decisions
