"""Findings: what a comparison shows, in sentences that claim no more than the numbers do."""

import math
from collections.abc import Collection, Sequence

from backbone import places
from backbone.compare.comparison import Comparison, Value, can_be_ranked, difference_unit, gap, gap_unit
from backbone.indicator import Indicator
from backbone.indicators import INDICATORS
from backbone.periods import ALL, month_name, period_name
from backbone.places import Level
from backbone.punctuation import (
    after_a_name,
    clauses,
    dotted,
    in_mid_sentence,
    labelled,
    listed,
    names,
    prose,
    sentence,
    statements,
)
from backbone.text import Lang, Text
from backbone.units import ABSENT, CLAIMS

ABOVE, BELOW = Text("{by} above", "高 {by}"), Text("{by} below", "低 {by}")
ABOVE_IT = Text("{by} above {reference} ({value})", "比{reference}（{value}）高 {by}")
BELOW_IT = Text("{by} below {reference} ({value})", "比{reference}（{value}）低 {by}")
LEVEL = Text("level with it", "与之持平")
LEVEL_IT = Text("level with {reference} ({value})", "与{reference}（{value}）持平")
PROGRAMME = Text("the programme", "全项目")
AVERAGE = {
    "county": Text("the average county", "县均值"),
    "province": Text("the average province", "省均值"),
}
IN_TITLE = {
    "programme": Text("programme {value}", "全项目 {value}"),
    "county": Text("average county {value}", "县均值 {value}"),
    "province": Text("average province {value}", "省均值 {value}"),
}
NO_VALUE = Text("{place} has none yet", "{place}暂无数据")
OF_MANY = Text("{what} in {n} places", "{n} 个地区的{what}")
HIGHEST, LOWEST = Text("{place} (highest)", "最高的{place}"), Text("{place} (lowest)", "最低的{place}")
NO_COVER = Text("By {month}, nobody in {names} was insured yet.", "截至{month}，{names}尚无人参保。")
NO_COVER_FOR = Text(
    "By {month}, nobody in {names} was insured for {period}.", "截至{month}，{names}尚无人参加 {period}保障。"
)
BETWEEN = Text("The difference between them is {gap}", "两者相差 {gap}")
AS_ONE = Text("Rounded, they are the same.", "取整后两者相同。")
MORE_THAN_CHANCE = Text("more than chance alone would explain", "超出偶然波动的范围")
CHANCE = Text("which may be chance", "可能出于偶然")
STANDS_OUT = Text(
    "What stands out most in {place}: {what} {value}, {side} than {n} of {of} other {level}.",
    "{place}{what}最为突出：{value}，{side}其他 {of} 个{level}中的 {n} 个。",
)
STANDS_ALONE = Text(
    "What stands out most in {place}: {what} {value}, {side} than in all {of} other {level}.",
    "{place}{what}最为突出：{value}，{side}其他全部 {of} 个{level}。",
)
HIGHER, LOWER = Text("higher", "高于"), Text("lower", "低于")
AMONG_OTHERS = Text(
    "{place} is not unusual in any rate shown: it lies among the middle 80% of {level}.",
    "{place}各项比率均无异常，处于各{level}的中间 80%。",
)
PUBLISHED = Text(
    "Published figures: {places}; those of other places are modelled, so differences between them prove nothing.",
    "公布数字：{places}；其余地区为模型推算，两者的差距不宜作为结论。",
)
# Values that do not stand on what the others stand on, by place and indicator: how they lie to the rest is no finding.
Apart = Collection[tuple[str, str]]
LEVELS = {"county": Text("counties", "县"), "province": Text("provinces", "省")}
UNLIKELY = Text(
    "Differs from {reference} by more than chance: {places}.",
    "与{reference}的差距并非偶然：{places}。",
)
LIKELY = Text(
    "May be chance, with so few claims: {places}.",
    "理赔件数较少，差距可能出于偶然：{places}。",
)
AS_EXPECTED = Text(
    "The difference from {reference} may be chance: {places}.",
    "与{reference}的差距可能出于偶然：{places}。",
)
RESTS_ON = Text("Number of claims: {places}.", "理赔件数：{places}。")
WITH = Text("{place} ({n} claims)", "{place}（{n} 件）")
# A rate of fewer claims than this is called one of few.
FEW = 100

ALIKE = Text(
    "{what} in {place}: {after} in {after_year}, the same as in {before_year} at the same age of cover.",
    "{place}{what}：{after_year} {after}，与 {before_year}同期持平。",
)
CHANGED = Text(
    "{what} in {place}: {after} in {after_year}, {gap} than {before_year} at the same age of cover ({before}).",
    "{place}{what}：{after_year} {after}，比 {before_year}同期（{before}）{gap}。",
)
UP, DOWN = Text("{by} higher", "高 {by}"), Text("{by} lower", "低 {by}")
NO_RATE = Text(
    "{what} in {place}: there is no value in {year} to compare.", "{place}{what}：{year}没有可供比较的数值。"
)
CHANGE_REAL = Text(
    "The change is more than chance alone would explain ({before} and {after} claims).",
    "变化超出偶然波动的范围（分别为 {before} 件和 {after} 件）。",
)
CHANGE_CHANCE = Text(
    "The change may be chance ({before} and {after} claims).", "变化可能出于偶然（分别为 {before} 件和 {after} 件）。"
)


