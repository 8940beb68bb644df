"""What a syntax file of SPSS declares, read statement by statement as SPSS does: a
statement ends with a full stop at the end of a line, a text with a quote that is not
doubled."""

import re
from dataclasses import dataclass, field

_TOKEN = re.compile(r"'((?:[^']|'')*)'|(-?\d+)|([A-Za-z_][\w.]*[\w]|[A-Za-z])|[(),]")


Word = str | int


@dataclass
class Declared:
    labels: dict[Word, Word] = field(default_factory=dict)
    meanings: dict[Word, dict[Word, Word]] = field(default_factory=dict)
    missing: dict[Word, list[Word]] = field(default_factory=dict)


def declared(syntax: str) -> Declared:
    found = Declared()
    for statement in _statements(syntax):
        words = [_value(token) for token in _TOKEN.finditer(statement)]
        match words:
            case ["VARIABLE", "LABELS", name, label]:
                found.labels[name] = label
            case ["VALUE", "LABELS", name, *pairs]:
                found.meanings[name] = dict(zip(pairs[::2], pairs[1::2], strict=True))
            case ["MISSING", "VALUES", name, *marks]:
                found.missing[name] = [mark for mark in marks if isinstance(mark, int)]
            case _:
                assert words[0] in ("GET", "EXECUTE"), statement
    return found


def _statements(syntax: str) -> list[str]:
    """Without the remark about the encoding, which is one itself."""
    first, *others = re.split(r"\.\n", syntax)
    assert first == "* Encoding: UTF-8"
    return [statement for statement in others if statement.strip()]


def _value(token: re.Match[str]) -> str | int:
    text, number, word = token.groups()
    if text is not None:
        return text.replace("''", "'")
    return int(number) if number else word or token[0]
