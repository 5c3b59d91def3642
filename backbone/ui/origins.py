"""Where a place's numbers come from: what was published about it, and what is illustrative; and its stories."""

import streamlit as st

from backbone import places
from backbone.pictures.sheet import ILLUSTRATIVE
from backbone.places import NATION
from backbone.punctuation import dotted, labelled, prose
from backbone.record.published import VISITED
from backbone.record.record import KINDS, METRICS, SOURCE_NOT_RECORDED, UNITS, Figure, Source, Story
from backbone.site import PAGES
from backbone.text import Text
from backbone.ui import panels
from backbone.ui.page import Page

STORIES, ORIGINS = Text("Families", "家庭故事"), Text("Where these numbers come from", "数据来源")
NUMBER, ORIGIN = Text("Number", "数据"), Text("Origin", "来源")
MOST_STORIES = 3
ALL_PUBLISHED = Text("Every published figure of the programme and its source", "项目全部已公布数据及其来源")
OTHERS = Text(
    "All other numbers on this page: months, claims submitted and rejected, hospital bills, illness, age and sex",
    "本页其余数据：逐月、申请与拒赔、住院费用、病种、年龄与性别",
)
MODELLED = Text("modelled to match the published totals exactly", "模型推算，与已公布的总数完全一致")
MEMBER, OPENED = Text("In the programme", "纳入项目"), Text("from the foundation’s own files", "来自基金会上报的数据")
ASSUMED = Text(
    "assumed: no published source names it; it is chosen from the national list of poverty counties",
    "推定：公开资料未载明，依据国家级贫困县名单选取",
)


def stories(page: Page) -> None:
    """Published cases from here, each told once; nothing where none is published."""
    told = page.record.cases_of(page.view.place) if page.view.place != NATION else ()
    if not told:
        return
    st.header(page.say(STORIES), anchor="stories", divider="gray")
    for column, case in zip(st.columns(min(MOST_STORIES, len(told))), told, strict=False):
        with column:
            _story(page, case)


def _story(page: Page, case: tuple[Story, ...]) -> None:
    """A case as the first that told it tells it, and everyone who did."""
    lang, story = page.lang, case[0]
    seen = VISITED(lang) if story.visited else ""
    about = (places.get(story.adcode).name(lang), story.when(lang), story.illness(lang), seen)
    told = (story.summary(lang), story.relief(lang) if story.relief else "")
    # Its sources are not grey: their links would be too pale to read.
    sources = "  \n".join(f":small[{_source(page, one.source)}]" for one in case)
    said = [f"**{_plain(story.title(lang))}**  \n{_small(dotted(about))}", _plain(prose(told, lang)), sources]
    if story.note:
        said.append(_small(story.note(lang)))
    with st.container(border=True, height="stretch"):
        st.markdown("\n\n".join(said))


def _small(text: str) -> str:
    return f":small[:gray[{_plain(text)}]]"


def table(page: Page) -> None:
    """Two columns: a number, and who published it; the last line says what the rest is."""
    figures = page.record.figures_of(page.view.place) if page.view.place != NATION else ()
    rows = [(_figure(page, f), _source(page, f.source)) for f in figures]
    st.header(page.say(ORIGINS), anchor="origins", divider="gray")
    if page.view.place == NATION:
        st.page_link(PAGES["record"].path, label=page.say(ALL_PUBLISHED), query_params=page.link("record"))
    if page.record.membership(page.view.place) == "assumed":
        rows.insert(0, (page.say(MEMBER), page.say(ASSUMED)))
    elif not rows and page.record.membership(page.view.place):
        found = page.record.evidence(page.view.place)
        rows.append((page.say(MEMBER), _source(page, found[0]) if found else page.say(SOURCE_NOT_RECORDED)))
    if page.basis == "illustrative":
        rows.append((page.say(OTHERS), labelled(f":orange[{page.say(ILLUSTRATIVE)}]", page.say(MODELLED), page.lang)))
    else:
        rows.append((page.say(OTHERS), page.say(OPENED)))
    panels.sheet("origins", (page.say(NUMBER), page.say(ORIGIN)), rows, ":--|:--")


def _figure(page: Page, figure: Figure) -> str:
    unit = "" if figure.unit in ("share", "date") else f" {UNITS[figure.unit](page.lang)}"
    said = f"{METRICS[figure.metric].name(page.lang)} **{figure.shown(page.lang)}**{unit}"
    return dotted((said, figure.when(page.lang), figure.whose(page.lang)))


def _source(page: Page, source: Source) -> str:
    """The publication as a link, who published it, when, and what kind of source that is."""
    said = [source.publisher(page.lang), source.published or "", KINDS[source.kind](page.lang)]
    return dotted((f"[{_plain(source.title(page.lang))}]({source.url})", *map(_plain, said)))


def _plain(text: str) -> str:
    """Text in which nothing is markup to Markdown."""
    return "".join(f"\\{c}" if c in "\\`*_[]#$~:|<" else c for c in text)
