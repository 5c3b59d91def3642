"""Definitions: the registry as a reader reads it, and everything that a number on these pages rests on."""

from typing import Literal

import pandas as pd
import streamlit as st

from backbone.boundaries import ABOUT, MAP_REVIEW
from backbone.breakdowns import REMAINDER
from backbone.cautions import AGES_OF_COVER, RECENT
from backbone.gathering import LEAST
from backbone.indicator import Indicator
from backbone.indicators import INDICATORS
from backbone.periods import month_name
from backbone.places import LEVELS
from backbone.punctuation import dotted, held, labelled
from backbone.record.published import KINDS
from backbone.site import PAGES
from backbone.snapshot.manifest import BASES
from backbone.text import LANGS, Text
from backbone.ui.methods import TITLE as METHODS
from backbone.ui.page import Page
from backbone.units import PERCENT
from backbone.view import View

FORMULA, UNIT, SOURCE = Text("Worked out as", "算法"), Text("Unit", "单位"), Text("Source", "出处")
GOOD = {
    "high": Text("higher is better", "越高越好"),
    "low": Text("lower is better", "越低越好"),
    None: Text("no good or bad direction", "高低本身无好坏之分"),
}
WHOLE_ONLY = Text("whole programme only", "仅有全项目口径")
NOW = Text("{value} for the whole programme, as of {month}", "全项目截至{month}：{value}")
BY_COMMAND = Text(
    "The same number on the command line, in the folder of the project:", "在项目目录下用命令行得到同一数字："
)
ON_THE_MAP = Text("See it on the map", "在地图上查看")
EVERY = Text("Every indicator", "全部指标")
SEARCH = Text("Find a definition", "查找定义")
SEARCH_HINT = Text("A word of a name or a definition", "名称或定义中的词")
NOTHING = Text("No definition holds that word.", "没有包含该词的定义。")
OTHER: dict = {"en": "zh", "zh": "en"}

READING = Text("Reading the numbers", "如何读懂这些数字")
TOPICS: tuple[tuple[Text, Text], ...] = (
    (
        Text("Reported, estimated or illustrative", "公布、推算与示意"),
        Text(
            "Each number has its own basis. **Reported**: somebody published or submitted just this number. "
            "**Estimated**: worked out from reported numbers by a stated method, such as the average of two published "
            "totals. **Illustrative**: a generator made it, to show the full product until the foundation publishes "
            "its own files. Among illustrative numbers a tick marks those reported, a calculator those estimated; "
            "passports, tables and files say it of each. The data shown now are **{basis}**. The figures on the page "
            "“{record}” are real.",
            "每个数字各有口径。**公布**：有关方面公布或报送的正是该数字。**推算**：按说明的方法由公布或报送的数字算出，"
            "例如由两个公布总数求得的平均值。**示意**：由程序生成，仅用于在基金会发布正式数据之前演示完整功能。"
            "示意数据中，带勾的为公布数字，带计算器的为推算数字；数字来历、表格和文件逐一注明。"
            "当前数据为**{basis}**。“{record}”页上的数字均为真实公布的数字。",
        ),
    ),
    (
        Text("Person-times, not people", "人次而非人数"),
        Text(
            "A person insured in 2017 and again in 2018 counts twice. Only within one policy year are person-times "
            "people.",
            "同一人 2017 年和 2018 年均参保，计两次。只有在同一保单年度内，人次才等于人数。",
        ),
    ),
    (
        Text("As of, and incomplete months", "截至月份与不完整月份"),
        Text(
            "A number counts everything recorded up to the end of its as-of month: a claim of policy year 2018 paid "
            "in August 2019 is in view from August 2019 on. The data run to {last} and are complete to "
            "{complete}. {recent}",
            "数字统计截至所示月份月底的全部记录：2018 保单年度的案件若在 2019 年 8 月赔付，"
            "则自 2019 年 8 月起计入。数据截至{last}，其中{complete}及以前完整。{recent}",
        ),
    ),
    (Text("Ages of cover", "保障期长短"), Text("{ages}", "{ages}")),
    (
        Text("Ratios are ratios of sums", "比率按合计计算"),
        Text(
            "The rate of a province is its total over its total, never the mean of its counties’ rates. Where the "
            "denominator is zero there is no rate, and a dash is shown.",
            "省的比率由全省合计相除得出，不是各县比率的平均。分母为零时没有比率，以短横线表示。",
        ),
    ),
    (
        Text("Claims are told in groups of eight", "案件按每组至少八件公布"),
        Text(
            "Counts of the insured and of claims stand as they are, by county and month. Amounts and days wait, in "
            "each county and policy year, until {least} paid claims have gathered, and are then told together; "
            "{told}. A category (an illness, an age) waits likewise, in each place for itself, and is told only where "
            "nothing that is told can be subtracted so that fewer than {least} claims remain. What is not told yet "
            "has a row of its own: not yet broken down. Amounts by category exist for provinces and the programme. "
            "{by_level}",
            "参保与案件的件数按县、按月如实公布。金额和天数则在各县、各保单年度累计满 {least} 件赔付后一并公布；"
            "{told}。"
            "各类别（如病种、年龄）在各地区也分别累计，只有当"
            "已公布的数字无论如何相减都不会剩下少于 {least} 件时才公布。"
            "尚未公布的部分单列一行“尚未细分”。分类金额只提供省级和全项目数据。{by_level}",
        ),
    ),
    (
        Text("Three ways a map is empty", "地图上的三种空缺"),
        Text(
            "**No data yet**: the place is in the programme, but nothing is recorded for this question, or its amounts "
            "wait for eight claims.  \n"
            "**Zero**: recorded as zero.  \n"
            "**Not in the programme**: nobody there is recorded as insured by Backbone.",
            "**暂无数据**：该地区在项目内，但此问题尚无记录，或金额待累计满八件。  \n"
            "**零**：有记录，数值为零。  \n"
            "**未纳入项目**：没有当地居民通过顶梁柱参保的记录。",
        ),
    ),
    (
        Text("The map", "关于地图"),
        Text(
            "{boundaries} {review} Projection: Albers equal-area, parallels 25° and 47°, meridian 105°.",
            "{boundaries}{review}投影：阿尔伯斯等积圆锥投影，标准纬线 25°、47°，中央经线 105°。",
        ),
    ),
)
MODELLED = Text("What is modelled", "哪些是模拟的")
MODELLED_WHY = Text(
    "The snapshot reproduces the published totals exactly. Everything else in it rests on these assumptions.",
    "本快照与公布总数完全一致，其余均基于以下假设。",
)
SOURCES = Text("Sources", "来源")
COLUMNS = {
    "title": Text("Title", "标题"),
    "publisher": Text("Publisher", "发布方"),
    "published": Text("Published", "发布时间"),
    "kind": Text("Kind", "类型"),
    "url": Text("Link", "链接"),
}
CONTENTS = (
    (EVERY, "indicators"), (READING, "reading"), (METHODS, "methods"), (MODELLED, "modelled"), (SOURCES, "sources"),
)  # fmt: skip


