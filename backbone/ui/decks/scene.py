"""The scene that is looked at: as it will stand in the hall, small; and what a presenter writes on it, in both
languages."""

from collections.abc import Callable, Mapping
from html import escape

import streamlit as st

from backbone import charts
from backbone.deck import captions, changes, slides
from backbone.deck.deck import Scene
from backbone.deck.kinds.registry import kind
from backbone.deck.sentences import own
from backbone.deck.slides import Slide
from backbone.places import NATION
from backbone.punctuation import dotted, labelled
from backbone.text import LANGS, Lang, Text
from backbone.ui import widgets
from backbone.ui.decks.scenes import canvas, families
from backbone.ui.decks.work import Work
from backbone.ui.giving import PLACE, Giving
from backbone.ui.plain import plain

CAPTION, NOTES, TITLE = (
    Text("On the picture", "画面文字"),
    Text("Speaker notes", "演讲备注"),
    Text("Title", "标题"),
)
IN = {"en": Text("English", "英文"), "zh": Text("Chinese", "中文")}
OWN = Text("What the data say; write over it to say it your way.", "由数据自动生成，可直接改写。")
WRITTEN = Text("Yours. Empty it, and the data’s own sentence is back.", "已改写。清空即可恢复自动生成的句子。")
NO_NUMBER = Text(
    "The number {number} is not in it, so nothing stands large.", "其中没有数字“{number}”，画面上将没有大号数字。"
)
PLAYS = Text("Plays the months by itself", "自动逐月播放")
FAMILY = Text("Family", "家庭")
PREVIEW = 400
# So much is written in a field; what a file says beyond that is kept. A browser sends all fields at every press, and
# no more than a megabyte of them: what is longer still is no field.
LONGEST, MOST = 4_000, 10_000
TOO_LONG = Text(
    "{label}: too long to be changed here; change it in the deck’s file.", "{label}：文字过长，请在演示文件中修改。"
)


def scene(work: Work) -> None:
    """The scene and its words."""
    now = work.scene
    if now is None:
        return
    with st.container(key="deck-scene", gap="small"):
        _preview(work)
        if not work.mine:
            return
        if edit := EDITORS.get(now.kind):
            edit(work, now)
        for column, lang in zip(st.columns(2, gap="medium"), LANGS, strict=True):
            with column:
                st.markdown(f"###### {work.say(IN[lang])}")
                if "title" in kind(now).keys:
                    _field(work, "title", lang, TITLE, "")
                _caption(work, now, lang)
                _field(work, "notes", lang, NOTES, "", 120)


def _caption(work: Work, now: Scene, lang: Lang) -> None:
    """The sentence on the picture: the data's own is proposed, and what is written over it is kept."""
    proposed = own(work.of, now, canvas(work.page, lang))
    before = proposed.whole
    _field(work, "caption", lang, CAPTION, before, 100)
    written = now.caption(lang)
    if not before:
        return
    if proposed.number and written and not captions.standing(proposed.number, written):
        st.caption(f":orange[{plain(work.say(NO_NUMBER, number=proposed.number))}]")
    else:
        st.caption(work.say(WRITTEN if written else OWN))


def _field(work: Work, field: str, lang: Lang, label: Text, proposed: str, height: int = 68) -> None:
    """A text of the scene in a language; what is `proposed` is shown where nothing is written, and not kept."""
    key, kept = f"{field}:{lang}:{work.deck.name}:{work.number}", getattr(work.scene, field)(lang)
    if len(kept) > MOST:
        st.caption(work.say(TOO_LONG, label=work.say(label)))
        return
    st.session_state[key] = kept or proposed

    def written() -> None:
        now = str(st.session_state[key]).strip()
        new = "" if now == proposed.strip() else now
        work.edit(lambda scene: scene.with_(**{field: changes.said(getattr(scene, field), lang, new)}))

    most = max(LONGEST, len(kept))
    st.text_area(work.say(label), key=key, height=height, on_change=written, max_chars=most)


# -- what a scene is of ------------------------------------------------------------------------------------------------


def _plays(work: Work, now: Scene) -> None:
    """Whether the months go by, where they can."""
    if kind(now).playing(work.of, now.with_(plays=True), work.page.lang) is None:
        return
    key = f"plays:{work.deck.name}:{work.number}"
    st.session_state[key] = now.plays

    def turned() -> None:
        plays = bool(st.session_state[key])
        work.edit(lambda scene: scene.with_(plays=plays))

    st.toggle(work.say(PLAYS), key=key, on_change=turned)


def _family(work: Work, now: Scene) -> None:
    """Which case of the public record is told."""
    cases, key = families(work), f"family:{work.deck.name}:{work.number}"
    st.session_state[key] = now.story if now.story in cases else None

    def chosen() -> None:
        if case := widgets.picked(key, cases):
            work.edit(lambda scene: scene.with_(story=case))

    st.selectbox(work.say(FAMILY), list(cases), format_func=cases.__getitem__, key=key, on_change=chosen)


def _gift(work: Work, now: Scene) -> None:
    """What is given, and for whom."""
    if (store := work.of.store) is None:
        return

    def then(asked: Mapping[str, str]) -> None:
        asks = {name: said for name, said in asked.items() if said and (name, said) != (PLACE, NATION)}
        work.edit(lambda scene: scene.with_(asks=asks))

    with st.container(key="deck-gift", horizontal=True, vertical_alignment="bottom", gap="small"):
        Giving(work.page, store, f"gift:{work.deck.name}:{work.number}", now.asks, then).draw()


# How what a scene is of is changed here, by its kind.
EDITORS: Mapping[str, Callable[[Work, Scene], None]] = {"view": _plays, "family": _family, "gift": _gift}


# -- as it will stand in the hall --------------------------------------------------------------------------------------


def _preview(work: Work) -> None:
    on = canvas(work.page, work.page.lang)
    shown = slides.slide(work.of, work.number + 1, on)
    picture = shown.shown.picture
    if picture.again:
        picture = picture.again(on)  # in the size of a page
    with st.container(key="deck-preview", border=True, gap="small"):
        st.html(_words(work, shown))
        if picture.figure is not None and not shown.faults:
            st.plotly_chart(
                charts.filling(picture.figure), key=f"preview:{work.number}:{picture.key}", theme=None,
                height=PREVIEW, alt=picture.title, config=charts.config(work.page.canvas.base),
            )  # fmt: skip
        if shown.rests and not shown.faults:
            st.caption(plain(shown.rests))
    if shown.notes and not work.mine:
        st.caption(plain(labelled(work.say(NOTES), shown.notes, work.page.lang)))


def _words(work: Work, slide: Slide) -> str:
    """The words of a scene as HTML; every word of it is escaped."""
    if slide.faults:
        return f'<div class="wrong">{escape(work.page.prose(slide.faults))}</div>'
    shown = slide.shown
    before, number, after = shown.sentence.lines
    parts = (
        ("quiet", dotted((f"{slide.number}", work.say(kind(slide.scene).name), shown.place))),
        ("said", before),
        ("large", number),
        ("said", after),
        *(("told", line) for line in shown.told),
        *(("quiet", fact.said(slide.lang)) for fact in shown.facts),
        ("quiet", shown.when),
    )
    words = "".join(f'<div class="{name}">{escape(text)}</div>' for name, text in parts if text)
    return f'<div class="{slide.scene.kind}">{words}</div>'
