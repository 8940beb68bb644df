"""``python -m infra.recordings [--from FOLDER]``: writes the page to record with to
build/recordings.html, and takes in what was recorded."""

import argparse
from pathlib import Path

from chalicelib.web import recordings
from infra.recordings.page import html
from infra.recordings.take_in import missing, take_in

PAGE = Path("build/recordings.html")


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="python -m infra.recordings", description=__doc__
    )
    parser.add_argument("--from", dest="given", type=Path, help="files from the page")
    given: Path | None = parser.parse_args().given
    if given and not given.is_dir():
        parser.error(f"{given} is no folder")
    PAGE.parent.mkdir(exist_ok=True)
    PAGE.write_text(html(), encoding="utf-8")
    print(f"Open {PAGE} on a phone, or a computer with a microphone.")
    folder = recordings.FOLDER
    print(*(take_in(given, folder) if given else missing(folder)), sep="\n")


if __name__ == "__main__":
    main()
