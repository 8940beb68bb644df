"""The main job through the deployed doors: a form, a flag, a mail, somebody signs in
and opens."""

import re
import time
from datetime import UTC, datetime, timedelta

from chalicelib.storage.codec import stamp
from infra.rehearsal import pupil
from infra.rehearsal.report import need
from infra.rehearsal.stacks import PREFIX, Installed

_TICK_SECONDS = 130
_QUARTER = timedelta(minutes=15)
OUR_PAGE = {"Sec-Fetch-Site": "same-origin"}
"""What a browser says of a form that stood on our own page."""


def pages(stacks: Installed) -> str:
    """Both doors answer with a page and the headers of a page."""
    for url in (stacks.urls["public"] + "/", stacks.urls["staff"] + "/staff/sign-in"):
        page = pupil.get(url)
        headers = {name.lower(): value for name, value in page.headers.items()}
        need(page.status == 200, f"{url} answered {page.status}: {page.text[:300]}")
        need("no-store" in headers.get("cache-control", ""), f"{url} may be stored")
        need(
            "default-src 'none'" in headers.get("content-security-policy", ""),
            "no CSP was sent",
        )
    return ""


def answer(stacks: Installed, code: str) -> str:
    """A pupil asks for an adult today; the same press again is thanked and stores
    nothing. Wish and reason are flags of their own."""
    url = stacks.urls["public"]
    shown = pupil.form(url, code)
    need(shown.status == 200, f"the form answered {shown.status}: {shown.text[:300]}")
    for _ in range(2):
        thanks = pupil.send(url, shown, contact="today", hurt="often")
        need(
            thanks.status == 200,
            f"sending answered {thanks.status}: {thanks.text[:300]}",
        )
    need(rows(stacks, "ANSWER#") == 1, "one answer was sent and not one is stored")
    need(rows(stacks, "FLAG#") >= 1, "the answer raised no flag")
    need(pupil.form(url, code).status == 404, "a used code still opens the form")
    return ""


def quarter_passes(stacks: Installed) -> str:
    """Urgent mail waits for the end of its quarter of an hour, or for more answers:
    what waits is set back by one, as if that had passed."""
    dynamodb, past = stacks.engine.client("dynamodb"), datetime.now(UTC) - _QUARTER
    table, moved = f"{PREFIX}-answers", 0
    for page in dynamodb.get_paginator("scan").paginate(TableName=table):
        for row in page["Items"]:
            if row["sk"]["S"].startswith("FLAG#") and row["level"]["N"] == "3":
                dynamodb.update_item(
                    TableName=table,
                    Key={name: row[name] for name in ("pk", "sk")},
                    UpdateExpression="SET due_at = :past, since = :past",
                    ExpressionAttributeValues={":past": {"S": stamp(past)}},
                )
                moved += 1
    need(moved, "nothing urgent waits")
    return ""


def mail(stacks: Installed, wanted: set[str], turns: int = 1) -> str:
    """The schedule itself is waited for, so many turns of it: nothing here calls the
    sweeper."""
    start = time.monotonic()
    while time.monotonic() - start < _TICK_SECONDS * turns:
        if _told(stacks) >= wanted:
            return f"SES had {len(wanted)} mails after {time.monotonic() - start:.0f} s"
        time.sleep(2)
    need(False, f"the schedule told {sorted(_told(stacks))} and not {sorted(wanted)}")
    return ""


def opened(stacks: Installed, address: str) -> str:
    """Sign in by the link in the mail, see the inbox, open the flag with the round's
    key by KMS."""
    url = stacks.urls["staff"]
    cookie = signed_in(stacks, address)
    inbox = pupil.get(f"{url}/staff/inbox", **cookie)
    found = re.search(r"/staff/inbox/(flag)/([A-Z2-9]+)", inbox.text)
    need(found, f"the inbox shows no flag ({inbox.status})")
    assert found
    item = f"{url}/staff/inbox/{found[1]}/{found[2]}"
    csrf = pupil.get(item, **cookie).hidden["csrf"]
    opening = pupil.post(f"{item}/open", {"csrf": csrf}, **cookie, **OUR_PAGE)
    need(opening.status == 303, f"opening answered {opening.status}")
    shown = pupil.get(item, **cookie)
    need(shown.status == 200, f"the opened flag answered {shown.status}")
    return ""


def signed_in(stacks: Installed, address: str) -> dict[str, str]:
    """By a link in a mail; the header that says who it is."""
    url = stacks.urls["staff"]
    token = link_for(stacks, url, address)
    link = f"{url}/staff/sign-in/{token}"
    held = {"Cookie": "; ".join(pupil.get(link).cookies)}
    pressed = pupil.post(link, {}, **held, **OUR_PAGE)
    need(
        pressed.status == 303,
        f"the link answered {pressed.status}: {pressed.text[:300]}",
    )
    return {"Cookie": "; ".join(pressed.cookies)}


def link_for(stacks: Installed, url: str, address: str) -> str:
    """What the link in the mail ends with, asked for at this door."""
    asked = pupil.post(f"{url}/staff/sign-in", {"email": address})
    need(asked.status == 200, f"asking for a link answered {asked.status}")
    (mail,) = [mail for mail in stacks.engine.mails() if mail["To"] == [address]][-1:]
    return str(re.findall(r"/staff/sign-in/([A-Z0-9]+)", str(mail))[-1])


def logs(stacks: Installed, secrets: list[str]) -> str:
    """No code, address or word of an answer in any log the functions wrote."""
    client = stacks.engine.client("logs")
    lines = 0
    for group in client.describe_log_groups()["logGroups"]:
        for event in client.filter_log_events(logGroupName=group["logGroupName"])[
            "events"
        ]:
            lines += 1
            need(
                not [secret for secret in secrets if secret in event["message"]],
                f"{group['logGroupName']} holds what it must not",
            )
    return f"{lines} lines read"


def rows(stacks: Installed, sk: str) -> int:
    """How many rows of ``answers`` have an sk that begins so."""
    scan = stacks.engine.client("dynamodb").get_paginator("scan")
    found = scan.paginate(TableName=f"{PREFIX}-answers")
    return sum(row["sk"]["S"].startswith(sk) for page in found for row in page["Items"])


def _told(stacks: Installed) -> set[str]:
    return {address for sent in stacks.engine.mails() for address in sent["To"]}
