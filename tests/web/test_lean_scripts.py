import re

import pytest

from chalicelib.web.lean_scripts import lean
from tests.conftest import ROOT


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
    assert lean("one.js", written) == sent


@pytest.mark.parametrize(
    "name", sorted(file.name for file in (ROOT / "templates" / "web").glob("*.js"))
)
def test_what_stands_between_quotes_keeps_its_space(name):
    source = (ROOT / "templates" / "web" / name).read_text(encoding="utf-8")
    code = re.sub(r"(^|\s)//.*", "", source)
    quoted = re.compile(r"'[^'\n]*'|`[^`\n]*`")
    sent = lean(name, source)
    assert quoted.findall(sent) == quoted.findall(code)


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
    assert lean("one.css", written) == sent
