"""One sweep of a shard in a process of its own, which begins when a line comes in:
``sweeper SHARD``."""

import sys
from datetime import UTC, datetime


def main() -> None:
    from chalicelib.upkeep import schedule

    print("ready", flush=True)
    sys.stdin.readline()
    schedule.sweep(datetime.now(UTC), shard=int(sys.argv[1]))


if __name__ == "__main__":
    main()
