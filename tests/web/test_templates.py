import re

import pytest
from jinja2 import Environment, UndefinedError

from chalicelib.core.settings import settings
from chalicelib.web.lean_scripts import LeanScripts
from chalicelib.web.templates import render, url
from tests.conftest import ROOT

pytestmark = pytest.mark.usefixtures("environment")


def error(**context: object) -> str:
    return render(
        "web/error.html", "nb", **{"kind": "not_found", "nonce": "n", **context}
    )


def test_a_name_the_context_lacks_is_an_error():
    with pytest.raises(UndefinedError):
        render("web/error.html", "nb", nonce="n")


def test_scripts_go_out_without_comments_and_space_round_signs_and_otherwise_as_written():
    page = render("web/error.html", "nb", kind="not_found", nonce="n")
    source = (ROOT / "templates/web/base.js").read_text(encoding="utf-8")
    script = page[page.index("<script") :]
    assert "// One listener" in source
    assert "// One listener" not in page
    assert "// the former pupil" in source
    assert "// the former pupil" not in page
    assert "const $=(id)=>document.getElementById(id),able=[window.fetch," in script
    bare = [one.strip().partition(" // ")[0] for one in source.splitlines()]
    code = "".join(one for one in bare if not one.startswith("//"))
    assert bare_of(code) in bare_of(script)


def bare_of(script: str) -> str:
    """Without space; names that are made one after the other are made at once."""
    return re.sub(r"\s", "", script.replace(";const ", ","))


@pytest.mark.parametrize(
    ("written", "sent"),
    [
        ("'use strict';\nconst a = 1;\nconst b = 2;\n", "'use strict';const a=1,b=2;"),
        ("const a = 1;\nconst b = 2;\n", "const a=1;const b=2;"),
        (
            "go();\nconst a = 1;\nconst b = () => { go(); };\nconst c = 3;\n",
            "go();const a=1,b=()=>{go();};const c=3;",
        ),
        (
            "for (const a of all) go(a);\nconst b = 2;\n",
            "for(const a of all)go(a);const b=2;",
        ),
    ],
)
def test_only_names_that_are_made_one_after_the_other_are_made_at_once(written, sent):
    assert LeanScripts(Environment()).preprocess(written, "one.js") == sent


@pytest.mark.parametrize(
    "name", sorted(one.name for one in (ROOT / "templates" / "web").glob("*.js"))
)
def test_what_stands_between_quotes_keeps_its_space(name):
    source = (ROOT / "templates" / "web" / name).read_text(encoding="utf-8")
    code = re.sub(r"(^|\s)//.*", "", source)
    quoted = re.compile(r"'[^'\n]*'|`[^`\n]*`")
    lean = LeanScripts(Environment()).preprocess(source, name)
    assert quoted.findall(lean) == quoted.findall(code)


@pytest.mark.parametrize(
    ("written", "sent"),
    [
        (
            ".a > :checked ~ b { top: calc(1px - 2px); }\n",
            ".a>:checked~b{top:calc(1px - 2px)}",
        ),
        (
            ".a :focus, .b { margin: 0 auto !important; }\n",
            ".a :focus,.b{margin:0 auto!important}",
        ),
    ],
)
def test_a_space_that_means_something_in_a_style_stays(written, sent):
    assert LeanScripts(Environment()).preprocess(written, "one.css") == sent


def test_what_people_wrote_is_escaped():
    page = render(
        "web/try_again.html",
        "nb",
        nonce="n",
        chosen=None,
        kind="not_stored",
        path="/answer",
        fields=[("more", '"><script>alert(1)</script>')],
    )
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page


def test_pages_say_their_language_and_direction():
    assert '<html lang="nn" dir="ltr">' in render(
        "web/error.html", "nn", kind="method", nonce="n"
    )


def test_links_carry_the_stage(monkeypatch):
    monkeypatch.setenv("BASE_PATH", "/stage")
    settings.cache_clear()
    assert url("/form") == "/stage/form"
    assert 'href="/stage/"' in error()


def test_no_page_asks_anything_of_another_origin():
    for path in (ROOT / "templates").rglob("*.*"):
        text = path.read_text(encoding="utf-8")
        for asking in (
            "src=",
            "@import",
            "url(http",
            '<link rel="stylesheet',
            "localStorage",
        ):
            assert asking not in text, f"{path.name}: {asking}"
