"""What staff write of pupils outside of a case, and the mail that tells them."""

from infra.records.pupils import HANDLED, ITEM, REASONS
from infra.records.stored_row import StoredRow
from infra.records.terms import Activity, Basis, Kept, Reader, Removal

_DUTY = Basis.SCHOOL_ENVIRONMENT
_BOTH = frozenset((Reader.MEMBER, Reader.OWNER))
_WITH_TEACHER = _BOTH | {Reader.TEACHER}
_SELF = frozenset({Reader.SELF})

ROWS = (
    StoredRow(
        *("answers", "REFERRALS#", "REFERRAL#", "items.store"),
        *(Activity.REFERRALS, _DUTY, Kept.TWO_YEARS),
        readers=_WITH_TEACHER,
        opened_by=_WITH_TEACHER,
        sensitive=f"sealed {REASONS}",
        staff=HANDLED,
        none=ITEM,
        sealed=f"sealed {REASONS}",
        names="sealed",
        removed=(Removal.ERASED,),
    ),
    StoredRow(
        *("answers", "ADDED#", "ADDED#", "referrals.store"),
        *(Activity.REFERRALS, _DUTY, Kept.TWO_YEARS),
        readers=_BOTH,
        opened_by=_BOTH,
        sensitive="sealed",
        staff="at",
        sealed="sealed",
        names="sealed",
        removed=(Removal.ERASED,),
    ),
    StoredRow(
        *("answers", "DRAFTS#", "DRAFT#", "referrals.store"),
        *(Activity.REFERRALS, _DUTY, Kept.FORTNIGHT),
        readers=_SELF,
        opened_by=_SELF,
        sensitive="sealed",
        staff="saved_at",
        sealed="sealed",
        names="sealed",
    ),
    StoredRow(
        *("answers", "SENT#", "REFERRAL#", "referrals.store"),
        *(Activity.REFERRALS, _DUTY, Kept.TRACE),
        readers=_SELF,
        none="sent_at sent_to status inbox place danger",
        removed=(Removal.ERASED,),
    ),
    StoredRow(
        *("answers", "NOTES#", "NOTE#", "reading.note_store"),
        *(Activity.INBOX, _DUTY, Kept.AS_ITEM),
        readers=_BOTH,
        opened_by=_BOTH,
        sensitive="sealed",
        staff="by at",
        sealed="sealed",
        names="sealed",
        removed=(Removal.ERASED,),
    ),
    StoredRow(
        *("casework", "LOG#", "ENTRY#", "group_log.store"),
        *(Activity.GROUP_LOG, Basis.SCHOOL_TASK, Kept.TWO_YEARS),
        readers=frozenset({Reader.MEMBER}),
        opened_by=frozenset({Reader.MEMBER}),
        staff="by at",
        none="kind on mark",
        pupil="sealed",
        sealed="sealed",
    ),
    StoredRow(
        *("answers", "OUTBOX#", "MAIL#", "outbox.store"),
        *(Activity.MAIL, Basis.SCHOOL_TASK, Kept.MAIL),
        readers=_BOTH,
        staff="told unreached readers receiver",
        none="id school_id owner_id kind recipients number count exact attempts spares"
        " spares_principal",
    ),
    StoredRow(
        *("answers", "OUTBOX#", "PASSED_ON#", "outbox.passed_on_store"),
        *(Activity.MAIL, Basis.SCHOOL_TASK, Kept.MAIL),
        readers=frozenset({Reader.OWNER}),
        none="mark",
    ),
    StoredRow(
        *("answers", "OUTBOX#", "WEEK#", "outbox.week_store"),
        *(Activity.MAIL, Basis.SCHOOL_TASK, Kept.FORTNIGHT),
        none="going_on new overdue planned",
    ),
)
