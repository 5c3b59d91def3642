"""Can these numbers be trusted? Their totals agree, and the data behind them is checked."""

import math
from functools import partial

import streamlit as st

from backbone.breakdowns import STORED
from backbone.files.package import package
from backbone.indicators import INDICATORS
from backbone.periods import month_name
from backbone.pictures.trust import COUNTIES, NUMBER, PROGRAMME, PROVINCES, PUBLISHED, TOTALS
from backbone.punctuation import clauses, dotted, labelled, prose, sentence, statements
from backbone.text import Text
from backbone.trust.quality import Check, checks
from backbone.trust.tieout import TieOut, Total, tie_out
from backbone.ui import panels, passport, signin
from backbone.ui.page import Page

AGREE = Text("the totals agree", "各项合计核对一致")
DISAGREE = Text("{n} of {all} totals do not agree", "{all} 项合计中 {n} 项不一致")
CLEAN = Text("all {n} data checks passed", "{n} 项数据检查均通过")
FOUND = Text("{found} of {n} data checks need a look", "{n} 项数据检查中 {found} 项有提示")
COMPARED = Text(
    "{sums} sums over places, months and breakdowns are compared with the programme’s numbers, and "
    "{published:published result|published results} with ours: {agree}.",
    "按地区、月份和细分共核对 {sums} 项合计，并与 {published} 条公布结果对照：{agree}。",
)
EXACT, ROUNDED, SO_FAR, OTHERS, NONE_DISAGREES = (
    Text("{n:agrees|agree} to the digit", "{n} 条完全一致"),
    Text("{n:agrees|agree} with a rounded figure (“more than”)", "{n} 条与约数（如“超过”）相符"),
    Text("{n:agrees|agree} as far as amounts are published", "{n} 条就已公布金额而言相符"),
    Text("{n:disagrees|disagree}", "{n} 条不一致"),
    Text("no disagreement", "无不一致"),
)
WAITING = Text(
    "Amounts are published once eight paid claims have gathered in a county: {told} for {claims} claims so far.",
    "每县累计满八件赔付后公布金额，目前已公布 {claims} 件，共 {told}。",
)
WAITS = Text(
    "Another {waits} for {n:claim|claims} waits; together that is {all}.",
    "另有 {n} 件（{waits}）待公布，合计 {all}。",
)
WAITS_UNSTATED = Text(
    "{n:more claim waits|more claims wait}; their amount is not stated while so few stand behind it.",
    "另有 {n} 件待公布，因件数太少，暂不说明金额。",
)
REMAINDER = Text(
    "Sums over illness, age and the like include what is not yet broken down.",
    "按病种、年龄等细分的合计包含“尚未细分”的部分。",
)
GENERATED = Text(
    "The records behind these numbers are generated, and {n} of {all:county is|counties are} assumed. That the totals "
    "agree shows that the dashboard adds up; it does not make the details real.",
    "示意数据由程序生成，{all} 个县中 {n} 个为推定。核对一致只说明计算无误，不代表明细真实。",
)
TAKE_AWAY = Text("All of these data (Data Package)", "下载全部数据及说明")
TAKE_AWAY_HELP = Text(
    "Every total behind this dashboard as CSV, with a description of every column, and the snapshot’s own files.",
    "本看板的全部汇总数据（CSV），附各列说明及快照原文件。",
)
QUALITY = Text("Is the data sound?", "数据是否可靠？")
AGREES, DIFFERS = Text("agrees", "一致"), Text("differs", "不一致")
LATER = Text("none by {month}; {value} by {when}", "截至{month}尚无；{when}为 {value}")
PARTS = Text("partial figures: {agree} of {n:agrees|agree}", "部分口径的公布数字 {n} 条，{agree} 条一致")
NONE_YET = Text("not published yet", "尚无公布数字")
APART = Text("{over}: {gap} apart", "{over}：相差 {gap}")
NO_PLACE = Text("{value} without a known place", "其中 {value} 的地区代码无法识别")
OVER = {
    "county": COUNTIES,
    "province": PROVINCES,
    "month": Text("Months", "逐月合计"),
    **{stored.id: stored.name for stored in STORED.values()},
}
CHECK, LOOKED_AT, RESULT = Text("Check", "检查项"), Text("Looked at", "检查范围"), Text("Result", "结果")
NOTHING_FOUND = Text("passed", "通过")
MOST = 12
MORE = Text("and {n} more", "另有 {n} 处")
TICK, CROSS = ":green[:material/check_circle:]", ":orange[:material/error:]"


def finding(page: Page) -> None:
    """The answer in a sentence: whether the totals agree, and what the checks found."""
    out, done = tie_out(page.store, page.record), checks(page.store, page.record)
    differing = sum(not total.agrees for total in out.repeated)
    found = sum(not check.passed for check in done)
    said = (
        page.say(DISAGREE, n=differing, all=len(out.repeated)) if differing else page.say(AGREE),
        page.say(FOUND, found=found, n=len(done)) if found else page.say(CLEAN, n=len(done)),
    )
    panels.finding(sentence(statements(said, page.lang), page.lang))
    st.caption(prose([_generated(page, done), _compared(page, out), page.say(REMAINDER), _waiting(page)], page.lang))


def _generated(page: Page, done: tuple[Check, ...]) -> str:
    """That the records are generated; "" where they are not."""
    if page.basis != "illustrative":
        return ""
    assumed = next(check for check in done if check.id == "assumed")
    return page.say(GENERATED, n=len(assumed.found), all=assumed.looked_at)


