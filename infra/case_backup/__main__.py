"""``python -m infra.case_backup --from FOLDER --key FILE --to FOLDER``: opens what a
second account kept of cases, once the service's own account is lost.

FROM is the bucket, brought home with ``aws s3 sync``. Of each case a PDF is written, as
the archive would get it, and a JSON file with every answer as it was given, also who
is difficult for the pupil. Nothing is sent anywhere.
"""

import argparse
import getpass
import sys
from pathlib import Path

from infra.case_backup.open_copies import open_all
from infra.case_backup.recovery_key import Refused, private_key


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        prog="python -m infra.case_backup", description=__doc__
    )
    parser.add_argument("--from", dest="kept", type=Path, required=True)
    parser.add_argument("--key", type=Path, required=True)
    parser.add_argument("--to", dest="out", type=Path, required=True)
    given = parser.parse_args(arguments)
    try:
        recovery_key = private_key(given.key, getpass.getpass("Passphrase: "))
        given.out.mkdir(mode=0o700, exist_ok=True)
        given.out.chmod(0o700)
        for line in open_all(given.kept, recovery_key, given.out):
            print(line)
    except (Refused, OSError) as error:
        print(f"Nothing was opened: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
