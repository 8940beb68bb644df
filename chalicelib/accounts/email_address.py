"""E-mail addresses: which ones SES takes, how they are kept and compared, how they are
shown.

SES speaks no SMTPUTF8: before the @ there is ASCII only. A domain in other letters is
kept as punycode (RFC 3492), and shown as people write it.
"""

import re
import unicodedata

LONGEST = 254
_LOCAL = re.compile(r"[a-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}")
_LABEL = re.compile(r"(?!-)[a-z0-9-]{1,63}(?<!-)")


class Untakable(ValueError):
    """``why`` names the sentence that says it: ``mailto``, ``invisible``, ``letters``,
    ``dots``; or nothing where it is no address at all."""

    def __init__(self, why: str = "") -> None:
        super().__init__(why)
        self.why = why


def taken(text: str) -> str:
    """The address as it is kept. Raises Untakable for what SES never takes."""
    text = unicodedata.normalize("NFC", text[: LONGEST * 2].strip())
    if text.lower().startswith("mailto:"):
        raise Untakable("mailto")
    if any(unicodedata.category(character) in ("Cf", "Zl", "Zp") for character in text):
        raise Untakable("invisible")
    local, _, domain = text.lower().rpartition("@")
    _check_local(local)
    address = f"{local}@{_checked_domain(domain)}"
    if len(address) > LONGEST:
        raise Untakable
    return address


def normalised(text: str) -> str:
    """As it is compared, whatever was typed; what cannot be an address stays as it
    is."""
    text = unicodedata.normalize("NFC", text[: LONGEST * 2].strip())
    local, at, domain = text.casefold().rpartition("@")
    try:
        return f"{local}{at}{_ascii(domain)}"
    except UnicodeError:
        return f"{local}{at}{domain}"


def shown(address: str) -> str:
    """As people write it."""
    local, at, domain = address.rpartition("@")
    if "xn--" not in domain:
        return address
    try:
        return f"{local}{at}{domain.encode('ascii').decode('idna')}"
    except UnicodeError:
        return address


def _check_local(local: str) -> None:
    if not local.isascii():
        raise Untakable("letters")
    if ".." in local or local.startswith(".") or local.endswith("."):
        raise Untakable("dots")
    if not _LOCAL.fullmatch(local):
        raise Untakable


def _checked_domain(domain: str) -> str:
    try:
        found = _ascii(domain)
        is_same = domain.isascii() or found.encode("ascii").decode("idna") == domain
    except UnicodeError:
        raise Untakable from None
    labels = found.split(".")
    if not is_same or len(labels) < 2 or not all(map(_LABEL.fullmatch, labels)):
        raise Untakable
    if labels[-1].isdigit():
        raise Untakable
    return found


def _ascii(domain: str) -> str:
    return domain if domain.isascii() else domain.encode("idna").decode("ascii")
