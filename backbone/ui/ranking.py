"""The ranking: one row a place, sortable by every column, found by typing, each row a way to its place."""

from collections.abc import Hashable, Mapping
from dataclasses import replace
from datetime import date
from math import ceil
from typing import Any

import pandas as pd
import streamlit as st

from backbone import places
from backbone.charts.words import extent
from backbone.files.tables import RANK
from backbone.periods import month_name
from backbone.pictures.ranking import every_place, ranked
from backbone.punctuation import dotted, labelled
from backbone.snapshot.store import Store
from backbone.text import Lang, Text
from backbone.ui import panels, widgets
from backbone.ui.page import Page
from backbone.ui.picture import downloads, show
from backbone.units import ABSENT

FIND = Text("Show only", "筛选")
FIND_HINT = Text(
    "Name, pinyin or code; a province lists its counties",
    "地名、拼音、首字母或代码；输入省名列出其各县",
)
IN_ENGLISH, IN_CHINESE = Text("English", "英文名"), Text("Chinese", "中文名")
PROVINCE, JOINED, MEMBER = Text("Province", "省份"), Text("Joined", "加入时间"), Text("Membership", "纳入依据")
MEMBERS = {"evidenced": Text("Confirmed", "载明"), "assumed": Text("Assumed", "推定")}
SHARE = Text("Share", "占全项目")
SHARE_HELP = Text("The place's part of the programme's total.", "该地区占全项目合计的比重。")
INDEX = Text("All = 100", "全项目 = 100")
INDEX_HELP = Text(
    "The place's rate where the programme's own is 100: 120 is a fifth above it.",
    "以全项目的比率为 100：120 表示比全项目高五分之一。",
)
RANK_HELP = Text("1 is the highest value; equal values share a rank.", "1 为数值最高；数值相同则名次并列。")
MEMBER_HELP = Text(
    "Whether a published source names the place as part of the programme, or whether it is assumed.",
    "公开资料是否载明该地区，或仅为推定。",
)
SHOWN = Text("{found} of {all} shown.", "共 {all} 个，显示 {found} 个。")
ABSENT_HERE = Text("{n} without data in this period.", "其中 {n} 个在所选期间暂无数据。")
HOW = Text("Click a name to open the place, a heading to sort.", "点击地名查看该地区，点击表头排序。")
AS_LIST = Text("As a list", "列表")
NOWHERE = Text("No place of the programme is called that.", "项目中没有这样的地区。")
WHOLE_ONLY = Text(
    "This number exists for the whole programme only, not for single places.", "该数字只有全项目口径，没有分地区数据。"
)
MONTH_AND_YEAR = Text("MMM YYYY", "YYYY[年]M[月]")
ROW, MOST_ROWS = 35, 20
# Pixels that a cell keeps free beside what stands in it.
PADDING = 18
HEIGHT = ROW * (MOST_ROWS + 1) + 3


def found(codes: list[str], typed: str, lang: Lang) -> set[str]:
    """The places of `codes` that a typed text means, and those inside a province it means; nothing typed, all."""
    if not typed.strip():
        return set(codes)
    hits = places.find(typed, lang, limit=len(codes), among=codes)
    parents = {places.province_of(code) for code in codes}
    inside = {p.code for p in places.find(typed, lang, limit=len(parents), among=parents)}
    return {p.code for p in hits} | {code for code in codes if places.province_of(code) in inside}


def ranking_table(page: Page, title: str) -> None:
    """The table, its filter, what to be careful about, and its downloads."""
    view, indicator = page.view, page.view.asks
    everything = ranked(page.store, view)
    with st.container(key="ranking"):
        if indicator.programme_only:
            st.info(page.say(WHOLE_ONLY))
            return
        typed = st.text_input(
            page.say(FIND),
            key="ranking-search",
            placeholder=page.say(FIND_HINT),
            label_visibility="collapsed",
            icon=":material/search:",
            width=420,
        )
        kept = found(everything["place"].tolist(), typed, page.lang)
        rows = everything[everything["place"].isin(kept)].reset_index(drop=True)
        if rows.empty:
            st.write(page.say(NOWHERE))
        else:
            _side_by_side(page, rows, title)
        absent = int(rows[indicator.id].isna().sum())
        shown = [page.say(SHOWN, found=len(rows), all=len(everything))]
        shown += [page.say(ABSENT_HERE, n=absent)] if absent else []
        st.caption(page.prose([*shown, page.say(HOW)]))
        if indicator.caution:
            st.caption(f":material/warning: {page.say(indicator.caution)}")
        picture = page.picture(every_place, tuple(everything["place"]))
        if said := page.news(picture.notes):
            st.caption(said)
        downloads(page, picture)


def _side_by_side(page: Page, rows: pd.DataFrame, title: str) -> None:
    """The places as marks, and as a table beside."""
    left, right = st.columns([7, 18], gap="medium")
    # What can be taken away stands below the table, for both.
    marks = replace(page.picture(every_place, tuple(rows["place"])), key="strip", rows=None, notes=())
    with left, st.container(key="strips", height=HEIGHT if len(rows) > MOST_ROWS else "content", border=False):
        show(page, marks, page.drill)
    with right:
        with st.container(key="ranking-grid"):
            _table(page, rows, title)
        _list(page, rows)


