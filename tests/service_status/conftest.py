"""Who looks is at the pupils' door."""

import pytest

from tests.pupil_browser import Pupil


@pytest.fixture
def visitor(pupil_at_the_door: Pupil) -> Pupil:
    return pupil_at_the_door
