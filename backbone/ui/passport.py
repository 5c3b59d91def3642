"""The passport of a number on screen: a dialog over the page, opened from the address."""

import math
from html import escape

import streamlit as st

from backbone import gathering, places
from backbone.breakdowns import BREAKDOWNS
from backbone.cautions import RECENT
from backbone.indicator import Indicator
from backbone.indicators import INDICATORS
from backbone.measures import Ratio
from backbone.number import Number
from backbone.periods import month_name, period_name
from backbone.places import NATION
from backbone.punctuation import bracketed, dotted, in_mid_sentence, labelled, prose, sentence, statements
from backbone.record.published import BOUNDS, Figure
from backbone.refusals import Unanswerable
from backbone.text import Text
from backbone.trust import passport
from backbone.trust.basis import ESTIMATED, ILLUSTRATIVE, REPORTED, WORDS, Basis, basis
from backbone.trust.passport import Passport
from backbone.trust.ties import Tie, of_parts
from backbone.ui import signin
from backbone.ui.page import Page
from backbone.units import CLAIMS, Unit
from backbone.where import EVERYTHING, Where

WHENCE = Text("Where this number comes from", "数字来历")
WHENCE_OF = Text("Where {value} {what} comes from", "{what} {value} 的来历")
EVERY = Text("Sources and definitions", "本页数据说明与来源")
NO_NUMBERS = Text("There is no number for this question.", "该问题没有相关数据。")
ICON = ":material/info:"
MARKS = {REPORTED: ":material/verified:", ESTIMATED: ":material/calculate:"}
HEAD = Text("{place} · {period} · as of {month}", "{place} · {period} · 截至{month}")
IN_WORDS, IN_NUMBERS = Text("In words", "计算方法"), Text("In numbers", "代入数字")
NUMERATOR, DENOMINATOR, MADE_OF = Text("Numerator", "分子"), Text("Denominator", "分母"), Text("Made of", "构成")
IN_FULL, ROUNDING = Text("In full", "完整数值"), Text("Rounding", "取整")
PLACE, PERIOD, AS_OF = Text("Place", "地区"), Text("Period", "期间"), Text("As of", "截至")
KEPT_TO = Text("{by}: {category} only", "仅限{by}：{category}")
MONTH_ALONE = Text("{period}, {month} only", "{period}，仅{month}当月")
COMPLETE = Text("{month}; complete up to {complete}", "{month}；{complete}及以前的数据完整")
BASIS = Text("Basis", "口径")
SUBMITTED = Text("Reported. {note}", "上报数据。{note}")
STATED = Text("Reported: the public record holds just this number.", "公布数字：公开资料所载正是此数。")
WORKED_OUT = Text(
    "Estimated: worked out from reported numbers, as shown above.", "推算数字：按上述方法由公布或上报的数字算出。"
)
MODEL = Text("Model", "模拟依据")
VERSION = Text("Data version", "数据版本")
MADE_ON = Text("`{name}`, made on {created}, checksum `{digest}`", "`{name}`，生成于 {created}，校验和 `{digest}`")
DEFINITION, PUBLISHED = Text("Definition", "定义来源"), Text("Published", "公开来源")
AGREES = Text("{value} by [{publisher}]({url}), {when}: agrees", "{value}，见[{publisher}]({url})，{when}：一致")
AGREED_THEN = Text(
    "{value} by [{publisher}]({url}), {when}: matches our figure for that date",
    "{value}，见[{publisher}]({url})，{when}：与本系统截至当时的数字一致",
)
BOUNDED = Text(
    "{value} by [{publisher}]({url}), {when}: agrees with our {ours}",
    "{value}，见[{publisher}]({url})，{when}：与本系统的 {ours} 相符",
)
DIFFERS = Text(
    "{value} by [{publisher}]({url}), {when}: ours is {ours}",
    "{value}，见[{publisher}]({url})，{when}：本系统为 {ours}",
)
WITH_WAITING = Text(
    "{value} by [{publisher}]({url}), {when}: agrees with our {ours} and the {waits} of {n:claim|claims} that wait",
    "{value}，见[{publisher}]({url})，{when}：与本系统的 {ours} 加上待计入的 {waits}（{n} 件）一致",
)
WAITS = Text(
    "{value} by [{publisher}]({url}), {when}: ours is {ours} so far, and {n:claim waits|claims wait}",
    "{value}，见[{publisher}]({url})，{when}：本系统目前为 {ours}，另有 {n} 件待计入",
)
LATER = Text(
    "{value} by [{publisher}]({url}), {when}: later than this data",
    "{value}，见[{publisher}]({url})，{when}：晚于本数据",
)
OF_A_PART = Text(
    "{value} by [{publisher}]({url}), {when}: only of {county}",
    "{value}，见[{publisher}]({url})，{when}：仅指{county}",
)
PART_STATED = Text("{name} {said}", "{name} {said}")
NONE_PUBLISHED = Text("No published figure to compare.", "尚无公开数字可供对照。")
CAUTION, NO_NUMBER = Text("Caution", "注意"), Text("No number", "没有数值")
STANDS_FOR, BROKEN_DOWN = Text("Paid claims", "赔付案件"), Text("Broken down", "细分")
ALL_TOLD = Text("All {n} paid claims.", "全部 {n} 件赔付案件。")
ASSUMED = Text(
    "No published source names this place, so it is only assumed to be in the programme.",
    "公开资料未载明该地区，其纳入项目为推定。",
)
REPEAT = Text("The same number on the command line", "用命令行重现此数字")


