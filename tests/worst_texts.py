"""Texts that cost more than they look: for tests of what a body of any kind may
cost."""

from chalicelib.core.text import clean, size_problem

WORST = {
    "alternating marks": ("a", "\u0316\u0301"),
    "one mark": ("a", "\u0301"),
    "marks of three kinds": ("", "\u0334\u0327\u0301"),
    "marks that fall apart": ("a", "\u0344\u0316"),
    "joined emoji": ("👩", "\u200d👩"),
    "hangul jamo": ("", "\u1100\u1161\u11a8"),
    "vowels alone": ("\u1100", "\u1161"),
    "a whole sentence in a letter": ("", "\ufdfa"),
    "joined sentences": ("\ufdfa", "\u200d\ufdfa"),
    "line breaks": ("a", "\n"),
    "windows line breaks": ("a", "\r\n"),
    "spaces": ("a", " "),
    "right to left": ("", "\u202e\u2067\u200f"),
    "flags": ("", "🇳"),
    "skin tones": ("👩", "🏽"),
    "tags": ("🏴", "\U000e0067"),
    "letters that grow": ("", "\u0390\ufb03\u0149"),
    "angle brackets": ("", "<&\"'"),
    "separators": ("", ";,\t"),
    "quotes": ("", '"'),
    "digits of elsewhere": ("", "٣۳３"),
    "dates": ("", "1.1.2026\n"),
    "hjeeelp": ("", "ææææaaee "),
    "every sign once": ("", "".join(map(chr, range(0x4E00, 0x9FFF)))),
}


def worst(name: str, size: int) -> str:
    """The text by name, of at most ``size`` bytes in UTF-8."""
    first, again = WORST[name]
    times = (size - len(first.encode())) // len(again.encode())
    return first + again * times if times else again[: size // 3]


HEAVY = {
    "family": "👨‍👩‍👧‍👦",
    "kiss": "👩🏽‍❤️‍💋‍👨🏽",
    "flag": "🏴󠁧󠁢󠁥󠁮󠁧󠁿",
    "joined quotes": '"' + '\u200d"' * 4,
    "marks": "क" + "\u0902" * 9,
    "skin tone": "👍🏽",
    "face": "😀",
    "hand-written": "字",
    "line": "\n",
    "quote": '"',
    "letter": "å",
    "accent": "e\u0301",
}
"""Characters as people count them, that take much room: some of ten code points, some
of more bytes in JSON than on the page."""


def fullest(character: str, most: int) -> str:
    """The longest text of the character that is taken where ``most`` of them may be
    written."""
    repeated = (f"A{character * (times - 2)}A" for times in range(most, 2, -1))
    return next(text for text in repeated if not size_problem(clean(text, most), most))
