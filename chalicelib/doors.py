"""Which pages each door has, and what else it does; the third function has none.
Packaging takes what these reach."""

from importlib import import_module

PAGES = {
    "public": (
        "answer_form.privacy_pages",
        "answer_form.pupil_pages",
        "class_reply.pupil_pages",
        "forms.pupil_pages",
        "pupil_threads.pupil_pages",
        "service_status.pupil_pages",
    ),
    "staff": (
        "staff_door.link_pages",
        "staff_door.feide_pages",
        "staff_door.session_pages",
        "passkeys.staff_pages",
        "flags.rule_pages",
        "referrals.staff_pages",
        "case_pages.staff_pages",
        "case_pages.writing_pages",
        "case_pages.form_pages",
        "case_pages.agenda_pages",
        "plan_pages.staff_pages",
        "case_access_pages.staff_pages",
        "copy_pages.staff_pages",
        "copy_pages.file_pages",
        "copy_pages.erasure_pages",
        "inbox.home_pages",
        "inbox.staff_pages",
        "inbox.handling_pages",
        "inbox.join_pages",
        "inbox.thread_pages",
        "inbox.erasure_pages",
        "printouts.printout_pages",
        "class_import.import_pages",
        "manage_people.let_in_pages",
        "people_import.import_pages",
        "roster_import.import_pages",
        "roster_import.feide_pages",
        "manage_schools.staff_pages",
        "overview.staff_pages",
        "manage_people.people_pages",
        "manage_schools.readiness_pages",
        "manage_schools.audit_pages",
        "manage_rounds.staff_pages",
        "manage_rounds.preview_pages",
        "manage_rounds.card_pages",
        "manage_rounds.change_pages",
        "class_reply.staff_pages",
        "closing_answers.staff_pages",
        "pupil_follows.staff_pages",
        "group_log.staff_pages",
        "access_requests.staff_pages",
        "access_requests.document_pages",
        "weekly_overview.staff_pages",
        "class_teacher.staff_pages",
        "help_pages.staff_pages",
        "follow_up_quality.group_pages",
        "follow_up_quality.staff_pages",
        "result_pages.staff_pages",
        "result_pages.class_pages",
        "result_pages.sums_pages",
        "result_exports.download_pages",
        "upkeep.retention_pages",
    ),
}
"""Each module puts its pages on the blueprint of its door when it is imported."""

BEHIND = {
    "public": ("web.pupil_door",),
    "staff": (
        "staff_door.door",
        "upkeep.schedule",
        "outbox.bounce",
        "delivery.take_bounces",
    ),
    "archive": ("archive.typesetting",),
}
"""The blueprint, and what the clock, the mail service and the staff's door call."""


def import_pages(side: str) -> None:
    for name in PAGES[side]:
        import_module(f"chalicelib.{name}")
