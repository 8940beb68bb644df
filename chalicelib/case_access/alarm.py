"""A talk with the pupil that alarms is told to who is responsible, where a colleague
wrote it: the case's page asks them for supervision and another measure."""

from collections.abc import Iterable, Sequence

from chalicelib.case_access.tell import mail_to
from chalicelib.case_forms.fields import CaseForm
from chalicelib.case_forms.forms import PupilReview
from chalicelib.case_forms.trend import alarms, of_review, said_in
from chalicelib.cases.case import Case
from chalicelib.cases.entry import ReadEntry
from chalicelib.cases.write import Pen
from chalicelib.outbox.mail import MailKind
from chalicelib.storage.writes import Write


def told_of_alarm(
    pen: Pen, entries: Sequence[ReadEntry], form: CaseForm, case: Case
) -> Iterable[Write]:
    """``entries`` are those before it."""
    if not isinstance(form, PupilReview) or pen.account.id == case.responsible:
        return ()
    if not alarms([*said_in(entries), of_review(case.version, form)]):
        return ()
    return mail_to(case.responsible, MailKind.CASE_ALARM, case, pen.at)
