"""``python -m infra.records [--names names.toml]``: writes build/records."""

import argparse
from pathlib import Path

from infra.records import documents
from infra.records.notices import notices
from infra.records.words import names

_FOLDER = Path("build") / "records"


def write(folder: Path, names_file: Path) -> list[Path]:
    """The same text each time, for the same declarations and names."""
    who = names(names_file)
    made = {
        "behandlingsprotokoll.md": documents.processing(who),
        "personvernkonsekvenser.md": documents.assessment(who),
        "hvem-leser-hva.md": documents.matrix(),
        **notices(who),
    }
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in made.items():
        (folder / name).write_text(text, encoding="utf-8")
    return [folder / name for name in made]


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="python -m infra.records", description=__doc__
    )
    own = Path(__file__).with_name("names.toml")
    parser.add_argument("--names", type=Path, default=own)
    print(*write(_FOLDER, parser.parse_args().names), sep="\n")


if __name__ == "__main__":
    main()
