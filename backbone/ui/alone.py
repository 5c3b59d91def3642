"""Whether the server speaks to its own machine only, so that whoever sees a page could read its files anyway."""

import os
from urllib.parse import SplitResult, urlsplit

import streamlit as st
from streamlit import config

LOOPBACK = ("localhost", "127.0.0.1", "::1")
# Set by `python -m backbone serve`: the worker listens to its own machine, and nginx before it to others.
SERVED = "BACKBONE_SERVED"


def alone() -> bool:
    """Whether nobody but the people at this machine can come: it listens here alone, with nothing before it, and was
    asked for by its own name (a name that leads here from elsewhere is none)."""
    host = parts(f"//{st.context.headers.get('Host', LOOPBACK[0])}").hostname
    return config.get_option("server.address") in LOOPBACK and SERVED not in os.environ and host in LOOPBACK


def parts(address: str) -> SplitResult:
    """An address taken apart; an empty one where it is none, for a browser may say anything."""
    try:
        found = urlsplit(address)
        _ = found.port  # only who asks for it hears that it is no number
    except ValueError:
        return urlsplit("")
    return found
