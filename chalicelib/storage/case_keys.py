"""The keys of cases, as the package's explanation lists them."""

from chalicelib.storage.keys import Key

BACKED_UP = Key("BACKED_UP", "BACKED_UP")


def case(body_id: str, number: int) -> Key:
    return Key(f"CASES#{body_id}", f"{number:06d}")


def case_entry(body_id: str, number: int, entry: int) -> Key:
    return Key(f"CASE#{body_id}#{number}", f"{entry:06d}")


def case_draft(body_id: str, number: int, account_id: str = "", form: str = "") -> Key:
    """Beside the entries; without a form the beginning of such keys."""
    whose = f"{account_id}#{form}" if account_id else ""
    return Key(f"CASE#{body_id}#{number}", f"DRAFT#{whose}")


def closing_groups(school_id: str, term_id: str) -> Key:
    return Key(f"CLOSING#{school_id}", f"TERM#{term_id}")


def figures(body_id: str, kind: str, month: str, source: str) -> Key:
    """What was frozen, for who reads it: a school, a school owner, or the programme.
    ``source`` is the school it is of, or the owner. Without a month the beginning of
    such keys."""
    of = f"{month}#{source}" if month else ""
    return Key(f"FIGURES#{body_id}", f"{kind}#{of}")


def counted(school_id: str, kind: str, month: str) -> Key:
    """Which cases are counted; without a month the beginning of such keys."""
    return Key(f"FIGURES#{school_id}", f"COUNTED#{kind}#{month}")


def recovery(body_id: str) -> Key:
    return Key(f"RECOVERY#{body_id}", "KEY")
