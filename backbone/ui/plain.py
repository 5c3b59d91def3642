"""Text from outside (an address, a deck) escaped for Streamlit's Markdown: every character is shown, none is markup."""

import re

# What would be markup. A line break would end a list or a label.
MARKDOWN = re.compile(r"([!-/:-@\[-`{-~])")
# Where an address would become a link although it is escaped; a sign that is not seen keeps it text.
LINKED = re.compile(r"(?<=\w)(?=://|@)|(?<=www)(?=\.)", re.IGNORECASE)
WORD_JOINER = "\u2060"


def plain(said: str) -> str:
    """The text on one line, all markup in it escaped, and no address in it a link."""
    return MARKDOWN.sub(r"\\\1", LINKED.sub(WORD_JOINER, " ".join(said.split())))
