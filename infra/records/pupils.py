"""What pupils send, and what is done with it."""

from infra.records.stored_row import StoredRow
from infra.records.terms import Activity, Basis, Kept, Reader, Removal

_DUTY = Basis.SCHOOL_ENVIRONMENT
_BOTH = frozenset((Reader.MEMBER, Reader.OWNER))
_AT_SCHOOL = frozenset((Reader.MEMBER, Reader.TEACHER))
_WITH_TEACHER = _BOTH | {Reader.TEACHER}
HANDLED = (
    "opened_by taken_by closed_by acts readings referrer opened_at taken_at closed_at"
)
REASONS = "note access erasure"
"""What is written of an item; ``access`` and ``erasure`` say who, and a sealed why."""
ITEM = (
    "id kind school_id owner_id round_id class_id place level since step mails rules"
    " first audience confidential tell_principal wish by_staff turn news_at case"
    " closing joined_to joined"
)
_ALL_GO = (Removal.ERASED, Removal.WITHDRAWN, Removal.SHREDDED)

ROWS = (
    StoredRow(
        *("answers", "PLACE#", "ANSWER#", "answers.store"),
        *(Activity.ANSWERS, _DUTY, Kept.ROUND),
        readers=_BOTH,
        opened_by=_BOTH,
        sensitive="sealed",
        none="same_as round_opened_on",
        sealed="sealed",
        removed=(Removal.SHREDDED,),
    ),
    StoredRow(
        *("answers", "INBOX#", "FLAG#", "items.store"),
        *(Activity.INBOX, _DUTY, Kept.ROUND),
        readers=_BOTH,
        opened_by=_BOTH,
        sensitive=f"sealed {REASONS}",
        staff=HANDLED,
        none=ITEM,
        sealed=f"sealed {REASONS}",
        removed=(Removal.ERASED, Removal.SHREDDED),
    ),
    *(
        StoredRow(
            *("answers", "INBOX#", f"{kind}#", "items.store"),
            *(Activity.INBOX, _DUTY, Kept.ROUND),
            readers=_WITH_TEACHER if kind == "CONTACT" else _BOTH,
            opened_by=_BOTH,
            sensitive=f"sealed {REASONS}",
            staff=HANDLED,
            none=ITEM,
            sealed=f"sealed {REASONS}",
            removed=(Removal.ERASED,),
        )
        for kind in ("CONTACT", "THREAD")
    ),
    StoredRow(
        *("answers", "INBOX#", "MESSAGE#", "threads.store"),
        *(Activity.THREADS, _DUTY, Kept.ROUND),
        readers=_WITH_TEACHER,
        opened_by=_AT_SCHOOL,
        sensitive="sealed",
        staff="opened_by opened_at",
        none="id thread_id kind school_id owner_id round_id class_id place level since"
        " step mails audience asked along receipt_id pupil_key by_staff",
        sealed="sealed",
        names="sealed",
        removed=_ALL_GO,
    ),
    StoredRow(
        *("forms", "RECEIPT#", "THREAD", "threads.receipt_store"),
        *(Activity.THREADS, _DUTY, Kept.ROUND),
        readers=frozenset({Reader.PUPIL}),
        opened_by=frozenset({Reader.PUPIL}),
        sensitive="entries followed",
        none="round_id class_id thread_id made_by public_key seen_on read closed"
        " withdrawn",
        sealed="entries followed",
        names="entries",
        removed=(Removal.WITHDRAWN,),
    ),
    StoredRow(
        *("answers", "ALONG#", "THREAD#", "threads.along_store"),
        *(Activity.THREADS, _DUTY, Kept.ROUND),
        removed=(Removal.WITHDRAWN,),
    ),
    StoredRow(
        *("answers", "ASKED#", "TURN#", "threads.store"),
        *(Activity.THREADS, _DUTY, Kept.ROUND),
    ),
    StoredRow(
        *("answers", "TALKS#", "CONTACT#", "handle_items.talk_store"),
        *(Activity.THREADS, _DUTY, Kept.ROUND),
        readers=frozenset({Reader.SELF}),
    ),
    *(
        StoredRow(
            *("answers", f"{kind}#", kind, store),
            *(Activity.UPKEEP, _DUTY, Kept.ROUND),
            none=fields,
        )
        for kind, store, fields in (
            ("CHECK", "flags.class_check_store", "round_id class_id raised"),
            (
                "HELD",
                "answers.held_store",
                "round_id class_id told crowd held quarter",
            ),
            ("EXPIRY", "schools.retention_store", "round_id"),
            ("OPENING", "rounds.opening_store", "round_id"),
        )
    ),
    *(
        StoredRow(
            *("answers", kind, kind, "upkeep.store"),
            *(Activity.UPKEEP, Basis.SECURITY, Kept.SCHOOL),
            none="day",
        )
        for kind in ("RECONCILED", "WEEK_PLANNED", "CASES_CHECKED")
    ),
    StoredRow(
        *("answers", "BACKED_UP", "BACKED_UP", "case_backup.store"),
        *(Activity.UPKEEP, Basis.SECURITY, Kept.SCHOOL),
        none="day after failed",
    ),
    *(
        StoredRow(
            *("forms", kind, "STATUS", "service_status.store"),
            *(Activity.UPKEEP, Basis.SECURITY, Kept.SCHOOL),
            readers=frozenset({Reader.PUPIL}),
            none=fields,
        )
        for kind, fields in (
            ("STATUS#SWEEP#", "at"),
            ("STATUS#NIGHT", "day whole"),
            ("STATUS#WEEKLY", "day"),
        )
    ),
)