def chosen(page: Page) -> None:
    """The definition that the link asked for, with its value now, its command, and a way to the map."""
    lang, indicator = page.lang, page.view.asks
    value = page.store.value(indicator.id)
    with st.container(key="definition", border=True):
        meaning, number = st.columns([7, 5], gap="large")
        with meaning:
            _entry(page, indicator, anchor=False)
        with number:
            said = indicator.unit.full(value, lang)
            st.markdown(page.say(NOW, value=said, month=month_name(page.store.horizon.last, lang)))
            st.caption(page.say(BY_COMMAND))
            st.code(_command(indicator), language=None, wrap_lines=True)
            if not indicator.programme_only:
                home = View(lang=lang, indicator=indicator.id)
                st.page_link(PAGES["home"].path, label=page.say(ON_THE_MAP), icon=":material/map:",
                             query_params=home.params())  # fmt: skip
    st.markdown(dotted(f"[{page.say(name)}](#{anchor})" for name, anchor in CONTENTS))


def indicators(page: Page) -> None:
    """Every indicator of the registry, found by any word of its names or definitions in either language."""
    st.header(page.say(EVERY), anchor="indicators")
    typed = st.text_input(
        page.say(SEARCH), key="definitions-search", placeholder=page.say(SEARCH_HINT), label_visibility="collapsed",
        icon=":material/search:", width=420,
    ).strip().casefold()  # fmt: skip
    found = [i for i in INDICATORS.values() if typed in _words(i)]
    if not found:
        st.write(page.say(NOTHING))
    for n in range(0, len(found), 2):
        for column, indicator in zip(st.columns(2, gap="large"), found[n : n + 2], strict=False):
            with column:
                _entry(page, indicator, anchor=indicator.id)


