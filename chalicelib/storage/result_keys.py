"""The keys of results, as the package's explanation lists them."""

from chalicelib.storage.keys import Key


def snapshot(school_id: str, round_id: str) -> Key:
    return Key(f"RESULTS#{school_id}", f"ROUND#{round_id}")


def of_owner(owner_id: str, term_id: str, round_id: str) -> Key:
    """What may be told of a round, beside those of the owner's other schools; without
    a round the beginning of such keys."""
    return Key(f"RESULTS#{owner_id}", f"SCHOOLS#{term_id}#{round_id}")


def part(body_id: str, term_id: str, round_id: str) -> Key:
    """What a round is in the sum that the body makes of a term; without a round the
    beginning of such keys."""
    return Key(f"RESULTS#{body_id}", f"PART#{term_id}#{round_id}")


def term_figures(body_id: str, term_id: str) -> Key:
    """A term's figures of a school owner, or of the programme; without a term the
    beginning of such keys."""
    return Key(f"RESULTS#{body_id}", f"TERM#{term_id}")
