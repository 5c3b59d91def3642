"""Places side by side: what is compared, how far apart they lie, and whether that says anything."""

from collections.abc import Iterable
from dataclasses import replace

import streamlit as st

from backbone import places
from backbone.compare import comparison, findings
from backbone.compare.comparison import MOST, USUAL, Chosen, Comparison
from backbone.compare.peers import peers
from backbone.indicators import INDICATORS
from backbone.periods import ALL, month_name, period_name
from backbone.pictures import compare as pictures
from backbone.places import NATION
from backbone.punctuation import names
from backbone.text import Text
from backbone.trust.basis import set_apart
from backbone.ui import panels, pickers
from backbone.ui import place as one_place
from backbone.ui.page import Page
from backbone.ui.pickers import pick
from backbone.ui.picture import show
from backbone.where import EVERYTHING

MODE, PLACES, PERIODS = Text("Compare", "对比"), Text("Places", "地区"), Text("Policy years", "保单年度")
WHICH = Text("Places, up to six", "地区（最多六个）")
WHICH_HINT = Text("Name in English or Chinese, initials or code", "中英文地名、首字母或代码")
BESIDE = Text("More indicators", "更多指标")
NOBODY = Text(
    "No place is chosen yet, so {names} are shown, which insure the most. Choose up to six places above.",
    "尚未选择地区，现以参保人次最多的{names}为例。请在上方选择，最多六个。",
)
OUTSIDE = Text("Not in the programme: {names}.", "未纳入项目：{names}。")
BEGAN = Text("Cover began first in {name}, in {month}.", "{name}最早开始保障，始于{month}。")
ALL_OUT = Text(
    "None of the places chosen is in the programme. Choose others above.", "所选地区均未纳入项目，请在上方另选。"
)
FULL = Text("Six places are the most: remove one to add another.", "最多选六个地区，移去一个后可再添加。")
SIMILAR = {
    "county": Text("Counties similar to {name}", "与{name}情况相近的县"),
    "province": Text("Provinces similar to {name}", "与{name}情况相近的省份"),
}
NOT_YET = Text(
    "Nobody here is insured in that period, so no place is similar.", "所选期间当地无人参保，没有可比的地区。"
)
NO_PEERS = Text("No other place is similar in size, region or year of joining.", "没有规模、区域或加入年份相近的地区。")


def mode(page: Page) -> None:
    """Places, or two policy years of one place."""
    years, names = page.store.horizon.years, {"places": PLACES, "periods": PERIODS}

    def picked(kind: str) -> None:
        page.go(page.view.with_(against="" if kind == "places" else years[max(0, len(years) - 2)]))

    now = "periods" if page.view.against else "places"
    pick(page, "buttons", "compare-mode", page.say(MODE), list(names), lambda m: page.say(names[m]), now, picked)


def choose(page: Page) -> Chosen:
    """The pickers of what is compared; the places that came out of it."""
    chosen = comparison.chosen(page.view, page.store)
    with st.container(key="chosen", horizontal=True, vertical_alignment="bottom", gap="small"):
        mode(page)
        _place_picker(page, chosen)
    with st.container(key="pickers", horizontal=True, vertical_alignment="bottom", gap="small"):
        pickers.indicator_picker(page)
        _beside_picker(page)
        pickers.period_picker(page)
        pickers.as_of_picker(page)
    return chosen


def _place_picker(page: Page, chosen: Chosen) -> None:
    def picked(codes: list[str]) -> None:
        first, *others = codes or [NATION]
        page.go(page.view.with_(place=first, others=tuple(others)))

    now, options = [] if chosen.suggested else list(chosen.codes), [*page.store.provinces, *page.store.counties]
    named = pickers.label_among(now, page.lang)
    looks = {"max_selections": MOST, "placeholder": page.say(WHICH_HINT), "width": 1020}
    pick(page, "several", "compare-places", page.say(WHICH), options, named, now, picked, **looks)


def _beside_picker(page: Page) -> None:
    def picked(ids: list[str]) -> None:
        # None beside it is the indicator beside itself: an empty list would be the usual ones again.
        page.go(page.view.with_(beside=() if tuple(ids) == USUAL else tuple(ids) or (page.view.indicator,)))

    def named(i: str) -> str:
        return INDICATORS[i].name(page.lang)

    own = page.view.indicator
    others, now = [i for i in pickers.LOCAL if i != own], [i for i in comparison.compared(page.view) if i != own]
    pick(page, "several", "beside", page.say(BESIDE), others, named, now, picked, width=540)


# -- the finding -------------------------------------------------------------------------------------------------------


