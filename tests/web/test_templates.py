import re

import pytest
from jinja2 import UndefinedError

from chalicelib.core.settings import settings
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
    bare = [line.strip().partition(" // ")[0] for line in source.splitlines()]
    code = "".join(line for line in bare if not line.startswith("//"))
    assert bare_of(code) in bare_of(script)


def bare_of(script: str) -> str:
    """Without space; names that are made one after the other are made at once."""
    return re.sub(r"\s", "", script.replace(";const ", ","))


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
    assert 'href="/stage/?lang=nb"' in error()


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