def _entry(page: Page, indicator: Indicator, anchor: str | Literal[False]) -> None:
    """Both names, the definition, its formula, what to be careful about, and its unit, direction and source."""
    lang = page.lang
    st.subheader(f"{held(indicator.name(lang))} :gray[{indicator.name(OTHER[lang])}]", anchor=anchor)
    said = [indicator.definition(lang), labelled(page.say(FORMULA), indicator.formula(lang), lang)]
    if indicator.caution:
        said.append(f":orange[:material/warning:] {indicator.caution(lang)}")
    st.markdown("  \n".join(said))
    facts = [labelled(page.say(UNIT), indicator.unit.name(lang), lang), GOOD[indicator.good](lang)]
    if indicator.programme_only:
        facts.append(page.say(WHOLE_ONLY))
    source = labelled(page.say(SOURCE), indicator.source(lang), lang)
    st.caption(dotted([*facts, source, f"`{indicator.id}`"]))


def _words(indicator: Indicator) -> str:
    """Everything that a search looks at."""
    said = [t(lang) for t in (indicator.name, indicator.definition) for lang in LANGS]
    return " ".join([indicator.id, *said]).casefold()


def _command(indicator: Indicator) -> str:
    """The command that prints the indicator for the whole programme."""
    return f".venv/bin/python -m backbone ask {indicator.id}"


TOLD_SO_FAR = Text("so far they stand for {share} of the paid claims", "目前已涵盖 {share} 的赔付案件")
BY_LEVEL = Text(
    "By illness, {county} of the paid claims are broken down at county, {province} at province and {nation} at "
    "national level.",
    "按病种细分的赔付案件：县级 {county}，省级 {province}，全项目 {nation}。",
)


def reading(page: Page) -> None:
    """How to read a number: basis, person-times, as of, groups, the states of a map, the map itself."""
    horizon, lang = page.store.horizon, page.lang
    values = {
        "basis": BASES[page.basis](lang), "record": PAGES["record"].name(lang), "recent": RECENT(lang),
        "ages": AGES_OF_COVER(lang), "last": month_name(horizon.last, lang), "least": LEAST,
        "told": _told(page), "by_level": _by_level(page),
        "complete": month_name(horizon.complete_through, lang), "review": MAP_REVIEW(lang), "boundaries": ABOUT(lang),
    }  # fmt: skip
    st.header(page.say(READING), anchor="reading")
    for n in range(0, len(TOPICS), 2):
        for column, (topic, said) in zip(st.columns(2, gap="large"), TOPICS[n : n + 2], strict=False):
            column.subheader(topic(lang), anchor=False)
            column.markdown(said(lang, **values))


def _told(page: Page) -> str:
    """How many paid claims the amounts stand for."""
    claims = page.store.told()
    share = PERCENT.full(100 * claims.told / claims.paid if claims.paid else float("nan"), page.lang)
    return page.say(TOLD_SO_FAR, share=share)


def _by_level(page: Page) -> str:
    """How much of the paid claims is broken down by illness, level by level."""
    shares = {}
    for level in LEVELS:
        rows = page.store.table(("paid_claims",), ("place", "illness"), level=level)
        told = rows.loc[rows["illness"] != REMAINDER, "paid_claims"].sum()
        every = rows["paid_claims"].sum()
        shares[level] = PERCENT.full(100 * told / every if every else float("nan"), page.lang)
    return page.say(BY_LEVEL, **shares)


def modelled(page: Page) -> None:
    """What the generator assumed, as the snapshot itself says it; nothing for a reported snapshot."""
    manifest = page.store.snapshot.manifest
    if not manifest.modelled:
        return
    st.header(page.say(MODELLED), anchor="modelled")
    st.markdown(page.say(MODELLED_WHY))
    st.markdown("\n".join(f"- {_plain(one.text(page.lang))}" for one in manifest.modelled))


def _plain(text: str) -> str:
    """Text in which nothing is markup to Streamlit."""
    return "".join(f"\\{c}" if c in "\\`*_[]$:~<>#" else c for c in text)


def sources(page: Page) -> None:
    """Every publication that the record rests on, with a link."""
    lang = page.lang
    rows = [
        {
            "title": s.title(lang),
            "publisher": s.publisher(lang),
            "published": s.published or (s.date_note(lang) if s.date_note else ""),
            "kind": KINDS[s.kind](lang),
            "url": s.url,
        }
        for s in page.record.sources
    ]
    names = {column: name(lang) for column, name in COLUMNS.items()}
    st.header(page.say(SOURCES), anchor="sources")
    st.dataframe(
        pd.DataFrame(rows).rename(columns=names),
        hide_index=True,
        alt=page.say(SOURCES),
        height="content",
        column_config={names["url"]: st.column_config.LinkColumn(display_text=":material/open_in_new:", width=60)},
    )
