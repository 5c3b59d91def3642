"""The watch list on screen: who needs a call and why, and the funnel that says what chance explains."""

from collections.abc import Mapping
from dataclasses import replace

import pandas as pd
import streamlit as st

from backbone import charts, places, units
from backbone.charts import Canvas
from backbone.number import Number
from backbone.periods import month_name, period_name
from backbone.places import NATION
from backbone.signals import COVERAGE_LINE, OF_EXPECTED, SIGNALS, Signal
from backbone.site import PAGES
from backbone.snapshot.memory import remembered
from backbone.snapshot.store import Store
from backbone.statistics import funnel
from backbone.text import Text
from backbone.ui import methods, passport, pickers
from backbone.ui.figures import KEPT
from backbone.ui.page import Page
from backbone.ui.panels import Twin, picture
from backbone.watch import watchlist
from backbone.watch.watchlist import BELOW, CALLED, CHANCE, COLUMNS, FAR, LOOK, VERDICTS, Called
from backbone.where import Where

NEEDED = Text("Of {all:county|counties}, {n:needs|need} a call", "{all} 个县中有 {n} 个需要联系")
NONE = Text("No county stands out: none of {all} needs a call", "{all} 个县均无明显异常，暂无需要联系的县")
TOO_EARLY = Text(
    "Too early to tell: too few claims, or too few counties ({all}) to compare with one another",
    "尚难判断：理赔件数太少，或可相互比较的县太少（{all} 个）",
)
NOBODY = Text("Nobody was insured yet: there is nothing to watch", "尚无人参保，暂无可关注的县")
COLON, COMMA, STOP = Text(": ", "："), Text(", ", "、"), Text(".", "。")
# What else there is, where some county needs a call; and where none does.
BY_CHANCE = (
    Text(
        "{look:more is|more are} worth a look; of {judged} judgements, {n} would by chance alone be.",
        "另有 {look} 个县值得留意；{judged} 次判断中，仅凭偶然会出现{n}次。",
    ),
    Text(
        "{look:is|are} worth a look; of {judged} judgements, {n} would by chance alone be.",
        "{look} 个县值得留意；{judged} 次判断中，仅凭偶然会出现{n}次。",
    ),
)
NO_MORE = (
    Text(
        "No other county lies outside on the wrong side, though by chance alone {n} of {judged} judgements would.",
        "其余各县均未越过不利一侧的界限；{judged} 次判断中，仅凭偶然会出现{n}次。",
    ),
    Text(
        "No county lies outside on the wrong side, though by chance alone {n} of {judged} judgements would.",
        "各县均未越过不利一侧的界限；{judged} 次判断中，仅凭偶然会出现{n}次。",
    ),
)
ABOUT, UNDER_ONE = Text("about {n}", "约 {n} "), Text("fewer than one", "不足 1 ")
LINE = (
    Text("{n:more lies|more lie} below the coverage line of {line}.", "另有 {n} 个县的参保率低于标准 {line}。"),
    Text("{n:lies|lie} below the coverage line of {line}.", "{n} 个县的参保率低于标准 {line}。"),
)
THIN = Text("{n:is|are} too early or too small to tell.", "{n} 个县尚难判断。")
ASKED = Text("{period}, as of {month}.", "{period}，截至{month}。")
CALL, LOOK_AT = Text("Needs a call", "需要联系"), Text("Worth a look, or below the line", "值得留意，或低于标准")
TOO_SMALL = Text("Too early or too small to tell: {names}", "尚难判断：{names}")
FEW = Text("Too few counties have cover to compare them with one another.", "有参保的县太少，无法相互比较。")
REASON = Text("{signal}: {said}", "{signal}：{said}")
MORE = Text("{n} more worth a look, or below the coverage line", "另有 {n} 个值得留意或低于参保标准")
MORE_BELOW = Text("{n} more below the coverage line", "另有 {n} 个低于参保标准")
ORDER = Text("Those farthest outside what chance explains come first.", "按超出偶然波动的程度排列。")
FUNNEL = Text("{signal}: each county, and what chance explains", "{signal}：各县与偶然波动的范围")
AGAINST_LINE = Text("{signal}: each county against the line", "{signal}：各县与标准线")
HOW = Text(
    "Dashed: 95 in 100 counties would lie inside by chance and true differences; solid: 99.8 in 100; dotted: by chance "
    "alone. Click a county to open it.",
    "虚线：考虑偶然波动和县间真实差异后，95% 的县应在其内；实线：99.8%；点线：仅考虑偶然波动。点击可打开该县。",
)
NONE_THIN = Text("No county is too early or too small to tell.", "没有尚难判断的县。")
CLICK = Text(
    "Too few to compare with one another. Click a county to open it.", "数量太少，无法相互比较。点击可打开该县。"
)
HOW_LINE = Text("The line is at {line}. Click a county to open it.", "横线为 {line}。点击可打开该县。")
METHOD = Text("How this is worked out", "计算方法")
ALL_METHODS = Text("The limits, and every signal: on the definitions page", "界限与其他关注点的方法：见定义页")
TITLED = Text("{heading}, {period}, as of {month}", "{heading}，{period}，截至{month}")
LIMITED = {
    "lower_998": Text("Lower 99.8%", "99.8% 下限"), "lower_95": Text("Lower 95%", "95% 下限"),
    "upper_95": Text("Upper 95%", "95% 上限"), "upper_998": Text("Upper 99.8%", "99.8% 上限"),
}  # fmt: skip
PLACE, OBSERVED, EXPECTED, VERDICT = (
    Text("County", "县"), Text("Observed", "实际"), Text("Expected", "应有"), Text("Verdict", "判断"),
)  # fmt: skip
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
        st.subheader(_finding(page, rows), anchor=False)
        st.caption(page.prose(_trust(page, rows)))
    return rows


