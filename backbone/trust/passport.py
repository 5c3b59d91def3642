"""The passport of a number: everything that a reader needs to repeat it, check it, or doubt it."""

import math
from dataclasses import dataclass

from babel.numbers import format_decimal

from backbone import places
from backbone.gathering import Told
from backbone.indicator import Indicator
from backbone.indicators import INDICATORS
from backbone.measures import COLUMNS, Distinct, Sum
from backbone.periods import ALL, month_name
from backbone.places import NATION, Level
from backbone.punctuation import bracketed, capitalised, labelled, names, statements
from backbone.record.published import Figure
from backbone.record.record import Record
from backbone.refusals import Unanswerable
from backbone.snapshot.store import Store
from backbone.text import Lang, Text
from backbone.trust.basis import ILLUSTRATIVE, STATED_AS, Basis, basis, stated_as, stating, up_to_the_month
from backbone.trust.ties import Tie, later
from backbone.units import ABSENT, LOCALE, MONEY
from backbone.where import Where

ASK = ".venv/bin/python -m backbone ask"
EQUATION = Text("{left} = {right}", "{left} = {right}")
MONTHS_ADDED = Text(
    "{n} months with {name}, {first} to {last}, add up to {value}",
    "{first}至{last}，有{name}的 {n} 个月合计 {value}",
)
ONE_MONTH = Text("All of it recorded in {month}: {value}", "全部记录于{month}：{value}")
COUNTED = Text("{places}: {value} in all", "{places}，共 {value}")
ONE_OF = Text("{name} {value}", "{name} {value}")
NO_DENOMINATOR = Text("{left}: the denominator is zero, so there is no number", "{left}：分母为零，无法得出数值")
NOTHING = Text("No records, so there is no number", "没有相关记录，因此没有数值")
PROGRAMME_ONLY = Text("Recorded for the whole programme only, not by place", "只按全项目记录，不分地区")
ONE_YEAR_ONLY = Text("Worked out for one policy year only: choose one", "只按单个保单年度计算：请选择一个保单年度")
WAITS = Text("Not published yet, so there is no number", "尚未公布，因此没有数值")
NO_PLACES = Text("Nobody was insured yet", "尚无地区有人参保")
AS_IT_IS = Text("Not rounded: every digit is on screen", "未取整：屏幕上显示全部数位")
TO_DECIMALS = Text("Rounded to {n:decimal|decimals}", "保留 {n} 位小数")
TO_WHOLE = Text("Rounded to whole numbers", "取整到个位")
SHORTENED = Text("shortened to {short} where room is short", "空间有限处简写为 {short}")
NONE_TOLD = Told(0.0, 0.0)


@dataclass(frozen=True)
class Part:
    """One additive total inside a formula: its column, its value and the published results that state it."""

    column: str
    value: float
    ties: tuple[Tie, ...]

    @property
    def name(self) -> Text:
        """The total as a word of the formula."""
        return COLUMNS[self.column].name

    def in_full(self, lang: Lang) -> str:
        """The value with every digit that counts, and with its currency."""
        written = MONEY.written(lang) if COLUMNS[self.column].is_money else "{}"
        return written.replace("{}", self.plain(lang))

    def plain(self, lang: Lang) -> str:
        """The value as it stands in the formula in numbers."""
        return plain(self.value, lang)


