"""``make strings``: carry what has changed in bokmål to every language.

Change a text in its msgstr. Add or remove a key in ``nb`` alone. Then run this: the
other languages get an empty entry, lose theirs, or have theirs marked fuzzy. It says
what is left to do.
"""

from collections import Counter

import polib

from chalicelib.locales import LOCALES
from infra.strings import files, places
from infra.strings.files import FUZZY, SOURCE

_TO_THE_READER = """
msgctxt: the key, never changed. msgid: bokmål. msgstr: the text in this language.
Fuzzy ("needs work"): no native reader has checked it, or bokmål has changed since: see #|.
{words} in braces are filled in and stay as they are; ** stands round what is set in bold."""  # noqa: E501
_FORMAT = {
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
}


def main() -> None:
    for part in files.PARTS:
        bokmaal = files.read(SOURCE, part)
        where = places.files(entry.msgctxt for entry in bokmaal)
        for language in LOCALES:
            if files.path(language, part).exists():
                _write(language, part, bokmaal, where)
    for language in LOCALES:
        _say_what_is_left(language)


def _write(
    language: str, part: str, bokmaal: polib.POFile, where: dict[str, list[str]]
) -> None:
    """In bokmål's order, without a date or a tool's name: what did not change stays as
    it is."""
    own = {entry.msgctxt: entry for entry in files.read(language, part)}
    made = polib.POFile(wrapwidth=0)
    made.header = _TO_THE_READER
    made.metadata = {"Language": language, **_FORMAT}
    for source in bokmaal:
        key = source.msgctxt
        entry = (
            source if language == SOURCE else own.get(key) or polib.POEntry(msgctxt=key)
        )
        bring_up_to(source.msgstr, entry)
        entry.comment = places.page(key)
        entry.occurrences = [(file, "") for file in where[key]]
        made.append(entry)
    made.save(str(files.path(language, part)))


def _say_what_is_left(language: str) -> None:
    left = files.unchecked(language)
    for matter, count in Counter(left.values()).items():
        print(f"{language}: {count} {matter}")
    for key, matter in left.items():
        if matter == files.OUT_OF_DATE or not LOCALES[language].draft:
            print(f"  {key} is {matter}")


def bring_up_to(bokmaal: str, entry: polib.POEntry) -> None:
    """Make of it the entry of the same key for this bokmål."""
    if entry.msgid != bokmaal and entry.msgstr not in ("", bokmaal):
        entry.previous_msgid = entry.previous_msgid or entry.msgid
        entry.flags = [FUZZY]
    elif not entry.fuzzy:
        entry.previous_msgid = None
    entry.msgid = bokmaal


if __name__ == "__main__":
    main()
