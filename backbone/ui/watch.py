"""The watch list on screen: who needs a call and why, and the funnel that shows what is normal."""

from collections.abc import Mapping
from dataclasses import replace

import pandas as pd
import streamlit as st

from backbone import places, thresholds
from backbone.periods import month_name, period_name
from backbone.pictures import watch as pictures
from backbone.pictures.watch import FEW
from backbone.places import NATION
from backbone.punctuation import capitalised, labelled, names, sentence, statements
from backbone.signals import SIGNALS
from backbone.site import PAGES
from backbone.text import Text
from backbone.ui import methods, panels, passport, pickers
from backbone.ui.page import Page
from backbone.ui.pickers import pick
from backbone.ui.picture import show
from backbone.watch import history, watchlist
from backbone.watch.reasons import centres, line, reason
from backbone.watch.watchlist import BELOW, CALLED, FAR, LOOK, Called
from backbone.where import EVERYTHING

NEEDED = Text("Of {all:county|counties}, {n:needs|need} a call", "{all} 个县中有 {n} 个建议联系")
NONE = Text("No county stands out: none of {all} needs a call", "{all} 个县均无明显异常，暂无建议联系的县")
TOO_EARLY = Text(
    "Too early to tell: too few claims, or too few counties ({all}) to compare with one another",
    "尚难判断：理赔件数太少，或可相互比较的县太少（{all} 个）",
)
NOBODY = Text("Cover had not begun, so there is no list yet", "保障尚未开始，暂无名单")
# What else there is, where some county needs a call; and where none does.
LOOKS = (
    Text("{n:more is|more are} worth a look.", "另有 {n} 个县值得留意。"),
    Text("{n:is|are} worth a look.", "{n} 个县值得留意。"),
)
NO_MORE = (Text("No other county is unusual.", "其余各县未见异常。"), Text("No county is unusual.", "各县未见异常。"))
BY_CHANCE = Text(
    "(Even if all were well, about {n} of {judged} tests would look unusual by chance.)",
    "（方法：即使一切正常，{judged} 项检验中也会偶然出现约 {n} 项异常。）",
)
HARDLY_BY_CHANCE = Text(
    "(Even if all were well, less than one of {judged:test|tests} would look unusual by chance.)",
    "（方法：即使一切正常，{judged} 项检验中偶然出现的异常不足 1 项。）",
)
LINE = (
    Text("{n:more insures|more insure} fewer than {line}.", "另有 {n} 个县的参保率低于 {line}。"),
    Text("{n:insures|insure} fewer than {line}.", "{n} 个县的参保率低于 {line}。"),
)
THIN = Text("{n:has|have} too little data to judge.", "{n} 个县数据过少，尚难判断。")
QUESTION = Text("{period}, as of {month}.", "{period}，截至{month}。")
CALL, LOOK_AT = Text("Needs a call", "建议联系的县"), Text("Worth a look", "值得留意的县")
TOO_SMALL = Text("Too little data to judge", "数据过少、尚难判断")
MORE = Text("{n} more worth a look, or insuring fewer than {line}", "另有 {n} 个县值得留意，或参保率低于 {line}")
MORE_BELOW = Text("{n:more insures|more insure} fewer than {line}", "另有 {n} 个县的参保率低于 {line}")
ORDER = Text("Those farthest outside the normal range come first.", "按偏离正常范围的程度排列。")
METHOD = Text("How this is worked out", "计算方法")
ALL_METHODS = Text("The limits, and every signal: on the definitions page", "界限与其他关注点的方法：见定义页")
NEW = Text("new", "新增")
# What a county's own page says of it, by its verdict.
ON_IT = {
    FAR: Text("On the watch list", "列入关注名单"),
    LOOK: Text("Worth a look", "值得留意"),
    BELOW: Text("Low coverage", "参保率偏低"),
}
BACK = Text("Back to the watch list", "返回关注名单")
MARK = {FAR: "●", LOOK: "◆", BELOW: "◆"}
SIGNAL = Text("Signal", "关注点")


def question(page: Page) -> pd.DataFrame:
    """The finding in a sentence, how far it may be trusted in another, and the pickers; the list behind it."""
    rows = watchlist.listed(page.store, page.where)
    left, right = st.columns([3, 2], gap="large", vertical_alignment="bottom")
    with right, st.container(key="pickers", horizontal=True, vertical_alignment="bottom", gap="small"):
        pickers.period_picker(page)
        pickers.as_of_picker(page)
    with left:
        panels.finding(_finding(page, rows))
        st.caption(page.prose(_trust(page, rows)))
    return rows


def _finding(page: Page, rows: pd.DataFrame) -> str:
    every = rows["place"].nunique()
    if not every:
        return page.say(NOBODY)
    called = rows[rows["verdict"].isin(CALLED)]
    if called.empty:
        return page.say(NONE if watchlist.judged(rows) else TOO_EARLY, all=every)
    said = [page.say(SIGNALS[s].counted, n=n) for s, n in watchlist.counted(rows).items()]
    needed = page.say(NEEDED, n=called["place"].nunique(), all=every)
    return labelled(needed, names(said, page.lang), page.lang)


