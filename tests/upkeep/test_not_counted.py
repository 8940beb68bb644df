"""A round nobody came by to count: its answers do not go without a word."""

from datetime import timedelta

from chalicelib.results import count_round
from chalicelib.rounds import store as rounds
from chalicelib.rounds.round import MAY_FINISH
from chalicelib.storage import expiry
from chalicelib.upkeep import retain
from chalicelib.upkeep.schedule import sweep
from tests.cast import NURSE, OWNER, PRINCIPAL
from tests.mailbox import sent


def told(stage, monkeypatch, days):
    """Who hears of it so many days before the round's rows expire."""
    moment = stage.round.expires_at - timedelta(days=days)
    monkeypatch.setattr(expiry, "clock", moment.timestamp)
    before = len(sent())
    sweep(moment)
    sweep(moment)
    mails = [mail for mail in sent()[before:] if "talt opp" in mail.subject]
    return sorted(to for mail in mails for to in mail.to)


def test_before_the_answers_go_they_who_can_do_something_are_told(stage, monkeypatch):
    stage.send(0, hurt="never")
    assert {days: told(stage, monkeypatch, days) for days in (31, 30, 7, 1)} == {
        31: [],
        30: [NURSE.email, PRINCIPAL.email],
        7: [PRINCIPAL.email],
        1: [OWNER.email],
    }


def test_who_comes_by_after_the_first_mail_counts_it_and_no_more_is_told(
    stage, monkeypatch
):
    stage.send(0, hurt="never")
    assert told(stage, monkeypatch, 30)
    moment = stage.round.expires_at - timedelta(days=20)
    count_round.count_next(NURSE, rounds.of_school(NURSE.body_id), moment)
    assert told(stage, monkeypatch, 7) == []
    assert told(stage, monkeypatch, 1) == []


def test_of_a_round_whose_answers_were_shredded_nobody_is_told(stage, monkeypatch):
    stage.send(0, hurt="never")
    after = stage.round.closes_at + MAY_FINISH + timedelta(days=8)
    retain.shred_round(OWNER, stage.round.id, "Ferdig.", after)
    assert told(stage, monkeypatch, 30) == []
