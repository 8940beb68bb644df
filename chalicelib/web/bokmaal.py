"""In a page of another language, what stands in bokmål says so: who reads aloud must
know.

A string is put between two signs; when the page is whole, each piece of text between
them stands in ``<bdi lang="nb">``. In an attribute no language can be said: there the
signs go.
"""

import re

_BEGINS, _ENDS = "\ue000", "\ue001"
_SIGN = f"[{_BEGINS}{_ENDS}]"
# Compiled when a draft is shown, not at every start of the service, which shows none.
_PIECES = (
    r"(?s)(<script\b.*?</script>|<style\b.*?</style>"
    r"|<(?:title|option|textarea)\b[^>]*>[^<]*"  # text that can hold no element
    rf"|<[^>]*>|{_SIGN})"
)
_TITLE = rf"<(title|option)(?=[^>]*>{_BEGINS})"


def between_signs(text: str) -> str:
    return f"{_BEGINS}{text}{_ENDS}"


def say_where(page: str) -> str:
    """The page without the signs. A string may be cut in two by the tags around its
    parts."""
    depth, said = 0, []
    for piece in re.split(_PIECES, page):
        depth += (piece == _BEGINS) - (piece == _ENDS)
        is_text = piece.strip() and piece[0] not in ("<", _BEGINS, _ENDS)
        said.append(f'<bdi lang="nb">{piece}</bdi>' if depth and is_text else piece)
    return re.sub(_SIGN, "", re.sub(_TITLE, r'<\1 lang="nb"', "".join(said)))
