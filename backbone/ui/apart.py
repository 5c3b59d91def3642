"""Claims taken apart: by place, by one breakdown of the reader's choice, and by illness and hospital together."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import lru_cache

import pandas as pd
import streamlit as st

from backbone import charts, places
from backbone.breakdowns import BREAKDOWNS
from backbone.charts import Canvas
from backbone.indicators import INDICATORS
from backbone.periods import month_name, period_name
from backbone.places import NATION
from backbone.refusals import Unanswerable
from backbone.scales import scale
from backbone.snapshot import disclosure
from backbone.snapshot.store import Store
from backbone.text import Text
from backbone.ui import pickers
from backbone.ui.figures import KEPT
from backbone.ui.page import Page
from backbone.ui.panels import picture
from backbone.view import LEVELS
from backbone.where import EVERYTHING, Where

APART = Text("Claims taken apart", "理赔构成")
BY = Text("{what} by {by}", "{what}（按{by}）")
BY_PICK = Text("Taken apart by", "细分方式")
TITLED = Text("{heading}, {place}, {period}, as of {month}", "{place}{heading}，{period}，截至{month}")
KEPT_TO = Text("{heading}, only {by}: {name}", "{heading}（仅限{by}：{name}）")
ONLY = Text("Only {by}: {name}", "仅限{by}：{name}")
CROSSED = Text("Claims paid by illness and hospital tier, {place}", "{place}赔付件数（按病种和医院级别）")
OF_PROVINCE = Text(
    "A county is too small to cross two breakdowns without showing single people: this is the whole of {place}.",
    "县级数据交叉细分后可能暴露个人，因此这里显示{place}全省的情况。",
)
OF_PROGRAMME = Text(
    "So few claims cannot be crossed by two breakdowns without showing single people: this is the whole programme.",
    "理赔件数较少，交叉细分后可能暴露个人，因此这里显示全项目的情况。",
)
NOT_KEPT = Text("Of all claims: it cannot be kept to one category.", "统计全部理赔，不随所选类别筛选。")
SOME_HIDDEN = Text(
    "Counts of 1 to 7 (<8), and those that would give them away (hidden), are not shown, to protect people.",
    "为保护个人隐私，1 至 7 的数值（<8）以及可据以推算出它们的数值不显示。",
)
PAIR = ("illness", "hospital_tier")
# Every indicator that counts claims or their money.
OFFERED = tuple(i for i, entry in INDICATORS.items() if entry.is_broken_down(["illness"]))


@contextmanager
def calmly(page: Page, heading: str = "") -> Iterator[None]:
    """Where the facts cannot answer what is asked inside, the sentence that says why stands in its place."""
    try:
        yield
    except Unanswerable as refused:
        if heading:
            st.markdown(f"##### {heading}")
        st.caption(refused.text(page.lang))


def unfiltered(page: Page) -> Page:
    """The page with every category."""
    return replace(page, view=page.view.with_(only=EVERYTHING)) if page.view.only else page


def within(page: Page, by: str) -> tuple[Page, str]:
    """The page whose claims are to be taken apart by `by`, and the category to outline: a breakdown keeps all its
    categories in sight, also when the reader has picked one of them."""
    dimension, code = page.view.only.category
    return (unfiltered(page), code) if dimension == by else (page, "")


def titled(page: Page, heading: str) -> str:
    """A heading that can leave the page: with its category, its place, its period and its month."""
    view, lang = page.view, page.lang
    if view.only:
        heading = page.say(KEPT_TO, heading=heading, by=_dimension(page), name=_category(page))
    place, period = places.get(view.place).name(lang), period_name(view.period, lang)
    month = month_name(view.month(page.store.horizon), lang)
    return page.say(TITLED, heading=heading, place=place, period=period, month=month)


def _dimension(page: Page) -> str:
    return BREAKDOWNS[page.view.only.category[0]].name(page.lang)


def _category(page: Page) -> str:
    dimension, code = page.view.only.category
    return BREAKDOWNS[dimension].categories[code](page.lang)


def limits(page: Page, answer: pd.DataFrame) -> None:
    """Says so, where something in the answer is hidden."""
    if answer.filter(like=":state").gt(disclosure.SHOWN).any(axis=None):
        st.caption(page.say(SOME_HIDDEN))


def chip(page: Page) -> None:
    """The category that the page is kept to; a press lets go of it."""
    if page.view.only:
        st.button(
            page.say(ONLY, by=_dimension(page), name=_category(page)),
            key="only",
            icon=":material/close:",
            on_click=page.only,
            args=page.view.only.category,
        )


# -- taken apart -----------------------------------------------------------------------------------------------------


def apart(page: Page) -> None:
    """The claims by place, by the chosen breakdown, and by illness and hospital together. A click on a place goes
    there; one on a category keeps the page to it, or lets go of it."""
    st.header(page.say(APART), anchor="apart", divider="gray")
    with st.container(key="apart-pickers", horizontal=True, vertical_alignment="bottom", gap="medium"):
        pickers.indicator_picker(page, OFFERED, _asked(page))
        pickers.breakdown_picker(page, BY_PICK)
        chip_here(page)
    local = page.view.place == NATION or places.get(page.view.place).level == "province"
    first, second, third = (
        st.columns([1, 1, 1.25], gap="large") if local else (None, *st.columns([1, 1.25], gap="large"))
    )
    if local:
        with first:
            _by_place(page)
    with second:
        _by_category(page)
    with third:
        _crossed(page)


def chip_here(page: Page) -> None:
    """What the pictures below are kept to, in words; the button that lets go of it stands at the head of the page."""
    if page.view.only:
        st.caption(page.say(ONLY, by=_dimension(page), name=_category(page)), width="content")


def _asked(page: Page, *dimensions: str) -> str:
    """The indicator to take apart by `dimensions`: the page's own where it counts claims and is kept in all of them."""
    level = places.get(page.view.place).level
    for i in (page.view.indicator, "claims_paid", "rejected"):
        if i in OFFERED and INDICATORS[i].is_broken_down(dimensions, level):
            return i
    return "claims_paid"


