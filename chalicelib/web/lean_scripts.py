"""Styles and scripts of the pages, without what only we read."""

import re

from jinja2.ext import Extension

_ONLY_FOR_US = re.compile(r"^[ \t]*(?:(?://.*|/\*.*\*/)\n)?|[ \t]+// .*$", re.MULTILINE)
_STYLE_SPACE = re.compile(r"(?<=[:;,{}>~])[ \n]+|[ \n]+(?=[{}>~!])|;(?=\s*})")
# What stands between quotes stays; an expression of / may hold none of the signs beside
# a space.
_SCRIPT_SPACE = re.compile(
    r"""('(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`)"""
    r"""| *([=(){}\[\],;:?<>&|!*%]) *"""
)
# Only the first may not hold a block: what follows it ends as it did.
_SCRIPT_NAMES = re.compile(r"(?<=[;{}])const [^;{}]*(?:;const [^;{}]*)+")
_SCRIPT_LINES = re.compile(r"(?<=[;{,(\[])\n+|\n+(?=[})\]?:.&|\n])")


class LeanScripts(Extension):
    """Styles and scripts go out without what only we read: comments, and space round
    signs. The page must come in one round trip."""

    def preprocess(
        self, source: str, name: str | None, filename: str | None = None
    ) -> str:
        if not name or not name.endswith((".css", ".js")):
            return source
        lean = _ONLY_FOR_US.sub("", source)
        if name.endswith(".css"):
            return _STYLE_SPACE.sub("", lean)
        lean = _SCRIPT_SPACE.sub(lambda found: found[1] or found[2], lean)
        lean = _SCRIPT_LINES.sub("", lean)
        return _SCRIPT_NAMES.sub(lambda found: found[0].replace(";const ", ","), lean)
