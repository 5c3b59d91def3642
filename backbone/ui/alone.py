"""Whether the server speaks to its own machine only, so that whoever sees a page could also read its files."""

import os
from urllib.parse import SplitResult, urlsplit

import streamlit as st
from streamlit import config

LOOPBACK = ("localhost", "127.0.0.1", "::1")
# Set by `python -m backbone serve`: the worker listens to its own machine, and nginx before it to others.
SERVED = "BACKBONE_SERVED"


def alone() -> bool:
    """Whether only people at this machine can reach the server: it listens to this machine alone, no proxy stands
    before it, and it was asked for under a name of this machine (another name that leads here does not count)."""
    host = parts(f"//{st.context.headers.get('Host', LOOPBACK[0])}").hostname
    return config.get_option("server.address") in LOOPBACK and SERVED not in os.environ and host in LOOPBACK


def parts(address: str) -> SplitResult:
    """An address taken apart; an empty one where it is none, for a browser may say anything."""
    try:
        found = urlsplit(address)
        _ = found.port  # the port of a parsed address is checked only when it is read
    except ValueError:
        return urlsplit("")
    return found
