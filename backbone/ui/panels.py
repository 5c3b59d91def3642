"""Panels: headline cards, and a picture with everything that belongs to it."""

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from urllib.parse import urlencode

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from backbone import places
from backbone.charts import Figure, config
from backbone.files import csv as files
from backbone.files import png as pictures
from backbone.files import tables
from backbone.indicators import INDICATORS
from backbone.number import Number
from backbone.site import PAGES
from backbone.snapshot import disclosure
from backbone.text import Text
from backbone.ui import passport
from backbone.ui.page import Page

TAKE_AWAY = Text("Table and download", "表格与下载")
PRESS = Text("Click a number to see where it comes from.", "点击数字查看其来历。")
WHAT, VALUE = Text("What", "项目"), Text("Number", "数值")
ANSWER, STOP = Text("{name}: {value}", "{name}：{value}"), Text(".", "。")
SPREAD = Text(
    ", from {low_value} in {low_place} to {high_value} in {high_place}",
    "，{low_place}最低 {low_value}，{high_place}最高 {high_value}",
)
ALL_HIDDEN = Text(
    "Nothing can be shown here without showing single people.", "此处数字可能暴露个人，为保护隐私均不显示。"
)
AS_CSV, AS_PNG = Text("CSV", "CSV"), Text("PNG", "PNG")
NO_BROWSER = Text(
    "This server has no Chromium to draw the picture: use the camera at the top right of a chart instead.",
    "服务器没有 Chromium，无法生成图片：请使用图表右上角的相机按钮。",
)


@dataclass(frozen=True)
class Twin:
    """A table on screen, and which number stands in a cell (by row and heading of the column), if any."""

    rows: pd.DataFrame
    number: Callable[[int, str], Number | None]


def steps(page: Page, answer: pd.DataFrame, ids: Sequence[str]) -> tuple[pd.DataFrame, Twin]:
    """The file and the table of a picture that draws each indicator of the one row of `answer` as a row of its own."""
    said, value = tables.shown(answer, ids, page.lang).iloc[0], page.say(VALUE)
    plain = tables.tidy(answer, ids).iloc[0]
    file = pd.DataFrame({"place": page.view.place, "indicator": [*ids], "value": [plain[i] for i in ids]})

    def number(row: int, column: str) -> Number | None:
        return passport.number(page, ids[row]) if column == value else None

    named = [INDICATORS[i].name(page.lang) for i in ids]
    return file, Twin(pd.DataFrame({page.say(WHAT): named, value: [said[name] for name in named]}), number)


def cards(page: Page, headline: Mapping[str, str]) -> None:
    """One card a headline number: its value and the one beside it, its definition behind the question mark, its
    months as a small trend."""
    lang = page.lang
    values = page.store.aggregate((*headline, *headline.values()), (), page.where).iloc[0]
    months = page.store.aggregate(tuple(headline), "month", page.where)
    with st.container(key="headline"):
        for i, column in zip(headline, st.columns(len(headline), gap="small"), strict=True):
            indicator, beside = INDICATORS[i], INDICATORS[headline[i]]
            with column:
                passport.button(page, passport.number(page, i), "card")
            column.metric(
                indicator.name(lang),
                indicator.unit.short(values[i], lang),
                f"{beside.name(lang)} {beside.unit.short(values[beside.id], lang)}",
                delta_color="off",
                delta_arrow="off",
                help=f"{indicator.definition(lang)}\n\n{indicator.source(lang)}",
                border=True,
                chart_data=months[i].fillna(0).round(2).tolist(),
                chart_type="bar",
            )


def card(column: DeltaGenerator, page: Page, indicator: str, value: str, lines: Iterable[str]) -> None:
    """A card of a headline: the indicator's name with its definition behind the question mark, its `value`, quiet
    `lines` below, and the way to its passport in the corner."""
    asked, lang = INDICATORS[indicator], page.lang
    said = [asked.definition, asked.source, *([asked.caution] if asked.caution else [])]
    # The label is text of its own because a metric cuts a long one off.
    with column.container(border=True, height="stretch", gap="xxsmall"):
        passport.button(page, passport.number(page, indicator), "card")
        st.markdown(f":small[{asked.name(lang)}]", help="\n\n".join(text(lang) for text in said))
        st.metric(asked.name(lang), value, label_visibility="collapsed")
        for line in lines:
            st.caption(line)


def question(page: Page, title: str, spread: pd.DataFrame) -> None:
    """What the page is looking at: the indicator with its value and how far the places of `spread` lie apart, the
    question in words, and its caution."""
    view, lang, unit = page.view, page.lang, page.view.asks.unit
    value = page.store.value(view.indicator, page.where)
    said = page.say(ANSWER, name=view.asks.name(lang), value=unit.short(value, lang))
    known = spread.dropna(subset=[view.indicator]).sort_values(view.indicator)
    if len(known) > 1:
        ends = {
            f"{end}_{what}": word
            for end, row in (("low", known.iloc[0]), ("high", known.iloc[-1]))
            for what, word in (
                ("place", places.get(row["place"]).short(lang)),
                ("value", unit.short(row[view.indicator], lang)),
            )
        }
        said += page.say(SPREAD, **ends)
    st.subheader(said, anchor=False)
    st.caption(f"{title}{page.say(STOP)}" + (f" {view.asks.caution(lang)}" if view.asks.caution else ""))


