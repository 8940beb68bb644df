"""Cases, and what is answered when a support group is over."""

from infra.records.stored_row import StoredRow
from infra.records.terms import Activity, Basis, Kept, Reader, Removal

_BOTH = frozenset((Reader.MEMBER, Reader.OWNER))
_SELF = frozenset({Reader.SELF})

ROWS = (
    StoredRow(
        *("casework", "CASES#", "", "cases.store"),
        *(Activity.CASES, Basis.DOCUMENTATION, Kept.ARCHIVED),
        readers=_BOTH,
        opened_by=_BOTH,
        sensitive="about pupil",
        staff="made_by responsible team offer glasses readers shown",
        none="school_id audience origins made_at of_class touched_at next_action state"
        " closed_on closed_from named_by asked_on evaluate_on follow_up class_said_at",
        sealed="about pupil",
        names="about pupil",
        removed=(Removal.ERASED, Removal.WITHDRAWN),
    ),
    StoredRow(
        *("casework", "CASE#", "", "cases.store"),
        *(Activity.CASES, Basis.DOCUMENTATION, Kept.ARCHIVED),
        readers=_BOTH,
        opened_by=_BOTH,
        sensitive="sealed",
        staff="by",
        none="id kind happened recorded state fidelity corrects",
        sealed="sealed",
        names="sealed",
        removed=(Removal.ERASED,),
    ),
    StoredRow(
        *("casework", "CASE#", "DRAFT#", "case_drafts.store"),
        *(Activity.CASES, Basis.DOCUMENTATION, Kept.WEEK),
        readers=_BOTH,
        opened_by=_SELF,
        sensitive="sealed",
        staff="saved_at",
        none="mark",
        sealed="sealed",
        names="sealed",
        removed=(Removal.ERASED,),
    ),
    StoredRow(
        *("casework", "CLOSING#", "TERM#", "closing_answers.group_store"),
        *(Activity.CLOSING, Basis.STATISTICS, Kept.ROUND),
        readers=frozenset({Reader.MEMBER}),
        none="groups",
    ),
)
