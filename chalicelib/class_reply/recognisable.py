"""Words by which somebody could be recognised, in what a whole class reads: names, and
numbers of few. They only warn: not finding any proves nothing."""

import re

_FEW = (
    *("en", "ein", "én", "éin", "ett", "eitt", "to", "tre", "fire", "fem", "seks"),
    *("sju", "syv", "åtte", "ni", "ti", "one", "two", "three", "four", "five", "six"),
    *("seven", "eight", "nine", "ten"),
)
_OF_WHOM = (
    *("elev", "eleven", "elevar", "elever", "elevane", "elevene", "gutt", "gutten"),
    *("gutter", "gutar", "guten", "guttene", "jente", "jenta", "jenter", "jentene"),
    *("barn", "av dere", "av dykk", "av oss", "prosent", "prosentar", "pupil"),
    *("pupils", "boy", "boys", "girl", "girls", "children", "of you", "of us"),
    *("percent", "per cent"),
)
_NUMBERS = re.compile(
    rf"\b(?:\d+|{'|'.join(_FEW)})\s+(?:{'|'.join(_OF_WHOM)})\b|\b\d+\s?%"
    r"|\b\d+\s+(?:av|of)\s+\d+\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"\b[^\W\d_]+(?:-[^\W\d_]+)*")
_BEGINS = re.compile(r"(?:^|[.!?:«\"–•*-])\s*$")
_CAPITAL_IN_ENGLISH = frozenset(
    (
        *("I", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"),
        *("Sunday", "January", "February", "March", "April", "May", "June", "July"),
        *("August", "September", "October", "November", "December", "Norwegian"),
    )
)
_LOOKS_BACK = 20
"""Characters before a word: enough to see whether it begins a sentence."""
_FIRST_NAMES = frozenset(
    _WORD.findall(
        "ada adam ahmad ahmed aksel albert alexander alfred ali alma amalie amanda"
        " amina amir anders andrea andreas ane anna anne aurora ava axel benjamin birk"
        " cecilie celine daniel david eirik elias elise ella ellinor emil emilie emma"
        " erik eva fatima filip fredrik frida georg gustav hanna hannah hans hassan"
        " hedda helene henrik hermine hugo håkon iben ibrahim ida ingrid isabella isak"
        " jakob jenny jens johan johanne johannes jonas josefine julia julie kaia kari"
        " karoline kasper khadija kim kristian kristoffer lars lea leah leo leon liam"
        " lilly lina linnea live lucas ludvig lukas luna mads magnus maja malin maria"
        " marie marius markus martin maryam matheo mathias mathilde maya mia mikael"
        " mikkel milla mina mohamed mohammad mohammed muhammad nils noah noor nora"
        " odin ola olav ole oliver olivia omar oscar oskar per petter philip sander"
        " sara sebastian selma sigrid sigurd simen sindre sofia sofie solveig sondre"
        " stella storm sunniva sverre synne tage thea theo theodor theodora thomas"
        " tiril tobias tor tuva ulrik vetle viktor vilde william yasmin ylva yusuf"
        " zainab"
    )
)
"""Of children in Norway: a beginning, for names that begin a sentence."""


def recognisable_in(*texts: str) -> tuple[str, ...]:
    """Each once, in the order they stand."""
    found = (words for text in texts for words in _found(text))
    return tuple(dict.fromkeys(found))


def _found(text: str) -> list[str]:
    numbers = [(match.start(), match[0]) for match in _NUMBERS.finditer(text)]
    names = [
        (match.start(), match[0])
        for match in _WORD.finditer(text)
        if _may_be_a_name(
            match[0], text[max(0, match.start() - _LOOKS_BACK) : match.start()]
        )
    ]
    return [words for _, words in sorted([*numbers, *names])]


def _may_be_a_name(word: str, before: str) -> bool:
    if not word[0].isupper() or word in _CAPITAL_IN_ENGLISH:
        return False
    if word.removesuffix("s").lower() in _FIRST_NAMES or word.lower() in _FIRST_NAMES:
        return True
    is_short_form = len(word) > 1 and word.isupper()
    line = before.rpartition("\n")[2]
    return not (is_short_form or _BEGINS.search(line))
