"""Whom we reach, and whom not: the finding, its cards, and those not reached by place, by sex and age."""

from functools import partial

import pandas as pd
import streamlit as st

from backbone import places, units
from backbone.cover import unreached
from backbone.indicators import INDICATORS
from backbone.periods import ALL, month_name
from backbone.pictures import coverage
from backbone.places import NATION
from backbone.text import Text
from backbone.ui import cards, panels, pickers
from backbone.ui.page import Page
from backbone.ui.picture import show
from backbone.where import Where

OF_100 = Text(
    "Of every 100 eligible, {n} were insured: {insured} of {eligible} person-times",
    "每 100 人次应保对象中 {n} 人次已参保（{insured} / {eligible}）",
)
EVERYONE = Text("Everyone eligible was insured: {eligible} person-times", "应保对象全部参保：共 {eligible}人次")
NOBODY = Text("Nobody was eligible here, so there is no coverage.", "当地没有应保对象，因此没有参保率。")
AGAINST = Text("{name}: {n} of every 100.", "{name}：每 100 人次中 {n} 人次。")
PROGRAMME = Text("Programme", "全项目")
SHARE = Text("{share} of {name}", "占{name} {share}")
THE_PROGRAMME = Text("the programme", "全项目")
NOT_REACHED = Text("{n} not insured", "未参保 {n}")
OTHER = Text("{name} {value}", "{name} {value}")
GREW = Text("{insured} now, {due} due before", "现参保 {insured}，上年到期 {due}")
AGAIN = Text("{renewed} of {due} due", "到期 {due}，续保 {renewed}")
ONE_YEAR = Text(
    "Growth is of one policy year against the one before: choose a year.",
    "参保增长率比较前后两个保单年度，请选择年度。",
)
FIRST_YEAR = Text("{year} is the first policy year: none before it.", "{year} 是首个保单年度，没有上一年度。")
NONE_BEFORE = Text("Nobody here was insured for {before}.", "{before} 年度当地无人参保。")
NOT_DUE = Text("No cover of {before} had ended by {month}.", "截至{month}，{before} 年度的保障均未到期。")
NONE_DUE = Text("No cover had ended by {month}.", "截至{month}，尚无保障到期。")
PART_DUE = Text(
    "{year} is incomplete: of {before_insured} person-times insured for {before}, the cover of {due} had ended by "
    "{month}, and only what has fallen due counts.",
    "{year} 年度尚不完整：{before} 年度参保 {before_insured}人次，截至{month}已有 {due}人次保障到期，只计已到期部分。",
)
BY_PLACE = Text(
    "Renewals are estimated by county, for no names are held: never more than the county insured the next year.",
    "系统不保存姓名，续保人次按县估算，不超过该县下一年度参保人次。",
)
WHO = Text("Who is not reached?", "还有谁没有参保？")
SORTED = Text("Sorted", "排序")
BY = {coverage.NUMBER: Text("by number", "按人次"), coverage.RATE: Text("by rate", "按参保率")}
PEOPLE, REPEAT = ("eligible", "insured", "coverage"), ("growth", "renewal")
ENDED = ("due", "renewed")
CARDS = ("insured", "eligible", "coverage", "growth", "renewal")


# -- finding -------------------------------------------------------------------------------------------------------


def finding(page: Page) -> None:
    """How many of every hundred eligible were insured, and the places around it; the pickers beside it."""
    left, right = st.columns([3, 2], gap="large", vertical_alignment="bottom")
    with left:
        here, *above = [page.store.values(PEOPLE, at) for at in _path(page)]
        said = {i: INDICATORS[i].unit.short(here[i], page.lang) for i in ("insured", "eligible")}
        if not here["eligible"] > 0:
            panels.finding(page.say(NOBODY))
        elif here["insured"] == here["eligible"]:
            panels.finding(page.say(EVERYONE, eligible=said["eligible"]))
        else:
            panels.finding(page.say(OF_100, n=units.of_100(here["coverage"]), **said))
        lines = [
            page.say(AGAINST, name=_name(page, at), n=units.of_100(row["coverage"]))
            for at, row in zip(_path(page)[1:], above, strict=True)
        ]
        if lines:
            st.caption(page.prose(lines))
    with right:
        choose(page)


def choose(page: Page) -> None:
    """The pickers: policy year and month."""
    with st.container(key="pickers", horizontal=True, vertical_alignment="bottom", gap="small"):
        pickers.period_picker(page)
        pickers.as_of_picker(page)


def _path(page: Page) -> list[Where]:
    """The place of the page, then those above it, nearest first."""
    return [Where(p.code, page.view.period, page.view.as_of) for p in reversed(places.path(page.view.place))]


def _name(page: Page, at: Where) -> str:
    return page.say(PROGRAMME) if at.place == NATION else places.get(at.place).short(page.lang)


# -- cards ---------------------------------------------------------------------------------------------------------


