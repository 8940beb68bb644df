"""Only what we issued, for this and for nobody else, is taken; it says its second."""

import pytest

from chalicelib.core import errors
from chalicelib.crypto.signed_tokens import issue, issued_at
from tests.cast import NOW

pytestmark = pytest.mark.usefixtures("environment")


def test_it_says_its_second():
    token = issue("wait", "code", NOW.replace(microsecond=999_999))
    assert issued_at(token, "wait", "code") == NOW


def test_two_are_never_the_same():
    assert issue("wait", "code", NOW) != issue("wait", "code", NOW)


@pytest.mark.parametrize(
    ("purpose", "about"),
    [("thread", "code"), ("wait", "other"), ("wait", ""), ("wait|code", "")],
)
def test_it_is_good_for_nothing_else(purpose, about):
    with pytest.raises(errors.Tampered):
        issued_at(issue("wait", "code", NOW), purpose, about)


def test_no_sign_of_it_can_be_changed():
    token = issue("wait", "code", NOW)
    for place, sign in enumerate(token):
        other = "0" if sign != "0" else "1"
        with pytest.raises(errors.Tampered):
            issued_at(token[:place] + other + token[place + 1 :], "wait", "code")


@pytest.mark.parametrize("change", ["{}x", "x{}", "{}\n", " {}", ""])
def test_nor_anything_put_to_it(change):
    with pytest.raises(errors.Tampered):
        issued_at(change.format(issue("wait", "code", NOW)), "wait", "code")
