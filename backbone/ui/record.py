"""The public record on a page: timeline, evidence, disagreements, table, and the tie to the snapshot."""

from calendar import monthrange
from collections.abc import Hashable, Mapping
from datetime import date
from math import isnan

import streamlit as st

from backbone import places
from backbone.indicators import INDICATORS
from backbone.periods import MONTHS_EN
from backbone.pictures import record as pictures
from backbone.pictures.picture import Picture
from backbone.pictures.record import COLUMNS
from backbone.punctuation import capitalised, dotted, held, names
from backbone.record.published import KINDS, SCOPES, STATEMENTS, UNITS, Disagreement, Figure
from backbone.text import Text
from backbone.trust.ties import Tie, ties
from backbone.ui import panels
from backbone.ui.page import Page
from backbone.ui.picture import downloads, show
from backbone.ui.plain import plain
from backbone.units import ABSENT

INTRODUCTION = Text(
    "Every published figure that could be found: {figures} figures from {sources} sources, each as its source printed "
    "it. Nothing is averaged; where sources disagree, their figures stand side by side.",
    "已收集全部公开数字：{figures} 个数字，{sources} 个来源，均照原文录入，不作平均；来源不一致时并列呈现。",
)
TIE = Text(
    "The published **{total}** person-times are the sum of our policy years: {parts}",
    "公布的 **{total} 人次**与本系统各保单年度合计一致：{parts}",
)
TIE_OFF = Text(
    "**{total}** person-times are published; our policy years add up to {gap} {more_or_less}: {parts}",
    "公布 **{total} 人次**；本系统各保单年度合计{more_or_less} {gap}：{parts}",
)
PART = Text("{value} ({year})", "{value}（{year}年）")
LAST_PART = Text("{value} ({year} to {month})", "{value}（{year}年至{month}）")
MORE, LESS = Text("more", "多"), Text("less", "少")
TIED_BY = Text(
    "Insured, in person-times. Published by [{publisher}]({url}).", "参保人次。公布方：[{publisher}]({url})。"
)
TIES = Text(
    "{agree} of {all} published results match our data exactly",
    "{all} 条公布结果中，{agree} 条与本系统数据完全一致",
)
TIES_NOTE = Text(
    "Published results up to the last month of our data, each beside our figure for the same place, period and date.",
    "截至本系统最后一个月的公布结果，逐条与本系统同一地区、期间和日期的数字对照。",
)
PUBLISHED, ANSWERED, GAP = Text("Published", "公布"), Text("Our data", "本系统"), Text("Difference", "相差")
ASSUMED = Text(
    "{counties} of the {all_counties} counties and {provinces} of the {all_provinces} provinces are **assumed**: "
    "chosen from the national list of poverty counties to show the full product. Assumed provinces: {names}.",
    "{all_counties} 个县中的 {counties} 个、{all_provinces} 个省份中的 {provinces} 个为**推定**："
    "从国家级贫困县名单中选取，仅用于演示完整功能。推定的省份：{names}。",
)
DISAGREE = Text("Where sources do not agree", "来源不一致之处")
ALSO = Text("See also", "另见")
ALL_FIGURES = Text("Every published figure", "全部公布数字")


def introduction(page: Page) -> None:
    """What this page is, in one sentence with its own counts."""
    record = page.record
    st.write(page.say(INTRODUCTION, figures=len(record.figures), sources=len(record.sources)))


def tie(page: Page) -> None:
    """The foundation's total nearest to the snapshot's last day, set against the snapshot's own policy years."""
    store, unit, lang = page.store, INDICATORS["insured"].unit, page.lang
    last = store.horizon.last
    end = date(int(last[:4]), int(last[5:]), monthrange(int(last[:4]), int(last[5:]))[1])
    stated = [
        f for f in page.record.figures
        if f.scope == "programme" and f.metric in ("insured_persons", "insured_person_times")
        and f.statement == "actual" and f.source.kind == "primary"
    ]  # fmt: skip
    nearest = min(stated, key=lambda f: abs((f.day - end).days))
    years = store.aggregate(("insured",), "period")
    parts = [
        page.say(
            LAST_PART if year == store.horizon.years[-1] else PART,
            value=unit.full(value, lang),
            year=year,
            month=_month(last, page),
        )
        for year, value in zip(years["period"], years["insured"], strict=True)
    ]
    gap = float(nearest.value) - years["insured"].sum()
    said = page.say(
        TIE if gap == 0 else TIE_OFF,
        total=unit.full(float(nearest.value), lang),
        parts=" + ".join(parts),
        gap=unit.full(abs(gap), lang),
        more_or_less=page.say(LESS if gap > 0 else MORE),
    )
    with st.container(key="tie", border=True):
        st.markdown(f"##### {held(said)}")
        st.caption(page.say(TIED_BY, publisher=nearest.source.publisher(lang), url=nearest.source.url))


