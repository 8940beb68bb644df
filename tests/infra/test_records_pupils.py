"""What a pupil's pages read is what is declared: with the code, the receipt and the word
that lead there, and with none of them."""

import pytest

from chalicelib.cases import make_case
from chalicelib.class_reply.class_word import word_of
from chalicelib.pupil_follows import release
from chalicelib.reading import answer_pupil
from chalicelib.reading.ready import Press
from chalicelib.service_status import store as service_status
from chalicelib.upkeep.schedule import sweep
from chalicelib.web import pupil_door as door
from infra.records.stores import ROWS
from infra.records.terms import Reader
from tests.cases.cast import pen, stored
from tests.cast import NOW, PRINCIPAL
from tests.class_reply.cast import OVER, told
from tests.closing_answers.test_make_codes import pupils
from tests.pupil_browser import public_app
from tests.pupil_cast import from_pupils, opened, receipt_with, ticket_of
from tests.pupil_threads.test_pupil_pages import code_on
from tests.pupil_threads.test_thanks_pages import kept
from tests.rows import rows_with
from tests.who_reads import watching

pytestmark = pytest.mark.walk
SOUND = {"lang": "nb", "form": "grades_1_4", "item": "thriving"}
NOWHERE = "000 000 000 000 00"
LOOKED_AT = ("/", "/about", "/about/guardians", "/about/privacy", "/status", "/thread")


@pytest.fixture
def pupil(pupil_at_the_door):
    """At a school that has answered another pupil, and told a class."""
    stage = pupil_at_the_door.stage
    for place in (4, 5, 6, 7, 8):
        stage.send(place, thriving="good")
    told(stage)
    sweep(NOW)
    service_status.note_weekly(NOW.date())
    return pupil_at_the_door


def answered_thread(stage):
    """The receipt of a pupil who has had a reply, and is shown what is done."""
    receipt = receipt_with(ticket_of(stage, "t" * 22), "Ingen vil være med meg.")
    (item,) = from_pupils(PRINCIPAL)
    answer_pupil.reply(PRINCIPAL, item.id, "a" * 22, "Takk for at du sa det", NOW)
    turn = opened(PRINCIPAL, item).item.handling.turn
    make_case.make(Press(PRINCIPAL, item.kind, item.id, turn, NOW))
    release.show(pen(stored(), "s" * 22))
    return receipt


class Walk:
    """Every page of the public door."""

    def __init__(self, pupil, monkeypatch):
        self.pupil, self.monkeypatch = pupil, monkeypatch
        self.been, self.refused = set(), set()

    def get(self, path, query=""):
        self.been.add((path, "GET"))
        return self.pupil.get(path + query)

    def post(self, path, **fields):
        self.been.add((path, "POST"))
        page = self.pupil.post(path, fields)
        assert page.status_code < 500, path
        self.refused |= {path} if page.status_code >= 400 else set()
        return page

    def at(self, now):
        self.monkeypatch.setattr(door, "clock", lambda: now)

    def looks_around(self, word):
        for path in LOOKED_AT:
            self.get(path)
        for path, methods in public_app().routes.items():
            if "GET" in methods and "POST" in methods and path != "/class":
                self.get(path)
        self.post("/sound", **SOUND)
        self.at(OVER)
        self.get("/class", f"?word={word}")
        self.post("/class", word=word)

    def answers(self, code):
        """Each page on the way from the code to the receipt."""
        self.at(NOW)
        form = self.pupil.hidden(self.post("/form", code=code))
        thanks = self.post("/answer", **{**form, "asked": "empty"})
        hidden = self.pupil.hidden(thanks)
        self.post("/thanks", **kept(thanks))
        self.post("/contact", **hidden, whom="nurse", urgency="today", name="Kim")
        return code_on(self.post("/receipt", **hidden))

    def writes(self, receipt):
        hidden = self.pupil.hidden(self.post("/thread", receipt=receipt))
        self.post("/thread/write", **{**hidden, "text": "Takk"})
        self.post("/thread/withdraw", **hidden)

    @property
    def whole(self):
        routes = public_app().routes.items()
        return {(path, m) for path, methods in routes for m in methods} - {
            (path, "HEAD") for path, _ in routes
        }


def kinds(found):
    return {row.kind for row in found}


def declared(name):
    return {row.kind for row in ROWS if Reader.PUPIL in getattr(row, name)}


def test_with_what_is_theirs_a_pupil_reads_what_is_declared_and_no_other_pupils(
    pupil, monkeypatch
):
    stage, walk = pupil.stage, Walk(pupil, monkeypatch)
    receipt, word = answered_thread(stage), word_of(stage.round.id, "6A")
    receipt_with(ticket_of(stage, "u" * 22), "Noen andre")
    codes = stage.codes[0], pupils(stored())
    with watching(None) as seen, seen.page():
        for code in codes:
            walk.writes(walk.answers(code))
        walk.writes(receipt)
        walk.looks_around(word)
    assert walk.been == walk.whole
    assert walk.refused == {"/sound"}  # of which there is no recording
    assert kinds(seen.read) == declared("readers")
    assert kinds(seen.opened) == declared("opened_by")
    theirs = [pk for pk in seen.partitions if pk.startswith("RECEIPT#")]
    assert len(theirs) == 3 < len(rows_with("forms", pk="RECEIPT#"))


def test_without_a_code_a_receipt_or_a_word_one_reads_that_the_service_works(
    pupil, monkeypatch
):
    walk, used = Walk(pupil, monkeypatch), pupil.stage.codes[4]
    answered_thread(pupil.stage)
    with watching(None) as seen, seen.page():
        walk.looks_around(word_of("another", "6A"))
        walk.post("/form", code=used)
        forged = {"place": "x", "attempt": "y" * 22, "ticket": "z", "again": "z"}
        walk.post("/answer", code=used, **forged)
        for path in ("/thanks", "/contact", "/receipt"):
            walk.post(path, **forged)
        for path in ("/thread", "/thread/write", "/thread/withdraw"):
            walk.post(path, receipt=NOWHERE, attempt="y" * 22, text="Hei")
    assert walk.been == walk.whole
    assert {pk for pk, _ in kinds(seen.read)} == {
        "STATUS#SWEEP#",
        "STATUS#NIGHT",
        "STATUS#WEEKLY",
    }
    assert not seen.opened
