"""The bytes of a file as text, or why they cannot be read: Excel writes what the
machine speaks.

Read wrongly, "Råholt" is a new school "RŒholt": what is not surely right is refused.
"""

import codecs

_BYTE_ORDER = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_NOT_TEXT = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF", b"{\\rtf", b"\x1f\x8b")
"""How spreadsheets, old spreadsheets, PDF, rich text and packed files begin."""
_NORWEGIAN = frozenset("æøåÆØÅ")
_OF_NAMES = _NORWEGIAN | frozenset("éÉèÈêóÓòôÔöÖäÄüÜàá")
_SIGNS = frozenset("\u00a0\u00ad–’«»")
_OLD = ("cp1252", "mac_roman", "cp850")
"""Windows first: what Norwegian machines write when they do not write UTF-8."""


class UnreadableList(Exception):
    """``kind``: not_text, or encoding where the letters cannot be told for sure."""

    def __init__(self, kind: str) -> None:
        super().__init__(kind)
        self.kind = kind


def decoded(content: bytes) -> str:
    """The text. Raises Unreadable."""
    if content.startswith(_NOT_TEXT):
        raise UnreadableList("not_text")
    if content.startswith(_BYTE_ORDER):
        return _strict(content, "utf-16")
    if wide := _utf_16(content):
        return _strict(content, wide)
    if b"\0" in content:
        raise UnreadableList("not_text")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return _of_old_machines(content)


def _strict(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        raise UnreadableList("encoding") from None


def _utf_16(content: bytes) -> str:
    """Without its mark it shows by every other byte being nothing, in lists of Latin
    letters."""
    half = len(content) // 2
    even, odd = content[::2].count(0), content[1::2].count(0)
    if half and max(even, odd) > half // 2 and min(even, odd) == 0:
        return "utf-16-le" if odd else "utf-16-be"
    return ""


def _of_old_machines(content: bytes) -> str:
    """Windows where its letters are those of names; else the one other machine whose
    are Norwegian. Raises Unreadable where two could have written it, or none."""
    windows, *others = (_plausible(content, encoding) for encoding in _OLD)
    if windows and _OF_NAMES & set(windows):
        return windows
    norwegian = [text for text in others if text and _NORWEGIAN & set(text)]
    if windows and not norwegian:
        return windows
    if windows or len(norwegian) != 1:
        raise UnreadableList("encoding")
    return norwegian[0]


def _plausible(content: bytes, encoding: str) -> str:
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        return ""
    beyond = {char for char in text if not char.isascii()}
    return text if beyond <= _OF_NAMES | _SIGNS else ""
