"""Nothing in the pupils' scripts and styles is newer than iOS 13, Chrome 80 and Firefox
78.

A script with one sign it does not know is not run at all, a style rule with one is left
out whole.
"""

import re

import pytest

from infra.package import rendered
from tests.conftest import ROOT

TEMPLATES = ROOT / "templates"
SENT = [
    TEMPLATES / name
    for name in sorted({*rendered.templates("public"), "web/gateway.html"})
]
"""Everything that a pupil's browser may be sent."""
PAGES = [path for path in SENT if path.suffix == ".html"]
IN_A_SCRIPT = r"{% block script %}(.*?){% endblock %}|<script[^>]*>(.*?)</script>"
IN_A_STYLE = r"<style[^>]*>(.*?)</style>|{% block style %}(.*?){% endblock %}"
NEWER_SCRIPT = {
    "optional chaining": r"\?\.(?!\d)",
    "nullish": r"\?\?",
    "logical assignment": r"(\|\||&&)=",
    "class fields": r"\bclass\b.*\{[^}]*#\w",
    "numeric separators": r"\b\d+_\d",
    "private or static blocks": r"\bstatic\s*\{",
    "top-level await": r"^await\b",
    "named groups or lookbehind": r"\(\?<",
    "newer methods": (
        r"\.(at|replaceAll|findLast|allSettled|any|hasOwn|replaceChildren)\("
    ),
    "newer interfaces": (
        r"\b(structuredClone|AbortSignal|requestSubmit|showModal|submitter)\b"
    ),
}
# A fall-back stands in front of what is allowed here: ``min-height: 100vh; min-height:
# 100dvh``.
NEWER_STYLE = {
    "selectors": r":(has|is|where)\(",
    "selectors that take others of their list with them": r":focus-visible\)[^{};]*,|,[^{};]*:focus-visible",
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
# Left out whole, these are nothing lost: the field for another adult's name is always
# there then.
MAY_BE_LEFT_OUT = (
    "fieldset:not(:has([value=someone_else]:checked)) > .who { display: none; }"
)
INCLUDED = re.compile(r"""{%-? include "(.*?\.(?:css|js))""")


def sources(suffix: str, in_a_page: str) -> dict[str, str]:
    """By file: what lies in a file of its own, and what stands in a template."""
    own = {path.name: path.read_text() for path in SENT if path.suffix == suffix}
    return own | {
        page.name: "\n".join(parts(in_a_page, page.read_text())) for page in PAGES
    }


def parts(in_a_page: str, page: str) -> list[str]:
    return ["".join(found) for found in re.findall(in_a_page, page, re.S)]


SCRIPTS = sources(".js", IN_A_SCRIPT)
STYLES = sources(".css", IN_A_STYLE)


@pytest.mark.parametrize("kind", NEWER_SCRIPT)
def test_no_script_has_newer_syntax(kind):
    found = {
        name: re.search(NEWER_SCRIPT[kind], text, re.M)
        for name, text in SCRIPTS.items()
    }
    assert {name: match[0] for name, match in found.items() if match} == {}


@pytest.mark.parametrize("kind", NEWER_STYLE)
def test_no_style_has_newer_syntax(kind):
    found = {
        name: re.findall(NEWER_STYLE[kind], lean(text)) for name, text in STYLES.items()
    }
    assert {name: matches for name, matches in found.items() if matches} == {}


def lean(style: str) -> str:
    return re.sub(r"/\*.*?\*/", "", style.replace(MAY_BE_LEFT_OUT, ""), flags=re.S)


def test_every_style_and_script_that_a_page_is_sent_is_among_them():
    texts = [page.read_text() for page in PAGES] + [*SCRIPTS.values(), *STYLES.values()]
    included = {name for text in texts for name in INCLUDED.findall(text)}
    assert included
    assert {name.rpartition("/")[2] for name in included} <= {*SCRIPTS, *STYLES}
    assert {"pupil.css", "after.css", "thread.css", "gateway.html"} <= set(STYLES)
    assert "font:" in STYLES["gateway.html"]
    for page in PAGES:
        assert not re.search(r"<[a-z][^>]* (style|on[a-z]+)=", page.read_text()), (
            page.name
        )


def test_the_oldest_browsers_are_named_where_people_look():
    named = (ROOT / "README.md").read_text(encoding="utf-8")
    assert "iOS 13, Chrome 80 and Firefox 78" in named
