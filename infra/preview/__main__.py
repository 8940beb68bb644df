"""``python -m infra.preview [--to build/preview] [--language nn]``: every page, to look
at."""

import argparse
import json
import re
import tempfile
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from jinja2 import Environment, FileSystemLoader

from chalicelib.locales import LOCALES
from infra.preview.pages import Shown, pages
from infra.preview.stage import set_up
from infra.strings import files

_SCRIPT = re.compile(r"<script.*?</script>", re.S)
_TAG = re.compile(r"<[^>]+>")
_HIDDEN = re.compile(r"\shidden(?=[ >])")


def main() -> None:
    """Write the pages, a list of them for people, and one for the tests."""
    parser = argparse.ArgumentParser(
        prog="python -m infra.preview", description=__doc__
    )
    parser.add_argument("--to", type=Path, default=Path("build/preview"))
    parser.add_argument(
        "--language", action="append", help="only this one; may be repeated"
    )
    asked = parser.parse_args()
    folder: Path = asked.to
    with tempfile.TemporaryDirectory() as private, set_up(Path(private)) as stage:
        shown = list(pages(stage, asked.language))
        for page in shown:
            _write(folder / page.language, page)
        (folder / "index.html").write_text(_index(shown), encoding="utf-8")
    for_tests = json.dumps([asdict(page) for page in shown], ensure_ascii=False)
    (folder / "pages.json").write_text(for_tests, encoding="utf-8")
    print(f"{len(shown)} pages. Open {folder}/index.html")


def _write(folder: Path, page: Shown) -> None:
    """As it runs, as it stands without scripts, and with every text it can ever
    show."""
    folder.mkdir(parents=True, exist_ok=True)
    still = _SCRIPT.sub("", page.html)
    everything = _TAG.sub(lambda tag: _HIDDEN.sub("", tag[0]), still)
    for kind, html in (("", page.html), (".still", still), (".all", everything)):
        (folder / f"{page.state}{kind}.html").write_text(html, encoding="utf-8")


def _index(shown: Sequence[Shown]) -> str:
    bokmaal = {entry.msgctxt: entry.msgstr for entry in files.read("nb", "pupil")}
    left = {code: files.unchecked(code).items() for code in LOCALES}
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("index.html").render(
        locales=LOCALES,
        states=list(dict.fromkeys(page.state for page in shown)),
        bokmaal=bokmaal,
        left={
            code: [entry for entry in some if entry[0] in bokmaal]
            for code, some in left.items()
        },
    )


if __name__ == "__main__":
    main()
