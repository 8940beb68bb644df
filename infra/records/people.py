"""Who works with the service, how they sign in, and what is written down of it."""

from infra.records.stored_row import StoredRow
from infra.records.terms import Activity, Basis, Kept, Reader

_SELF = frozenset({Reader.SELF})
_SETS_UP = frozenset((Reader.OWNER, Reader.ADMINISTRATOR))
_STAFF = frozenset((*_SETS_UP, Reader.MEMBER, Reader.TEACHER, Reader.SELF))
_PEOPLE, _SIGN_IN = Activity.PEOPLE, Activity.SIGN_IN
_TASK, _SAFE = Basis.SCHOOL_TASK, Basis.SECURITY

ROWS = (
    StoredRow(
        *("casework", "BODY#", "ACCOUNT#", "accounts.store"),
        *(_PEOPLE, _TASK, Kept.PERSON),
        readers=_STAFF,
        staff="name email role function is_principal classes confirmed active"
        " bounced_at invited_at language",
        none="id body_id",
    ),
    StoredRow(
        *("casework", "BODY#", "CLAIM#", "accounts.claim_store"),
        *(_PEOPLE, _SAFE, Kept.PERSON),
        staff="account_id",
        none="turn",
    ),
    StoredRow(
        *("casework", "BODY#", "PREPARATION", "schools.preparation_store"),
        *(_PEOPLE, _TASK, Kept.SCHOOL),
        readers=frozenset({Reader.MEMBER}),
        staff="on_duty unlocked_by",
        none="course_on workshop_on unlock_reason unlocked_at",
    ),
    StoredRow(
        *("casework", "BODY#", "TURNS", "schools.turn_store"),
        *(_PEOPLE, _TASK, Kept.SCHOOL),
        readers=frozenset((Reader.MEMBER, Reader.OWNER)),
        staff="told",
    ),
    StoredRow(
        *("casework", "BODY#", "OVERVIEW#", "schools.standing_store"),
        *(Activity.SCHOOLS, _TASK, Kept.SCHOOL),
        readers=frozenset((Reader.MEMBER, Reader.OWNER)),
        none="looked_at missing on rounds steps until",
    ),
    StoredRow(
        *("casework", "BODY#", "RETENTION", "schools.retention_store"),
        *(Activity.SCHOOLS, _TASK, Kept.SCHOOL),
        readers=_SETS_UP | {Reader.MEMBER, Reader.TEACHER},
        none="days",
    ),
    StoredRow(
        *("casework", "BODY#", "SHREDDED#", "schools.retention_store"),
        *(Activity.LOG, _SAFE, Kept.ROUND),
        readers=frozenset({Reader.OWNER}),
        opened_by=frozenset({Reader.OWNER}),
        sensitive="sealed",
        staff="who at",
        sealed="sealed",
        names="sealed",
    ),
    StoredRow(
        *("casework", "EMAIL#", "ACCOUNT#", "accounts.store"),
        *(_SIGN_IN, _TASK, Kept.PERSON),
        readers=_SELF,
        staff="account_id body_id",
    ),
    StoredRow(
        *("casework", "EMAIL#", "FEIDE#", "sign_in.feide_store"),
        *(_SIGN_IN, _SAFE, Kept.PERSON),
        readers=_SELF,
    ),
    StoredRow(
        *("casework", "FEIDE#", "FEIDE", "sign_in.feide_store"),
        *(_SIGN_IN, _SAFE, Kept.PERSON),
        readers=_SELF,
        staff="email_hash",
    ),
    StoredRow(
        *("casework", "EMAIL#", "PASSKEY#", "passkeys.store"),
        *(_SIGN_IN, _SAFE, Kept.PERSON),
        readers=_SELF,
        staff="name credential made_at used_at blocked_at count",
        none="public_key",
    ),
    StoredRow(
        *("casework", "EMAIL#", "NO_PASSKEY", "passkeys.store"),
        *(_SIGN_IN, _SAFE, Kept.PERSON),
        readers=_SELF,
    ),
    StoredRow(
        *("casework", "PASSKEY#", "PASSKEY", "passkeys.store"),
        *(_SIGN_IN, _SAFE, Kept.PERSON),
        readers=_SELF,
        staff="email_hash",
    ),
    StoredRow(
        *("casework", "CHALLENGE#", "CHALLENGE", "passkeys.challenge_store"),
        *(_SIGN_IN, _SAFE, Kept.DAY),
        none="until",
    ),
    StoredRow(
        *("casework", "LINK#", "LINK", "sign_in.link_store"),
        *(_SIGN_IN, _SAFE, Kept.DAY),
        readers=_SELF,
        staff="email_hash how spent_at",
        none="until",
    ),
    StoredRow(
        *("casework", "LIMIT#", "LIMIT", "storage.rate_limits"),
        *(_SIGN_IN, _SAFE, Kept.DAY),
        none="used until",
    ),
    StoredRow(
        *("casework", "SESSIONS#", "SESSION#", "sign_in.session_store"),
        *(_SIGN_IN, _SAFE, Kept.DAY),
        readers=_SELF,
        staff="how started_at seen_at",
        none="csrf",
    ),
    StoredRow(
        *("casework", "PRESS#", "PRESS", "presses.press_store"),
        *(_SIGN_IN, _SAFE, Kept.DAY),
        none="place said",
        staff="session_at",
    ),
    StoredRow(
        *("casework", "AUDIT#", "", "audit.store"),
        *(Activity.LOG, _SAFE, Kept.LOG),
        readers=frozenset({Reader.OWNER}),
        staff="what at subject",
        none="before mark",
    ),
    StoredRow(
        *("casework", "AUDIT#", "CHAIN#", "audit.store"),
        *(Activity.LOG, _SAFE, Kept.LOG),
        readers=frozenset({Reader.OWNER}),
    ),
    StoredRow(
        *("casework", "AUDIT#", "HEAD#", "audit.head_store"),
        *(Activity.LOG, _SAFE, Kept.LOG),
        none="before ends mark",
    ),
    *(
        StoredRow(
            *("casework", "AUDIT#BODIES", f"{kind}#", store),
            *(Activity.LOG, _SAFE, Kept.LOG),
        )
        for kind, store in (("BODY", "audit.store"), ("JOINED", "audit.head_store"))
    ),
)
