"""The statement says what the walk asks for, and nothing that nobody tried."""

from chalicelib.help_pages import accessibility


def test_the_version_and_level_are_the_highest_that_the_walk_asks_for(monkeypatch):
    assert accessibility.criteria() == "2.2 AA"
    monkeypatch.setattr(accessibility, "AXE_LEVELS", ("wcag2a", "wcag21aaa"))
    assert accessibility.criteria() == "2.1 AAA"
