"""Styles and scripts go out without what only we read: comments, and space round signs.
The page must come in one round trip."""

import re

# Compiled when a template is read, not at every start of the service, which reads none.
_ONLY_FOR_US = r"(?m)^[ \t]*(?:(?://.*|/\*.*\*/)\n)?|[ \t]+// .*$"
_STYLE_SPACE = r"(?<=[:;,{}>~])[ \n]+|[ \n]+(?=[{}>~!])|;(?=\s*})"
# What stands between quotes stays; an expression of / may hold none of the signs beside
# a space.
_SCRIPT_SPACE = (
    r"""('(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`)"""
    r"""| *([=(){}\[\],;:?<>&|!*%]) *"""
)
# Only the first may not hold a block: what follows it ends as it did.
_SCRIPT_NAMES = r"(?<=[;{}])const [^;{}]*(?:;const [^;{}]*)+"
_SCRIPT_LINES = r"(?<=[;{,(\[])\n+|\n+(?=[})\]?:.&|\n])"


def lean(name: str, source: str) -> str:
    """A style or a script as it goes out; anything else as it is."""
    if not name.endswith((".css", ".js")):
        return source
    source = re.sub(_ONLY_FOR_US, "", source)
    if name.endswith(".css"):
        return re.sub(_STYLE_SPACE, "", source)
    source = re.sub(_SCRIPT_SPACE, lambda found: found[1] or found[2], source)
    source = re.sub(_SCRIPT_LINES, "", source)
    return re.sub(_SCRIPT_NAMES, lambda found: found[0].replace(";const ", ","), source)
