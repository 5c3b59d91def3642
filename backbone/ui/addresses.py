"""Addresses of several parts, which Streamlit does not have: it shows a blank page there."""

import re
from collections.abc import MutableMapping
from functools import cache
from typing import Any

from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response
from starlette.staticfiles import StaticFiles

# A page and what follows it; neither a file of Streamlit's nor a question to its server.
PARTS = re.compile(r"(?!static/)(?P<page>[\w-]+)/(?!(.*/)?_stcore(/|$)).+", re.ASCII)
PLACE = re.compile(r"place/(?P<code>[0-9]{6})")


@cache
def lead() -> None:
    """From now on an address of several parts leads to `led`, as it does behind nginx (backbone/serve/nginx.conf); for
    that Streamlit has no setting. Once a process."""
    found = StaticFiles.get_response

    async def answer(files: StaticFiles, path: str, scope: MutableMapping[str, Any]) -> Response:
        try:
            return await found(files, path, scope)
        except HTTPException as missing:
            to = led(path, scope["query_string"].decode("latin-1"))
            if missing.status_code != 404 or to is None:
                raise
            return RedirectResponse(f"{scope.get('root_path', '')}/{to}", 308, {"Cache-Control": "no-cache"})

    setattr(StaticFiles, found.__name__, answer)


def led(path: str, question: str) -> str | None:
    """Where an address leads, below the site: that of a county to its page, any other of several parts to the first,
    with its question; None where there is no more than one part, or no page can have that name."""
    if place := PLACE.fullmatch(path):
        asked = f"{question}&" if question else ""
        return f"place?{asked}place={place['code']}"
    parts = PARTS.fullmatch(path)
    return parts and f"{parts['page']}{'?' if question else ''}{question}"