def _mark(page: Page, number: Number) -> tuple[str, str]:
    """The icon of the way to a number's passport, which tells a number that was published, or is worked out from such,
    from the rest of the page; and what is told beforehand: the definition, and that in words."""
    where = Where(number.place, number.period, number.as_of, number.only or EVERYTHING)
    own = basis(page.store, page.record, number.indicator, where)
    of_its_own = "" if own == page.basis else WORDS[own](page.lang).capitalize()
    said = sentence(dotted((of_its_own, page.say(WHENCE))), page.lang)
    return _icon(page, own), prose((INDICATORS[number.indicator].definition(page.lang), said), page.lang)


def _icon(page: Page, own: Basis) -> str:
    """The icon of a number of that basis: one of its own where the page's is another."""
    return ICON if own == page.basis else MARKS[own]


def way(page: Page, number: Number, value: str) -> str:
    """HTML: the way to the passport of a number that says `value`, and what it tells beforehand."""
    icon, told = _mark(page, number)
    tip = f"tip-{number.indicator}"
    named = f'aria-label="{escape(_named(page, number, value))}" aria-describedby="{tip}"'
    to = page.address(page.id, dress=page.dress.with_(passport=_beside(page, number)))
    link = f'<a class="whence" href="{escape(to)}" data-icon="{icon.split("/")[1].strip(":")}" {named}></a>'
    return f'{link}<span class="tip" role="tooltip" id="{tip}">{escape(told)}</span>'


def button(page: Page, number: Number, key: str, label: str = "", menu: str = "") -> None:
    """A quiet button that opens the passport of `number`. `key` tells it from other buttons of the same indicator on
    the page; a `menu` that it stands in is closed."""
    icon, told = _mark(page, number)
    st.button(
        label or _named(page, number),  # an icon alone is read out by its number; the style sheet hides the words
        key=f"passport-{key}-{number.indicator}",
        icon=icon if icon != ICON or not label else None,
        help=None if label else told,
        type="tertiary",
        on_click=open_,
        args=(page, number, menu),
    )


def _named(page: Page, number: Number, value: str | None = None) -> str:
    """The name of the way to a number's passport, for those who do not see beside what it stands."""
    one = INDICATORS[number.indicator]
    if value is None:
        value = _value(page, one, Where(number.place, number.period, number.as_of, number.only or EVERYTHING))
    return " ".join(page.say(WHENCE_OF, what=in_mid_sentence(one.name(page.lang)), value=value).split())


def every(page: Page) -> None:
    """A fold with every number of the page's question, each a way to its passport: those in sentences too."""
    menu = st.popover(page.say(EVERY), key="every-number", icon=ICON, type="tertiary", on_change="rerun")
    if not menu.open:
        return
    values = {i: said for i in INDICATORS.values() if (said := _value(page, i, page.where))}
    with menu, st.container(key="every-numbers", horizontal=True, gap="small"):
        if not values:
            st.caption(page.say(NO_NUMBERS))
        for i, value in values.items():
            button(page, page.number(i.id), "every", f"{i.name(page.lang)} **{value}**", "every-number")


