"""Findings: what a comparison shows, in sentences that claim no more than the numbers do."""

import math
from collections.abc import Mapping, Sequence

import pandas as pd

from backbone import places
from backbone.compare.comparison import Comparison, by_chance, gap, gap_unit, trials
from backbone.indicator import Indicator
from backbone.indicators import INDICATORS
from backbone.periods import ALL, month_name, period_name
from backbone.punctuation import clauses, dotted, in_mid_sentence, labelled, listed, names, prose, sentence, statements
from backbone.statistics import chance
from backbone.text import Lang, Text

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
NONE = Text("{place} has none yet", "{place}暂无数据")
OF_MANY = Text("{what} in {n} places", "{n} 个地区的{what}")
HIGHEST, LOWEST = Text("{place} (highest)", "最高的{place}"), Text("{place} (lowest)", "最低的{place}")
NO_COVER = Text("By {month}, nobody in {names} was insured yet.", "截至{month}，{names}尚无人参保。")
NO_COVER_FOR = Text(
    "By {month}, nobody in {names} was insured for {period}.", "截至{month}，{names}在 {period}内尚无人参保。"
)
BETWEEN = Text("The difference between them is {gap}", "两者相差 {gap}")
AS_ONE = Text("Rounded, they are the same.", "按四舍五入，两者相同。")
MORE_THAN_CHANCE = Text("more than chance alone would explain", "超出偶然波动的范围")
CHANCE = Text("which may be chance", "可能出于偶然")
STANDS_OUT = Text(
    "{place} stands out most in {what}: {value}, {side} than {n} of {of} other {level}.",
    "{place}最突出的是{what}：{value}，{side}其他 {of} 个{level}中的 {n} 个。",
)
STANDS_ALONE = Text(
    "{place} stands out most in {what}: {value}, {side} than in all {of} other {level}.",
    "{place}最突出的是{what}：{value}，{side}其他全部 {of} 个{level}。",
)
HIGHER, LOWER = Text("higher", "高于"), Text("lower", "低于")
AMONG_OTHERS = Text(
    "In each rate shown, {place} lies among the middle eight tenths of {level}.",
    "所示各项比率中，{place}均处于全部{level}的中间八成。",
)
LEVELS = {"county": Text("counties", "县"), "province": Text("provinces", "省")}
UNLIKELY = Text(
    "Too far from {reference} to be chance alone: {places}.",
    "与{reference}的差距超出偶然波动：{places}。",
)
LIKELY = Text(
    "May be chance, with so few claims: {places}.",
    "理赔件数较少，差距可能出于偶然：{places}。",
)
AS_EXPECTED = Text(
    "No further from {reference} than chance can take it: {places}.",
    "与{reference}的差距在偶然波动范围内：{places}。",
)
RESTS_ON = Text("Claims behind it: {places}.", "所依据的理赔件数：{places}。")
WITH = Text("{place} ({n} claims)", "{place}（{n} 件）")
# A rate of fewer claims than this is called one of few.
FEW = 100

