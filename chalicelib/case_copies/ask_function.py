"""The third function is asked for a PDF. Whatever goes wrong with it, nothing of the
case has been changed yet."""

import json
from base64 import b64decode

from chalicelib.archive.answers import NotSet
from chalicelib.archive.document import Document
from chalicelib.core import aws
from chalicelib.core.settings import settings

MOST_ASKED = 6_000_000
"""Bytes: Lambda takes 6 MB."""


class CopyNotMade(Exception):
    """``problem`` names the string that says why."""

    def __init__(self, problem: str) -> None:
        super().__init__(problem)
        self.problem = problem


def pdf_of(document: Document) -> bytes:
    """Raises CopyNotMade."""
    payload = json.dumps({"document": document.plain()}).encode()
    if len(payload) > MOST_ASKED:
        raise CopyNotMade("copy.problem.too_large")
    try:
        said = json.loads(aws.ask(settings().archive_function, payload))
    except aws.Unavailable:
        raise CopyNotMade("copy.problem.away") from None
    if "pdf" not in said:
        raise CopyNotMade(f"copy.problem.{NotSet(said['problem'])}")
    return b64decode(said["pdf"])
