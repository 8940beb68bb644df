"""Mail that comes back. ministack emulates no event destination of SES, so the event is
written here, as SES writes it, and given to the deployed function as EventBridge would;
the rule itself is only looked at (the doctor)."""

import json
from typing import Any

from chalicelib.outbox import bounce as bounces
from chalicelib.outbox.mail import Origin
from infra.rehearsal.report import need
from infra.rehearsal.stacks import MAIL_DOMAIN, PREFIX, Installed

_AT = "2026-11-24T08:07:33.000Z"


def event(
    address: str,
    origin: Origin | None,
    bounce_type: str = "Permanent",
    subtype: str = "General",
    bounced: str | None = None,
) -> dict[str, Any]:
    """A bounce as EventBridge hands it over. A mail without an origin is a sign-in
    link. It bounced at ``bounced`` where ``address`` passes its mail on."""
    tags = (
        {name: [value] for name, value in bounces.tags_of(origin).items()}
        if origin
        else {}
    )
    status = "5.1.1" if bounce_type == "Permanent" else "4.4.7"
    return {
        "version": "0",
        "id": "12a18625-3cd2-4a38-9ac8-000000000001",
        "detail-type": "Email Bounced",
        "source": "aws.ses",
        "account": "000000000000",
        "time": "2026-11-24T08:07:34Z",
        "region": "eu-north-1",
        "resources": [
            f"arn:aws:ses:eu-north-1:000000000000:configuration-set/{PREFIX}"
        ],
        "detail": {
            "eventType": "Bounce",
            "bounce": {
                "bounceType": bounce_type,
                "bounceSubType": subtype,
                "bouncedRecipients": [
                    {
                        "emailAddress": bounced or address,
                        "action": "failed",
                        "status": status,
                        "diagnosticCode": f"smtp; 550 {status} user unknown",
                    }
                ],
                "timestamp": _AT,
                "feedbackId": (
                    "0110000000000000-00000000-0000-4000-8000-000000000000-000000"
                ),
                "reportingMTA": "dns; e1.smtp-out.eu-north-1.amazonses.com",
            },
            "mail": {
                "timestamp": _AT,
                "source": f"ikke-svar@{MAIL_DOMAIN}",
                "sendingAccountId": "000000000000",
                "messageId": (
                    "0110000000000000-11111111-1111-4111-8111-111111111111-000000"
                ),
                "destination": [address],
                "headersTruncated": False,
                "tags": {"ses:configuration-set": [PREFIX], **tags},
            },
        },
    }


def come_back(stacks: Installed, group: set[str]) -> str:
    """Every mail to the group comes back, each twice as EventBridge may bring it."""
    client = stacks.engine.client("lambda")
    sent = [mail for mail in _sent(stacks) if mail["recipients"]["S"] == "group"]
    need(sent, "no mail to the group was sent")
    for row in sent:
        origin = Origin(row["school_id"]["S"], row["id"]["S"])
        for address in sorted(group) * 2:
            payload = json.dumps(event(address, origin)).encode()
            answer = client.invoke(FunctionName=f"{PREFIX}-bounces", Payload=payload)
            need(
                "FunctionError" not in answer,
                f"the function failed: {answer['Payload'].read()!r}",
            )
    passed = [mail for mail in mails(stacks) if mail["recipients"]["S"] == "principal"]
    need(
        len(passed) >= len(sent),
        "a mail that came back from the whole group was not passed on",
    )
    return f"{len(sent)} mails came back from {len(group)} people"


def _sent(stacks: Installed) -> list[dict[str, Any]]:
    return [mail for mail in mails(stacks) if "due_at" not in mail]


def mails(stacks: Installed) -> list[dict[str, Any]]:
    pages = stacks.engine.client("dynamodb").get_paginator("scan")
    found = pages.paginate(TableName=f"{PREFIX}-answers")
    return [
        row
        for page in found
        for row in page["Items"]
        if row["sk"]["S"].startswith("MAIL#")
    ]
