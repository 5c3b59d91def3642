"""The head of a place's page: where it lies, how many it protects and how much was paid, and the map of it."""

from collections.abc import Sequence
from html import escape

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from backbone import charts, places
from backbone.compare import findings
from backbone.compare.above import against
from backbone.periods import ALL, month_name, period_name
from backbone.pictures import area
from backbone.places import NATION, Place
from backbone.punctuation import dotted, listed, names
from backbone.refusals import NOT_IN_PROGRAMME
from backbone.text import Lang, Text
from backbone.ui import cards, panels, pickers, ways
from backbone.ui.brief import brief_button
from backbone.ui.page import Page
from backbone.ui.picture import show
from backbone.view import Level, View
from backbone.where import Where

HEADLINE = ("insured", "coverage", "claims_paid", "claims_per_1000", "paid", "bill_met")
LIES_IN = Text("Where it lies", "所属地区")
UP = Text("Up to {name}", "返回{name}")
SINCE = Text("Cover since {month}", "{month}起参保")
WAS = Text("Cover from {month} to {last}", "{month}至{last}参保")
NOBODY = Text("Nobody in {name} is recorded as insured.", "{name}没有参保记录。")
OF_COUNTIES = Text("Cover in {n} of its {all:county|counties}", "{all} 个县（市、区）中有 {n} 个参保")
NO_COUNTY = Text("No cover in its {all:county|counties}", "{all} 个县（市、区）均未参保")
WHOLE = Text("{n:county|counties} in {provinces:province|provinces}", "{provinces} 个省份，{n} 个县")
NOT_BEGUN = Text("No county yet", "尚无参保县")
MEMBER = {
    ("evidenced", "county"): Text("Confirmed county", "公开资料载明的县"),
    ("evidenced", "province"): Text("Confirmed province", "公开资料载明的省份"),
    ("assumed", "county"): Text("Assumed county", "推定的县（公开资料未载明）"),
    ("assumed", "province"): Text("Assumed province", "推定的省份（公开资料未载明）"),
}
ASSUMED_WHY = Text(
    "No published source confirms it: it was chosen from the national list of poverty counties to show the full "
    "product.",
    "公开资料未载明；依据国家级贫困县名单推定，仅用于演示完整功能。",
)
MADE_OF = Text(
    "Until {month} {parts}, added up",
    "{month}前为{parts}，数字为各县之和",
)
EVIDENCED_WHY = Text("A published source confirms it, or a county in it.", "公开资料载明该地区或其下辖县。")

NO_PERIOD = Text(
    "{name} had no cover for {period}: it began in {month}. There are figures for {years}.",
    "{name}的保障自{month}开始，{period}没有参保；现有 {years} 保单年度的数据。",
)
BEGAN = Text("Cover began in {month}.", "自{month}起参保。")
BEGAN_WITH = Text("The first cover, of {first}, began in {month}.", "首次参保为 {first}，自{month}起。")
INSTEAD = Text("Show {what}", "查看：{what}")
LATEST = Text("Show {month}", "查看截至{month}的数据")
NEAR = Text("Counties of the programme close by:", "邻近的项目县：")
THERE = Text("Provinces in the programme:", "项目覆盖省份：")


def in_programme(page: Page) -> bool:
    """Whether the place is the nation, or a province or county with somebody insured at some time."""
    return page.view.place in (NATION, *page.store.provinces, *page.store.counties)


def has_facts(page: Page) -> bool:
    """Whether anybody was insured in the place, in the period, by the month asked for."""
    return in_programme(page) and page.store.value("insured", _at(page, page.view.place)) > 0


# -- heading -------------------------------------------------------------------------------------------------------


def heading(page: Page) -> None:
    """Breadcrumb, name in both languages, membership, and the way up."""
    here, lang = places.get(page.view.place), page.lang
    above = "".join(ways.way(step.name(lang), page.place(step.code)) for step in places.path(here.code)[:-1])
    said = f"{above}<span>{escape(here.name(lang))}</span>"
    st.html(f'<nav class="steps" data-ways aria-label="{escape(page.say(LIES_IN))}">{said}</nav>')
    with st.container(key="place-title", horizontal=True, vertical_alignment="center", gap="medium"):
        other = here.name.zh if lang == "en" else here.name.en
        st.title(f"{here.name(lang)} :gray[{other}]", anchor=False, width="content")
        _membership(page, here)
        st.caption(_standing(page, here), width="content")
        st.space("stretch")
        brief_button(page)
        if here.code != NATION:
            st.button(
                page.say(UP, name=places.get(here.parent).name(lang)),
                key=f"up-{here.code}",  # one button a place: the press must not count again one level up
                icon=":material/arrow_upward:",
                type="tertiary",
                shortcut="Backspace",
                on_click=page.drill,
                args=(page.view.up().place,),
            )


def _membership(page: Page, here: Place) -> None:
    known = page.record.membership(here.code)
    if known and here.code != NATION:
        assumed = known == "assumed"
        st.badge(
            page.say(MEMBER[known, here.level]),
            color="orange" if assumed else "green",
            help=page.say(ASSUMED_WHY if assumed else EVIDENCED_WHY),
        )


def _standing(page: Page, here: Place) -> str:
    """One line on what the place is to the programme, in the period and by the month asked for; for a place outside
    it, the place it lies in."""
    store = page.store
    if here.level in ("nation", "province"):
        found = store.values(("counties", "provinces"), _at(page, here.code))
        n = int(found["counties"])
        if here.level == "nation":
            return page.say(WHOLE if n else NOT_BEGUN, n=n, provinces=int(found["provinces"]))
        return page.say(OF_COUNTIES if n else NO_COUNTY, n=n, all=len(places.children(here.code)))
    if here.code in store.counties:
        began, ended = store.joined[here.code], store.left(here.code)
        words = {"month": month_name(began, page.lang)}
        cover = page.say(WAS, last=month_name(ended, page.lang), **words) if ended else page.say(SINCE, **words)
        return dotted((cover, made_of(here.code, page.lang)))
    return places.get(here.parent).name(page.lang)


