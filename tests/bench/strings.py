"""``python -m tests.bench.strings``: what it takes to read one language's strings, at
each door."""

import statistics
import time

from chalicelib.locales import FOLDER, LOCALES, strings_of
from infra.package.check import STRINGS

MOST_MILLISECONDS = 1.0
TIMES = 100


def main() -> int:
    print(
        "| door | language | files | strings | median |\n| --- | --- | --- | --- |"
        " --- |"
    )
    took = [_measured(side, language) for side in STRINGS for language in LOCALES]
    print(
        f"\nat most {max(took):.2f} ms for one language (limit"
        f" {MOST_MILLISECONDS:.0f} ms)"
    )
    return 0 if max(took) <= MOST_MILLISECONDS else 1


def _measured(side: str, language: str) -> float:
    files = [FOLDER / language / f"{part}.json" for part in STRINGS[side]]
    there = [file for file in files if file.exists()]
    took = []
    for _ in range(TIMES):
        began = time.perf_counter()
        said = strings_of(there)
        took.append((time.perf_counter() - began) * 1000)
    median = statistics.median(took)
    print(f"| {side} | {language} | {len(there)} | {len(said)} | {median:.2f} ms |")
    return median


if __name__ == "__main__":
    raise SystemExit(main())
