"""The public record on a page: timeline, evidence, disagreements, table, and the tie to the snapshot."""

from calendar import monthrange
from collections.abc import Callable
from datetime import date

import pandas as pd
import streamlit as st

from backbone import charts, places
from backbone.charts import config
from backbone.charts.timeline import charted
from backbone.files import png as pictures
from backbone.indicators import INDICATORS
from backbone.periods import MONTHS_EN
from backbone.punctuation import capitalised, dotted, labelled, names
from backbone.record.published import KINDS, MEMBERSHIPS, SCOPES, STATEMENTS, UNITS, Disagreement, Figure
from backbone.site import PRODUCT
from backbone.text import Text
from backbone.trust.ties import ties
from backbone.ui.page import MAP_NOTE, Page
from backbone.ui.panels import AS_CSV, AS_PNG, NO_BROWSER, TAKE_AWAY, file_name
from backbone.units import ABSENT

INTRODUCTION = Text(
    "Every published figure that could be found: {figures} figures from {sources} sources, each as its source printed "
    "it. Nothing is averaged; where sources disagree, their figures stand side by side.",
    "已收集全部公开数字：{figures} 个数字，{sources} 个来源，均照原文录入，不作平均；来源不一致时并列呈现。",
)
TIE = Text(
    "The published **{total}** person-times are the sum of our policy years: {parts}",
    "公布的 **{total}** 人次与本系统各保单年度合计一致：{parts}",
)
TIE_OFF = Text(
    "**{total}** person-times are published; our policy years add up to {gap} {more_or_less}: {parts}",
    "公布 **{total}** 人次；本系统各保单年度合计{more_or_less} {gap}：{parts}",
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
OVER_TIME = Text("Published figures of the whole programme over time", "全项目公布数字的时间线")
ALT = Text(
    "{title}: {count} figures, {first} to {last}. Insured: {early} at first, {late} at last.",
    "{title}：共 {count} 个数字，{first} 至 {last}；参保数最初为 {early}，最近为 {late}。",
)
OVER_TIME_NOTE = Text(
    "Each line: one published figure, at its date. Figures of one county or one insurer are in the table below.",
    "每条竖线为一个公布数字，位于其对应日期。单个县或单一保险公司的数字见下表。",
)
EVIDENCE = Text("Confirmed counties", "公开资料载明的县")
NAMED = Text("confirmed county", "公开资料载明的县")
ASSUMED = Text(
    "{counties} of the {all_counties} counties and {provinces} of the {all_provinces} provinces are **assumed**: "
    "chosen from the national list of poverty counties to show the full product. Assumed provinces: {names}.",
    "{all_counties} 个县中的 {counties} 个、{all_provinces} 个省份中的 {provinces} 个为**推定**："
    "从国家级贫困县名单中选取，仅用于演示完整功能。推定的省份：{names}。",
)
NOTE = Text("Published figures, each with its source", "公布数字，均注明来源")
DISAGREE = Text("Where sources do not agree", "来源不一致之处")
ALSO = Text("See also", "另见")
ALL_FIGURES = Text("Every published figure", "全部公布数字")
COLUMNS = {
    "date": Text("Date", "日期"),
    "where": Text("Where", "范围"),
    "what": Text("What", "内容"),
    "shown": Text("Figure", "数字"),
    "unit": Text("Unit", "单位"),
    "statement": Text("Statement", "性质"),
    "kind": Text("Kind of source", "来源类型"),
    "source": Text("Source", "来源"),
    "url": Text("Link", "链接"),
    "note": Text("Note", "说明"),
}
WIDTHS = {"date": 105, "where": 130, "what": 110, "shown": 95, "unit": 110, "statement": 90, "kind": 130,
          "source": 260, "url": 60, "note": 420}  # fmt: skip


def introduction(page: Page) -> None:
    """What this page is, in one sentence with its own counts."""
    record = page.record
    st.write(page.say(INTRODUCTION, figures=len(record.figures), sources=len(record.sources)))


def note(page: Page) -> str:
    """What stands under this page and its pictures: they show published figures, whatever the snapshot is."""
    return dotted(page.say(text) for text in (PRODUCT, NOTE, MAP_NOTE))


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
        st.markdown(f"##### {said}")
        st.caption(page.say(TIED_BY, publisher=nearest.source.publisher(lang), url=nearest.source.url))


def reproduced(page: Page) -> None:
    """Each published result beside the snapshot's answer to the same question."""
    found, lang = ties(page.store, page.record), page.lang
    title = page.say(TIES, agree=sum(t.gap == 0 for t in found), all=len(found))
    st.subheader(title, anchor="ties")
    heads = {c: head(lang) for c, head in COLUMNS.items()}
    rows = pd.DataFrame({
        heads["what"]: [t.figure.name(lang) for t in found],
        heads["where"]: [places.get(t.figure.adcode).name(lang) if t.figure.adcode else SCOPES["programme"](lang)
                         for t in found],
        heads["date"]: [t.figure.when(lang) for t in found],
        page.say(PUBLISHED): [float(t.figure.value) for t in found],
        page.say(ANSWERED): [t.value for t in found],
        page.say(GAP): [t.gap for t in found],
    })  # fmt: skip
    number = st.column_config.NumberColumn(format="%,d", width=120)
    st.dataframe(
        rows,
        hide_index=True,
        height=310,
        alt=title,
        key="ties",
        placeholder=ABSENT(lang),
        column_config={page.say(c): number for c in (PUBLISHED, ANSWERED, GAP)}
        | {heads["what"]: st.column_config.Column(width=110), heads["where"]: st.column_config.Column(width=120)},
    )
    st.caption(page.say(TIES_NOTE))


def timeline(page: Page) -> None:
    """The programme's figures over time, with the table of what it shows."""
    record, title = page.record, page.say(OVER_TIME)
    shown = charted(record.figures)
    insured = sorted((f for f in shown if f.metric.startswith("insured")), key=lambda f: f.day)
    early, late = (f"{f.shown} {UNITS[f.unit](page.lang)}" for f in (insured[0], insured[-1]))
    days = sorted(f.day for f in shown)
    alt = page.say(ALT, title=title, count=len(shown), first=days[0], last=days[-1], early=early, late=late)
    frame = record.frame(page.lang)
    frame = frame[frame["figure_id"].isin([f.figure_id for f in shown])]
    st.markdown(f"##### {title}")
    fig = charts.timeline(record.figures, record.disputed, page.canvas)
    _picture(page, "timeline", fig, title, alt, _readable(page, frame).drop(columns=page.say(COLUMNS["where"])), frame)
    st.caption(page.say(OVER_TIME_NOTE))


def evidence(page: Page) -> None:
    """The map of the counties that a source names, and what is assumed. A click opens the county."""
    record, lang, title = page.record, page.lang, page.say(EVIDENCE)
    named = [c for c in record.counties if c.membership == "evidenced"]
    others = [c.adcode for c in record.counties if c.membership == "assumed"]
    provinces = [p for p in record.provinces if p.membership == "assumed"]
    st.markdown(f"##### {title}")
    fig = charts.evidence_map([c.adcode for c in named], others, NAMED, page.canvas)
    alt = labelled(title, names((places.get(c.adcode).name(lang) for c in named), lang), lang)
    frame = pd.DataFrame(
        [
            (c.adcode, places.get(c.adcode).name.en, c.name.zh, c.province.en, c.province.zh, c.membership)
            for c in record.counties
        ],
        columns=["place", "name_en", "name_zh", "province_en", "province_zh", "membership"],
    )
    readable = pd.DataFrame(
        {
            page.say(Text("County", "县")): [places.get(c.adcode).name(lang) for c in record.counties],
            page.say(Text("Province", "省份")): [c.province(lang) for c in record.counties],
            page.say(Text("In the programme", "纳入依据")): [MEMBERSHIPS[c.membership](lang) for c in record.counties],
        }
    )
    _picture(page, "map", fig, title, alt, readable, frame, on_click=page.drill)
    with st.container(horizontal=True, gap="small"):
        for c in named:
            st.button(
                places.get(c.adcode).name(lang),
                key=f"evidenced-{c.adcode}",
                type="tertiary",
                on_click=page.drill,
                args=(c.adcode,),
            )
    st.caption(page.say(
        ASSUMED, counties=len(others), all_counties=len(record.counties), provinces=len(provinces),
        all_provinces=len(record.provinces),
        names=names(( p.name(lang) for p in provinces), lang),
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
    st.markdown(f"#### {f.shown}")
    st.caption(
        f"{UNITS[f.unit](lang)}  \n{f.when(lang)} · {STATEMENTS[f.statement](lang)}  \n"
        f"{KINDS[f.source.kind](lang)} · [{f.source.publisher(lang)}]({f.source.url})"
    )


def table(page: Page) -> None:
    """Every figure with its source, oldest first, to read and to take away."""
    title, frame = page.say(ALL_FIGURES), page.record.frame(page.lang)
    with st.container(key="record"):
        st.subheader(title, anchor="figures")
        _dataframe(page, _readable(page, frame), title, height=560)
        _csv(page, "record", title, frame)


def _readable(page: Page, frame: pd.DataFrame) -> pd.DataFrame:
    return frame[list(COLUMNS)].rename(columns={c: name(page.lang) for c, name in COLUMNS.items()})


def _dataframe(page: Page, readable: pd.DataFrame, alt: str, height: int | str = "auto") -> None:
    columns = {name(page.lang): st.column_config.Column(width=WIDTHS[c]) for c, name in COLUMNS.items()}
    columns[COLUMNS["shown"](page.lang)] = st.column_config.TextColumn(width=WIDTHS["shown"], alignment="right")
    columns[COLUMNS["url"](page.lang)] = st.column_config.LinkColumn(
        width=WIDTHS["url"], display_text=":material/open_in_new:"
    )
    st.dataframe(
        readable, hide_index=True, column_config=columns, height=height, alt=alt, placeholder=ABSENT(page.lang)
    )


def _csv(page: Page, key: str, title: str, frame: pd.DataFrame) -> None:
    st.download_button(
        page.say(AS_CSV),
        frame.to_csv(index=False, lineterminator="\r\n").encode("utf-8-sig"),
        f"{file_name(title)}.csv",
        "text/csv",
        key=f"{key}-csv",
        on_click="ignore",
        icon=":material/table:",
    )


def _picture(
    page: Page,
    key: str,
    fig: charts.Figure,
    title: str,
    alt: str,
    readable: pd.DataFrame,
    frame: pd.DataFrame,
    on_click: Callable[[str], None] | None = None,
) -> None:
    """What `ui.picture` gives a figure of indicators, for a figure of the record."""
    chart_key, can_draw = f"{key}:record", pictures.browser() is not None

    def clicked() -> None:
        for point in st.session_state[chart_key]["selection"]["points"]:
            code = point.get("customdata") or point.get("location")
            on_click(code[0] if isinstance(code, list) else code)

    with st.container(key=key):
        st.plotly_chart(
            fig,
            key=chart_key,
            theme=None,
            alt=alt,
            selection_mode="points",
            config=config(page.canvas.base, None if can_draw else file_name(title)),
            on_select=clicked if on_click else "ignore",
        )
        menu = st.popover(page.say(TAKE_AWAY), type="tertiary", key=f"{key}-take-away", on_change="rerun")
        if menu.open:
            with menu:
                _dataframe(page, readable, alt)
                with st.container(horizontal=True):
                    _csv(page, key, title, frame)
                    if can_draw:
                        st.download_button(
                            page.say(AS_PNG),
                            lambda: pictures.png(pictures.framed(fig, title, "", note(page), page.canvas.tone)),
                            f"{file_name(title)}.png",
                            "image/png",
                            key=f"{key}-png",
                            on_click="ignore",
                            icon=":material/image:",
                        )
                    else:
                        st.caption(page.say(NO_BROWSER))


def _month(month: str, page: Page) -> str:
    """The month alone, for a sentence that has said the year: August, 8月."""
    return Text(MONTHS_EN[int(month[5:]) - 1], f"{int(month[5:])}月")(page.lang)
