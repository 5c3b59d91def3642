"""What a deck leaves behind, each by one click: it is made only then."""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial

import streamlit as st

from backbone.deck.away import AWAY
from backbone.deck.played import Played
from backbone.files import drawing
from backbone.files.archive import zipped
from backbone.text import LANGS, Lang, Text
from backbone.ui import making, running
from backbone.ui.decks.work import Work
from backbone.ui.hall import company
from backbone.ui.plain import plain
from backbone.ui.running import Refused

TAKE_AWAY = Text("Take away", "带走")
IN = Text("In", "语言")
CHOICES: Mapping[str, tuple[Text, tuple[Lang, ...]]] = {
    "en": (Text("English", "英文"), ("en",)),
    "zh": (Text("Chinese", "中文"), ("zh",)),
    "both": (Text("Both", "中英文"), LANGS),
}
WHY = Text("Made when clicked; that may take a minute.", "点击后生成，可能需要一分钟。")
FLOWN_TO = Text("The hand-out also has {n:place|places} that you flew to.", "讲义还包含演示中临时查看的 {n} 个地区。")
DRAWN = ("pdf", "png", "svg")
# How a file of one kind in one language ends; several files come as one zip.
ENDINGS = {"pptx": "pptx", "bilingual": "pptx", "pdf": "pdf", "xlsx": "xlsx", "pack": "html"}
BOTH_IN_ONE = ("pack",)


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
        named_so = work.deck.with_(name=work.file_name)
        langs, of = CHOICES[asked][1], replace(work.of, deck=named_so, detours=_flown_to(work))
        for word, one in AWAY.items():
            ending = ENDINGS.get(word, "zip") if len(langs) == 1 or word in BOTH_IN_ONE else "zip"
            named = f"{work.file_name}-{asked}{f'-{word}' if ending not in (word, 'html') else ''}.{ending}"
            st.download_button(
                work.say(one.name), making.asked_for(partial(_made, of, word, langs, ending)),
                named, key=f"deck-away-{word}", on_click="ignore", icon=":material/download:",
                disabled=one.why_not(of) is not None or (word in DRAWN and not drawing.browser()),
            )  # fmt: skip
        making.refusals(work.page.lang, "deck-away-unmade")
        flown_to = FLOWN_TO.filled(n=len(of.detours)) if of.detours else None
        nothing = dict.fromkeys(one.why_not(of) for one in AWAY.values())
        said = (WHY, flown_to, *nothing, None if drawing.browser() else drawing.NO_BROWSER)
        st.caption(plain(work.page.prose(work.say(one) for one in said if one)))


def _flown_to(work: Work) -> tuple[str, ...]:
    """The places that were flown to when this deck was shown last in this session, each once."""
    name, run = st.session_state.get(company.RUN, ("", ""))
    try:
        detours = running.look(run).detours if name == work.deck.name else ()
    except Refused:
        return ()
    return tuple(dict.fromkeys(one.place for one in detours))


def _made(of: Played, word: str, langs: tuple[Lang, ...], ending: str) -> bytes:
    """The files of one kind: the one that there is, or all in a zip."""
    files = AWAY[word].files(of, langs)
    if ending != "zip":
        (only,) = files.values()
        return only
    return zipped(files)
