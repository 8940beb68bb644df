"""What nothing uses goes. Tests do not count as use; what templates name does."""

import ast
import re
from collections.abc import Iterator
from keyword import iskeyword

from vulture import Vulture

from tests.conftest import ROOT

_CALLED_BY_OTHERS = (
    *("@public_page", "@pupil_page", "@staff_page", "@*.middleware"),
    *("@field_validator", "@model_validator"),
)
EXCEPTIONS = {
    "__call__": "texts are called",
    "cls": "pydantic hands it to a validator",
    "filename": "jinja2 hands it to an extension",
    "preprocess": "jinja2 calls it",
    "model_config": "pydantic reads it",
    "msg": "the log's record as it is written",
    "args": "the log's record as it is written",
    "exc_text": "the log's record as it is written",
    "_value_": "an enumeration reads it",
    "unlocked_by": "stored with when and why",
    **dict.fromkeys(
        ("pupil_absent", "own_proposals", "on_time", "both_talks"),
        "stored for the results, which are to come",
    ),
    "_RetryDict": "a type of botocore's, for mypy alone",
}


def _names_in_templates() -> str:
    texts = (path.read_text() for path in (ROOT / "templates").rglob("*.html"))
    names = {name for text in texts for name in re.findall(r"[A-Za-z_]\w*", text)}
    return "\n".join(sorted(name for name in names if not iskeyword(name)))


def _values() -> Iterator[str]:
    """Members of enumerations, which forms and rows name by their values, and fields of
    what people type, which pydantic fills in."""
    for path in (ROOT / "chalicelib").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ClassDef) and node.bases:
                for statement in node.body:
                    if isinstance(statement, ast.Assign | ast.AnnAssign):
                        targets = (
                            statement.targets
                            if isinstance(statement, ast.Assign)
                            else [statement.target]
                        )
                        yield from (
                            name.id for name in targets if isinstance(name, ast.Name)
                        )


def test_nothing_is_there_that_nothing_uses():
    looked = Vulture(ignore_decorators=list(_CALLED_BY_OTHERS))
    looked.scavenge(
        [str(ROOT / "chalicelib"), str(ROOT / "app.py"), str(ROOT / "infra")]
    )
    looked.scan(_names_in_templates())
    allowed = EXCEPTIONS.keys() | set(_values())
    unused = {
        f"{item.filename}:{item.first_lineno} {item.name}"
        for item in looked.get_unused_code()
        if item.name not in allowed and "chalicelib" in str(item.filename)
    }
    assert unused == set()
