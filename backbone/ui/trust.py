"""Can these numbers be trusted? They tie out, and the data behind them is checked."""

from functools import lru_cache

import streamlit as st

from backbone.breakdowns import BREAKDOWNS
from backbone.indicators import INDICATORS
from backbone.periods import month_name
from backbone.record.record import Record
from backbone.snapshot.store import Store
from backbone.text import Text
from backbone.trust import quality, tieout
from backbone.trust.quality import Check
from backbone.trust.tieout import Line, TieOut
from backbone.ui import panels, passport
from backbone.ui.page import Page

TIES = Text("The numbers tie out", "各项数字相互吻合")
TIES_NOT = Text("{n} of {all} numbers do not tie out", "{all} 项数字中有 {n} 项不吻合")
CLEAN = Text("{n} checks of the data found nothing", "{n} 项数据检查均未发现问题")
FOUND = Text("{found} of {n} checks of the data found something", "{n} 项数据检查中有 {found} 项发现情况")
AND, STOP = Text("; ", "；"), Text(".", "。")
ADDED_UP = Text(
    "{ways} sums over places, months and breakdowns were held against the programme’s numbers. "
    "{published:published result stands|published results stand} beside them: {agree}.",
    "按地区、月份和细分共核对 {ways} 个合计。另与 {published} 条公布结果对照：{agree}。",
)
EXACT, ROUNDED, DISAGREE, NONE_DISAGREES = (
    Text("{n:agrees|agree} to the digit", "{n} 条完全一致"),
    Text("{n:agrees|agree} with a source that rounds (“more than”)", "{n} 条与来源的约数（“超过”）相符"),
    Text("{n:disagrees|disagree}", "{n} 条不一致"),
    Text("none disagrees", "无不一致"),
)
COMMA = Text(", ", "，")
GENERATED = Text(
    "The records behind these numbers are generated, and {n} of {all:county is|counties are} assumed: that they tie "
    "out says that the dashboard adds up, not that the detail is real.",
    "这些数字背后的记录由程序生成，{all} 个县中有 {n} 个为推定：相互吻合只说明看板计算无误，不代表明细真实。",
)
STRIP, QUALITY = (
    Text("Counties = provinces = programme = published", "县合计 = 省合计 = 全项目 = 公布数字"),
    Text("Is the data sound?", "数据是否可靠？"),
)
NUMBER, COUNTIES, PROVINCES, PROGRAMME, PUBLISHED = (
    Text("Number", "指标"),
    Text("Counties", "县合计"),
    Text("Provinces", "省合计"),
    Text("Programme", "全项目"),
    Text("Published", "公布数字"),
)
CLOSES, OPEN = Text("closes", "吻合"), Text("open", "不吻合")
LATER = Text("none by {month}; {value} by {when}", "截至{month}尚无；{when}为 {value}")
PARTS = Text("of parts of it, {agree} of {n} agree", "部分口径 {n} 条，其中 {agree} 条一致")
NONE_YET = Text("nothing published", "尚无公布数字")
APART = Text("{way}: {gap} apart", "{way}：相差 {gap}")
NO_PLACE = Text("{value} match no place", "其中 {value} 无法对应地区")
WAYS = {
    "county": COUNTIES,
    "province": PROVINCES,
    "month": Text("Months", "逐月合计"),
    **{by: breakdown.name for by, breakdown in BREAKDOWNS.items()},
}
CHECK, LOOKED_AT, RESULT = Text("Check", "检查项"), Text("Looked at", "检查范围"), Text("Result", "结果")
NOTHING_FOUND = Text("nothing found", "未发现问题")
WHICH = Text("{name}: {found}", "{name}：{found}")
MOST = 12
MORE = Text("and {n} more", "另有 {n} 处")
TICK, CROSS = ":green[:material/check_circle:]", ":orange[:material/error:]"


def finding(page: Page) -> None:
    """The answer in a sentence: do the numbers tie out, and what did the checks find."""
    out, found = _tied(page.store, page.record), _checked(page.store, page.record)
    off = [line for line in out.strip if not line.closes]
    ties = page.say(TIES_NOT, n=len(off), all=len(out.strip)) if off else page.say(TIES)
    wrong = sum(not check.passed for check in found)
    checks = page.say(FOUND, found=wrong, n=len(found)) if wrong else page.say(CLEAN, n=len(found))
    st.subheader(f"{ties}{page.say(AND)}{checks}{page.say(STOP)}", anchor=False)
    exact, agree = sum(tie.gap == 0 for tie in out.published), sum(tie.closes for tie in out.published)
    counted = {EXACT: exact, ROUNDED: agree - exact, DISAGREE: len(out.published) - agree}
    parts = [page.say(part, n=n) for part, n in counted.items() if n]
    parts += [] if counted[DISAGREE] else [page.say(NONE_DISAGREES)]
    said = [page.say(ADDED_UP, ways=out.ways, published=len(out.published), agree=page.say(COMMA).join(parts))]
    if page.basis == "illustrative":
        assumed = next(check for check in found if check.id == "assumed")
        said.insert(0, page.say(GENERATED, n=len(assumed.found), all=assumed.looked_at))
    st.caption(page.prose(said))