def reproduced(page: Page) -> None:
    """Each published result beside the snapshot's answer to the same question."""
    found, lang = ties(page.store, page.record), page.lang
    title = page.say(TIES, agree=sum(t.gap == 0 for t in found), all=len(found))
    st.subheader(held(title), anchor="ties")
    head = [COLUMNS["what"](lang), COLUMNS["where"](lang), *map(page.say, (PUBLISHED, ANSWERED, GAP))]
    panels.sheet("ties", head, [_tied(page, tie) for tie in found], ":--|:--|--:|--:|--:")
    st.caption(page.say(TIES_NOTE))


def _tied(page: Page, tie: Tie) -> list[str]:
    """A published result as a line of the table: what and in which unit, where and when, and the three numbers."""
    figure, lang = tie.figure, page.lang
    where = places.get(figure.adcode).name if figure.adcode else SCOPES["programme"]
    numbers = (ABSENT(lang) if isnan(n) else f"{n:,.0f}" for n in (tie.value, tie.gap))
    return [
        dotted((figure.name(lang), UNITS[figure.unit](lang))),
        dotted((where(lang), figure.when(lang))),
        figure.shown(lang),
        *numbers,
    ]


def timeline(page: Page) -> None:
    """The programme's figures over time, with the table of what it shows."""
    show(page, pictures.timeline(page.record, page.view, page.canvas))


def evidence(page: Page) -> None:
    """The map of the counties that a source names, and what is assumed. A click opens the county."""
    record, lang = page.record, page.lang
    with st.container(key="evidence"):
        show(page, pictures.evidence(record, page.view, page.canvas), page.drill)
    with st.container(horizontal=True, gap="small"):
        for code in pictures.of_membership(record, "evidenced"):
            panels.step(page, code, places.get(code).name(lang), "evidenced")
    provinces = [p for p in record.provinces if p.membership == "assumed"]
    st.caption(page.say(
        ASSUMED, counties=len(pictures.of_membership(record, "assumed")), all_counties=len(record.counties),
        provinces=len(provinces), all_provinces=len(record.provinces),
        names=names((p.name(lang) for p in provinces), lang),
    ))  # fmt: skip


def disagreements(page: Page) -> None:
    """Each group of figures that do not agree: the figures side by side, and how to read them."""
    st.subheader(page.say(DISAGREE), anchor="disagreements")
    for one in page.record.disagreements():
        _disagreement(page, one)


def _disagreement(page: Page, one: Disagreement) -> None:
    about, figures = st.columns([5, 7], gap="large")
    with about:
        st.markdown(f"**{capitalised(one.about(page.lang))}**")
        st.markdown(one.says(page.lang))
        if one.other_sources:
            links = names((f"[{s.publisher(page.lang)}]({s.url})" for s in one.other_sources), page.lang)
            st.caption(f"{page.say(ALSO)} {links}")
    with figures, st.container(horizontal=True, gap="small"):
        for figure in one.figures:
            with st.container(width=165, gap=None):
                _figure(page, figure)


def _figure(page: Page, f: Figure) -> None:
    lang = page.lang
    st.markdown(f"#### {f.shown(page.lang)}")
    st.caption(
        f"{UNITS[f.unit](lang)}  \n{f.when(lang)} · {STATEMENTS[f.statement](lang)}  \n"
        f"{KINDS[f.source.kind](lang)} · [{f.source.publisher(lang)}]({f.source.url})"
    )


def table(page: Page) -> None:
    """Every figure with its source, oldest first, to read and to take away."""
    title, frame = page.say(ALL_FIGURES), page.record.frame(page.lang)
    every = Picture(
        "record",
        page.view,
        title=title,
        rows=frame,
        twin=pictures.listed(frame, page.lang),
        source=pictures.source(page.lang),
    )
    with st.container(key="record"):
        st.subheader(held(title), anchor="figures")
        head = [name(page.lang) for column, name in COLUMNS.items() if column != "url"]
        panels.sheet("record", head, map(_line, frame.to_dict("records")), ":--|:--|:--|--:|:--|:--|:--|:--|:--")
        downloads(page, every)


def _line(row: Mapping[Hashable, str]) -> list[str]:
    """A figure as a line of the table; its source is the way to it."""
    return [f"[{plain(row[c])}]({row['url']})" if c == "source" else plain(row[c]) for c in COLUMNS if c != "url"]


def _month(month: str, page: Page) -> str:
    """The month alone, for a sentence that has said the year: August, 8月."""
    return Text(MONTHS_EN[int(month[5:]) - 1], f"{int(month[5:])}月")(page.lang)
