"""Fifty people of one school press their sign-in links at once: everybody gets in."""

import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from infra.rehearsal import doors, pupil, story
from infra.rehearsal.report import need
from infra.rehearsal.stacks import Installed

PEOPLE = 50
_NAME = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"


def press_at_once(stacks: Installed, ports: list[int]) -> str:
    """The staff side in as many processes as there are ports: ministack runs one worker
    a function. No link is asked for a second time: who is not let in by the first press
    has lost it."""
    people = _people()
    with doors.several(stacks, ports, "staff") as urls:
        at = [urls[number % len(urls)] for number in range(PEOPLE)]
        links = [
            f"{url}/staff/sign-in/{story.link_for(stacks, url, address)}"
            for url, address in zip(at, people, strict=True)
        ]
        held = ["; ".join(pupil.get(link).cookies) for link in links]
        together = Barrier(PEOPLE)

        def press(link: str, cookie: str) -> tuple[pupil.Page, float]:
            together.wait()
            began = time.monotonic()
            headers = {"Cookie": cookie, **story.OUR_PAGE}
            return pupil.post(link, {}, **headers), time.monotonic() - began

        with ThreadPoolExecutor(PEOPLE) as pool:
            began = time.monotonic()
            pressed = list(pool.map(press, links, held))
            took = time.monotonic() - began
        answered = Counter(page.status for page, _ in pressed)
        need(answered == {303: PEOPLE}, f"the presses were answered {dict(answered)}")
        inside = [
            pupil.get(f"{url}/staff/referrals", Cookie="; ".join(page.cookies)).status
            for url, (page, _) in zip(at, pressed, strict=True)
        ]
    need(set(inside) == {200}, f"inside, they met {dict(Counter(inside))}")
    waited = sorted(seconds for _, seconds in pressed)
    return (
        f"{PEOPLE} in by {len(ports)} processes, 0 refused, 0 links lost, in {took:.1f}"
        f" s; median {waited[PEOPLE // 2]:.1f} s, longest {waited[-1]:.1f} s"
    )


def _people() -> list[str]:
    """Their addresses: teachers of the demo school, who are told of nothing."""
    from chalicelib.accounts import store as accounts
    from chalicelib.accounts.account import Account, Role
    from chalicelib.storage import transaction
    from infra.local.demo_people import SCHOOL_ID

    made = []
    for number in range(PEOPLE):
        own = f"CRWD{_NAME[number // len(_NAME)]}{_NAME[number % len(_NAME)]}"
        email = f"laerer{number}@demoskolen.example"
        made.append(
            Account(own, SCHOOL_ID, Role.TEACHER, f"Demo {number}", email, "nb")
        )
    for account in made:
        transaction.commit(*accounts.put_account(account))
    return [account.email for account in made]
