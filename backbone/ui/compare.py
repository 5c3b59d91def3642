"""Places side by side: what is compared, how far apart they lie, and whether that says anything."""

import math
from collections.abc import Iterable
from dataclasses import replace

import pandas as pd
import streamlit as st

from backbone import charts, places
from backbone.charts import Canvas, Panel, Row, Strip
from backbone.compare import comparison, findings
from backbone.compare.comparison import MOST, USUAL, Chosen, Comparison
from backbone.compare.peers import peers
from backbone.indicators import INDICATORS
from backbone.periods import ALL, month_name, period_name
from backbone.places import NATION
from backbone.snapshot.memory import remembered
from backbone.snapshot.store import Store
from backbone.text import Text
from backbone.ui import pickers
from backbone.ui import place as one_place
from backbone.ui.figures import KEPT
from backbone.ui.page import Page
from backbone.ui.panels import picture
from backbone.view import LEVELS
from backbone.where import EVERYTHING, Where

MODE, PLACES, PERIODS = Text("Compare", "对比"), Text("Places", "地区"), Text("Policy years", "保单年度")
WHICH = Text("Places, up to six", "地区（最多六个）")
WHICH_HINT = Text("Name in English or Chinese, initials or code", "中英文地名、首字母或代码")
BESIDE = Text("And beside it", "同时比较")
NOBODY = Text(
    "Nobody chosen yet: {names} stand in, with the most insured. Choose up to six places above.",
    "尚未选择地区，暂以参保人次最多的{names}为例。请在上方选择，最多六个。",
)
OUTSIDE = Text("Not in the programme: {names}.", "未纳入项目：{names}。")
BEGAN = Text("Cover began first in {name}, in {month}.", "{name}最早有保障，始于{month}。")
ALL_OUT = Text(
    "None of the places chosen is in the programme. Choose others above.", "所选地区均未纳入项目，请在上方另选。"
)
FULL = Text("Six are compared: take one away to add another.", "已选满六个，移去一个方可再加。")
SIDE_BY_SIDE = Text("Side by side", "逐项对比")
SIDE_NOTE = Text(
    "Each line has a scale of its own: every {level} a faint tick, the programme a line. A bar is how far chance "
    "reaches (95%); what counts everybody has none, and for amounts it is not known. Differences are worked out before "
    "rounding.",
    "每行各用一个尺度：浅色短线为各{level}，竖线为全项目。横条为 95% 的偶然波动范围；全体计数不存在偶然波动，"
    "金额的波动范围无从得知。差值按取整前的数值计算。",
)
TRENDS = Text("{what}, month by month", "{what}：逐月")
RUNNING = Text("{what}, up to each month", "{what}：截至各月")
LEFT_OUT = Text(
    "A month of fewer than {n} {of} is left out: it says little.", "{of}不足 {n} 件的月份略去：件数太少，说明不了问题。"
)
NO_MONTH = Text("{names}: no month to draw.", "{names}：没有可绘制的月份。")
TITLED = Text("{what} of {names}, {period}, as of {month}", "{names}：{what}，{period}，截至{month}")
SEVERAL = Text("{what} and {n} more", "{what}等 {n} 项")
PEERS = Text("Fair to set beside {name}", "可与{name}对照的地区")
NOT_YET = Text("Nobody here is insured in that period: none is alike.", "所选期间当地无人参保，无从比较。")
NO_PEERS = Text("No other place is alike in size, region or year of joining.", "没有规模、区域或加入年份相近的地区。")
LISTED = Text(", ", "、")
PROGRAMME = Text("programme", "全项目")
HOVER = "<b>{name}</b><br>{what} {value}"


def mode(page: Page) -> None:
    """Places, or two policy years of one place."""
    st.session_state["compare-mode"] = "periods" if page.view.against else "places"

    def picked() -> None:
        years = page.store.horizon.years
        other = "" if st.session_state["compare-mode"] == "places" else years[max(0, len(years) - 2)]
        page.go(page.view.with_(against=other))

    st.segmented_control(
        page.say(MODE), ("places", "periods"), key="compare-mode", required=True, on_change=picked,
        format_func=lambda m: page.say(PLACES if m == "places" else PERIODS),
    )  # fmt: skip


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
    st.session_state["compare-places"] = [] if chosen.suggested else list(chosen.codes)

    def picked() -> None:
        first, *others = st.session_state["compare-places"] or [NATION]
        page.go(page.view.with_(place=first, others=tuple(others)))

    st.multiselect(
        page.say(WHICH),
        [*page.store.provinces, *page.store.counties],
        key="compare-places",
        max_selections=MOST,
        placeholder=page.say(WHICH_HINT),
        format_func=lambda code: pickers.search_label(code, page.lang),
        on_change=picked,
        width=1020,
    )


def _beside_picker(page: Page) -> None:
    st.session_state["beside"] = [i for i in comparison.compared(page.view) if i != page.view.indicator]

    def picked() -> None:
        ids = tuple(st.session_state["beside"])
        # None beside it is the indicator beside itself: an empty list would be the usual ones again.
        page.go(page.view.with_(beside=() if ids == USUAL else ids or (page.view.indicator,)))

    st.multiselect(
        page.say(BESIDE),
        [i for i in pickers.LOCAL if i != page.view.indicator],
        key="beside",
        format_func=lambda i: INDICATORS[i].name(page.lang),
        on_change=picked,
        width=540,
    )


# -- the finding -------------------------------------------------------------------------------------------------------


