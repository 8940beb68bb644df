"""What a browser keeps while somebody is at Feide."""

import pytest

from chalicelib.core import errors
from chalicelib.sign_in.feide_client import new_attempt
from chalicelib.staff_door import feide_attempt


def held(monkeypatch, header):
    """The browser sends back what it was given."""
    name, value = header["Set-Cookie"].split(";")[0].split("=", 1)
    monkeypatch.setattr(
        feide_attempt, "cookie", lambda asked: value if asked == name else ""
    )


def test_what_a_browser_keeps_comes_back_as_it_was(monkeypatch):
    attempt = new_attempt()
    header = feide_attempt.keep("classes", attempt)
    held(monkeypatch, header)
    assert feide_attempt.kept(attempt.state) == ("classes", attempt)
    assert "Max-Age=600" in header["Set-Cookie"]
    assert "Max-Age=0" in feide_attempt.forget(attempt.state)["Set-Cookie"]


@pytest.mark.parametrize("state", ["", "x", "a" * 42, "a" * 44, "æ" * 43, "a" * 43])
def test_what_this_browser_did_not_begin_is_refused(monkeypatch, state):
    held(monkeypatch, feide_attempt.keep("in", new_attempt()))
    with pytest.raises(errors.FeideRefused):
        feide_attempt.kept(state)