def finding(page: Page, chosen: Chosen) -> Comparison | None:
    """What the comparison shows, in sentences; None where there is nothing to compare: then why, and a way out."""
    lang, view = page.lang, page.view
    if not chosen.codes and not chosen.suggested:
        panels.finding(page.say(ALL_OUT))
        return None
    ids = comparison.compared(view)
    found = comparison.compare(page.store, chosen.codes, ids, view.where) if chosen.codes else None
    if not (found and found.covered):
        _nobody_yet(page, chosen)
        return None
    apart = set_apart(page.store, page.record, chosen.codes, ids, page.where)
    first = findings.standing_out(found, chosen.codes[0], ids, lang, apart)
    lead = findings.lead(found, view.asks, lang, apart)
    panels.finding(first or lead)
    said = [lead] if first else []
    said += [say(found, view.asks, lang, apart) for say in (findings.between, findings.likelihood, findings.published)]
    st.markdown(page.prose(said))
    if notes := _notes(page, chosen, found):
        st.caption(page.prose(notes))
    return found


def _nobody_yet(page: Page, chosen: Chosen) -> None:
    """None of the places had cover: where it began first, and a way to where there is some."""
    view, store, lang = page.view, page.store, page.lang
    month, code = comparison.first_cover(store, chosen.codes or (NATION,), view.where)
    said = [findings.without_cover(chosen.codes, view.period, view.month(store.horizon), lang)]
    if code:
        text = one_place.BEGAN if chosen.codes == (code,) else BEGAN
        said.append(text(lang, name=findings.name(code, lang), month=month_name(month, lang)))
        label, to = page.say(one_place.LATEST, month=month_name(store.horizon.last, lang)), view.with_(as_of="")
    else:
        label, to = page.say(one_place.INSTEAD, what=period_name(ALL, lang)), view.with_(period=ALL, as_of="")
    panels.finding(page.prose(said))
    if chosen.outside:
        st.caption(page.say(OUTSIDE, names=_names(page, chosen.outside)))
    one_place.instead(page, label, to)


def _notes(page: Page, chosen: Chosen, found: Comparison) -> list[str]:
    """What a reader must know of the choice: who stands in, who is left out, and what to be careful about."""
    view, notes = page.view, []
    if chosen.suggested:
        notes.append(page.say(NOBODY, names=findings.named(chosen.codes, page.lang)))
    if chosen.outside:
        notes.append(page.say(OUTSIDE, names=_names(page, chosen.outside)))
    if without := [code for code in chosen.codes if code not in found.covered]:
        notes.append(findings.without_cover(without, view.period, view.month(page.store.horizon), page.lang))
    if len(chosen.codes) == MOST:
        notes.append(page.say(FULL))
    if view.asks.caution:
        notes.append(view.asks.caution(page.lang))
    return notes


def _names(page: Page, codes: Iterable[str]) -> str:
    return names((places.get(code).short(page.lang) for code in codes), page.lang)


# -- pictures ----------------------------------------------------------------------------------------------------------


def side_by_side(page: Page, found: Comparison) -> None:
    """One strip an indicator. A click goes to the place."""
    show(page, page.picture(pictures.side_by_side, tuple(found.values.index)), page.drill)


def trends(page: Page, found: Comparison) -> None:
    """The months of each place with cover. A click counts up to that month."""
    marked = tuple((n, code) for n, code in enumerate(found.values.index) if code in found.covered)
    show(page, page.picture(pictures.trends, marked), page.until)


# -- peers -------------------------------------------------------------------------------------------------------------


def suggestions(page: Page, chosen: Chosen) -> None:
    """Who can fairly be set beside the first place, and why; a press adds the peer."""
    if not chosen.codes or len(chosen.codes) == MOST:
        return
    first = chosen.codes[0]
    found = peers(page.store, replace(page.where, place=first, only=EVERYTHING), taken=chosen.codes)
    place = places.get(first)
    st.markdown(f"##### {page.say(SIMILAR[place.level], name=place.name(page.lang))}")
    if not found:
        insured = page.store.value("insured", replace(page.where, place=first, only=EVERYTHING))
        st.caption(page.say(NO_PEERS if insured > 0 else NOT_YET))
        return
    with st.container(key="peers", horizontal=True, gap="medium"):
        for peer in found:
            with st.container(width=250, gap="xxsmall"):
                st.button(
                    places.get(peer.code).name(page.lang),
                    key=f"peer-{peer.code}",
                    icon=":material/add:",
                    on_click=page.go,
                    args=(page.view.with_(place=first, others=(*chosen.codes[1:], peer.code)),),
                )
                st.caption(peer.why(page.lang))
