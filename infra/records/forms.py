"""Rounds, codes, schools and classes, what is told a class, and figures."""

from infra.records.stored_row import StoredRow
from infra.records.terms import Activity, Basis, Kept, Reader, Removal

_TASK, _FIGURES = Basis.SCHOOL_TASK, Basis.STATISTICS
_AT_SCHOOL = frozenset((Reader.TEACHER, Reader.MEMBER))
_ALL_SCHOOLS = frozenset((*_AT_SCHOOL, Reader.OWNER, Reader.ADMINISTRATOR))
_BOTH = frozenset((Reader.MEMBER, Reader.OWNER))

ROWS = (
    StoredRow(
        *("codes", "CODE#", "CODE", "rounds.code_store"),
        *(Activity.ANSWERS, Basis.SCHOOL_ENVIRONMENT, Kept.ROUND),
        readers=frozenset({Reader.PUPIL}),
        pupil="card",
        none="round_id class_id",
        removed=(Removal.SPENT,),
    ),
    StoredRow(
        *("forms", "ROUND#", "ROUND", "rounds.store"),
        *(Activity.SCHOOLS, _TASK, Kept.ROUND),
        readers=_ALL_SCHOOLS | {Reader.PUPIL},
        staff="on_duty deputy nurse",
        none="id school_id owner_id form_id mode language languages classes cards"
        " opens_at opened_on closes_at planned_close expires_on slots weekly ombud"
        " public_key same_list_as shredded_on form_version",
    ),
    StoredRow(
        *("forms", "SCHOOL#", "ROUND#", "rounds.store"),
        *(Activity.SCHOOLS, _TASK, Kept.ROUND),
        readers=_ALL_SCHOOLS,
        staff="on_duty on_duty_id deputy_id",
        none="id form_id mode opens_at closes_at labels counted compare_with compared"
        " not_counted not_compared"
        " shredded_on",
    ),
    StoredRow(
        *("forms", "SCHOOL#", "SCHOOL", "schools.store"),
        *(Activity.SCHOOLS, _TASK, Kept.SCHOOL),
        readers=_ALL_SCHOOLS,
        none="name owner_id language last_grade calendar ombud turned turning",
    ),
    StoredRow(
        *("forms", "SCHOOL#", "CLASS#", "schools.store"),
        *(Activity.SCHOOLS, _TASK, Kept.SCHOOL),
        readers=_ALL_SCHOOLS,
        none="label grades pupils turned closed_on",
    ),
    StoredRow(
        *("forms", "OWNER#", "SCHOOL#", "schools.store"),
        *(Activity.SCHOOLS, _TASK, Kept.SCHOOL),
        readers=frozenset((Reader.OWNER, Reader.ADMINISTRATOR)),
        none="name",
    ),
    StoredRow(
        *("forms", "BODY#", "KEY", "storage.key_pairs"),
        *(Activity.SCHOOLS, Basis.SECURITY, Kept.SCHOOL),
        readers=_BOTH,
        none="public_key",
    ),
    StoredRow(
        *("casework", "KEY#BODY#", "KEY", "storage.wrapped_keys"),
        *(Activity.SCHOOLS, Basis.SECURITY, Kept.SCHOOL),
        readers=_BOTH | {Reader.TEACHER, Reader.PROGRAMME},
        none="wrapped",
    ),
    StoredRow(
        *("casework", "RECOVERY#", "KEY", "storage.recovery_keys"),
        *(Activity.SCHOOLS, Basis.SECURITY, Kept.SCHOOL),
        none="sealed sealed_to",
    ),
    StoredRow(
        *("casework", "KEY#", "KEY", "storage.wrapped_keys"),
        *(Activity.ANSWERS, Basis.SECURITY, Kept.ROUND),
        readers=_BOTH | {Reader.TEACHER},
        none="wrapped",
    ),
    StoredRow(
        *("forms", "WORD#", "WORD", "class_reply.store"),
        *(Activity.CLASS_REPLY, _TASK, Kept.ROUND),
        readers=frozenset({Reader.PUPIL}),
        none="round_id class_id",
    ),
    StoredRow(
        *("forms", "REPLY#", "PART#", "class_reply.store"),
        *(Activity.CLASS_REPLY, _TASK, Kept.ROUND),
        readers=frozenset({Reader.PUPIL}),
        none="content on",
    ),
    StoredRow(
        *("casework", "REPLIES#", "PART#", "class_reply.store"),
        *(Activity.CLASS_REPLY, _TASK, Kept.ROUND),
        readers=_AT_SCHOOL,
        staff="by",
        none="at content mark",
    ),
    StoredRow(
        *("casework", "RESULTS#", "ROUND#", "results.store"),
        *(Activity.FIGURES, _FIGURES, Kept.FIVE_YEARS),
        readers=_AT_SCHOOL | {Reader.OWNER},
        none="school_id round_id form_id opened_on closed_on pupils answers figures"
        " classes without_row",
    ),
    StoredRow(
        *("casework", "RESULTS#", "SCHOOLS#", "results.store"),
        *(Activity.FIGURES, _FIGURES, Kept.FIVE_YEARS),
        readers=frozenset({Reader.OWNER}),
        none="school_id round_id form_id opened_on closed_on pupils answers figures"
        " classes without_row",
    ),
    StoredRow(
        *("casework", "RESULTS#", "PART#", "results.store"),
        *(Activity.FIGURES, _FIGURES, Kept.TERM),
        pupil="sealed",
        sealed="sealed",
    ),
    StoredRow(
        *("casework", "RESULTS#", "TERM#", "results.store"),
        *(Activity.FIGURES, _FIGURES, Kept.FIVE_YEARS),
        readers=frozenset((Reader.OWNER, Reader.PROGRAMME)),
        none="term_id released_on owners too_late forms",
    ),
    StoredRow(
        *("casework", "FIGURES#", "COUNTED#", "group_results.store"),
        *(Activity.FIGURES, _FIGURES, Kept.SCHOOL),
        readers=_BOTH,
        none="numbers month",
    ),
    *(
        StoredRow(
            *("casework", "FIGURES#", f"{kind}#", "group_results.store"),
            *(Activity.FIGURES, _FIGURES, Kept.SCHOOL),
            readers=_BOTH | {Reader.PROGRAMME},
            none="source on figures"
            if kind != "supporters"
            else "source term groups shares",
        )
        for kind in ("groups", "cases", "standing", "threads", "supporters")
    ),
)