ALIKE = Text(
    "{what} in {place}: {after} in {after_year}, the same as in {before_year} at the same age of cover.",
    "{place}{what}：{after_year} {after}，与保障期同样长短时的 {before_year}持平。",
)
CHANGED = Text(
    "{what} in {place}: {after} in {after_year}, {gap} than {before_year} at the same age of cover ({before}).",
    "{place}{what}：{after_year} {after}，比保障期同样长短时的 {before_year}（{before}）{gap}。",
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


def apart(indicator: Indicator, size: float, lang: Lang) -> str:
    """How far apart, without a sign: "3.2 points", "20%"."""
    return gap_unit(indicator, size).full(abs(size), lang)


def signed(indicator: Indicator, size: float, lang: Lang) -> str:
    """A gap as it stands beside a number: "+3.2 points", "−20%"; nothing where there is none to say."""
    if math.isnan(size):
        return ""
    said = apart(indicator, size, lang)
    return f"±{said}" if nothing(indicator, size) else f"{'+' if size > 0 else '−'}{said}"


def nothing(indicator: Indicator, size: float) -> bool:
    """Whether a gap rounds to none."""
    return abs(size) < 10.0 ** -gap_unit(indicator, size).decimals / 2


def reference_name(indicator: Indicator, level: str) -> Text:
    """What a place at `level` is measured against: the programme's rate, or for a count the average place."""
    return PROGRAMME if indicator.unit.is_rate else AVERAGE[level]


def reference_note(comparison: Comparison, indicator: Indicator, lang: Lang) -> str:
    """The reference with its value, as it stands beside the title of a strip."""
    average = comparison.average[indicator.id]
    if indicator.unit.is_rate:
        return IN_TITLE["programme"](lang, value=indicator.unit.short(average.iloc[0], lang))
    said = [IN_TITLE[level](lang, value=_short(indicator, value, lang)) for level, value in average.items()]
    return dotted(said)


def _short(indicator: Indicator, value: float, lang: Lang) -> str:
    return indicator.unit.short(value if math.isnan(value) else float(round(value, indicator.unit.decimals)), lang)


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


def lead(comparison: Comparison, indicator: Indicator, lang: Lang) -> str:
    """The finding on one indicator: every place's value and how far it lies from its reference. Of more than three
    places the first, the highest and the lowest, which it calls so."""
    values, what = comparison.values[indicator.id], indicator.name(lang)
    codes, ends = list(values.index), {}
    known = values.dropna()
    if len(codes) > 3 and len(known):
        high, low = known.idxmax(), known.idxmin()
        codes = list(dict.fromkeys((codes[0], high, low)))
        ends = {high: HIGHEST, low: LOWEST} if high != low else {}
        what = OF_MANY(lang, what=what, n=len(known)) if ends else what
    said, explained = [], set()
    for code in codes:
        if math.isnan(values[code]):
            said.append(NONE(lang, place=name(code, lang)))
            continue
        level = places.get(code).level
        place = ends[code](lang, place=name(code, lang)) if code in ends else name(code, lang)
        first = level not in explained and (not explained or not indicator.unit.is_rate)
        explained.add(level)
        value = f"{place} {_short(indicator, values[code], lang)}"
        said.append(clauses((value, _gap(comparison, indicator, code, first, lang)), lang))
    return sentence(labelled(what, statements(said, lang), lang), lang)


def _gap(comparison: Comparison, indicator: Indicator, code: str, first: bool, lang: Lang) -> str:
    size = comparison.gap(code, indicator.id)
    if math.isnan(size):
        return "–"
    words = {"by": apart(indicator, size, lang)}
    if first:
        level = places.get(code).level
        words["reference"] = reference_name(indicator, level)(lang)
        words["value"] = _short(indicator, comparison.reference(code, indicator.id), lang)
    if nothing(indicator, size):
        return (LEVEL_IT if first else LEVEL)(lang, **words)
    return ((ABOVE_IT if first else ABOVE) if size > 0 else (BELOW_IT if first else BELOW))(lang, **words)


def between(comparison: Comparison, indicator: Indicator, lang: Lang) -> str:
    """How far two places lie apart, and whether chance could do that; nothing for more or fewer."""
    values = comparison.values[indicator.id].dropna()
    if len(values) != 2:
        return ""
    size = abs(values.iloc[0] - values.iloc[1])
    points = gap_unit(indicator, size) if indicator.unit.written("en") == "{}%" else indicator.unit
    if round(size, points.decimals) == 0:
        return AS_ONE(lang)
    said = BETWEEN(lang, gap=points.short(round(size, points.decimals), lang))
    of = chance.kind(indicator)
    if not of:
        return sentence(said, lang)
    one, other = (_tested(comparison.values.loc[code], indicator) for code in values.index)
    luck = MORE_THAN_CHANCE if chance.differ(of, one, other) else CHANCE
    return sentence(clauses((said, luck(lang)), lang), lang)


def _tested(row: pd.Series, indicator: Indicator) -> tuple[float, float]:
    """A rate and its trials, as `chance` wants them."""
    return float(row[indicator.id]) / indicator.measure.per, trials(row, indicator)


def standing_out(comparison: Comparison, code: str, ids: Sequence[str], lang: Lang) -> str:
    """In which of the rates a place is most unlike the others of its level, or that it is like them in all; nothing
    for a place of another level than the context, or one with fewer than ten others."""
    if places.get(code).level != comparison.level:
        return ""
    best = None
    for i in ids:
        lower, higher, of = comparison.rank(code, i)
        if INDICATORS[i].unit.is_rate and of >= 10 and not math.isnan(comparison.values.loc[code, i]):
            most = max(lower, higher) / of
            if best is None or most > best[0]:
                best = (most, i, lower, higher, of)
    if best is None:
        return ""
    words = {"place": name(code, lang), "level": LEVELS[comparison.level](lang)}
    most, i, lower, higher, of = best
    if most < 0.9:
        return AMONG_OTHERS(lang, **words)
    side = HIGHER if lower > higher else LOWER
    value = INDICATORS[i].unit.full(comparison.values.loc[code, i], lang)
    words |= {"what": in_mid_sentence(INDICATORS[i].name(lang)), "value": value, "side": side(lang), "of": of}
    n = max(lower, higher)
    return STANDS_ALONE(lang, **words) if n == of else STANDS_OUT(lang, n=n, **words)


def likelihood(comparison: Comparison, indicator: Indicator, lang: Lang) -> str:
    """Which places lie further from the reference than chance would take them, and on how many claims each rests; for
    an average, only on how many claims. Nothing where no claim is counted."""
    groups: Mapping[Text, list[str]] = {UNLIKELY: [], AS_EXPECTED: [], LIKELY: [], RESTS_ON: []}
    for code, row in comparison.values.iterrows():
        n = claims_behind(row, indicator)
        if math.isnan(n) or math.isnan(row[indicator.id]):
            continue
        luck = by_chance(row, indicator, comparison.reference(code, indicator.id))
        group = RESTS_ON if luck is None else UNLIKELY if not luck else LIKELY if n < FEW else AS_EXPECTED
        groups[group].append(WITH(lang, place=name(code, lang), n=INDICATORS["submitted"].unit.full(n, lang)))
    reference = PROGRAMME(lang)
    return prose(
        (text(lang, places=names(said, lang), reference=reference) for text, said in groups.items() if said), lang
    )


def claims_behind(row: pd.Series, indicator: Indicator) -> float:
    """How many claims a value rests on: those that happened among the insured, or those that it is a share of."""
    if chance.kind(indicator) == "events":
        return float(round(row[indicator.id] / indicator.measure.per * trials(row, indicator)))
    return trials(row, indicator)


def changed(indicator: Indicator, place: str, years: tuple[str, str], rows: Sequence[pd.Series], lang: Lang) -> str:
    """The finding on two policy years (before, after) of a place at the same age of cover, and whether chance could
    explain it."""
    before, after = (float(row[indicator.id]) for row in rows)
    before_year, after_year = (period_name(year, lang) for year in years)
    words = {"what": indicator.name(lang), "place": places.get(place).name(lang)}
    for year, value in ((before_year, before), (after_year, after)):
        if math.isnan(value):
            return NO_RATE(lang, year=year, **words)
    words |= {"after_year": after_year, "before_year": before_year}
    words |= {"after": _short(indicator, after, lang)}
    size = gap(indicator, after, before)
    if math.isnan(size) or nothing(indicator, size):
        if before == after or not math.isnan(size):
            return ALIKE(lang, **words)
        return NO_RATE(lang, year=before_year, what=words["what"], place=words["place"])
    said = (UP if size > 0 else DOWN)(lang, by=apart(indicator, size, lang))
    return CHANGED(lang, gap=said, before=_short(indicator, before, lang), **words)


def change_likelihood(indicator: Indicator, rows: Sequence[pd.Series], lang: Lang) -> str:
    """Whether chance alone could explain a change; nothing where chance has no part in it."""
    of = chance.kind(indicator)
    if not of or any(math.isnan(row[indicator.id]) for row in rows):
        return ""
    before, after = (INDICATORS["submitted"].unit.full(claims_behind(row, indicator), lang) for row in rows)
    real = chance.differ(of, *(_tested(row, indicator) for row in rows))
    return (CHANGE_REAL if real else CHANGE_CHANCE)(lang, before=before, after=after)
