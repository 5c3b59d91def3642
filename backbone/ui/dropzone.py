"""The box that takes files, in the reader's language: Streamlit's own words in it are English in every language, and
tell nobody what to do."""

from pathlib import Path
from typing import Any

import streamlit as st

from backbone.text import Lang, Text
from backbone.ui.browser import code

# What Streamlit says in it, `{}` for what it names there, and what we say.
SAID = {
    "Upload": Text("Choose a file", "选择文件"),
    "Drag and drop a file here": Text("Drop the file here", "将文件拖放到此处"),
    "Drag and drop files here": Text("Drop the files here", "将文件拖放到此处"),
    "{} per file": Text("at most {} a file", "每个文件不超过 {}"),
    "Error: ": Text("Not taken: ", "未接收："),
    "File must be {} or smaller.": Text("it is larger than {}.", "文件超过 {}。"),
    "{} files are not allowed.": Text("it is another kind of file than is asked for.", "文件类型不符。"),
    "Only one file is allowed.": Text("one file at a time.", "一次只能选择一个文件。"),
    "Unexpected error. Please try again.": Text("something went wrong. Try again.", "出现错误，请重试。"),
}  # fmt: skip
CSS = Path(__file__).with_name("dropzone.css")
_speak = code("files")


def dropzone(label: str, lang: Lang, key: str, **how: Any) -> Any:
    """What was put into the box: a file, or a list of them where it accepts several."""
    taken = st.file_uploader(label, key=key, **how)
    st.html(CSS)
    _speak(None, f"{key}-words", {"words": [[theirs, ours(lang)] for theirs, ours in SAID.items()]})
    return taken
