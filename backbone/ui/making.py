"""Files that are made when they are asked for; where one cannot be made, the page says why and what to do."""

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

from backbone.refusals import Unmade
from backbone.text import Lang, Text
from backbone.ui.browser import code
from backbone.ui.plain import plain

FAILED = "files-unmade"
WRONG = Text(
    "This file could not be made. Try again; if that does not help, tell whoever runs this server.",
    "未能生成此文件。请重试；如仍不成功，请联系系统管理员。",
)
_watch = code("unmade")


@dataclass(frozen=True)
class Asked:
    """The function that makes a file for a download button. Streamlit calls it outside of the session's run, so it
    notes a failure for the page to show."""

    make: Callable[[], bytes]
    failed: list[Text]

    def __call__(self) -> bytes:
        self.failed.clear()
        try:
            return self.make()
        except Unmade as refused:
            self.failed.append(refused.text)
            raise
        except Exception:
            self.failed.append(WRONG)
            raise


def asked_for(make: Callable[[], bytes]) -> Asked:
    """What a download button takes as its data."""
    return Asked(make, st.session_state.setdefault(FAILED, []))


def refusals(lang: Lang, key: str) -> None:
    """Why the file that was asked for last was not made; once on a page, below its buttons."""
    for why in st.session_state.get(FAILED, ()):
        st.error(plain(why(lang)), icon=":material/error:")
    _watch(None, key, {}, on_failed_change=lambda: None)
