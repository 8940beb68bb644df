"""What an e-mail is made from: every kind its folder, and nothing that could hold an
answer."""

import pytest
from jinja2 import Environment, meta

from chalicelib.outbox import compose
from chalicelib.outbox.mail import MailKind, Origin, WeekCounts
from tests import mailbox
from tests.conftest import ROOT

FOLDERS = ROOT / "templates" / "email"
NUMBER = "ABCDEF"
COUNTS = ("going_on", "new", "overdue", "planned")
TO = ("ny@test.example", "nb")
ORIGIN = Origin("SCHAAA", "m1")


def test_every_kind_has_its_folder_and_every_folder_its_kind():
    kinds = {*MailKind, compose.SIGN_IN_LINK}
    assert {folder.name for folder in FOLDERS.iterdir()} == kinds


@pytest.mark.parametrize("kind", [*MailKind, compose.SIGN_IN_LINK])
def test_a_mail_has_a_subject_and_a_body_that_say_its_mark_or_its_link_alone(kind):
    given = {"link", "minutes"} if kind == compose.SIGN_IN_LINK else {"number", "count"}
    given |= {*COUNTS} if kind == MailKind.WEEKLY else set()
    said = [(FOLDERS / kind / part).read_text() for part in ("subject.txt", "body.txt")]
    named = set().union(
        *(meta.find_undeclared_variables(Environment().parse(x)) for x in said)
    )
    assert named - {"t", "staff_url"} <= given


@pytest.mark.parametrize("kind", MailKind)
def test_every_kind_is_sent_with_its_mark(aws, kind):
    compose.send(kind, *TO, NUMBER, ORIGIN)
    (mail,) = mailbox.sent()
    assert NUMBER in mail.body


@pytest.mark.parametrize(
    "words", [{"kind": "Per Hansen"}, {"number": "Per Hansen"}, {"count": "Per Hansen"}]
)
def test_words_are_no_mail(aws, words):
    given = {"kind": MailKind.URGENT, "number": NUMBER, "count": 1} | words
    with pytest.raises((AttributeError, ValueError)):
        compose.send(given["kind"], *TO, given["number"], ORIGIN, given["count"])
    assert mailbox.sent() == []


@pytest.mark.parametrize("name", COUNTS)
def test_words_are_no_count_of_the_week(aws, name):
    week = WeekCounts(**dict.fromkeys(COUNTS, 1) | {name: "Per Hansen"})
    with pytest.raises(ValueError, match="format"):
        compose.send(MailKind.WEEKLY, *TO, NUMBER, ORIGIN, 1, week)
    assert mailbox.sent() == []
