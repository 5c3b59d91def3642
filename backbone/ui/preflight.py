"""Pre-flight: one button before the event tries everything once, and says what is well and what to mend; a box that
hears the clicker, and a card to look at from the last row."""

from collections.abc import Iterable
from html import escape
from pathlib import Path

import streamlit as st

from backbone.deck import hall, letters, rehearsal
from backbone.deck.played import Played
from backbone.deck.rehearsal import Found
from backbone.punctuation import prose
from backbone.text import Lang, Text
from backbone.theme import PALETTES, Tone
from backbone.ui import opening
from backbone.ui.browser import code

CSS = Path(__file__).with_name("preflight.css")
# What the last rehearsal of a session found, and of which deck.
FOUND = "rehearsed"
HEADING, LEAD = (
    Text("Before the event", "演示前检查"),
    Text(
        "Do this on the computer that will stand in the hall, with its projector.",
        "请在会场所用的电脑和投影上进行。",
    ),
)
TRY, TRYING = Text("Try everything once", "全部检查一遍"), Text("Trying everything once…", "正在逐项检查……")
ALL_WELL = Text("All is well.", "一切就绪。")
TO_MEND = Text("{n:thing is|things are} not as they should be.", "{n} 项需要处理。")
CLICKER = Text("Keys and clicker", "按键与翻页笔")
PRESS = Text(
    "Click here, then press each button of the clicker. What the stage hears lights up.",
    "点击此处，然后依次按下翻页笔的各个按键，能识别的会亮起。",
)
UNUSED, CHINESE, NO_CHINESE = (
    Text("The stage does not use this key:", "演示不使用此按键："),
    Text("This browser draws Chinese.", "此浏览器可正常显示中文。"),
    Text(
        "This browser has no Chinese font: install one (Debian: apt-get install fonts-noto-cjk).",
        "此浏览器没有中文字体：请安装（Debian：apt-get install fonts-noto-cjk）。",
    ),
)
HALL = Text("The hall", "会场")
DEPTH, HEIGHT = (
    Text("From the picture to the last row (m)", "画面到最后一排（米）"),
    Text("Height of the picture (m)", "画面高度（米）"),
)
LOOK = Text(
    "Sit in the last row: can you read these lines, and tell the five colours apart?",
    "请坐到最后一排：这些文字看得清吗？五种颜色分得出吗？",
)
SAMPLES = {
    "accent": Text("85", "85"),
    "ink": Text("of 100 are insured", "每 100 人中的参保人数"),
    "quiet": Text("Source, basis and month", "来源、口径和截至月份"),
}
SIZES = {"accent": "number", "ink": "sentence", "quiet": "note"}
TONES: dict[Tone, Text] = {"dark": Text("Dark stage", "深色舞台"), "light": Text("Light stage", "浅色舞台")}
# The keys of a stage, as a browser calls them, and as they are written on it.
SPACE = Text("Space", "空格")
KEYS = {
    "ArrowLeft": "←", "ArrowRight": "→", "PageUp": "PageUp", "PageDown": "PageDown", "Home": "Home", "End": "End",
    "Escape": "Esc", "b": "B", "w": "W", ".": ".", "?": "?",
}  # fmt: skip
_listen = code("preflight")


def section(lang: Lang, of: Played) -> None:
    """The whole of it, for a deck."""
    st.html(CSS)
    with st.container(key="preflight"), st.expander(HEADING(lang), icon=":material/checklist:"):
        st.caption(LEAD(lang))
        _rehearsal(lang, of)
        left, right = st.columns([2, 3], gap="large")
        with left:
            _keys(lang)
        with right:
            _hall(lang)
        st.html(f'<div class="hall">{"".join(_card(tone, lang) for tone in TONES)}</div>')


def _rehearsal(lang: Lang, of: Played) -> None:
    """The button, and what was found when it was pressed last for this very deck."""
    pressed = st.button(TRY(lang), key="rehearse", icon=":material/play_arrow:")
    told, found = st.session_state.get(FOUND, (None, ()))
    if pressed:
        found, rows = [], st.empty()
        with st.spinner(TRYING(lang)):
            for one in rehearsal.rehearse(of, opening.SNAPSHOTS):
                found.append(one)
                rows.html(_rows(found, lang))
        rows.empty()
        st.session_state[FOUND] = told, found = of.deck, tuple(found)
    if told == of.deck:
        wrong = sum(not one.well for one in found)
        (st.error if wrong else st.success)(TO_MEND(lang, n=wrong) if wrong else ALL_WELL(lang))
        st.html(_rows(found, lang))


def _rows(found: Iterable[Found], lang: Lang) -> str:
    """HTML: a line for each check, what to mend below it."""
    return f'<ul class="rehearsed">{"".join(_row(one, lang) for one in found)}</ul>'


def _row(one: Found, lang: Lang) -> str:
    below = "".join(f"<li>{escape(said(lang))}</li>" for said in (*one.mends, *one.doubts))
    notes = escape(prose((said(lang) for said in one.notes), lang))
    sign = "✗" if one.mends else "!" if one.doubts else "✓"
    return (
        f'<li class="{_class(one.well and not one.doubts)}"><i>{sign}</i> <b>{escape(one.name(lang))}</b> {notes}'
        f"{f'<ul>{below}</ul>' if below else ''}</li>"
    )


def _class(well: bool) -> str:
    return "well" if well else "mend"


def _keys(lang: Lang) -> None:
    st.subheader(CLICKER(lang), anchor=False)
    named = {" ": SPACE(lang), **KEYS}
    keys = "".join(f'<kbd data-key="{escape(key)}">{escape(said)}</kbd>' for key, said in named.items())
    st.html(
        f'<div class="heard" tabindex="0" data-unused="{escape(UNUSED(lang))}"><p>{escape(PRESS(lang))}</p>'
        f'<div>{keys}</div><p role="status"></p></div>'
        f'<p class="drawn" data-well="{escape(CHINESE(lang))}" data-mend="{escape(NO_CHINESE(lang))}"></p>'
    )
    _listen(None, "preflight-keys", {})


def _hall(lang: Lang) -> None:
    st.subheader(HALL(lang), anchor=False)
    with st.container(horizontal=True, gap="medium"):
        depth = st.number_input(DEPTH(lang), 2.0, 200.0, 15.0, 1.0, key="depth", format="%.0f", width=240)
        height = st.number_input(HEIGHT(lang), 0.2, 30.0, 2.5, 0.1, key="height", format="%.1f", width=240)
    if why := hall.too_deep(depth, height):
        st.error(why(lang))
    else:
        st.success(hall.read(height)(lang))
    st.caption(prose((hall.rule()(lang), LOOK(lang)), lang))


def _card(tone: Tone, lang: Lang) -> str:
    """HTML: words as large as on a stage that fills the window, and the five classes of a map."""
    palette = PALETTES[tone]
    lines = "".join(
        f'<p style="color:{getattr(palette, part)};--letter:{letters.SIZES[SIZES[part]]}">{escape(said(lang))}</p>'
        for part, said in SAMPLES.items()
    )
    steps = "".join(f'<i style="background:{colour}"></i>' for colour in palette.steps)
    ratios = "".join(
        f'<li class="{_class(pair.well)}">{escape(f"{pair.name(lang)} {pair.ratio:.1f} : 1")}</li>'
        for pair in hall.pairs(tone)
    )
    return (
        f'<section style="background:{palette.paper};color:{palette.quiet}"><h4>{escape(TONES[tone](lang))}</h4>'
        f'{lines}<div class="steps5" style="background:{palette.land}">{steps}</div><ul>{ratios}</ul></section>'
    )
