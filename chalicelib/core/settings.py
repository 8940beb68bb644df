"""The only reader of the environment."""

import os
from base64 import urlsafe_b64decode
from functools import lru_cache
from typing import NamedTuple


class Settings(NamedTuple):
    """``side`` is public, staff, or all (both doors on one port, local only). The
    function that sets copies has none of these.

    Exactly one of ``kms_key_id`` and ``key_file`` is set on a side that opens sealed
    things; the public side has neither. Exactly one of ``secrets_prefix`` and
    ``secrets_folder`` is set: they name secrets, no setting is one. Feide is offered
    where ``feide_issuer`` is set; ``feide_secret`` is the whole name of the secret it
    shares with us; its groups are asked for where ``feide_groups`` is set too.
    ``audit_heads`` is the locked bucket that keeps the audit logs' last
    entries, where there is one. ``archive_function`` is the name of the function that
    sets copies. ``backup_bucket`` is where a second account keeps copies of cases, and
    ``recovery_key`` the public half of what they are sealed for: both or neither.
    ``slots_at_once`` is the demo switch: a mail slot is always now.
    ``drafts`` shows languages nobody has checked; for the preview only.
    """

    side: str
    region: str
    forms_table: str
    codes_table: str
    answers_table: str
    casework_table: str
    aws_endpoint: str | None
    kms_key_id: str | None
    key_file: str | None
    secrets_prefix: str | None
    secrets_folder: str | None
    mail_from: str
    public_url: str
    staff_url: str
    base_path: str
    audit_heads: str | None
    archive_function: str
    backup_bucket: str | None
    recovery_key: bytes | None
    slots_at_once: bool
    in_lambda: bool
    feide_issuer: str | None
    feide_client_id: str | None
    feide_secret: str | None
    feide_groups: str | None
    drafts: bool


def side_of_this_process() -> str:
    """public, staff, all, or archive."""
    return os.environ["APP_SIDE"]


@lru_cache(maxsize=1)
def settings() -> Settings:
    """The settings of this process; raises KeyError naming the variable that is
    missing."""
    env = os.environ
    return Settings(
        side=side_of_this_process(),
        region=env["AWS_REGION"],
        forms_table=env["FORMS_TABLE"],
        codes_table=env["CODES_TABLE"],
        answers_table=env["ANSWERS_TABLE"],
        casework_table=env.get("CASEWORK_TABLE", ""),
        aws_endpoint=env.get("AWS_ENDPOINT"),
        kms_key_id=env.get("KMS_KEY_ID"),
        key_file=env.get("KEY_FILE"),
        secrets_prefix=env.get("SECRETS_PREFIX"),
        secrets_folder=env.get("SECRETS_FOLDER"),
        mail_from=env.get("MAIL_FROM", ""),
        public_url=env["PUBLIC_URL"],
        staff_url=env["STAFF_URL"],
        base_path=env.get("BASE_PATH", ""),
        audit_heads=env.get("AUDIT_HEADS"),
        archive_function=env.get("ARCHIVE_FUNCTION", ""),
        backup_bucket=env.get("BACKUP_BUCKET") or None,
        recovery_key=public_key(env.get("RECOVERY_KEY", "")),
        slots_at_once=env.get("SLOTS_AT_ONCE") == "1",
        in_lambda="AWS_LAMBDA_FUNCTION_NAME" in env,
        feide_issuer=env.get("FEIDE_ISSUER") or None,
        feide_client_id=env.get("FEIDE_CLIENT_ID"),
        feide_secret=env.get("FEIDE_SECRET"),
        feide_groups=env.get("FEIDE_GROUPS") or None,
        drafts=env.get("DRAFT_LANGUAGES") == "1",
    )


def public_key(text: str) -> bytes | None:
    """A public key, 32 bytes, from base64 as addresses have it; without its last sign,
    which is always the same."""
    return urlsafe_b64decode(f"{text}=") if text else None
