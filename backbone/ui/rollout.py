"""The roll-out: one small map a policy year, who joined, stayed and left; for a county its years in words."""

from collections.abc import Mapping

import pandas as pd
import streamlit as st

from backbone import places
from backbone.cover import rollout
from backbone.cover.rollout import COVERED, JOINED, LEFT, RETURNED, STANDINGS, STAYED
from backbone.indicators import INDICATORS
from backbone.periods import ALL, month_name, months_later, period_name
from backbone.pictures import rollout as rollout_pictures
from backbone.punctuation import capitalised, labelled
from backbone.text import Text
from backbone.ui import panels
from backbone.ui.coverage import choose_year
from backbone.ui.page import Page
from backbone.ui.picture import show
from backbone.where import Where

HEADING = Text("The roll-out", "推广进程")
INSURED = Text("{n} insured", "参保 {n}人次")
NOBODY_YET = Text("Nobody was insured here by {month}.", "截至{month}，当地尚无人参保。")
NOT_BEGUN = Text("Nobody was insured for {year} by {month}.", "截至{month}，{year}尚无人参保。")
METHOD = Text(
    "Cover runs for twelve months. A county left when its cover of the year before had ended by {month} and nothing "
    "new had begun; until then it is still covered.",
    "保障期为十二个月。上一年度的保障在{month}前已到期、且未开始新的保障，记为退出；仍在保障期内的记为保障未到期。",
)
ONE_SCALE = Text("Symbols have one scale on every map.", "各图符号使用同一比例。")
NAMES = Text("The counties by name", "各县名单")
THEN: Mapping[str, Text] = {
    JOINED: Text(
        "Joined in {since}: {insured} of {eligible} eligible insured.",
        "{since}加入：应保 {eligible} 人次，参保 {insured} 人次。",
    ),
    STAYED: Text(
        "Renewed from {since}: {insured} of {eligible} eligible insured.",
        "{since}起续保：应保 {eligible} 人次，参保 {insured} 人次。",
    ),
    RETURNED: Text(
        "Came back in {since}: {insured} of {eligible} eligible insured.",
        "{since}重新加入：应保 {eligible} 人次，参保 {insured} 人次。",
    ),
    LEFT: Text(
        "Left: its cover of the year before ended with {last}, and nothing new had begun by {month}.",
        "退出：上一年度的保障于{last}底到期，截至{month}未开始新的保障。",
    ),
    COVERED: Text(
        "Still covered: its cover of the year before lasts to the end of {last}.",
        "保障未到期：上一年度的保障持续至{last}底。",
    ),
}
NO_COVER = Text("No cover.", "无保障。")
NOT_YET = Text("Not in the programme yet.", "尚未加入项目。")
ABREAST = 3


def section(page: Page) -> None:
    """The roll-out of the page's place: maps and names of a nation or province, words for a county."""
    st.header(page.say(HEADING), anchor="rollout", divider="gray")
    rows = rollout.standings(page.store, page.where)
    if places.get(page.view.place).level == "county":
        _in_words(page, rows)
    else:
        _in_maps(page, rows)


# -- maps ----------------------------------------------------------------------------------------------------------


def _in_maps(page: Page, rows: pd.DataFrame) -> None:
    view, lang, horizon = page.view, page.lang, page.store.horizon
    month = month_name(view.month(horizon), lang)
    covered = rows.dropna(subset=["insured"])["period"]
    if covered.empty:
        st.markdown(page.say(NOBODY_YET, month=month))
        return
    shown = view.period if view.period != ALL else covered.max()
    own = rows[rows["period"] == shown]
    counted = rollout.said(own["standing"], lang)
    panels.finding(labelled(capitalised(period_name(shown, lang)), counted, lang))
    years = horizon.years
    for start in range(0, len(years), ABREAST):
        key, *columns = st.columns([1, *[2] * ABREAST], gap="small")
        if start == 0:
            with key:
                show(page, page.picture(rollout_pictures.key))
        for year, column in zip(years[start : start + ABREAST], columns, strict=False):
            with column:
                _year(page, year, rows[rows["period"] == year])
    st.caption(page.prose((page.say(METHOD, month=month), page.say(ONE_SCALE))))
    names = st.expander(page.say(NAMES), key="rollout-names", on_change="rerun")
    if names.open:
        with names:
            _names(page, rows)


def _year(page: Page, year: str, own: pd.DataFrame) -> None:
    """One year: its number (a press chooses the year), what became of the counties, and the map."""
    lang, horizon = page.lang, page.store.horizon
    _year_button(page, year)
    if own["insured"].notna().any():
        said = page.say(INSURED, n=INDICATORS["insured"].unit.short(own["insured"].sum(), lang))
        st.caption(f"{rollout.said(own['standing'], lang)}  \n{said}")
    else:
        month = month_name(page.view.month(horizon), lang)
        said = page.say(NOT_BEGUN, year=period_name(year, lang), month=month)
        st.caption(f"{said}  \n&nbsp;")  # as high as the captions beside it, so that the maps stand in one line
    picture = page.picture(rollout_pictures.year, year)
    page.news(picture.reading)  # the key beside the maps shows it
    show(page, picture, page.drill)


def _year_button(page: Page, year: str) -> None:
    chosen = page.view.period == year
    st.button(
        f"**{year}**",
        key=f"year-{year}",
        type="secondary" if chosen else "tertiary",
        on_click=choose_year,
        args=(page, year),
    )


def _names(page: Page, rows: pd.DataFrame) -> None:
    """Each year's counties by what became of them; each name leads to its county."""
    years = page.store.horizon.years
    for year, column in zip(years, st.columns(len(years), gap="large"), strict=True):
        with column:
            st.markdown(f"**{year}**")
            own = rows[rows["period"] == year]
            for standing, name in STANDINGS.items():
                codes = own.loc[own["standing"] == standing, "place"].tolist()
                if not codes:
                    continue
                st.caption(labelled(capitalised(name(page.lang)), str(len(codes)), page.lang))
                with st.container(horizontal=True, gap="xxsmall", key=f"named-{year}-{standing}"):
                    for code in codes:
                        panels.step(page, code, places.get(code).short(page.lang), year)


# -- words ---------------------------------------------------------------------------------------------------------


def _in_words(page: Page, rows: pd.DataFrame) -> None:
    """A county's policy years, one line each."""
    eligible = page.store.aggregate(("eligible",), "period", Where(page.view.place, ALL, page.view.as_of))
    eligible = dict(zip(eligible["period"], eligible["eligible"], strict=True))
    known = rows.set_index("period")
    for year in page.store.horizon.years:
        left, right = st.columns([1, 11], gap="small", vertical_alignment="center")
        with left:
            _year_button(page, year)
        if year in known.index:
            right.markdown(_became(page, known.loc[year], eligible.get(year, float("nan"))))
        else:
            right.markdown(page.say(NO_COVER if (known.index < year).any() else NOT_YET))
    st.caption(page.say(METHOD, month=month_name(page.view.month(page.store.horizon), page.lang)))


def _became(page: Page, row: pd.Series, eligible: float) -> str:
    lang, unit = page.lang, INDICATORS["insured"].unit
    words = {"month": month_name(page.view.month(page.store.horizon), lang)}
    if row["since"]:
        words |= {"since": month_name(row["since"], lang), "insured": unit.full(row["insured"], lang)}
        words["eligible"] = unit.full(eligible, lang)
    if row["until"]:
        words["last"] = month_name(months_later(row["until"], -1), lang)
    return page.say(THEN[row["standing"]], **words)
