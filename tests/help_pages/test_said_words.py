"""Numbers as the rules keep them."""

from chalicelib.help_pages.said_words import said_words
from chalicelib.items.escalation import L3_SCHOOL_HOURS
from chalicelib.schools.retention import Retention
from chalicelib.web.language import texts


def test_numbers_are_the_rules_own_with_the_right_word():
    said = said_words(texts("nb"), Retention(90))
    assert (said["kept"], said["plan"]) == ("90 dager", "5 skoledager")
    assert said["urgent"] == f"{L3_SCHOOL_HOURS} time"
    assert (said["session"], said["link"]) == ("9 timer", "15 minutter")
    assert (said["alarm"], said["police"]) == ("116\N{NO-BREAK SPACE}111", "112")


def test_a_number_that_changes_changes_on_the_sheets(monkeypatch):
    from chalicelib.help_pages import said_words as module

    monkeypatch.setattr(module, "L3_SCHOOL_HOURS", 2)
    assert said_words(texts("nn"), Retention())["urgent"] == "2 timar"