# -- tie-out -----------------------------------------------------------------------------------------------------------


def strip(page: Page) -> None:
    """One line a total: counties, provinces, programme, published, and whether it closes; then every sum that does
    not."""
    out = _tied(page.store, page.record)
    st.markdown(f"##### {page.say(STRIP)}")
    head = ["", *map(page.say, (NUMBER, COUNTIES, PROVINCES, PROGRAMME, PUBLISHED))]
    panels.sheet("tie-out", head, [_line(page, out, line) for line in out.strip], ":--|:--|--:|--:|--:|:--")
    hidden = [line for line in out.off if line not in out.strip]
    for line in hidden:
        st.markdown(f"{CROSS} {INDICATORS[line.indicator].name(page.lang)} · {_apart(page, line)}")


def _line(page: Page, out: TieOut, line: Line) -> list[str]:
    unit, lang = INDICATORS[line.indicator].unit, page.lang
    sums = [unit.full(line.by(way), lang) for way in ("county", "province")]
    said = [_published(page, out, line)]
    if line.off:
        said.append(_apart(page, line))
    if line.unmatched:
        said.append(page.say(NO_PLACE, value=unit.full(line.unmatched, lang)))
    mark = f"{TICK} {page.say(CLOSES)}" if line.closes else f"{CROSS} {page.say(OPEN)}"
    name = INDICATORS[line.indicator].name(lang)
    return [mark, name, *sums, f"**{unit.full(line.nation, lang)}**", page.say(AND).join(said)]


def _published(page: Page, out: TieOut, line: Line) -> str:
    if line.published:
        return passport.tied(page, line.published)
    parts = [tie for tie in out.published if tie.indicator == line.indicator]
    if parts:
        return page.say(PARTS, n=len(parts), agree=sum(tie.closes for tie in parts))
    if line.later:
        month = month_name(page.store.horizon.last, page.lang)
        value = INDICATORS[line.indicator].unit.full(float(line.later.value), page.lang)
        return page.say(LATER, month=month, value=value, when=line.later.when(page.lang))
    return page.say(NONE_YET)


def _apart(page: Page, line: Line) -> str:
    unit = INDICATORS[line.indicator].unit
    return page.say(AND).join(
        page.say(APART, way=page.say(WAYS[way.by]), gap=unit.full(abs(line.nation - way.value), page.lang))
        for way in line.off
    )


# -- quality -----------------------------------------------------------------------------------------------------------


def sound(page: Page) -> None:
    """One line a check: what was looked at and what was found; the findings themselves behind it, each with a way to
    its place."""
    found = _checked(page.store, page.record)
    st.markdown(f"##### {page.say(QUALITY)}")
    head = ["", *map(page.say, (CHECK, LOOKED_AT, RESULT))]
    panels.sheet("quality", head, [_check(page, check) for check in found], ":--|:--|:--|:--")
    for check in found:
        if not check.passed:
            _findings(page, check)


def _check(page: Page, check: Check) -> list[str]:
    result = page.say(NOTHING_FOUND) if check.passed else f"**{page.say(check.found_said)}**"
    looked = f"{check.looked_at:,} {page.say(check.of)}"
    asks = f"{page.say(check.name)} · :gray[:small[{page.say(check.asks)}]]"
    return [TICK if check.passed else CROSS, asks, looked, result]


def _findings(page: Page, check: Check) -> None:
    label = page.say(WHICH, name=page.say(check.name), found=page.say(check.found_said))
    listed = st.expander(label, key=f"found-{check.id}", on_change="rerun")
    if not listed.open:
        return
    with listed:
        st.markdown(page.say(check.do))
        lines = [f"- {_at(page, one.place)}{page.say(one.said)}" for one in check.found[:MOST]]
        if len(check.found) > MOST:
            lines.append(f"- {page.say(MORE, n=len(check.found) - MOST)}")
        st.markdown("\n".join(lines))


def _at(page: Page, code: str) -> str:
    return f"{panels.place_link(page, code)} · " if code else ""


# -- made once ---------------------------------------------------------------------------------------------------------


@lru_cache(maxsize=2)
def _tied(store: Store, record: Record) -> TieOut:
    return tieout.tie_out(store, record)


@lru_cache(maxsize=2)
def _checked(store: Store, record: Record) -> tuple[Check, ...]:
    return quality.checks(store, record)