def _value(page: Page, indicator: Indicator, where: Where) -> str:
    """What a card would say; nothing where there is no number."""
    try:
        value = page.store.value(indicator.id, where)
    except Unanswerable:
        return ""
    return "" if math.isnan(value) else indicator.unit.short(value, page.lang)


def open_(page: Page, named: Number, menu: str = "") -> None:
    """Puts the passport into the address and leaves the rest of it as it is; closes the menu of that key, for the
    passport lies over the page, not under a menu. For callbacks."""
    if menu:
        st.session_state[menu] = False
    st.query_params["passport"] = _beside(page, named)


def _beside(page: Page, number: Number) -> str:
    """The name of a number beside the question of the page."""
    return number.beside(page.number(number.indicator)).name


def show(page: Page) -> None:
    """The passport that the address asks for, over the page; none where it asks for none."""
    named = Number.read(page.dress.passport, page.store.horizon) if page.dress.passport else None
    if named is None:
        return
    where = Where(
        named.place or page.view.place,
        named.period or page.view.period,
        named.as_of or page.view.as_of,
        page.where.only if named.only is None else named.only,
    )
    issued = passport.issue(page.store, page.record, named.indicator, where)

    @st.dialog(
        issued.indicator.name(page.lang),
        width="medium",
        icon=_icon(page, issued.basis),
        on_dismiss=lambda: page.go(page.view, page.dress.with_(passport="")),
    )
    def opened() -> None:
        signin.hold()
        _draw(page, issued)

    opened()


def _draw(page: Page, p: Passport) -> None:
    lang, unit = page.lang, p.indicator.unit
    st.metric(
        page.say(
            HEAD,
            place=dotted([places.get(p.where.place).name(lang), *_categories(page, p.where)]),
            period=_period(page, p.where),
            month=month_name(p.month, lang),
        ),
        unit.full(p.value, lang),
    )
    st.markdown(p.indicator.definition(lang))
    with st.container(key="passport-rows"):
        rows = [(page.say(label), text.replace("|", "\\|")) for label, text in _rows(page, p) if text]
        first, *others = rows
        lines = [f"| {first[0]} | {first[1]} |", "| :-- | :-- |", *(f"| {label} | {text} |" for label, text in others)]
        st.markdown("\n".join(lines))
    if p.refused is None:
        st.caption(page.say(REPEAT))
        st.code(p.command, language="bash", wrap_lines=True)


def _rows(page: Page, p: Passport) -> list[tuple[Text, str]]:
    """What the passport says, line by line; an empty line is left out."""
    lang, there = page.lang, not math.isnan(p.value)
    rows = [(IN_WORDS, p.indicator.formula(lang)), (IN_NUMBERS, "" if p.refused else p.in_numbers(lang))]
    named = [labelled(part.name(lang), part.in_full(lang), lang) for part in p.parts]
    if isinstance(p.indicator.measure, Ratio):
        rows += list(zip((NUMERATOR, DENOMINATOR), named, strict=False))
    else:
        rows.append((MADE_OF, statements(named, lang)))
    return [
        *rows,
        (NO_NUMBER, p.refused(lang) if p.refused else ""),
        (STANDS_FOR, _stands_for(page, p)),
        (BROKEN_DOWN, gathering.remainder(p.remainder, lang)),
        (IN_FULL, p.in_full(lang) if there else ""),
        (ROUNDING, p.rounding(lang) if there else ""),
        (PLACE, _place(page, p.where)),
        (PERIOD, _period(page, p.where)),
        (AS_OF, _month(page, p)),
        (BASIS, _basis(page, p)),
        (MODEL, prose((text(lang) for text in p.modelled), lang)),
        (VERSION, _version(page)),
        (DEFINITION, p.indicator.source(lang)),
        (PUBLISHED, _published(page, p)),
        (CAUTION, _cautions(page, p)),
    ]


def _place(page: Page, where: Where) -> str:
    steps = [place.name(page.lang) for place in places.path(where.place)]
    said = bracketed(" › ".join(steps[1:] or steps), where.place, page.lang)
    return dotted([said, *_categories(page, where)])