def finding(page: Page, chosen: Chosen) -> Comparison | None:
    """What the comparison shows, in sentences; None where there is nothing to compare: then why, and a way out."""
    lang, view = page.lang, page.view
    if not chosen.codes and not chosen.suggested:
        st.subheader(page.say(ALL_OUT), anchor=False)
        return None
    ids = comparison.compared(view)
    found = comparison.compare(page.store, chosen.codes, ids, view.where) if chosen.codes else None
    if not (found and found.covered):
        return _nobody_yet(page, chosen)
    first = findings.standing_out(found, chosen.codes[0], ids, lang)
    lead = findings.lead(found, view.asks, lang)
    st.subheader(first or lead, anchor=False)
    said = [lead] if first else []
    said += [findings.between(found, view.asks, lang), findings.likelihood(found, view.asks, lang)]
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
    st.subheader(page.prose(said), anchor=False)
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
    return page.say(LISTED).join(places.get(code).short(page.lang) for code in codes)


# -- pictures ----------------------------------------------------------------------------------------------------------


def side_by_side(page: Page, found: Comparison) -> None:
    """One strip an indicator: the places as marks among all others of their level. A click goes to the place."""
    ids = comparison.compared(page.view)
    fig = _strips(page.store, tuple(found.values.index), ids, page.where, page.canvas)
    answer = found.values[list(ids)].rename_axis("place").reset_index()
    level = LEVELS[found.level](page.lang)
    what = page.view.asks.name(page.lang)
    title = _titled(page, found.values.index, page.say(SEVERAL, what=what, n=len(ids) - 1) if ids[1:] else what)
    st.markdown(f"##### {page.say(SIDE_BY_SIDE)}")
    st.caption(page.say(SIDE_NOTE, level=level))
    picture(page, "strips", fig, title, answer, ids, page.drill)


def _titled(page: Page, codes: Iterable[str], what: str) -> str:
    month, period = month_name(page.view.month(page.store.horizon), page.lang), period_name(page.view.period, page.lang)
    return page.say(TITLED, what=what, names=_names(page, codes), period=period, month=month)


@remembered(KEPT)
def _strips(store: Store, codes: tuple[str, ...], ids: tuple[str, ...], where: Where, canvas: Canvas) -> charts.Figure:
    found, lang, blocks = comparison.compare(store, codes, ids, where), canvas.lang, []
    for i in ids:
        asked, everyone = INDICATORS[i], found.everyone[i].dropna()
        rows = []
        for n, (code, row) in enumerate(found.values.iterrows()):
            value = asked.unit.full(row[i], lang)
            gap = findings.signed(asked, found.gap(code, i), lang)
            low, high = found.value(code, i).limits()
            hover = HOVER.format(name=places.get(code).name(lang), what=asked.name(lang), value=value)
            said = f"<b>{asked.unit.short(row[i], lang)}</b>  {gap}" if not math.isnan(row[i]) else value
            reference = found.reference(code, i)
            rows.append(Row(code, findings.name(code, lang), n, row[i], said, hover, low, high, reference))
        names = tuple(f"{places.get(c).short(lang)} {asked.unit.short(v, lang)}" for c, v in everyone.items())
        note = findings.reference_note(found, asked, lang)
        blocks.append(Strip(asked.name(lang), note, tuple(rows), tuple(everyone), names))
    return charts.strips(blocks, canvas)


def trends(page: Page, found: Comparison) -> None:
    """The months of each place with cover, one panel each on one scale, the programme behind, and what is left out of
    them. A click counts up to that month."""
    asked = page.view.asks
    marked = tuple((n, code) for n, code in enumerate(found.values.index) if code in found.covered)
    where = replace(page.where, place=NATION)
    fig, answer, drawn, left_out = _panels(page.store, marked, asked.id, where, page.canvas)
    what = page.say(RUNNING if asked.measure.cumulative else TRENDS, what=asked.name(page.lang))
    st.markdown(f"##### {what}")
    notes = []
    if left_out:
        notes.append(page.say(LEFT_OUT, n=comparison.FEWEST, of=comparison.trials_name(asked)(page.lang)))
    if blank := [code for _, code in marked if code not in drawn]:
        notes.append(page.say(NO_MONTH, names=findings.named(blank, page.lang)))
    if notes:
        st.caption(page.prose(notes))
    if drawn:
        picture(page, "trends", fig, _titled(page, drawn, what), answer, (asked.id,), page.until)


@remembered(KEPT)
def _panels(store: Store, marked: tuple[tuple[int, str], ...], i: str, where: Where, canvas: Canvas) -> tuple:
    """The figure (None where there is no month to draw), its rows, the places in it, and whether months are missing."""
    asked = INDICATORS[i]
    found = comparison.trends(store, asked, tuple(code for _, code in marked), where)
    behind = found.pop(NATION).values
    shown = [
        Panel(code, findings.name(code, canvas.lang), n, found[code].values, behind)
        for n, code in marked
        if found[code].values.notna().any()
    ]
    fig = charts.panels(shown, asked, store.horizon, PROGRAMME(canvas.lang), canvas) if shown else None
    rows = [one.values.rename(asked.id).reset_index().assign(place=code) for code, one in found.items()]
    answer = pd.concat(rows, ignore_index=True)[["place", "month", asked.id]]
    return fig, answer, tuple(panel.code for panel in shown), any(one.left_out for one in found.values())


# -- peers -------------------------------------------------------------------------------------------------------------


def suggestions(page: Page, chosen: Chosen) -> None:
    """Who can fairly be set beside the first place, and why; a press adds the peer."""
    if not chosen.codes or len(chosen.codes) == MOST:
        return
    first = chosen.codes[0]
    found = peers(page.store, replace(page.where, place=first, only=EVERYTHING), taken=chosen.codes)
    st.markdown(f"##### {page.say(PEERS, name=places.get(first).name(page.lang))}")
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
