"""Where an address of more parts than one leads. Streamlit's page looks for its scripts beside itself: at
`/place/421122` it finds none, and stays blank. Behind nginx its configuration says the same."""

import re
from urllib.parse import quote

# What Streamlit serves at addresses of several parts.
SERVED = re.compile(r"/(static|app/static|component|media|auth)/|(/.*)?/_stcore(/|$)")
PARTS = re.compile(r"/(?P<page>(?!\.+/)[^/]+)/+(?P<rest>[^/].*)", re.DOTALL)
PLACE = re.compile(r"[0-9]{6}/?")


def led(path: str, query: str = "") -> str | None:
    """Where a browser that asks for this is to go instead, by path and question; None if it may stay."""
    parts = PARTS.fullmatch(path)
    if not parts or SERVED.match(path):
        return None
    asked = [query] if query else []
    if parts["page"] == "place" and PLACE.fullmatch(parts["rest"]):
        asked.append(f"place={parts['rest'].rstrip('/')}")
    return f"/{quote(parts['page'])}" + (f"?{'&'.join(asked)}" if asked else "")