def _table(page: Page, rows: pd.DataFrame, title: str) -> None:
    key, shown = f"ranking-rows-{page.view.level}", _readable(page, rows)

    def chosen() -> None:
        for row, column in widgets.cells(key, shown):
            if column != "rank":  # a click on a heading sorts, and marks the first cell of the first row
                page.drill(rows["place"].iloc[row])

    st.dataframe(
        shown,
        key=key,
        hide_index=True,
        column_config=_columns(page),
        height=ROW * (min(len(rows), MOST_ROWS) + 1) + 3,
        row_height=ROW,
        placeholder=page.say(ABSENT),
        alt=title,
        on_select=chosen,
        selection_mode="single-cell",
    )


def _list(page: Page, rows: pd.DataFrame) -> None:
    """The same for a phone, which has no room for the columns (`page.css`): each place in a few lines, made when it is
    opened."""
    with st.container(key="ranking-list"):
        listed = st.expander(page.say(AS_LIST), key=f"ranking-listed-{page.view.level}", on_change="rerun")
        if not listed.open:
            return
        against = INDEX if page.view.asks.unit.is_rate else SHARE
        head = ["", "", page.view.asks.name(page.lang), page.say(against), ""]
        shown = _readable(page, rows).to_dict("records")
        lines = [_line(page, code, row) for code, row in zip(rows["place"], shown, strict=True)]
        with listed:
            panels.sheet("ranking", head, lines, "--:|:--|--:|--:|:--")


def _line(page: Page, code: str, row: Mapping[Hashable, Any]) -> list[str]:
    """A place of the list: its rank, its name, its value, that beside the programme's, and what else is known of it."""
    unit, lang = page.view.asks.unit, page.lang
    rank, against = (None if pd.isna(row[c]) else row[c] for c in ("rank", "against"))
    share = page.say(ABSENT) if against is None else f"{against:.0f}" if unit.is_rate else f"{against:.1f}%"
    joined = labelled(page.say(JOINED), month_name(f"{row['joined']:%Y-%m}", lang), lang)
    about = dotted((row.get("province") or "", joined, row["member"] or ""))
    return [str(rank or ""), panels.place_link(page, code), unit.full(row["value"], lang), share, about]


def _readable(page: Page, rows: pd.DataFrame) -> pd.DataFrame:
    """The rows as a reader wants them: the name in full and the short one of the other language, numbers still numbers
    so that they sort."""
    shown = [places.get(code) for code in rows["place"]]
    own: Lang
    other: Lang
    own, other = ("en", "zh") if page.lang == "en" else ("zh", "en")
    out = pd.DataFrame({"rank": rows["rank"], own: [p.name(own) for p in shown], "value": rows[page.view.indicator]})
    out[other] = [p.short(other) for p in shown]
    if page.view.level == "county":
        out["province"] = [places.get(p.parent).short(page.lang) for p in shown]
    out["against"] = rows["against"]
    out["joined"] = [_joined(page.store, p.code) for p in shown]
    out["member"] = [page.say(MEMBERS[m]) if (m := page.record.membership(p.code)) else None for p in shown]
    return out


def _joined(store: Store, code: str) -> date:
    """The first month with somebody insured in the place or in a county inside it."""
    first = min(month for county, month in store.joined.items() if places.is_inside(county, code))
    return date(int(first[:4]), int(first[5:]), 1)


def _columns(page: Page) -> dict:
    """How the columns are headed and how wide they are, 770 pixels together at most (`page.css`)."""
    say, indicator = page.say, page.view.asks
    unit = indicator.unit
    against, why = (INDEX, INDEX_HELP) if unit.is_rate else (SHARE, SHARE_HELP)
    number = f"%,.{unit.decimals}f"
    columns = st.column_config
    return {
        "rank": columns.NumberColumn(say(RANK), help=say(RANK_HELP), width=48),
        "en": columns.TextColumn(say(IN_ENGLISH), width=88 if page.lang == "en" else 84),
        "zh": columns.TextColumn(say(IN_CHINESE), width=166 if page.lang == "zh" else 72),
        "province": columns.TextColumn(say(PROVINCE), width=78 if page.lang == "en" else 56),
        "value": columns.NumberColumn(
            indicator.name(page.lang),
            help=say(indicator.definition),
            width=max(94, ceil(extent(indicator.name(page.lang), 1)[0]) + PADDING),
            format=unit.written(page.lang).replace("%", "%%").replace("{}", number),
        ),
        "against": columns.NumberColumn(
            say(against),
            help=say(why),
            width=(88 if page.lang == "en" else 102) if unit.is_rate else 84,
            format="%.0f" if unit.is_rate else "%.1f%%",
        ),
        "joined": columns.DateColumn(say(JOINED), format=say(MONTH_AND_YEAR), width=88),
        "member": columns.TextColumn(say(MEMBER), help=say(MEMBER_HELP), width=92 if page.lang == "en" else 78),
    }
