"""A zip whose bytes depend on the files in it and on nothing else."""

import zipfile
from pathlib import Path

_LONG_AGO = (1980, 1, 1, 0, 0, 0)
_READABLE = 0o644 << 16
_UNIX = 3


def write(folder: Path, zip_file: Path) -> None:
    """Every file of ``folder``, in order, with one date and the same rights."""
    with zipfile.ZipFile(zip_file, "w") as archive:
        for path in sorted(file for file in folder.rglob("*") if file.is_file()):
            entry = zipfile.ZipInfo(path.relative_to(folder).as_posix(), _LONG_AGO)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = _READABLE
            entry.create_system = _UNIX
            archive.writestr(entry, path.read_bytes(), compresslevel=9)