@dataclass(frozen=True)
class Passport:
    """One number and where it comes from.

    `month` is the last month counted.
    `value` is NaN where there is none; `refused` says why the snapshot does not answer.
    `basis` says whether it is reported, estimated or illustrative.
    `parts` are the totals of its formula.
    `summands` are what a plain total or a count adds up: places, policy years or months, each with its value.
    `told` are the paid claims of its question, and those that an amount stands for; none where it is no amount.
    `remainder` is how many claims of its question are not yet broken down.
    `ties` are the published results that state it; `later` is the first of a later time, of the whole programme.
    `modelled` is what an illustrative number rests on.
    `command` gives the same number on the command line."""

    indicator: Indicator
    where: Where
    month: str
    value: float
    refused: Text | None
    basis: Basis
    parts: tuple[Part, ...]
    summands: tuple[tuple[str, float], ...]
    told: Told
    remainder: float
    ties: tuple[Tie, ...]
    later: Figure | None
    modelled: tuple[Text, ...]
    command: str

    def in_numbers(self, lang: Lang) -> str:
        """The formula with numbers for its words, and what it comes to; a sentence where it comes to nothing."""
        measure, unit = self.indicator.measure, self.indicator.unit
        if self.indicator.programme_only and self.where.place != NATION:
            return PROGRAMME_ONLY(lang)
        if self.indicator.one_year and self.where.period == ALL:
            return ONE_YEAR_ONLY(lang)
        if isinstance(measure, Distinct):
            return self._counted(measure, lang)
        if math.isnan(self.value) and (self.told.waiting > 0 or self.remainder > 0):
            return WAITS(lang)
        if isinstance(measure, Sum):
            return NOTHING(lang) if math.isnan(self.value) else self._added(measure, lang)
        values = {part.column: part.plain(lang) for part in self.parts}
        formula = measure.written(values.__getitem__, lang)
        if math.isnan(self.value):
            return NOTHING(lang) if any(math.isnan(p.value) for p in self.parts) else NO_DENOMINATOR(lang, left=formula)
        return EQUATION(lang, left=formula, right=unit.full(self.value, lang))

    def in_full(self, lang: Lang) -> str:
        """The value before any rounding (six decimals of a ratio); a dash where there is none."""
        if math.isnan(self.value):
            return ABSENT(lang)
        return self.indicator.unit.written(lang).replace("{}", plain(self.value, lang, 6))

    def rounding(self, lang: Lang) -> str:
        """How the number on screen comes from the number in full."""
        unit, digits = self.indicator.unit, self.indicator.unit.decimals
        full, short = unit.full(self.value, lang), unit.short(self.value, lang)
        if full == self.in_full(lang):
            said = "" if short != full else AS_IT_IS(lang)
        else:
            said = TO_DECIMALS(lang, n=digits) if digits else TO_WHOLE(lang)
            said = labelled(said, full, lang)
        return capitalised(statements([said, SHORTENED(lang, short=short) if short != full else ""], lang))

    def _added(self, measure: Sum, lang: Lang) -> str:
        """The policy years of a total as a sum, or how many months of one policy year add up to it."""
        total, unit = plain(self.value, lang), self.indicator.unit
        if self.where.period == ALL and len(self.summands) > 1:
            return EQUATION(
                lang, left=" + ".join(bracketed(plain(v, lang), y, lang) for y, v in self.summands), right=total
            )
        months = [month for month, value in self.summands if value]
        if self.where.period == ALL or not months:
            return EQUATION(lang, left=self.indicator.name(lang), right=unit.full(self.value, lang))
        first, last = (month_name(month, lang) for month in (months[0], months[-1]))
        if len(months) == 1:
            return ONE_MONTH(lang, month=first, value=unit.full(self.value, lang))
        name = COLUMNS[measure.column].name(lang)
        return MONTHS_ADDED(lang, n=len(months), name=name, first=first, last=last, value=unit.full(self.value, lang))

    def _counted(self, measure: Distinct, lang: Lang) -> str:
        """The places a count counts: how many in each province, or the provinces by name."""
        if not self.summands:
            return NO_PLACES(lang)
        by_name = measure.level == "province" or self.where.place != NATION
        said = [
            places.get(code).short(lang)
            if by_name
            else ONE_OF(lang, name=places.get(code).short(lang), value=plain(n, lang))
            for code, n in self.summands
        ]
        return COUNTED(lang, places=names(said, lang), value=plain(self.value, lang))


