"""``make bell``: the bell rings. A thousand pupils at once, twenty on one code,
guesses."""

import argparse
import itertools
import random
import secrets
import statistics
import sys
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from chalicelib.core import ids
from infra.rehearsal import doors, pupil, school, stacks, tools
from infra.rehearsal.engine import Engine
from infra.rehearsal.report import need, step
from infra.rehearsal.story import rows

ROOT = Path(__file__).resolve().parents[2]
SECONDS = 60
RACERS = 20
CARDS_MEANWHILE = 20


def main() -> int:
    parser = argparse.ArgumentParser(
        prog="python -m infra.rehearsal.bell", description=__doc__
    )
    parser.add_argument("--port", type=int, default=8260)
    parser.add_argument("--pupils", type=int, default=1000)
    parser.add_argument("--guesses", type=int, default=100_000)
    wanted = parser.parse_args()
    build = ROOT / "build" / "host"
    with Engine(tools.ministack(ROOT), wanted.port) as engine:
        stacks.data(engine, build)
        for side in ("public", "staff"):
            stacks.code(engine, build, side)
        installed = stacks.installed(engine)
        school.describe(installed)
        cards = school.open_with(wanted.pupils + 1 + CARDS_MEANWHILE)
        with doors.several(installed, [wanted.port + 1, wanted.port + 2]) as urls:
            first, race, meanwhile = (
                cards[: wanted.pupils],
                cards[wanted.pupils],
                cards[-CARDS_MEANWHILE:],
            )
            went = [
                step(
                    f"{wanted.pupils} pupils in {SECONDS} s",
                    lambda: ring(installed, urls, first),
                ),
                step(f"{RACERS} at once on one code", lambda: one_wins(urls, race)),
                step(
                    f"{wanted.guesses} guesses find nothing, cards get through",
                    lambda: guess(urls, wanted.guesses, meanwhile),
                ),
            ]
    return 0 if all(went) else 1


def ring(installed: stacks.Installed, urls: list[str], cards: list[str]) -> str:
    """Each at a moment of its own within the minute, all from one address."""
    begin = time.monotonic()
    moments = sorted(random.uniform(0, SECONDS) for _ in cards)  # noqa: S311 - a load, no secret

    def answer(card: str, at: float, url: str) -> tuple[float, float]:
        time.sleep(max(0.0, begin + at - time.monotonic()))
        start = time.monotonic()
        shown = pupil.form(url, card)
        middle = time.monotonic()
        need(shown.status == 200, f"a form answered {shown.status}")
        thanks = pupil.send(url, shown, hurt="never", company="often", thriving="good")
        need(thanks.status == 200, f"an answer was refused with {thanks.status}")
        return middle - start, time.monotonic() - middle

    with ThreadPoolExecutor(200) as pool:
        times = list(pool.map(answer, cards, moments, itertools.cycle(urls)))
    stored = rows(installed, "ANSWER#")
    need(stored == len(cards), f"{len(cards)} were sent and {stored} are stored")
    took = time.monotonic() - begin
    return (
        f"0 refused, 0 lost, 0 double, in {took:.0f} s; "
        f"form {_percentiles([a for a, _ in times])}; "
        f"answer {_percentiles([b for _, b in times])}"
    )


def one_wins(urls: list[str], card: str) -> str:
    forms = [
        pupil.form(url, card) for url, _ in zip(itertools.cycle(urls), range(RACERS))
    ]
    with ThreadPoolExecutor(RACERS) as pool:
        sent = list(
            pool.map(lambda u, f: pupil.send(u, f).status, itertools.cycle(urls), forms)
        )
    need(sorted(sent) == [200] + [409] * (RACERS - 1), f"the racers got {sorted(sent)}")
    return "1 thanked, 19 told that the code is used"


def guess(urls: list[str], number: int, cards: list[str]) -> str:
    """Well-formed codes nobody has, as fast as they go, and pupils with cards
    meanwhile."""
    start = time.monotonic()
    answered: Counter[int] = Counter()

    def guessed(url: str) -> int:
        return pupil.form(url, ids.new_code(secrets.choice)).status

    with ThreadPoolExecutor(12) as pool, ThreadPoolExecutor(4) as pupils:
        guesses = pool.map(guessed, itertools.islice(itertools.cycle(urls), number))
        children = [
            pupils.submit(_with_card, url, card)
            for url, card in zip(itertools.cycle(urls), cards, strict=False)
        ]
        answered.update(guesses)
        waited = [child.result() for child in children]
    need(set(answered) <= {404, 429}, f"the guesses were answered {dict(answered)}")
    rate = number / (time.monotonic() - start)
    return (
        f"{number} asked at {rate:.0f} a second, {answered[404]} of them looked up, 0"
        f" found; {len(waited)} pupils through meanwhile, {_percentiles(waited)}"
    )


def _with_card(url: str, card: str) -> float:
    """From the card to the thanks, waiting where the page says to. Raises Failed."""
    time.sleep(random.uniform(1, 15))  # noqa: S311 - a load, no secret
    start = time.monotonic()
    shown = pupil.form(url, card)
    while shown.status == 429:
        headers = {name.lower(): value for name, value in shown.headers.items()}
        time.sleep(int(headers["retry-after"]))
        shown = pupil.post(f"{url}/form", shown.hidden)
    need(shown.status == 200, f"a pupil with a card got {shown.status}")
    need(pupil.send(url, shown).status == 200, "a pupil with a card could not send")
    return time.monotonic() - start


def _percentiles(seconds: list[float]) -> str:
    cuts = statistics.quantiles(seconds, n=100, method="inclusive")
    at = {"p50": cuts[49], "p95": cuts[94], "p99": cuts[98], "max": max(seconds)}
    return " ".join(f"{name} {value * 1000:.0f} ms" for name, value in at.items())


if __name__ == "__main__":
    sys.exit(main())
