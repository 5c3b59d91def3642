"""The server: the pages of `dashboard.py`, behind a door that leads an address of several parts to the page meant."""

import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import streamlit as st
import uvicorn
from starlette.middleware import Middleware
from starlette.types import ASGIApp, Receive, Scope, Send
from streamlit import cli_util
from streamlit.web.server import server_util

from backbone.addresses import led

BASE = f"/{st.get_option('server.baseUrlPath').strip('/')}".rstrip("/")


class Door:
    """What a browser asks for, led to where it is; all else passes."""

    def __init__(self, pages: ASGIApp) -> None:
        self._pages = pages

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        to = None
        if scope["type"] == "http" and scope["method"] in ("GET", "HEAD"):
            to = led(scope["path"].removeprefix(BASE), scope["query_string"].decode("latin-1"))
        if to is None:
            await self._pages(scope, receive, send)
            return
        said = [
            (b"location", f"{BASE}{to}".encode("latin-1")),
            (b"cache-control", b"no-cache"),
            (b"content-length", b"0"),
        ]
        await send({"type": "http.response.start", "status": 308, "headers": said})
        await send({"type": "http.response.body"})


@asynccontextmanager
async def opened(_: st.App) -> AsyncIterator[None]:
    """Opens the browser where there is a screen, and ends at Ctrl+C without a fault, as Streamlit does for a script
    alone."""
    server = getattr(signal.getsignal(signal.SIGINT), "__self__", None)
    if isinstance(server, uvicorn.Server):
        signal.signal(signal.SIGINT, lambda *_: setattr(server, "should_exit", True))
    if not st.get_option("server.headless"):
        cli_util.open_browser(server_util.get_url(st.get_option("browser.serverAddress")))
    yield


app = st.App("dashboard.py", middleware=[Middleware(Door)], lifespan=opened)
