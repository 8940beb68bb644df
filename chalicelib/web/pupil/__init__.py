"""The pupil door: no login, no cookie."""

from chalicelib.web.pupil import pages, sound, threads
from chalicelib.web.pupil.door import pupil

__all__ = ["pages", "pupil", "sound", "threads"]
