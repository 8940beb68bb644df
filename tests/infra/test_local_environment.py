"""A first start that was cut off leaves nothing that the next one stumbles over."""

import pytest

from infra.local.environment import CARDS, forget_half_made


@pytest.mark.parametrize(
    ("recorded", "whole", "forgets"),
    [(True, False, True), (True, True, False), (False, False, False)],
)
def test_what_is_half_made_is_forgotten_and_nothing_else(
    tmp_path, recorded, whole, forgets
):
    log = tmp_path / "recording.jsonl"
    if recorded:
        log.write_text("{}")
    if whole:
        (tmp_path / CARDS).write_text("{}")
    assert forget_half_made(tmp_path, log) is forgets
    assert log.exists() is (recorded and not forgets)
