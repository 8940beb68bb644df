"""Each sentence a pupil is told of who learns what, and the tests that hold it."""

import re
from itertools import chain

import pytest

from chalicelib.i18n import texts
from tests.conftest import ROOT

HELD_BY = {
    "Svarene dine er anonyme.": (
        "tests/web/staff/test_observers.py::test_what_is_urgent_never_follows_one_pupil",
        "tests/services/test_answers.py::"
        "test_answers_of_one_class_differ_in_nothing_but_key_ciphertext_and_keyed_hash",
        "tests/stores/test_sizes.py::test_an_answer_has_one_size_with_and_without_the_longest_text",
    ),
    "Vil du at en voksen skal ta kontakt, må du skrive navnet ditt.": (
        "tests/domain/test_wishes.py::test_in_an_anonymous_round_the_wish_tells_nothing_else",
    ),
    "Da vet de hvem du er.": (
        "tests/services/test_threads.py::"
        "test_without_the_tick_nothing_stored_leads_from_thread_to_answer",
    ),
    "Dette er **ikke** anonymt.": (
        "tests/services/test_promises_confidential.py::"
        "test_the_person_on_duty_reads_the_number_and_the_reasons",
    ),
    "Kortet ditt har et nummer.": (
        "tests/services/test_promises_confidential.py::"
        "test_the_person_on_duty_reads_the_number_and_the_reasons",
    ),
    "Hvis svarene viser at du kan trenge hjelp, kan {who} finne ut hvem du er og snakke med deg.": (
        "tests/services/test_promises_confidential.py::"
        "test_nobody_else_does_nor_stops_the_clock_nor_gets_it_by_a_reason",
    ),
    "Hvis {name} er borte, kan en annen voksen i gruppen som hjelper elever, gjøre det.": (
        "tests/services/test_promises_confidential.py::"
        "test_after_escalation_deputy_and_principal_do_with_a_reason_that_is_kept",
    ),
    "Hvis du skriver at du eller noen andre er i fare, må de voksne gjøre noe.": (
        "tests/web/staff/test_urgent_texts.py::"
        "test_each_kind_says_whom_to_ring_who_decides_and_which_duties_stand",
    ),
}
KEYS = ("pupil.mode.anonymous", "pupil.mode.confidential", "pupil.mode.danger")
NOT_A_PROMISE_OF_CODE = {"Svarene leses bare på skoledager."}


def sentences():
    said = (re.split(r"(?<=\.) ", texts("nb")(key)) for key in KEYS)
    return [one for one in chain.from_iterable(said) if one not in NOT_A_PROMISE_OF_CODE]


def test_every_sentence_is_listed():
    assert set(sentences()) == set(HELD_BY)


@pytest.mark.parametrize("test", sorted(set(chain.from_iterable(HELD_BY.values()))))
def test_what_holds_it_exists(test):
    path, _, name = test.partition("::")
    assert f"def {name}(" in (ROOT / path).read_text(encoding="utf-8")