def headline(page: Page) -> None:
    """Insured, eligible, coverage, growth and renewal, each with what it stands beside; then why there is no card of
    some, and how renewal is meant."""
    lang, view = page.lang, page.view
    here, *above = [page.store.values((*PEOPLE, *REPEAT), at) for at in _path(page)]
    ended = page.store.sums(ENDED, page.where)
    short = {i: INDICATORS[i].unit.short(here[i], lang) for i in INDICATORS if i in here}
    short |= {column: INDICATORS["insured"].unit.full(value, lang) for column, value in ended.items()}
    lines: dict[str, list[str]] = {i: [] for i in CARDS}
    for at, row in zip(_path(page)[1:], above, strict=True):
        name = page.say(THE_PROGRAMME) if at.place == NATION else places.get(at.place).short(lang)
        if row["insured"] > 0:
            share = units.PERCENT.full(here["insured"] / row["insured"] * 100, lang)
            lines["insured"].append(page.say(SHARE, share=share, name=name))
        for i in ("coverage", "growth", "renewal"):
            if not pd.isna(here[i]) and not pd.isna(row[i]):
                said = INDICATORS[i].unit.full(row[i], lang)
                lines[i].append(page.say(OTHER, name=_name(page, at), value=said))
    rest = INDICATORS["insured"].unit.short(here["eligible"] - here["insured"], lang)
    lines["eligible"].append(page.say(NOT_REACHED, n=rest))
    reason = why_no_renewal(page, ended["due"])
    if reason:
        lines["renewal"] = [reason]
    else:
        lines["renewal"].insert(0, page.say(AGAIN, renewed=short["renewed"], due=short["due"]))
    if view.period == ALL:
        lines["growth"] = [page.say(ONE_YEAR)]
    elif reason:
        lines["growth"] = [reason]
    else:
        insured = INDICATORS["insured"].unit.full(here["insured"], lang)
        lines["growth"].insert(0, page.say(GREW, insured=insured, due=short["due"]))
    known = [i for i in CARDS if not pd.isna(here[i])]
    cards.draw(cards.of(page, i, here[i], lines[i]) for i in known)
    why = dict.fromkeys(line for i in CARDS if i not in known for line in lines[i])
    notes = [*why, _part_due(page, ended["due"]), page.say(BY_PLACE) if ended["due"] > 0 else ""]
    if any(notes):
        st.caption(page.prose(notes))


def _before(page: Page) -> str:
    """The policy year before the one chosen; "" for the first, and for all together."""
    years = page.store.horizon.years
    n = years.index(page.view.period) if page.view.period in years else 0
    return years[n - 1] if n else ""


def _insured_before(page: Page) -> float:
    """Person-times insured for the policy year before, as of the same month."""
    return page.store.value("insured", Where(page.view.place, _before(page), page.view.as_of))


def why_no_renewal(page: Page, due: float) -> str:
    """Why there is no renewal to speak of, in a sentence; "" where there is."""
    view, before = page.view, _before(page)
    month = month_name(view.month(page.store.horizon), page.lang)
    if due > 0:
        return ""
    if view.period == ALL:
        return page.say(NONE_DUE, month=month)
    if not before:
        return page.say(FIRST_YEAR, year=view.period)
    if not _insured_before(page) > 0:
        return page.say(NONE_BEFORE, before=before)
    return page.say(NOT_DUE, before=before, month=month)


def _part_due(page: Page, due: float) -> str:
    """That only a part of the year before has fallen due as yet; "" where all of it has, or none."""
    before = _before(page)
    if not before or not due > 0 or due >= (insured := _insured_before(page)):
        return ""
    unit = INDICATORS["insured"].unit
    return page.say(
        PART_DUE,
        year=page.view.period,
        before=before,
        before_insured=unit.short(insured, page.lang),
        due=unit.short(due, page.lang),
        month=month_name(page.view.month(page.store.horizon), page.lang),
    )


# -- pictures ------------------------------------------------------------------------------------------------------


def choose_year(page: Page, year: str) -> None:
    """Look at one policy year; the same again shows all of them. For callbacks."""
    page.go(page.view.with_(period=ALL if page.view.period == year else year))


def section(page: Page) -> None:
    """Who is not reached: in a sentence, by place, by sex and age, by number or by rate; and insured of those eligible
    by policy year, where a click chooses the year or lets go of it."""
    st.header(page.say(WHO), anchor="unreached", divider="gray")
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.markdown(unreached.sentence(unreached.unreached(page.store, page.where), page.lang), width=860)
        _order_picker(page)
    left, right = st.columns([6, 5], gap="large")
    with left:
        show(page, page.picture(coverage.reach), page.drill)
    with right:
        show(page, page.picture(coverage.pyramid))
        show(page, page.picture(coverage.years), partial(choose_year, page))


def _order_picker(page: Page) -> None:
    """By number or by rate: the view's indicator is the one or the other."""

    def named(by: str) -> str:
        return BY[by](page.lang)

    def picked(by: str) -> None:
        page.go(page.view.with_(indicator=by))

    now = coverage.order(page.view)
    pickers.pick(page, "buttons", "order", page.say(SORTED), list(BY), named, now, picked, label_visibility="collapsed")