def _finding(page: Page, rows: pd.DataFrame) -> str:
    every = rows["place"].nunique()
    if not every:
        return page.say(NOBODY)
    called = rows[rows["verdict"].isin(CALLED)]
    if called.empty:
        return page.say(NONE if watchlist.judged(rows) else TOO_EARLY, all=every)
    counted = called["signal"].value_counts()
    first = dict.fromkeys(
        row["signal"] for one in watchlist.ranked(rows) for row in one.reasons
    )  # as the list has them
    said = [page.say(SIGNALS[s].counted, n=counted[s]) for s in first if s in counted]
    needed = page.say(NEEDED, n=called["place"].nunique(), all=every)
    return f"{needed}{page.say(COLON)}{page.say(COMMA).join(said)}"


def _trust(page: Page, rows: pd.DataFrame) -> list[str]:
    """What is asked, how many chance alone would list, who lies below the line, and who is too small to tell."""
    month = month_name(page.view.month(page.store.horizon), page.lang)
    said = [page.say(ASKED, period=period_name(page.view.period, page.lang).capitalize(), month=month)]
    looks, below = (rows.loc[rows["verdict"] == v, "place"].nunique() for v in (LOOK, BELOW))
    alone = not rows["verdict"].isin(CALLED).any()
    if judged := watchlist.judged(rows):
        by_chance = (BY_CHANCE if looks else NO_MORE)[alone]
        values = {"look": looks} if looks else {}
        n = watchlist.by_chance(rows)
        values["n"] = page.say(ABOUT, n=round(n)) if n >= 1 else page.say(UNDER_ONE)
        said.append(page.say(by_chance, judged=judged, **values))
    if below:
        said.append(page.say(LINE[alone], n=below, line=units.PERCENT.full(COVERAGE_LINE, page.lang)))
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
    centres = _centres(rows)
    if called:
        st.markdown(f"##### {page.say(CALL)}", help=page.say(ORDER))
        _lines(page, called, centres, 1)
    if noted and not called:
        st.markdown(f"##### {page.say(LOOK_AT)}")
        _lines(page, noted, centres, 1)
    elif noted:
        text = MORE_BELOW if all(one.verdict == BELOW for one in noted) else MORE
        more = st.expander(page.say(text, n=len(noted)), key="watch-more", on_change="rerun")
        if more.open:
            with more:
                _lines(page, noted, centres, len(called) + 1)
    few = watchlist.thin(rows)
    if few:
        names = page.say(COMMA).join(places.get(code).short(page.lang) for code in few)
        st.caption(page.say(FEW) if rows["place"].nunique() == len(few) else page.say(TOO_SMALL, names=names))


def _lines(page: Page, called: list[Called], centres: Mapping[str, float], first: int) -> None:
    """Numbered counties, each a way to its page, with its province in grey and its reasons below."""
    with st.container(key=f"watch-list-{first}", gap="xxsmall"):
        for n, one in enumerate(called, first):
            place = places.get(one.place)
            province = places.get(place.parent).short(page.lang)
            with st.container(key=f"watch-{one.place}", horizontal=True, vertical_alignment="center", gap="small"):
                st.page_link(
                    PAGES["place"].path,
                    label=f"{n}. **{place.name(page.lang)}** :gray[{province}]",
                    query_params=page.view.into(one.place).params(),
                    width="content",
                )
                for row in one.reasons:
                    asked = passport.number(page, SIGNALS[row["signal"]].indicator, one.place)
                    passport.button(page, asked, one.place)
            reasons = [f"{MARK[row['verdict']]} {_reason(page, row, centres)}" for row in one.reasons]
            st.markdown("  \n".join(reasons))


def _reason(page: Page, row: Mapping, centres: Mapping[str, float]) -> str:
    signal = SIGNALS[row["signal"]]
    return page.say(REASON, signal=f"**{signal.name(page.lang)}**", said=_sentence(signal, row, centres, page.lang))


def _sentence(signal: Signal, row: Mapping, centres: Mapping[str, float], lang) -> str:
    count, ratio = units.CLAIMS.full, signal.unit.full(row["ratio"], lang)
    if row["verdict"] == BELOW and ratio == units.PERCENT.full(centres[signal.id], lang):
        ratio = f"{row['ratio']:.2f}%"  # below the line by less than a tenth of a point
    return signal.says(
        lang,
        observed=count(row["observed"], lang),
        expected=count(round(row["expected"]), lang),
        size=count(row["size"], lang),
        ratio=ratio,
        centre=units.PERCENT.full(centres[signal.id], lang),
    )


