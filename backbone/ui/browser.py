"""Our JavaScript in the browser: fetched once, at an address that changes when the code does, and never sent with a
page."""

import hashlib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import streamlit as st

from backbone.ui.page import Page

STATIC = Path(__file__).parents[2] / "static"
FETCH = "export default async (c) => (await import(new URL(c.data.code, location.origin))).default(c)"


def code(name: str) -> Callable[..., Any]:
    """A function that mounts `static/<name>.js` on a page. It takes the page, a key, the data for the script, and
    callbacks for what the script reports."""
    address = f"app/static/{name}.js?{hashlib.md5((STATIC / f'{name}.js').read_bytes()).hexdigest()[:8]}"
    mounted = st.components.v2.component(name, js=FETCH, isolate_styles=False)

    def mount(page: Page | None, key: str, said: Mapping[str, Any], **callbacks: Any) -> None:
        at = page.canvas.base if page else base()
        mounted(key=key, height=0, data={**said, "code": f"{at}/{address}"}, **callbacks)

    return mount


def base() -> str:
    """The path below which the app is served: "" or "/backbone"."""
    path = st.get_option("server.baseUrlPath").strip("/")
    return f"/{path}" if path else ""
