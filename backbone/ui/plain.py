"""What others wrote (an address, a deck) as it may stand in a text of Streamlit's: letter by letter, no markup."""

import re

# What would be markup. A line break would end a list or a label.
MARKDOWN = re.compile(r"([!-/:-@\[-`{-~])")


def plain(said: str) -> str:
    """The words in one line, whatever they hold."""
    return MARKDOWN.sub(r"\\\1", " ".join(said.split()))