def issue(store: Store, record: Record, indicator: str, where: Where) -> Passport:
    """The passport of `indicator` over `where`; one that says why where there is no number. The month alone of what
    counts everything up to a month is the same number as of that month."""
    entry, where = INDICATORS[indicator], up_to_the_month(indicator, where)
    value, refused = float("nan"), None
    try:
        value = store.value(indicator, where)
    except Unanswerable as error:
        refused = error.text
    own = basis(store, record, indicator, where)
    return Passport(
        entry,
        where,
        where.as_of or store.horizon.last,
        value,
        refused,
        own,
        () if refused else _parts(store, record, entry, where),
        () if math.isnan(value) else _summands(store, entry, where),
        store.told(where) if entry.of_amounts and not refused else NONE_TOLD,
        store.not_broken_down(where) if entry.comes_late and not refused else 0.0,
        stating(store, record, indicator, where),
        later(record, indicator, store.horizon.last) if where == Where(as_of=where.as_of) else None,
        _modelled(store, entry) if own == ILLUSTRATIVE else (),
        command(indicator, where, store.horizon.last),
    )


def command(indicator: str, where: Where, last: str) -> str:
    """The command line that gives the same number: only what differs from its defaults."""
    said = [ASK, indicator]
    if where.place != NATION:
        said.append(f"--place {where.place}")
    if where.period != ALL:
        said.append(f"--period {where.period}")
    if where.as_of not in ("", last):
        said.append(f"--as-of {where.as_of}")
    said += [f"--only {dimension}={code}" for dimension, code in where.only.pairs.items()]
    return " ".join(said)


def plain(value: float, lang: Lang, decimals: int = 2) -> str:
    """The number with all its digits, at most `decimals` after the point, and nothing else ("1,160,000"); a dash for
    none."""
    if math.isnan(value):
        return ABSENT(lang)
    return format_decimal(value, f"#,##0.{'#' * decimals}", LOCALE[lang])


def _modelled(store: Store, entry: Indicator) -> tuple[Text, ...]:
    """The assumptions of the snapshot that a number's totals rest on."""
    columns = set(entry.measure.columns)
    return tuple(one.text for one in store.snapshot.manifest.modelled if columns & {*one.of})


def _parts(store: Store, record: Record, entry: Indicator, where: Where) -> tuple[Part, ...]:
    """The totals of a formula that has more than one; a place outside has no part in what only the programme has."""
    if isinstance(entry.measure, Sum | Distinct) or (entry.programme_only and where.place != NATION):
        return ()
    sums = store.sums(where=where, columns=entry.measure.columns)
    found = []
    for column, value in sums.items():
        stated = stating(store, record, stated_as(column), where)
        if column in STATED_AS:  # what is published of another total states this one where both are the same
            stated = tuple(tie for tie in stated if tie.value == value)
        found.append(Part(column, value, stated))
    return tuple(found)


def _summands(store: Store, entry: Indicator, where: Where) -> tuple[tuple[str, float], ...]:
    """What a plain total adds up (policy years, or the months of one), or the places that a count counts."""
    if isinstance(entry.measure, Distinct):
        if entry.measure.level == "province" and where.place != NATION:
            return ((places.province_of(where.place), 1.0),) if store.value(entry.id, where) else ()
        rows = _rows(store, entry, "place", where, "province" if where.place == NATION else "county")
        return tuple((code, n) for code, n in rows if n)
    if not isinstance(entry.measure, Sum):
        return ()
    by = "period" if where.period == ALL else "month"
    if by == "month" and where.only.month:
        return ()  # one month is no sum of months
    return _rows(store, entry, by, where, "county")


def _rows(store: Store, entry: Indicator, by: str, where: Where, level: Level) -> tuple[tuple[str, float], ...]:
    try:
        answer = store.aggregate((entry.id,), by, where, level)
    except Unanswerable:
        return ()
    rows = answer[answer[entry.id].notna()]
    return tuple(zip(rows[by], rows[entry.id].astype(float), strict=True))
