"""The command line of the packaging."""

import argparse
import hashlib
import os
import shutil
import sys
from pathlib import Path

from infra.package import archive, check, content, stack, tools
from infra.package.check import Unfit

ROOT = Path(__file__).resolve().parents[2]
SIDES = ("public", "staff", "archive")


def main() -> int:
    parser = argparse.ArgumentParser(
        prog="python -m infra.package", description=__doc__
    )
    parser.add_argument(
        "--host", action="store_true", help="for this machine's own processor"
    )
    parser.add_argument(
        "--find", action="store_true", help="say which Python would do it; no more"
    )
    asked = parser.parse_args()
    architecture = tools.host_architecture() if asked.host else "arm64"
    out = ROOT / "build" / ("host" if asked.host else "")
    # The pages of the gateway are rendered here, as the app renders its own.
    os.environ.update(tools.SETTINGS | {"APP_SIDE": "all"})
    try:
        if asked.find:
            print("Python {1}: {0}".format(*tools.find()))
            return 0
        build(out, architecture)
    except (Unfit, tools.Missing) as error:
        print(f"make package stopped: {error}", file=sys.stderr)
        return 1
    return 0


def build(out: Path, architecture: str) -> None:
    python = tools.target_python(ROOT)
    out.mkdir(parents=True, exist_ok=True)
    for name in ("zips.yaml", "data.yaml", "case_backup.yaml"):
        shutil.copy(ROOT / "infra" / name, out / name)
    for side in SIDES:
        folder = out / side
        shutil.rmtree(folder, ignore_errors=True)
        packed = stack.write(ROOT, python, side, architecture, folder)
        unpacked = content.arrange(ROOT, python, side, packed)
        check.unpacked(unpacked, ROOT, side, architecture, python.version)
        zip_file = folder / "deployment.zip"
        archive.write(unpacked, zip_file)
        check.size(zip_file, side)
        shutil.rmtree(unpacked)
        print(_line(zip_file, python.version, architecture))


def _line(zip_file: Path, version: str, architecture: str) -> str:
    content_hash = hashlib.sha256(zip_file.read_bytes()).hexdigest()
    megabytes = zip_file.stat().st_size / 1e6
    shown = zip_file.relative_to(ROOT)
    return (
        f"{shown}  {megabytes:.2f} MB  python{version} {architecture}  sha256"
        f" {content_hash}"
    )


if __name__ == "__main__":
    sys.exit(main())
