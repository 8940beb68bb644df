"""What each page weighs, compressed, in its heaviest language: it must come in one
round trip."""

import gzip
import sys
import tempfile
from pathlib import Path

from infra.preview.pages import pages
from infra.preview.stage import set_up

MOST_BYTES = 14_000


def main() -> int:
    with tempfile.TemporaryDirectory() as folder, set_up(Path(folder)) as stage:
        weights = [
            (len(gzip.compress(page.html.encode())), page.state, page.language)
            for page in pages(stage)
        ]
    heaviest = {state: (size, language) for size, state, language in sorted(weights)}
    print("| page | compressed | language |\n| --- | --- | --- |")
    for state, (size, language) in sorted(
        heaviest.items(), key=lambda item: -item[1][0]
    ):
        print(f"| {state} | {size / 1000:.1f} kB | {language} |")
    print(
        f"\n{len(weights)} pages, each in one request: at most"
        f" {MOST_BYTES / 1000:.0f} kB"
    )
    return int(max(weights)[0] > MOST_BYTES)


if __name__ == "__main__":
    sys.exit(main())
