"""Nothing in the pupils' scripts and styles is newer than iOS 13, Chrome 80 and Firefox 78.

A script with one sign it does not know is not run at all, a style rule with one is left out whole.
"""

import re

import pytest

from tests.conftest import ROOT

PUPIL = ROOT / "templates" / "pupil"
SCRIPTS = sorted(PUPIL.glob("*.js")) + sorted(PUPIL.glob("*.html"))
NEWER_SCRIPT = {
    "optional chaining": r"\?\.(?!\d)",
    "nullish": r"\?\?",
    "logical assignment": r"(\|\||&&)=",
    "class fields": r"\bclass\b.*\{[^}]*#\w",
    "numeric separators": r"\b\d+_\d",
    "private or static blocks": r"\bstatic\s*\{",
    "top-level await": r"^await\b",
    "named groups or lookbehind": r"\(\?<",
    "newer methods": r"\.(at|replaceAll|findLast|allSettled|any|hasOwn|replaceChildren)\(",
    "newer interfaces": r"\b(structuredClone|AbortSignal|requestSubmit|showModal|submitter)\b",
}
# A fall-back stands in front of what is allowed here: ``min-height: 100vh; min-height: 100dvh``.
NEWER_STYLE = {
    "selectors": r":(has|is|where)\(",
    "inset": r"(?<![-\w])inset(-\w+)*\s*:",
    "gap outside a grid": r"(?<!grid-)(?<!-)\b(row-|column-)?gap\s*:",
    "logical shorthands": r"\b(margin|padding|border)-(inline|block)\s*:",
    "transform properties": r"[;{]\s*(rotate|scale|translate)\s*:",
    "logical float": r"float\s*:\s*inline",
    "clip": r"overflow\s*:\s*clip",
    "ratio": r"aspect-ratio",
    "functions": r"\b(clamp|color-mix)\(",
    "units without a fall-back": r"(?<!100vh; min-height: )\b\d+[ds]v[hw]",
    "nesting and layers": r"(&\s|@layer|@container)",
}


@pytest.mark.parametrize("kind", NEWER_SCRIPT)
def test_no_script_has_newer_syntax(kind):
    found = {
        path.name: match[0]
        for path in SCRIPTS
        for script in ([path.read_text()] if path.suffix == ".js" else in_html(path.read_text()))
        if (match := re.search(NEWER_SCRIPT[kind], script, re.M))
    }
    assert found == {}


def in_html(page: str) -> list[str]:
    """The scripts that stand in a template's own block."""
    return re.findall(r"{% block script %}(.*?){% endblock %}", page, re.S)


@pytest.mark.parametrize("kind", NEWER_STYLE)
def test_no_style_has_newer_syntax(kind):
    styles = re.sub(r"/\*.*?\*/", "", (PUPIL / "style.css").read_text(), flags=re.S)
    assert re.findall(NEWER_STYLE[kind], styles) == []


def test_the_oldest_browsers_are_named_where_people_look():
    named = (ROOT / "README.md").read_text(encoding="utf-8")
    assert "iOS 13, Chrome 80 and Firefox 78" in named