def picture(
    page: Page,
    key: str,
    fig: Figure,
    title: str,
    answer: pd.DataFrame,
    ids: Sequence[str],
    on_click: Callable[[str], None] | None = None,
    heading: str = "",
    twin: Twin | None = None,
) -> None:
    """A titled figure in a container named `key`, with alt text, table twin, CSV and PNG. `on_click` gets the code
    (place, month, category) of a clicked mark. `heading` stands above where the page's own title does not say it.
    `twin` is the table on screen where it is not one of indicators; then `answer` is the file as it stands. Where all
    of it is hidden, a sentence says so."""
    with st.container(key=key):
        if heading:
            st.markdown(f"##### {heading}")
        states = answer.get(f"{ids[0]}:state")
        if states is not None and states.gt(disclosure.SHOWN).all():
            st.caption(page.say(ALL_HIDDEN))
            return
        chart_key = f"{key}:{page.view.place}:{hashlib.md5(title.encode()).hexdigest()[:6]}"
        can_draw = pictures.browser() is not None

        def clicked() -> None:
            for point in st.session_state[chart_key]["selection"]["points"]:
                code = point.get("customdata") or point.get("location")
                on_click(code[0] if isinstance(code, list) else code)

        st.plotly_chart(
            fig,
            key=chart_key,
            theme=None,
            alt=title,
            selection_mode="points",
            config=config(page.canvas.base, None if can_draw else file_name(title)),
            on_select=clicked if on_click else "ignore",
        )
        menu = st.popover(page.say(TAKE_AWAY), type="tertiary", key=f"{key}-take-away", on_change="rerun")
        if menu.open:
            with menu:
                _take_away(page, key, fig, title, answer, ids, can_draw, twin)


def _take_away(page, key, fig, title, answer, ids, can_draw: bool, twin: Twin | None) -> None:
    said = INDICATORS[ids[0]].definition(page.lang) if len(ids) == 1 else ""
    file, told = (files.plain, ()) if twin else (files.csv, (ids,))
    twin = twin or Twin(tables.shown(answer, ids, page.lang), partial(passport.cell, page, answer, ids))
    table = f"{key}-table:{page.dress.passport}"  # with another passport it is another table, with no cell chosen

    def pressed() -> None:
        for row, column in st.session_state[table]["selection"]["cells"]:
            if number := twin.number(row, column):
                passport.open_(page, number, f"{key}-take-away")

    st.dataframe(twin.rows, hide_index=True, alt=title, key=table, on_select=pressed, selection_mode="single-cell")
    st.caption(page.say(PRESS))
    with st.container(horizontal=True):
        st.download_button(
            page.say(AS_CSV),
            file(answer, *told, page.basis, page.view.period, page.view.month(page.store.horizon)),
            f"{file_name(title)}.csv",
            "text/csv",
            key=f"{key}-csv",
            on_click="ignore",
            icon=":material/table:",
        )
        if can_draw:
            st.download_button(
                page.say(AS_PNG),
                lambda: pictures.png(pictures.framed(fig, title, said, page.note, page.canvas.tone)),
                f"{file_name(title)}.png",
                "image/png",
                key=f"{key}-png",
                on_click="ignore",
                icon=":material/image:",
            )
        else:
            st.caption(page.say(NO_BROWSER))


def sheet(key: str, head: Sequence[str], rows: Iterable[Sequence[str]], align: str) -> None:
    """A plain table of sentences in a container named `sheet-<key>`: native, readable on a phone, and few bytes. Cells
    are Markdown; `align` holds the columns' rules (":--|--:")."""
    lines = [head, align.split("|"), *([cell.replace("|", "\\|") for cell in row] for row in rows)]
    with st.container(key=f"sheet-{key}"):
        st.markdown("\n".join(f"| {' | '.join(line)} |" for line in lines))


def step(page: Page, code: str, label: str, key: str) -> None:
    """A word that leads to a place, named `key` among those of the page. (A link to the page one is on would leave the
    address as it is.)"""
    st.button(label, key=f"{key}-{code}", type="tertiary", width="content", on_click=page.drill, args=(code,))


def place_link(page: Page, code: str) -> str:
    """Markdown: the name of a place as a link to its page, with the same question."""
    path = PAGES["place"].path.removeprefix("pages/").removesuffix(".py")
    return f"[{places.get(code).name(page.lang)}]({page.canvas.base}/{path}?{urlencode(page.view.into(code).params())})"


def file_name(title: str) -> str:
    """`title` as a file name: letters (of any script) and digits, joined by dashes."""
    return "-".join("".join(c if c.isalnum() else " " for c in title).split())
