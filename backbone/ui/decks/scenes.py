"""The scenes of a deck as a list: each with its sentence and what is wrong with it; and how their order is changed."""

from collections.abc import Callable
from functools import partial

import streamlit as st

from backbone import places
from backbone.charts import Canvas
from backbone.deck import changes
from backbone.deck.deck import Scene, Words
from backbone.deck.kinds.registry import faults, kind
from backbone.deck.sentences import own
from backbone.punctuation import dotted, held, labelled
from backbone.record.record import Story
from backbone.text import Lang, Text
from backbone.ui import ways, widgets
from backbone.ui.browser import base
from backbone.ui.decks import hand
from backbone.ui.decks.thumbnails import thumbnails
from backbone.ui.decks.work import Work
from backbone.ui.page import Page
from backbone.ui.plain import plain

SCENE = Text("Scenes", "场景")
NONE = Text("This deck has no scenes yet", "此演示还没有场景")
BEGIN = Text("Add a cover and the map", "添加封面和地图")
BEGIN_WHY = Text("You can change both, or remove them again.", "之后可随时修改或删除。")
THEN = Text(
    "For what you want to show: open a page, choose the place and the year, then “Share” and “Add to deck”.",
    "添加要展示的内容：打开任一页面，选定地区和年度，再点击“分享”中的“加入演示”。",
)
TO_MAP = Text("Open the map", "打开地图")
UP, DOWN, TWICE, REMOVE, UNDO = (
    Text("Up", "上移"),
    Text("Down", "下移"),
    Text("Duplicate", "复制"),
    Text("Remove", "删除"),
    Text("Undo", "撤销"),
)
PLAYS = Text("plays the months", "逐月播放")
ADD = Text("Add", "添加")
ADD_VIEW = Text(
    "A view or a gift: open its page, then “Share”, “Add to deck”", "图表或捐赠测算：打开相应页面，选择“分享”“加入演示”"
)
ADD_FAMILY = Text("Add this family", "添加此家庭")
WHICH = Text("Which family", "选择家庭")
UNTITLED = Text("Without a title", "无标题")
THANKS = Words("Thank you", "谢谢")
# How many scenes the list shows at once.
MOST = 20
# A sentence in the list is no longer than this.
LONG = 110
# So much of a case is told in a list of them.
BEGINNING = 70


def scenes(work: Work) -> None:
    """The list; a choice among it is the scene that is looked at."""
    count, start = len(work.deck), work.number // MOST * MOST
    with st.container(key="deck-scenes", gap="small"):
        if work.mine and (count or hand.can_undo(work.deck.name)):
            _order(work)
        if not count:
            _begin(work)
            return
        if count > MOST:
            _pages(work, start)
        listed = range(start, min(start + MOST, count))
        _list(work, listed)
        thumbnails(work, listed)


def _begin(work: Work) -> None:
    """What to do first in a deck that has no scene."""
    with st.container(key="deck-begin", border=True, gap="small"):
        st.markdown(f"##### {work.say(NONE)}")
        beginning = (Scene(kind="cover", title=work.deck.title), Scene())
        st.button(
            work.say(BEGIN), key="deck-begin-it", type="primary", icon=":material/add:",
            on_click=work.change, args=(lambda deck: deck.with_(scenes=(*deck.scenes, *beginning)),),
        )  # fmt: skip
        st.caption(work.say(BEGIN_WHY))
        st.write(work.say(THEN))
        st.html(f"<div data-ways>{ways.way(work.say(TO_MAP), work.page.address('home'))}</div>")


def _list(work: Work, numbers: range) -> None:
    key = f"scenes:{work.deck.name}:{numbers.start}"
    st.session_state[key] = work.number

    def chosen() -> None:
        number = widgets.picked(key, numbers)
        if number is not None:
            hand.look(number)

    st.radio(
        work.say(SCENE), numbers, key=key, on_change=chosen, label_visibility="collapsed", width="stretch",
        format_func=lambda number: _said(work, number),
        captions=[_beneath(work, work.deck.scenes[number]) for number in numbers],
    )  # fmt: skip


