"""Links on paper: the address of a view where this site has one that others can open, and its QR code."""

import os
from collections.abc import Mapping
from urllib.parse import urlencode

from backbone.files import qr
from backbone.site import ENTRIES

# Where the address stands under which others reach this site.
PUBLIC = "BACKBONE_URL"


def public() -> str:
    """The address under which others reach this site, without a slash at its end; "" where none is set."""
    return os.environ.get(PUBLIC, "").rstrip("/")


def link(page: str, asks: Mapping[str, str]) -> str:
    """The address of a page (its id) with a question; "" where this site has no public address."""
    site, asked = public(), urlencode({k: v for k, v in asks.items() if v})
    return f"{site}/{ENTRIES[page].slug}{'?' if asked else ''}{asked}" if site else ""


def code(address: str) -> bytes:
    """The QR code of an address, as SVG."""
    return qr.svg(address).encode()
