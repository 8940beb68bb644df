import pytest

from infra.local.mailbox import page


@pytest.fixture
def sent(aws):
    from moto.core import DEFAULT_ACCOUNT_ID
    from moto.ses.models import ses_backends

    from tests.conftest import MAIL_FROM

    def send(subject, text):
        aws("sesv2").send_email(
            FromEmailAddress=MAIL_FROM,
            Destination={"ToAddresses": ["rektor@skole.example"]},
            Content={
                "Simple": {
                    "Subject": {"Data": subject},
                    "Body": {"Text": {"Data": text}},
                }
            },
        )

    def send_raw(text):
        aws("sesv2").send_email(
            FromEmailAddress=MAIL_FROM,
            Destination={"ToAddresses": ["rektor@skole.example"]},
            Content={"Raw": {"Data": text.encode()}},
        )

    def messages():
        return ses_backends[DEFAULT_ACCOUNT_ID]["eu-north-1"].sent_messages

    return send, send_raw, messages


def test_newest_first_with_headers_and_text(sent):
    send, _, messages = sent
    send("first", "one")
    send("second", "two")
    shown = page(messages())
    assert shown.index("second") < shown.index("first")
    assert "rektor@skole.example" in shown
    assert "two" in shown


def test_a_mail_cannot_become_markup(sent):
    send, _, messages = sent
    send("<script>", '<img src=x> http://x.example/"><b>')
    shown = page(messages())
    assert "<script>" not in shown
    assert "<img" not in shown
    assert "<b>" not in shown


def test_links_can_be_followed(sent):
    send, _, messages = sent
    send("s", "Gå til http://127.0.0.1:8000/staff/x?a=1&b=2.")
    link = "http://127.0.0.1:8000/staff/x?a=1&amp;b=2"
    assert f'<a href="{link}">{link}</a>.' in page(messages())


def test_a_raw_mail_shows_all_its_headers(sent):
    _, send_raw, messages = sent
    send_raw(
        "From: ikke-svar@supportgrupper.example\nTo: rektor@skole.example\nSubject:"
        " Hei\nContent-Type: text/plain; charset=utf-8\nX-Nummer: 17\n\nBlåbær\n"
    )
    shown = page(messages())
    assert "X-Nummer" in shown
    assert "17" in shown
    assert "Blåbær" in shown


def test_no_mail_yet():
    assert "Sendt e-post: 0" in page([])
