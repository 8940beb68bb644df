"""QR codes as SVG, of addresses of ours: nothing a person wrote is in them."""

from markupsafe import Markup


def drawn(address: str) -> Markup:
    """The library is read when a code is drawn: no other page waits for it."""
    import segno

    code = segno.make(address, error="m", micro=False)
    svg = code.svg_inline(border=2, omitsize=True, svgclass="qr", lineclass=None)
    return Markup(svg)  # noqa: S704