def _categories(page: Page, where: Where) -> list[str]:
    """What a number is kept to: "illness: Cancer only"."""
    kept = [(BREAKDOWNS[dimension], code) for dimension, code in where.only.categories]
    return [page.say(KEPT_TO, by=b.name(page.lang), category=b.categories[code](page.lang)) for b, code in kept]


def _period(page: Page, where: Where) -> str:
    said, month = period_name(where.period, page.lang), where.only.month
    return page.say(MONTH_ALONE, period=said, month=month_name(month, page.lang)) if month else said


def _month(page: Page, p: Passport) -> str:
    complete = page.store.horizon.complete_through
    month = month_name(p.month, page.lang)
    late = p.indicator.comes_late and p.month > complete
    return page.say(COMPLETE, month=month, complete=month_name(complete, page.lang)) if late else month


def _basis(page: Page, p: Passport) -> str:
    manifest = page.store.snapshot.manifest
    note = Text(manifest.note_en, manifest.note_zh)(page.lang)
    if p.basis == ESTIMATED:
        return page.say(WORKED_OUT)
    if p.basis == REPORTED:
        return page.say(STATED) if page.basis == ILLUSTRATIVE else page.say(SUBMITTED, note=note)
    return note


def _version(page: Page) -> str:
    snapshot = page.store.snapshot
    return page.say(
        MADE_ON, name=snapshot.manifest.name, created=snapshot.manifest.created, digest=snapshot.digest[:12]
    )


def _published(page: Page, p: Passport) -> str:
    """The published results of the number itself, else of the totals it is made of."""
    said = [tied(page, tie) for tie in p.ties]
    for part in p.parts:
        said += [page.say(PART_STATED, name=part.name(page.lang), said=tied(page, tie)) for tie in part.ties]
    for figure in of_parts(page.record, p.indicator.id, p.where.place):
        said.append(_cited(page, OF_A_PART, figure, p.indicator.unit, county=figure.whose(page.lang)))
    if p.later:
        said.append(_cited(page, LATER, p.later, p.indicator.unit))
    return statements(said, page.lang) or page.say(NONE_PUBLISHED)


def tied(page: Page, tie: Tie) -> str:
    """A published result with its source, and whether our number agrees with it."""
    lang, unit = page.lang, INDICATORS[tie.indicator].unit
    return _cited(
        page,
        _agreement(page, tie),
        tie.figure,
        unit,
        ours=unit.full(tie.value, lang),
        waits=unit.full(tie.waiting_paid, lang),
        n=CLAIMS.full(tie.waiting, lang),
    )


def _cited(page: Page, text: Text, figure: Figure, unit: Unit, **more: str) -> str:
    """A sentence about a published result, with its source."""
    return page.say(
        text,
        value=page.say(BOUNDS[figure.bound], value=unit.full(float(figure.value), page.lang)),
        publisher=figure.source.publisher(page.lang),
        url=figure.source.url,
        when=figure.when(page.lang),
        **more,
    )


def _agreement(page: Page, tie: Tie) -> Text:
    """The sentence that says how our number and a published one stand to each other."""
    if not tie.agrees:
        return DIFFERS
    if tie.waiting:
        return WAITS if math.isnan(tie.waiting_paid) else WITH_WAITING
    if tie.gap:
        return BOUNDED
    return AGREES if tie.where.as_of in ("", page.store.horizon.last) else AGREED_THEN


def _stands_for(page: Page, p: Passport) -> str:
    """How many paid claims an amount stands for, and how many wait; "" for what is no amount."""
    if not p.told.paid:
        return ""
    every = page.say(ALL_TOLD, n=CLAIMS.full(p.told.paid, page.lang))
    return gathering.waiting(p.told, page.lang) or every


def _cautions(page: Page, p: Passport) -> str:
    month = p.where.only.month or p.month
    settled = p.indicator.caution is RECENT and month <= page.store.horizon.complete_through
    said = [p.indicator.caution(page.lang)] if p.indicator.caution and not settled else []
    if p.where.place != NATION and page.record.membership(p.where.place) == "assumed":
        said.append(page.say(ASSUMED))
    return prose(said, page.lang)
