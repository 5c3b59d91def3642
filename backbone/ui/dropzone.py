"""The box that takes files. What Streamlit says in it, `translation` says in the reader's language."""

from pathlib import Path
from typing import Any

import streamlit as st

CSS = Path(__file__).with_name("dropzone.css")


def dropzone(label: str, key: str, **how: Any) -> Any:
    """What was put into the box: a file, or a list of them where it accepts several."""
    taken = st.file_uploader(label, key=key, **how)
    st.html(CSS)
    return taken