# -- gaps ----------------------------------------------------------------------------------------------------------


def unsigned(indicator: Indicator, size: float, lang: Lang) -> str:
    """The size of a gap: "3.2 points", "20%"."""
    return gap_unit(indicator, size).full(abs(size), lang)


def signed(indicator: Indicator, size: float, lang: Lang) -> str:
    """A gap as it stands beside a number: "+3.2 points", "−20%"; "" where there is none to say."""
    if math.isnan(size):
        return ""
    sign = "±" if rounds_to_none(indicator, size) else "+" if size > 0 else "−"
    return sign + unsigned(indicator, size, lang)


def rounds_to_none(indicator: Indicator, size: float) -> bool:
    """Whether a gap, as it is written, is none."""
    return abs(size) < 10.0 ** -gap_unit(indicator, size).decimals / 2


# -- names ---------------------------------------------------------------------------------------------------------


def reference_name(indicator: Indicator, level: Level) -> Text:
    """What a place at `level` is measured against: the programme's rate, or for a count the average place."""
    return PROGRAMME if indicator.unit.is_rate else AVERAGE[level]


def reference_note(comparison: Comparison, indicator: Indicator, lang: Lang) -> str:
    """The reference with its value, as it stands beside the title of a strip."""
    average = comparison.average[indicator.id]
    if indicator.unit.is_rate:
        return IN_TITLE["programme"](lang, value=indicator.unit.short(average.iloc[0], lang))
    return dotted(IN_TITLE[level](lang, value=_short(indicator, value, lang)) for level, value in average.items())


def name(code: str, lang: Lang) -> str:
    """A place as a comparison calls it."""
    return places.get(code).short(lang)


def named(codes: Sequence[str], lang: Lang) -> str:
    """Places as a sentence lists them: "Yunnan, Guizhou and Sichuan"."""
    return listed((name(code, lang) for code in codes), lang)


def without_cover(codes: Sequence[str], period: str, month: str, lang: Lang) -> str:
    """That nobody in the places (none: in the programme) was insured for the period by that month."""
    words = {"names": named(codes, lang) if codes else PROGRAMME(lang), "month": month_name(month, lang)}
    return NO_COVER(lang, **words) if period == ALL else NO_COVER_FOR(lang, period=period_name(period, lang), **words)


def _short(indicator: Indicator, value: float, lang: Lang) -> str:
    return indicator.unit.short(value if math.isnan(value) else float(round(value, indicator.unit.decimals)), lang)


# -- places --------------------------------------------------------------------------------------------------------


def lead(comparison: Comparison, indicator: Indicator, lang: Lang, apart: Apart = ()) -> str:
    """The finding on one indicator: every place's value and how far it lies from its reference. Of more than three
    places the first, the highest and the lowest, which it calls so, unless one of them is set `apart`."""
    values, what = comparison.values[indicator.id], indicator.name(lang)
    codes, ends = list(values.index), {}
    known = values.dropna()
    if len(codes) > 3 and len(known) and not any((code, indicator.id) in apart for code in codes):
        high, low = known.idxmax(), known.idxmin()
        codes = list(dict.fromkeys((codes[0], high, low)))
        ends = {high: HIGHEST, low: LOWEST} if high != low else {}
        what = OF_MANY(lang, what=what, n=len(known)) if ends else what
    said: list[str] = []
    explained: set[str] = set()
    for code in codes:
        if math.isnan(values[code]):
            said.append(NO_VALUE(lang, place=name(code, lang)))
            continue
        level = places.get(code).level
        place = ends[code](lang, place=name(code, lang)) if code in ends else name(code, lang)
        first = level not in explained and (not explained or not indicator.unit.is_rate)
        explained.add(level)
        value = f"{place} {_short(indicator, values[code], lang)}"
        said.append(clauses((value, _gap(comparison, indicator, code, first, lang)), lang))
    return sentence(labelled(what, statements(said, lang), lang), lang)


def _gap(comparison: Comparison, indicator: Indicator, code: str, first: bool, lang: Lang) -> str:
    """How far a place lies from its reference; the first sentence says what that is."""
    size = comparison.gap(code, indicator.id)
    if math.isnan(size):
        return ABSENT(lang)
    words = {"by": unsigned(indicator, size, lang)}
    if first:
        words["reference"] = reference_name(indicator, places.get(code).level)(lang)
        words["value"] = _short(indicator, comparison.reference(code, indicator.id), lang)
    if rounds_to_none(indicator, size):
        return (LEVEL_IT if first else LEVEL)(lang, **words)
    return ((ABOVE_IT if first else ABOVE) if size > 0 else (BELOW_IT if first else BELOW))(lang, **words)