def _trust(page: Page, rows: pd.DataFrame) -> list[str]:
    """What is asked, how many chance alone would list, who lies below the line, and who is too small to tell."""
    month = month_name(page.view.month(page.store.horizon), page.lang)
    said = [page.say(QUESTION, period=capitalised(period_name(page.view.period, page.lang)), month=month)]
    looks, below = (rows.loc[rows["verdict"] == v, "place"].nunique() for v in (LOOK, BELOW))
    alone = not rows["verdict"].isin(CALLED).any()
    if below:
        said.append(page.say(LINE[alone], n=below, line=line(thresholds.COVERAGE, page.lang)))
    if judged := watchlist.judged(rows):
        said.append(page.say(LOOKS[alone], n=looks) if looks else page.say(NO_MORE[alone and not below]))
        n = watchlist.by_chance(rows)
        said.append(page.say(BY_CHANCE if n >= 1 else HARDLY_BY_CHANCE, judged=judged, n=round(n)))
    if few := len(watchlist.thin(rows)):
        said.append(page.say(THIN, n=few))
    return said


# -- the list ----------------------------------------------------------------------------------------------------------


def ranked(page: Page, rows: pd.DataFrame) -> None:
    """The counties in order, each with its reasons in words and a way to its page; those that are only worth a look
    behind a fold; those too small to tell by name."""
    order = watchlist.ranked(rows)
    called = [one for one in order if one.verdict in CALLED]
    noted = [one for one in order if one.verdict not in CALLED]
    held_against = centres(rows)
    if called:
        st.markdown(f"##### {page.say(CALL)}", help=page.say(ORDER))
    if said := history.what_is_new(history.news(page.store, page.where), page.lang):
        st.markdown(said)
    if called:
        _lines(page, called, held_against, 1)
    if noted and not called:
        st.markdown(f"##### {page.say(LOOK_AT)}")
        _lines(page, noted, held_against, 1)
    elif noted:
        text = MORE_BELOW if all(one.verdict == BELOW for one in noted) else MORE
        label = page.say(text, n=len(noted), line=line(thresholds.COVERAGE, page.lang))
        more = st.expander(label, key="watch-more", on_change="rerun")
        if more.open:
            with more:
                _lines(page, noted, held_against, len(called) + 1)
    few = watchlist.thin(rows)
    if few:
        listed = names((places.get(code).short(page.lang) for code in few), page.lang)
        everybody = rows["place"].nunique() == len(few)
        st.caption(page.say(FEW) if everybody else labelled(page.say(TOO_SMALL), listed, page.lang))


def _lines(page: Page, called: list[Called], held_against: Mapping[str, float], first: int) -> None:
    """Numbered counties, each a way to its page, with its province, whether it is new, and its reasons below."""
    new = history.news(page.store, page.where)
    with st.container(key=f"watch-list-{first}", gap="xxsmall"):
        for n, one in enumerate(called, first):
            place = places.get(one.place)
            province = places.get(place.parent).short(page.lang)
            with st.container(key=f"watch-{one.place}", horizontal=True, vertical_alignment="center", gap="small"):
                st.page_link(
                    PAGES["place"].path,
                    label=f"{n}. **{place.name(page.lang)}** :gray[{province}]",
                    query_params=page.link("place", page.view.into(one.place)),
                    width="content",
                )
                if new and one.place in new.new:
                    st.badge(page.say(NEW), color="orange")
                for row in one.reasons:
                    passport.button(page, page.number(SIGNALS[row["signal"]].indicator, one.place), one.place)
            st.markdown("  \n".join(_reason(page, row, held_against) for row in one.reasons))


def _reason(page: Page, row: Mapping, held_against: Mapping[str, float]) -> str:
    signal = SIGNALS[row["signal"]]
    said = reason(signal, row, held_against[signal.id], page.lang)
    return labelled(f"{MARK[row['verdict']]} **{signal.name(page.lang)}**", said, page.lang)


# -- the county's own page ---------------------------------------------------------------------------------------------


def notice(page: Page) -> None:
    """On the page of a county that is listed: why, since when, and the way back to the list and the chart of why."""
    where = replace(page.where, only=EVERYTHING)
    one = next((one for one in watchlist.order(page.store, where) if one.place == page.view.place), None)
    if one is None:
        return
    rows = watchlist.listed(page.store, where)
    held_against = centres(rows)
    why = statements(
        (reason(SIGNALS[r["signal"]], r, held_against[r["signal"]], page.lang) for r in one.reasons), page.lang
    )
    since = history.since_when(page.store, one.place, where, page.lang) if one.verdict in CALLED else ""
    with st.container(key="listed", border=True, horizontal=True, vertical_alignment="center", gap="small"):
        said = sentence(labelled(page.say(ON_IT[one.verdict]), why, page.lang), page.lang)
        st.markdown(f"**{said}**", width="content")
        if since:
            st.caption(since, width="content")
        st.space("stretch")
        own, first = one.reasons[0]["signal"], watchlist.foremost(rows)
        to = page.link("watch", page.view.with_(signal="" if own == first else own))
        st.page_link(
            PAGES["watch"].path, label=page.say(BACK), icon=":material/arrow_back:", query_params=to, width="content"
        )


# -- the funnel --------------------------------------------------------------------------------------------------------


def plot(page: Page, rows: pd.DataFrame) -> None:
    """The funnel of the chosen signal (else of what the first county is listed for), and how it is worked out. A click
    goes to the county."""

    def named(s: str) -> str:
        return SIGNALS[s].name(page.lang)

    now = page.view.signal or watchlist.foremost(rows)
    pick(page, "buttons", "signal", page.say(SIGNAL), list(SIGNALS), named, now, label_visibility="collapsed")
    funnel = page.picture(pictures.funnel)
    show(page, funnel, page.drill)
    if funnel.figure is None:
        return
    how = st.expander(page.say(METHOD), key="watch-method", icon=":material/functions:", on_change="rerun")
    if how.open:
        with how:
            methods.signal_entry(page, SIGNALS[now])
            to = page.link("definitions", page.view.into(NATION))
            st.page_link(PAGES["definitions"].path, label=page.say(ALL_METHODS), query_params=to)