def made_of(code: str, lang: Lang) -> str:
    """Of which counties a county was made, and since when; "" where it is what it was."""
    if not (parts := places.parts(code)):
        return ""
    month = month_name(max(places.SINCE[part] for part in parts), lang)
    return MADE_OF(lang, month=month, parts=listed((places.FORMERLY[part](lang) for part in parts), lang))


# -- headline ------------------------------------------------------------------------------------------------------


def headline(page: Page) -> None:
    """One card an indicator: its value here, and against province and programme."""
    here = page.view.place
    path = [p.code for p in places.path(here)]
    values = {code: page.store.values(HEADLINE, _at(page, code)) for code in path}
    cards.draw(cards.of(page, i, values[here][i], against(i, path, values, page.lang)) for i in HEADLINE)
    panels.waits(page, HEADLINE)


def _at(page: Page, code: str) -> Where:
    return Where(code, page.view.period, page.view.as_of)


def way_out(page: Page) -> None:
    """Why there is nothing to count here, and where there is."""
    view, store, lang = page.view, page.store, page.lang
    here = places.get(view.place)
    with st.container(key="headline", border=True):
        if not in_programme(page):
            st.markdown(page.say(NOT_IN_PROGRAMME, name=here.name(lang)))
            near = [code for code in charts.around(here.code, store.counties) if code in store.counties] or [
                code for code in store.counties if places.is_inside(code, places.province_of(here.code))
            ]
            _links(page, NEAR if near else THERE, near or store.provinces)
            return
        years = store.aggregate(("insured",), "period", Where(here.code))
        known = [row.period for row in years.itertuples() if row.insured > 0]
        began = min((month for code, month in store.joined.items() if places.is_inside(code, here.code)), default="")
        if not began:
            st.markdown(page.say(NOBODY, name=here.name(lang)))
            return
        words = {
            "name": here.name(lang),
            "first": period_name(known[0], lang),
            "period": period_name(view.period, lang),
            "month": month_name(began, lang),
            "years": names(known, lang),
        }
        later = view.period == ALL or view.period in known
        said = [page.say(NO_PERIOD, **words)]
        if later:
            there = [code for code in (here.code,) if code != NATION]
            said = [findings.without_cover(there, view.period, view.month(store.horizon), lang)]
            said.append(page.say(BEGAN if view.period == ALL else BEGAN_WITH, **words))
        st.markdown(page.prose(said))
        with st.container(horizontal=True):
            if later:
                instead(page, page.say(LATEST, month=month_name(store.horizon.last, lang)), view.with_(as_of=""))
            then = store.aggregate(("insured",), "period", Where(here.code, as_of=view.as_of)) if later else years
            for period in [ALL, *then.loc[then["insured"] > 0, "period"]] if then["insured"].sum() > 0 else []:
                to = view.with_(period=period, as_of=view.as_of if later else "")
                instead(page, page.say(INSTEAD, what=period_name(period, lang)), to)


def instead(page: Page, label: str, view: View) -> None:
    """A button that leads from where there is nothing to a view of this page where there is something."""
    st.button(label, key=f"instead-{label}", on_click=page.go, args=(view,))


def _links(page: Page, intro: Text, codes: Sequence[str]) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.caption(page.say(intro), width="content")
        for code in codes:
            panels.step(page, code, places.get(code).name(page.lang), "near")


# -- question --------------------------------------------------------------------------------------------------------


def question(page: Page) -> None:
    """What is looked at and how it stands, with the pickers beside it; only the pickers where there are no figures."""
    view, store = page.view, page.store
    if not has_facts(page):
        _pickers(page)
        return
    left, right = st.columns([2, 3], gap="large", vertical_alignment="bottom")
    with left:
        inside = store.aggregate((view.indicator,), "place", page.where, _level_below(page))
        panels.question(page, view.sentence(store.horizon), inside)
        panels.caution(page)
    with right:
        _pickers(page)


def _pickers(page: Page) -> None:
    with st.container(key="pickers", horizontal=True, vertical_alignment="bottom", gap="small"):
        pickers.indicator_picker(page)
        pickers.period_picker(page)
        pickers.as_of_picker(page)


# -- map and what stands beside it -----------------------------------------------------------------------------------


def plate(page: Page) -> DeltaGenerator:
    """What the map and what stands beside it lie in: the style sheet makes the map of a county as high as it is wide
    for, and both end on one line."""
    return st.container(key=f"plate-{places.get(page.view.place).level}")


def parts(page: Page) -> tuple[int, int]:
    """How wide the map is and what stands beside it: most provinces are no wider than high."""
    return (6, 4) if places.get(page.view.place).level == "province" else (7, 3)


def beside(page: Page) -> None:
    """Beside the map: where a county lies, or the order of the places inside; then the months."""
    here = places.get(page.view.place)
    if here.level == "county" or not in_programme(page):
        show(page, page.picture(area.locator))
    if not has_facts(page):
        return
    if here.level != "county":
        show(page, page.picture(area.ranking, _level_below(page)), page.drill)
    show(page, page.picture(area.trend), page.until, "stretch")


def _level_below(page: Page) -> Level:
    """The places inside: the provinces of the nation, else counties."""
    return "province" if page.view.place == NATION else "county"