def _pages(work: Work, start: int) -> None:
    key = f"scene-pages:{work.deck.name}:{start}"

    def turned() -> None:
        hand.look((st.session_state[key] - 1) * MOST)

    st.pagination(-(-len(work.deck) // MOST), default=start // MOST + 1, key=key, on_change=turned)


def _said(work: Work, number: int) -> str:
    """A scene in a line: its number and what it says."""
    said = sentence(work, work.deck.scenes[number], work.page.lang)
    return f"**{number + 1}** {held(plain(said if len(said) <= LONG else said[: LONG - 1] + '…'))}"


def sentence(work: Work, scene: Scene, lang: Lang) -> str:
    """What a scene says in a language: what was written, else what the data say."""
    written = kind(scene).line(work.of, scene, lang)
    return written or own(work.of, scene, canvas(work.page, lang)).whole or scene.title.en or work.say(UNTITLED)


def families(work: Work) -> dict[str, str]:
    """The cases of the public record by id: what each is called, when it was, and how it begins."""
    lang = work.page.lang

    def named(told: Story) -> str:
        where, said = places.get(told.adcode).name(lang) if told.pseudonym else "", told.summary(lang)
        called = dotted((told.title(lang), where, told.when(lang)))
        return labelled(called, said if len(said) <= BEGINNING else said[: BEGINNING - 1] + "…", lang)

    return {one.story_id: named(one) for one in work.page.record.stories}


def _beneath(work: Work, scene: Scene) -> str:
    """What kind of scene it is, of where; and what is wrong with it, where that is so."""
    if wrong := faults(work.of, scene):
        return f":red[:material/error: {plain(work.page.prose(work.say(one) for one in wrong))}]"
    plays = work.say(PLAYS) if scene.plays else ""
    return plain(dotted((*kind(scene).subject(work.of, scene, work.page.lang), plays)))


def canvas(page: Page, lang: Lang) -> Canvas:
    """Where the pictures of the list are drawn, in a language."""
    return Canvas(lang, page.canvas.tone, base())


# -- the order ---------------------------------------------------------------------------------------------------------


def _order(work: Work) -> None:
    """Up, down, twice, away and back, by key as well; and further scenes."""
    n, last = work.number, len(work.deck) - 1
    ways: tuple[tuple[Text, str, str, Callable[[], None], bool], ...] = (
        (
            UP,
            "arrow_upward",
            "Alt+Up",
            partial(work.order, changes.earlier, -1),
            n > 0,
        ),
        (
            DOWN,
            "arrow_downward",
            "Alt+Down",
            partial(work.order, changes.later, 1),
            n < last,
        ),
        (TWICE, "content_copy", "Alt+D", partial(work.order, changes.doubled, 1), last >= 0),
        (REMOVE, "delete", "Alt+Delete", partial(work.order, changes.without), last >= 0),
        (UNDO, "undo", "Alt+Z", partial(hand.undo, work.deck.name, work.page.lang), hand.can_undo(work.deck.name)),
    )
    with st.container(key="deck-order", horizontal=True, gap="xsmall"):
        for said, icon, key, do, can in ways:
            st.button(
                work.say(said), key=f"scene-{icon}", icon=f":material/{icon}:", type="tertiary", shortcut=key,
                on_click=do, disabled=not can, help=key,
            )  # fmt: skip
        _further(work)


def _further(work: Work) -> None:
    """A cover, a family of the public record, a closing word."""
    menu = st.popover(work.say(ADD), key="scene-add", icon=":material/add:", type="tertiary", on_change="rerun")
    if not menu.open:
        return
    with menu:
        with st.container(horizontal=True):
            for scene in (Scene(kind="cover", title=work.deck.title), Scene(kind="closing", title=THANKS)):
                key = f"scene-add-{scene.kind}"
                st.button(work.say(kind(scene).name), key=key, on_click=_put_in, args=(work, scene))
        cases = families(work)
        case = st.selectbox(work.say(WHICH), list(cases), format_func=cases.__getitem__, key="scene-family")
        family = Scene(kind="family", story=case)
        st.button(work.say(ADD_FAMILY), key="scene-add-family", on_click=_put_in, args=(work, family))
        st.caption(work.say(ADD_VIEW))


def _put_in(work: Work, scene: Scene) -> None:
    """Puts a scene after the one that is looked at; a cover first, a closing word last."""
    between = kind(scene).stands == "between"
    at = min(work.number + 1, len(work.deck)) if between else changes.place_for(work.deck, scene)
    work.change(changes.added, scene, at, look=at)
