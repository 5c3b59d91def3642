"""Text from outside (an address, a deck) escaped for Streamlit's Markdown: every character is shown, none is markup."""

import re

# What would be markup. A line break would end a list or a label.
MARKDOWN = re.compile(r"([!-/:-@\[-`{-~])")


def plain(said: str) -> str:
    """The text on one line, all markup in it escaped."""
    return MARKDOWN.sub(r"\\\1", " ".join(said.split()))
