"""``make bench``: every measurement in this folder, one after the other, and how each
ended.

A measurement is a module with ``main() -> int``: it prints its figures beside their
limits, and gives 0 when they hold. A new one is found by being here.
"""

import subprocess
import sys
import time
from pathlib import Path

HERE = Path(__file__).parent


def main() -> int:
    ended = {name: _run(name) for name in _measurements()}
    print("\n| measurement | ended | seconds |\n| --- | --- | --- |")
    for name, (code, seconds) in ended.items():
        print(
            f"| {name} | {'within its limits' if code == 0 else 'NOT within'} |"
            f" {seconds:.0f} |"
        )
    return max(code != 0 for code, _ in ended.values())


def _measurements() -> list[str]:
    files = sorted(path for path in HERE.glob("*.py") if not path.stem.startswith("_"))
    return [
        path.stem for path in files if "\ndef main(" in path.read_text(encoding="utf-8")
    ]


def _run(name: str) -> tuple[int, float]:
    """In a process of its own, so that none warms up another."""
    print(f"\n## {name}\n", flush=True)
    began = time.perf_counter()
    done = subprocess.run([sys.executable, "-m", f"tests.bench.{name}"], check=False)
    return done.returncode, time.perf_counter() - began


if __name__ == "__main__":
    sys.exit(main())
