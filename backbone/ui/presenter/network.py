"""Where other machines find this server: nowhere, unless it was asked to listen to them."""

import os
import socket

import streamlit as st
from streamlit import config

from backbone.deck.paper.links import public
from backbone.ui.alone import LOOPBACK, SERVED, parts
from backbone.ui.browser import base

# An address that is kept for examples: the system says by which of its own it would go there, and nothing is sent.
ELSEWHERE = ("192.0.2.1", 9)


def here() -> str:
    """The address of the app as this browser calls it, without a slash at its end."""
    asked = parts(st.context.url or "")
    if asked.scheme not in ("http", "https") or not asked.hostname:
        asked = parts(f"http://localhost:{config.get_option('server.port')}")
    return f"{asked.scheme}://{asked.netloc}{base()}"


def elsewhere() -> str:
    """The address by which others find the app, a telephone in the same network at least: the one that the server is
    configured with, else its own there; "" where it listens to this machine alone, or nothing is known of a network."""
    if said := public():
        return said
    asked = parts(here())
    if asked.hostname not in LOOPBACK:
        return here()
    if SERVED in os.environ or config.get_option("server.address") in LOOPBACK or not (own := _own()):
        return ""
    return f"{asked.scheme}://{own}:{asked.port or config.get_option('server.port')}{base()}"


def _own() -> str:
    """The address of this machine in its network, as it was said at the start, else as the system knows it; "" where it
    is in none."""
    if (said := config.get_option("browser.serverAddress")) not in LOOPBACK:
        return str(said)
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as way:
        try:
            way.connect(ELSEWHERE)
        except OSError:
            return ""
        return str(way.getsockname()[0])