def between(comparison: Comparison, indicator: Indicator, lang: Lang, apart: Apart = ()) -> str:
    """How far two places lie apart, and whether chance could do that; "" for more or fewer, and for one set `apart`."""
    values = comparison.values[indicator.id].dropna()
    if len(values) != 2 or sum((code, indicator.id) in apart for code in values.index) == 1:
        return ""
    unit = difference_unit(indicator)
    size = round(abs(values.iloc[0] - values.iloc[1]), unit.decimals)
    if size == 0:
        return AS_ONE(lang)
    said = BETWEEN(lang, gap=unit.short(size, lang))
    one, other = (comparison.value(code, indicator.id).rate for code in values.index)
    if one is None or other is None:
        return sentence(said, lang)
    luck = MORE_THAN_CHANCE if one.differs(other) else CHANCE
    return sentence(clauses((said, luck(lang)), lang), lang)


def standing_out(comparison: Comparison, code: str, ids: Sequence[str], lang: Lang, apart: Apart = ()) -> str:
    """In which of the rates a place is most unlike the others of its level, or that it is like them in all; "" for a
    place of another level than the context, or one with fewer than ten others. A rate set `apart` is left out."""
    if places.get(code).level != comparison.level:
        return ""
    ranks = {
        i: comparison.rank(code, i)
        for i in ids
        if can_be_ranked(INDICATORS[i]) and not math.isnan(comparison.values.loc[code, i]) and (code, i) not in apart
    }
    ranks = {i: rank for i, rank in ranks.items() if rank[2] >= 10}
    if not ranks:
        return ""
    words = {"place": places.get(code).name(lang), "level": LEVELS[comparison.level](lang)}
    most = max(ranks, key=lambda i: max(ranks[i][:2]) / ranks[i][2])
    lower, higher, of = ranks[most]
    n = max(lower, higher)
    if n < 0.9 * of:
        return "" if any((code, i) in apart for i in ids) else AMONG_OTHERS(lang, **words)
    words |= {"what": after_a_name(in_mid_sentence(INDICATORS[most].name(lang)), lang)}
    words |= {"value": INDICATORS[most].unit.full(comparison.values.loc[code, most], lang)}
    words |= {"side": (HIGHER if lower > higher else LOWER)(lang)}
    return (STANDS_ALONE if n == of else STANDS_OUT)(lang, n=n, of=of, **words)


def likelihood(comparison: Comparison, indicator: Indicator, lang: Lang, apart: Apart = ()) -> str:
    """Which places lie further from the reference than chance would take them, and on how many claims each rests; for
    an average, and a value set `apart`, only on how many claims. "" where no claim is counted."""
    groups: dict[Text, list[str]] = {UNLIKELY: [], AS_EXPECTED: [], LIKELY: [], RESTS_ON: []}
    for code in comparison.values.index:
        value = comparison.value(code, indicator.id)
        if math.isnan(value.claims) or math.isnan(value.number):
            continue
        one_of_them = (code, indicator.id) not in apart
        may_be = value.may_be_chance(comparison.reference(code, indicator.id)) if one_of_them else None
        few = LIKELY if value.claims < FEW else AS_EXPECTED
        group = RESTS_ON if may_be is None else few if may_be else UNLIKELY
        groups[group].append(WITH(lang, place=name(code, lang), n=CLAIMS.full(value.claims, lang)))
    reference = PROGRAMME(lang)
    found = (text(lang, places=names(said, lang), reference=reference) for text, said in groups.items() if said)
    return prose(found, lang)


def published(comparison: Comparison, indicator: Indicator, lang: Lang, apart: Apart) -> str:
    """That the value of some places was published where that of the others is modelled; "" where it is not."""
    codes = [code for code in comparison.values.index if (code, indicator.id) in apart]
    return PUBLISHED(lang, places=names((name(code, lang) for code in codes), lang)) if codes else ""


# -- policy years --------------------------------------------------------------------------------------------------


def changed(place: str, years: tuple[str, str], values: tuple[Value, Value], lang: Lang) -> str:
    """The finding on two policy years (before, after) of a place at the same age of cover."""
    indicator, (before, after) = values[0].indicator, (value.number for value in values)
    before_year, after_year = (period_name(year, lang) for year in years)
    words = {"what": after_a_name(indicator.name(lang), lang), "place": places.get(place).name(lang)}
    size = gap(indicator, after, before)
    if math.isnan(size):
        return NO_RATE(lang, year=after_year if math.isnan(after) and not math.isnan(before) else before_year, **words)
    words |= {"after_year": after_year, "before_year": before_year, "after": _short(indicator, after, lang)}
    if rounds_to_none(indicator, size):
        return ALIKE(lang, **words)
    said = (UP if size > 0 else DOWN)(lang, by=unsigned(indicator, size, lang))
    return CHANGED(lang, gap=said, before=_short(indicator, before, lang), **words)


def change_likelihood(values: tuple[Value, Value], lang: Lang) -> str:
    """Whether chance alone could explain a change; "" where chance has no part in it."""
    before, after = values
    if before.rate is None or after.rate is None or math.isnan(before.number) or math.isnan(after.number):
        return ""
    claims = {"before": CLAIMS.full(before.claims, lang), "after": CLAIMS.full(after.claims, lang)}
    return (CHANGE_REAL if before.rate.differs(after.rate) else CHANGE_CHANCE)(lang, **claims)
