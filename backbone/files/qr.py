"""A text, mostly an address, as a QR code: always dark on white with its margin, or a telephone would not read it."""

import io

import segno

# A module is so many pixels wide in a PNG: 400 to 800 pixels in all for an address.
SCALE = 12
# No code of this error correction holds more.
MOST_BYTES = 2_331


def fits(text: str) -> bool:
    """Whether a code can hold the text."""
    return len(text.encode()) <= MOST_BYTES


def svg(text: str) -> str:
    """The code as SVG that takes the size of what it stands in."""
    out = io.BytesIO()
    _code(text).save(out, kind="svg", xmldecl=False, omitsize=True, light="#fff", svgclass=None, lineclass=None)
    return out.getvalue().decode("utf-8").strip()


def png(text: str) -> bytes:
    """The code as a picture."""
    out = io.BytesIO()
    _code(text).save(out, kind="png", scale=SCALE)
    return out.getvalue()


def _code(text: str) -> segno.QRCode:
    return segno.make_qr(text, error="m")