def _compared(page: Page, out: TieOut) -> str:
    """How much was compared, and how many published results agree."""
    exact, agree = sum(tie.gap == 0 for tie in out.published), sum(tie.agrees for tie in out.published)
    waiting = sum(tie.agrees and math.isnan(tie.gap) for tie in out.published)
    counted = {EXACT: exact, ROUNDED: agree - exact - waiting, SO_FAR: waiting, OTHERS: len(out.published) - agree}
    parts = [page.say(part, n=n) for part, n in counted.items() if n]
    parts += [] if counted[OTHERS] else [page.say(NONE_DISAGREES)]
    return page.say(COMPARED, sums=out.sums, published=len(out.published), agree=clauses(parts, page.lang))


def _waiting(page: Page) -> str:
    """What the programme has paid: the amounts that are published, and the amount that waits; "" where none waits."""
    (claims, amount), paid = page.store.waiting, page.store.value("paid")
    if claims <= 0:
        return ""
    lang, money, count = page.lang, INDICATORS["paid"].unit, INDICATORS["claims_paid"].unit
    told = count.full(page.store.told().told, lang)
    published = page.say(WAITING, told=money.full(paid, lang), claims=told)
    n = count.full(claims, lang)
    if math.isnan(amount):
        return prose([published, page.say(WAITS_UNSTATED, n=n)], lang)
    waits = page.say(WAITS, waits=money.full(amount, lang), n=n, all=money.full(paid + amount, lang))
    return prose([published, waits], lang)


# -- tie-out -----------------------------------------------------------------------------------------------------------


def strip(page: Page) -> None:
    """One line a total: counties, provinces, programme, published, and whether they agree; then every other total
    that does not."""
    out = tie_out(page.store, page.record)
    st.markdown(f"##### {page.say(TOTALS)}")
    head = ["", *map(page.say, (NUMBER, COUNTIES, PROVINCES, PROGRAMME, PUBLISHED))]
    panels.sheet("tie-out", head, [_line(page, out, total) for total in out.repeated], ":--|:--|--:|--:|--:|:--")
    for total in out.differing:
        if total not in out.repeated:
            st.markdown(f"{CROSS} {INDICATORS[total.indicator].name(page.lang)} · {_apart(page, total)}")


def _line(page: Page, out: TieOut, total: Total) -> list[str]:
    indicator, lang = INDICATORS[total.indicator], page.lang
    sums = [indicator.unit.full(total.over(level), lang) for level in ("county", "province")]
    lost = page.say(NO_PLACE, value=indicator.unit.full(total.unmatched, lang)) if total.unmatched else ""
    said = statements([_published(page, out, total), _apart(page, total), lost], lang)
    mark = f"{TICK} {page.say(AGREES)}" if total.agrees else f"{CROSS} {page.say(DIFFERS)}"
    return [mark, indicator.name(lang), *sums, f"**{indicator.unit.full(total.programme, lang)}**", said]


def _published(page: Page, out: TieOut, total: Total) -> str:
    if total.published:
        return passport.tied(page, total.published)
    parts = [tie for tie in out.published if tie.indicator == total.indicator]
    if parts:
        return page.say(PARTS, n=len(parts), agree=sum(tie.agrees for tie in parts))
    if total.later:
        month = month_name(page.store.horizon.last, page.lang)
        value = INDICATORS[total.indicator].unit.full(float(total.later.value), page.lang)
        return page.say(LATER, month=month, value=value, when=total.later.when(page.lang))
    return page.say(NONE_YET)


def _apart(page: Page, total: Total) -> str:
    """By how much each sum differs from the programme's number; "" where none does."""
    unit, lang = INDICATORS[total.indicator].unit, page.lang
    return statements(
        (
            page.say(APART, over=page.say(OVER[one.over]), gap=unit.full(abs(total.programme - one.value), lang))
            for one in total.differing
        ),
        lang,
    )


# -- quality -----------------------------------------------------------------------------------------------------------


def sound(page: Page) -> None:
    """One line a check: what was looked at and what was found; the findings themselves behind it, each with a way to
    its place."""
    done = checks(page.store, page.record)
    st.markdown(f"##### {page.say(QUALITY)}")
    head = ["", *map(page.say, (CHECK, LOOKED_AT, RESULT))]
    panels.sheet("quality", head, [_check(page, check) for check in done], ":--|:--|:--|:--")
    for check in done:
        if not check.passed:
            _findings(page, check)


def _check(page: Page, check: Check) -> list[str]:
    result = page.say(NOTHING_FOUND) if check.passed else f"**{page.say(check.summary)}**"
    looked = f"{check.looked_at:,} {page.say(check.unit)}"
    asked = f"{page.say(check.name)} · :gray[:small[{page.say(check.question)}]]"
    return [TICK if check.passed else CROSS, asked, looked, result]


def _findings(page: Page, check: Check) -> None:
    label = labelled(page.say(check.name), page.say(check.summary), page.lang)
    listed = st.expander(label, key=f"found-{check.id}", on_change="rerun")
    if not listed.open:
        return
    with listed:
        st.markdown(page.say(check.advice))
        lines = [f"- {dotted((_at(page, one.place), page.say(one.text)))}" for one in check.found[:MOST]]
        if len(check.found) > MOST:
            lines.append(f"- {page.say(MORE, n=len(check.found) - MOST)}")
        st.markdown("\n".join(lines))


def _at(page: Page, code: str) -> str:
    return panels.place_link(page, code) if code else ""


def take_away(page: Page) -> None:
    """The snapshot as a file, made when it is asked for; and the way to a new one."""
    signin.way_to_publish(page.lang)
    st.download_button(
        page.say(TAKE_AWAY),
        partial(package, page.store.snapshot),
        f"backbone-{page.store.snapshot.manifest.name}.zip",
        "application/zip",
        key="package",
        help=page.say(TAKE_AWAY_HELP),
        on_click="ignore",
        icon=":material/folder_zip:",
    )
