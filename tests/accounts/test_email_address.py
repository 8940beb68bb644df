"""Which addresses are taken, with which words the others are refused, and how they are
compared."""

import pytest

from chalicelib.accounts.email_address import Untakable, normalised, shown, taken


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (" Rektor@Skolen.Kommune.no ", "rektor@skolen.kommune.no"),
        ("kari.o'nordmann+skole@test.example", "kari.o'nordmann+skole@test.example"),
        ("helse@blåbær.no", "helse@xn--blbr-roah.no"),
        ("helse@bla\u030abær.no", "helse@xn--blbr-roah.no"),  # the a and its ring apart
        ("helse@BLÅBÆR.no", "helse@xn--blbr-roah.no"),
        ("helse@xn--blbr-roah.no", "helse@xn--blbr-roah.no"),
        ("a@b-c.example", "a@b-c.example"),
    ],
)
def test_what_is_taken_and_how_it_is_kept(typed, kept):
    assert taken(typed) == kept
    assert taken(shown(kept)) == kept
    assert normalised(typed) == kept


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("bjørn@test.example", "letters"),
        ("a\u030ase@test.example", "letters"),  # the a and its ring apart
        ("раул@test.example", "letters"),
        ("a..b@test.example", "dots"),
        (".a@test.example", "dots"),
        ("a.@test.example", "dots"),
        ("hel\u200bse@test.example", "invisible"),
        ("helse@te\u00adst.example", "invisible"),
        ("\ufeffhelse@test.example", "invisible"),
        ("helse@test.example\u200e", "invisible"),
        ("mailto:helse@test.example", "mailto"),
        ("MailTo:helse@test.example", "mailto"),
        *(
            (address, "")
            for address in (
                "",
                "helse",
                "@test.example",
                "helse@",
                "helse@test",
                "helse@.example",
                "helse@test..example",
                "helse@test.example.",
                "helse@-test.example",
                "helse@test.12",
                "helse@test_skole.example",
                "hel se@test.example",
                "a@b@test.example",
                "<helse@test.example>",
                "helse@test.example, to@test.example",
                '"helse"@test.example',
                "helse@straße.example",
                f"{'a' * 65}@test.example",
                f"helse@{'a' * 64}.example",
                f"helse@{'æ' * 60}.example",
                f"helse@{'abcdefghi.' * 25}example",
            )
        ),
    ],
)
def test_what_ses_never_takes_is_refused_with_the_reason(typed, why):
    with pytest.raises(Untakable) as refused:
        taken(typed)
    assert refused.value.why == why


def test_a_domain_is_shown_as_people_write_it():
    assert shown("helse@xn--blbr-roah.no") == "helse@blåbær.no"
    assert shown("helse@test.example") == "helse@test.example"
    assert shown("helse@xn--\u00e5.no") == "helse@xn--\u00e5.no"


@pytest.mark.parametrize(
    "typed", ["", "x", "@", "a@" + "æ" * 99, "a@\u200b.no", "å@ø@.."]
)
def test_anything_can_be_compared(typed):
    assert normalised(normalised(typed)) == normalised(typed)
