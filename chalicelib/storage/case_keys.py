"""The keys of cases, as the package's explanation lists them."""

from chalicelib.storage.keys import Key


def case(body_id: str, number: int) -> Key:
    return Key(f"CASES#{body_id}", f"{number:06d}")


def case_entry(body_id: str, number: int, entry: int) -> Key:
    return Key(f"CASE#{body_id}#{number}", f"{entry:06d}")


def case_draft(
    body_id: str, account_id: str, number: int | None, form: str = ""
) -> Key:
    """Without a form the beginning of such keys, of a case or of all."""
    of_case = "" if number is None else f"{number:06d}#{form}"
    return Key(f"CASE_DRAFTS#{body_id}#{account_id}", f"DRAFT#{of_case}")