def _centres(rows: pd.DataFrame) -> dict[str, float]:
    """What each signal compares with, in per cent: the share of all counties together, the expected, or the line."""
    sums = rows.groupby("signal")[["observed", "size"]].sum()
    shares = (sums["observed"] / sums["size"].where(sums["size"] > 0) * 100).to_dict()
    return shares | {"silent": 100.0, "thin": 100.0, "uncovered": COVERAGE_LINE}


# -- the funnel --------------------------------------------------------------------------------------------------------


def plot(page: Page, rows: pd.DataFrame) -> None:
    """The funnel of the chosen signal. A click goes to the county."""
    st.session_state["signal"] = page.view.signal
    st.segmented_control(
        page.say(SIGNAL),
        list(SIGNALS),
        key="signal",
        required=True,
        format_func=lambda s: SIGNALS[s].name(page.lang),
        on_change=lambda: page.go(page.view.with_(signal=st.session_state["signal"])),
        label_visibility="collapsed",
    )
    signal = SIGNALS[page.view.signal]
    own = rows[rows["signal"] == signal.id]
    few = (own["verdict"] == watchlist.THIN).all()
    if not (own["size"] > 0).any():
        st.caption(page.say(FEW))
        return
    heading = page.say(FUNNEL if signal.id in (*CHANCE, "thin") else AGAINST_LINE, signal=signal.name(page.lang))
    month = month_name(page.view.month(page.store.horizon), page.lang)
    title = page.say(TITLED, heading=heading, period=period_name(page.view.period, page.lang), month=month)
    fig = _funnel(page.store, replace(page.where, place=NATION), signal.id, page.canvas)
    twin = _twin(page, own, signal)
    picture(page, "funnel", fig, title, _file(own), (signal.indicator,), page.drill, heading=heading, twin=twin)
    line = units.PERCENT.full(COVERAGE_LINE, page.lang)
    if signal.id == "thin" and not (own["verdict"] == watchlist.THIN).any():
        st.caption(page.say(NONE_THIN))
    if signal.id == "uncovered":
        st.caption(page.say(HOW_LINE, line=line))
    else:
        st.caption(page.say(HOW if own["lower_95"].notna().any() and not few else CLICK))
    how = st.expander(page.say(METHOD), key="watch-method", icon=":material/functions:", on_change="rerun")
    if how.open:
        with how:
            methods.signal_entry(page, signal)
            st.page_link(
                PAGES["definitions"].path, label=page.say(ALL_METHODS), query_params=page.view.into(NATION).params()
            )


@remembered(KEPT)
def _funnel(store: Store, where: Where, signal_id: str, canvas: Canvas) -> charts.Figure:
    signal, rows = SIGNALS[signal_id], watchlist.listed(store, where)
    own = rows[rows["signal"] == signal_id]
    centres = _centres(rows)
    said = {row["place"]: _sentence(signal, row, centres, canvas.lang) for row in own.to_dict("records")}
    return charts.funnel(own, watchlist.curves(store, where, signal_id), signal, said, canvas)


def _file(own: pd.DataFrame) -> pd.DataFrame:
    """The funnel as a file: codes, both names, and everything the picture is drawn from."""
    at = [places.get(code) for code in own["place"]]
    numbers = own[list(COLUMNS)].drop(columns=["place"]).round(3)
    names = {"name_en": [p.name.en for p in at], "name_zh": [p.name.zh for p in at]}
    return pd.DataFrame({"place": own["place"], **names}).join(numbers)


def _twin(page: Page, own: pd.DataFrame, signal: Signal) -> Twin:
    """The funnel as a table: one row a county, the farthest outside first."""
    lang, count, ratio = page.lang, units.CLAIMS.full, signal.unit.full
    rows = own.sort_values("ratio", ascending=signal.concern == "low", na_position="last", ignore_index=True)
    table = {
        page.say(PLACE): [places.get(code).name(lang) for code in rows["place"]],
        page.say(OBSERVED): [count(v, lang) for v in rows["observed"]],
        page.say(EXPECTED): [count(round(v), lang) for v in rows["expected"]],
        signal.down(lang): [ratio(v, lang) for v in rows["ratio"]],
    }
    if rows["lower_95"].notna().any():
        table |= {page.say(LIMITED[limit]): [ratio(v, lang) for v in rows[limit]] for limit in funnel.LIMITS}
    table[page.say(VERDICT)] = [VERDICTS[v](lang) for v in rows["verdict"]]
    of_indicator = page.say(OBSERVED) if signal.unit is OF_EXPECTED else signal.down(lang)

    def number(row: int, column: str) -> Number | None:
        return passport.number(page, signal.indicator, rows["place"][row]) if column == of_indicator else None

    return Twin(pd.DataFrame(table), number)
