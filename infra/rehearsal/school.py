"""A demo school in the rehearsed installation, made with the staff side's own role."""

import os
from datetime import UTC, datetime, timedelta

from infra.local.environment import REGION
from infra.rehearsal.stacks import MAIL_DOMAIN, PREFIX, Installed

LAST = "eier@demokommunen.example"
"""Who is told when mail reaches neither the group nor the principal, who is one of
it."""


def describe(stacks: Installed) -> None:
    """This process becomes the staff side, for setting up: the role's key, the stacks'
    tables."""
    client = stacks.engine.client
    key = stacks.engine.role_key(stacks.roles["staff"])
    for name in [variable for variable in os.environ if variable.startswith("AWS_")]:
        del os.environ[name]
    for name in ("KEY_FILE", "SECRETS_FOLDER", "BASE_PATH", "SLOTS_AT_ONCE"):
        os.environ.pop(name, None)
    os.environ |= {name.upper(): value for name, value in key.items()}
    os.environ |= {
        "APP_SIDE": "staff",
        "AWS_REGION": REGION,
        "AWS_ENDPOINT": stacks.engine.endpoint,
        "AWS_CONFIG_FILE": os.devnull,
        "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
        "FORMS_TABLE": f"{PREFIX}-forms",
        "CODES_TABLE": f"{PREFIX}-codes",
        "ANSWERS_TABLE": f"{PREFIX}-answers",
        "CASEWORK_TABLE": f"{PREFIX}-casework",
        "KMS_KEY_ID": f"alias/{PREFIX}-wrapping",
        "SECRETS_PREFIX": PREFIX,
        "MAIL_FROM": f"ikke-svar@{MAIL_DOMAIN}",
        "PUBLIC_URL": stacks.urls["public"],
        "STAFF_URL": f"{stacks.urls['staff']}/staff",
    }
    key_id = client("kms").describe_key(KeyId=f"alias/{PREFIX}-wrapping")[
        "KeyMetadata"
    ]["Arn"]
    os.environ["KMS_KEY_ID"] = key_id


def open_with(pupils: int) -> list[str]:
    """The school, its people, one round open now with so many codes. Call after
    ``describe``."""
    from chalicelib.accounts import store as accounts
    from chalicelib.manage_rounds.open import NewRound, make_codes, open_round
    from chalicelib.rounds.round import Mode, on_duty
    from chalicelib.schools import store as schools
    from chalicelib.schools.school import SchoolClass
    from chalicelib.storage import transaction
    from chalicelib.web.language import languages
    from infra.local import demo_people

    transaction.commit(schools.put_school(demo_people.SCHOOL))
    for account in demo_people.PEOPLE:
        transaction.commit(*accounts.put_account(account))
    class_ = SchoolClass("6A", demo_people.SCHOOL_ID, "6A", (6,), max(pupils, 10))
    now = datetime.now(UTC).replace(microsecond=0)
    opened = NewRound(
        "grades_5_7",
        Mode.ANONYMOUS,
        languages(),
        now - timedelta(hours=1),
        now + timedelta(days=7),
        on_duty(demo_people.PEOPLE[2]),
    )
    return make_codes(open_round(opened, demo_people.SCHOOL, [class_]), "6A", pupils)
