"""What a deck leaves behind, each by one click: it is made only then."""

import io
import zipfile
from collections.abc import Mapping
from functools import partial

import streamlit as st

from backbone.deck.away import AWAY
from backbone.deck.slides import Played
from backbone.text import LANGS, Lang, Text
from backbone.ui.decks.work import Work

TAKE_AWAY = Text("Take away", "带走")
IN = Text("In", "语言")
CHOICES: Mapping[str, tuple[Text, tuple[Lang, ...]]] = {
    "en": (Text("English", "英文"), ("en",)),
    "zh": (Text("Chinese", "中文"), ("zh",)),
    "both": (Text("Both", "中英文"), LANGS),
}
WHY = Text("Made when clicked; that may take half a minute.", "点击后生成，可能需要半分钟。")
# How a file of one kind in one language ends; several files come as one zip.
ENDINGS = {"pptx": "pptx", "pdf": "pdf", "xlsx": "xlsx", "pack": "html"}
BOTH_IN_ONE = ("pack",)
# Nobody changes it, and the same files give the same bytes.
DATE = (2019, 9, 1, 0, 0, 0)


def popover(work: Work) -> None:
    """The kinds of files, in the language that is chosen."""
    menu = st.popover(work.say(TAKE_AWAY), key="deck-away", icon=":material/download_for_offline:", on_change="rerun")
    if not menu.open or not AWAY:
        return
    with menu:
        asked = st.segmented_control(
            work.say(IN), [*CHOICES], default=work.page.lang, format_func=lambda one: work.say(CHOICES[one][0]),
            key="deck-away-in", required=True,
        )  # fmt: skip
        langs = CHOICES[asked][1]
        for word, one in AWAY.items():
            ending = ENDINGS.get(word, "zip") if len(langs) == 1 or word in BOTH_IN_ONE else "zip"
            named = f"{work.deck.name}-{asked}{f'-{word}' if ending == 'zip' else ''}.{ending}"
            st.download_button(
                work.say(one.name), partial(_made, work.of, word, langs, ending),
                named, key=f"deck-away-{word}", on_click="ignore", icon=":material/download:",
            )  # fmt: skip
        st.caption(work.say(WHY))


def _made(of: Played, word: str, langs: tuple[Lang, ...], ending: str) -> bytes:
    """The files of one kind: the one that there is, or all in a zip."""
    files = AWAY[word].make(of, langs)
    if ending != "zip":
        (only,) = files.values()
        return only
    return zipped(files)


def zipped(files: Mapping[str, bytes]) -> bytes:
    """Files as one; the same files give the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, made in files.items():
            archive.writestr(zipfile.ZipInfo(name, DATE), made, zipfile.ZIP_DEFLATED)
    return out.getvalue()