def _by_place(page: Page) -> None:
    level = "province" if page.view.place == NATION else "county"
    asked = _asked(page, *([page.view.only.category[0]] if page.view.only else []))
    heading = page.say(BY, what=INDICATORS[asked].name(page.lang), by=LEVELS[level](page.lang))
    with calmly(page, heading):
        fig, answer = _places(page.store, page.where, level, asked, page.canvas)
        picture(page, "by-place", fig, titled(page, heading), answer, (asked,), on_click=page.drill, heading=heading)
        limits(page, answer)


def _by_category(page: Page) -> None:
    by = page.view.by
    kept, chosen = within(page, by)
    dimensions = (by, *([kept.view.only.category[0]] if kept.view.only else []))
    asked = _asked(page, *dimensions)
    heading = page.say(BY, what=INDICATORS[asked].name(page.lang), by=BREAKDOWNS[by].name(page.lang))
    with calmly(page, heading):
        fig, answer = _categories(page.store, kept.where, by, asked, page.canvas, chosen)

        def clicked(code: str) -> None:
            page.only(by, code)

        picture(kept, f"by-{by}", fig, titled(kept, heading), answer, (asked,), on_click=clicked, heading=heading)
        limits(page, answer)


def _crossed(page: Page) -> None:
    """Illness and hospital tier, of the smallest place around here that shows most of it: a county shows its
    province's, a province of a few claims the programme's; and says so. Nothing as of an earlier month: the breakdown
    beside it has said why."""
    if page.view.month(page.store.horizon) != page.store.horizon.last:
        return
    dimension, code = page.view.only.category
    kept = replace(page, view=page.view.with_(only=EVERYTHING, place=_large_enough(page)))
    place = places.get(kept.view.place)
    heading = page.say(CROSSED, place=place.name(page.lang))
    with calmly(page, heading):
        fig, answer = _pairs(page.store, kept.where, page.canvas, code if dimension == PAIR[0] else "")

        def clicked(illness: str) -> None:
            page.only(PAIR[0], illness)

        title = f"{heading}{'，' if page.lang == 'zh' else ', '}{period_name(page.view.period, page.lang)}"
        picture(kept, "crossed", fig, title, answer, ("claims_paid",), on_click=clicked, heading=heading)
        if place.code != page.view.place:
            st.caption(page.say(OF_PROGRAMME if place.code == NATION else OF_PROVINCE, place=place.name(page.lang)))
        if dimension not in ("", *PAIR):
            st.caption(page.say(NOT_KEPT))
        limits(page, answer)


def _large_enough(page: Page) -> str:
    """The nearest place from here up of which at least half the cells are shown."""
    for place in reversed(places.path(page.view.place)[1:]):
        if place.level == "province":
            answer = page.store.aggregate(
                ("claims_paid",), PAIR, replace(page.where, place=place.code, only=EVERYTHING)
            )
            if (answer["claims_paid:state"] == disclosure.SHOWN).mean() >= 0.5:
                return place.code
    return NATION


@lru_cache(maxsize=KEPT)
def _places(store: Store, where: Where, level: str, asked: str, canvas: Canvas):
    answer = store.aggregate((asked,), "place", where, level)
    unit = INDICATORS[asked].unit
    classes = scale(answer[asked], unit) if where.only else store.scale(asked, level)
    answer = answer.sort_values(asked, ascending=False, kind="stable", ignore_index=True)
    return charts.ranking_bars(answer, INDICATORS[asked], classes, canvas, most=len(answer)), answer


@lru_cache(maxsize=KEPT)
def _categories(store: Store, where: Where, by: str, asked: str, canvas: Canvas, chosen: str):
    answer = store.aggregate((asked,), by, where)
    return charts.breakdown_bars(answer, by, BREAKDOWNS[by].categories, INDICATORS[asked], canvas, chosen), answer


@lru_cache(maxsize=KEPT)
def _pairs(store: Store, where: Where, canvas: Canvas, chosen: str):
    answer = store.aggregate(("claims_paid",), PAIR, where)
    return charts.heat(answer, PAIR, INDICATORS["claims_paid"], canvas, chosen), answer
