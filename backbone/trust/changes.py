"""Changes: one snapshot against the one before. What moved, by how much, and whether it is new or revised."""

import math
from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd

from backbone import places
from backbone.indicators import HEADLINE, INDICATORS
from backbone.periods import month_name, months_later, months_name
from backbone.punctuation import clauses, sentence, statements
from backbone.snapshot.facts import ONE_FEN
from backbone.snapshot.manifest import Manifest, SnapshotError
from backbone.snapshot.memory import remembered
from backbone.snapshot.opened import before
from backbone.snapshot.store import Store
from backbone.text import LANGS, Lang, Text, repeated
from backbone.trust.totals import TOTALS, monthly, totals
from backbone.units import ABSENT

FIRST = Text(
    "This is the first version of the data: there is none before it to compare with.",
    "这是首版数据，没有更早的数据可供比较。",
)
UNREADABLE = Text("The data before this cannot be read: {why}", "上一版数据无法读取：{why}")
# What is followed county by county: cover, claims and money.
FOLLOWED = ("insured", "claims_paid", "paid")
ADDED = Text("{months} added {n:paid claim|paid claims}", "{months}新增赔付 {n} 件")
ADDED_NONE = Text("{months} added no paid claims", "{months}没有新增赔付")
# What came in for earlier months, after paid claims have been spoken of, and where they have not.
CAME_IN = (
    Text("{n} more came in for earlier months", "以前月份补录 {n} 件"),
    Text("{n:paid claim|paid claims} came in for earlier months", "以前月份补录赔付 {n} 件"),
)
TAKEN_OUT = (
    Text("{n:was|were} taken out of earlier months", "以前月份核减 {n} 件"),
    Text("{n:paid claim was|paid claims were} taken out of earlier months", "以前月份核减赔付 {n} 件"),
)
NO_NET = Text("earlier months were corrected, with no change in all", "以前月份有更正，合计不变")
NONE_LATE = Text("earlier months have not changed", "以前月份没有变化")
IN_ALL = Text("in all {n} counties", "涉及全部 {n} 个县")
IN_SOME = Text("in {n} counties", "涉及 {n} 个县")
IN_ONE = Text("in {name}", "涉及{name}")


@dataclass(frozen=True)
class Move:
    """A number of the programme in both snapshots; NaN where one has none.

    `new` is what happened in months that the earlier snapshot did not reach.
    `late` is what was added to the months that both hold: late claims and corrections.
    Both are NaN for a ratio: its parts have them."""

    indicator: str
    before: float
    after: float
    new: float
    late: float

    @property
    def by(self) -> float:
        """After minus before."""
        return self.after - self.before

    @property
    def moved(self) -> bool:
        """Whether it is another number now."""
        return math.isnan(self.before) != math.isnan(self.after) or abs(self.by) > ONE_FEN


@dataclass(frozen=True)
class Difference:
    """Something that the two manifests say differently."""

    name: Text
    before: Text
    after: Text


@dataclass(frozen=True)
class Changes:
    """Everything that differs between two snapshots.

    `totals` and `rates` are the numbers of the programme.
    `counties` has a row for each county that moved, the farthest first: place, and `<id>`, `<id>:new` and `<id>:late`
    for each of FOLLOWED.
    `every` is how many counties there are now, `added` and `removed` those that came and went.
    `manifests` is what the snapshots say of themselves."""

    before: Manifest
    after: Manifest
    totals: tuple[Move, ...]
    rates: tuple[Move, ...]
    counties: pd.DataFrame
    every: int
    added: tuple[str, ...]
    removed: tuple[str, ...]
    manifests: tuple[Difference, ...]

    def of(self, indicator: str) -> Move:
        """The move of one headline total."""
        return next(m for m in self.totals if m.indicator == indicator)

    def late_counties(self, indicator: str) -> tuple[str, ...]:
        """The counties that have another number of `indicator` for months that both snapshots hold."""
        return tuple(self.counties.loc[self.counties[f"{indicator}:late"] != 0, "place"])


@remembered(1)
def since_before(store: Store) -> Changes | None:
    """What moved since the snapshot that this one adds to, which is let go of afterwards; None where it is the first.
    Raises SnapshotError where that cannot be opened or is another."""
    earlier = before(store)
    return changes(earlier, store) if earlier else None


def told(store: Store, lang: Lang) -> tuple[Changes | None, str]:
    """What moved since the snapshot before, with that in a sentence; None, and why, where that cannot be told."""
    try:
        found = since_before(store)
    except SnapshotError as error:
        return None, UNREADABLE(lang, why=error.text(lang))
    return found, in_short(found, lang) if found else FIRST(lang)


def in_short(found: Changes, lang: Lang, and_where: bool = True) -> str:
    """What a snapshot adds, in a sentence: the paid claims of its new months, and those for earlier months, with the
    counties of these."""
    paid, full = found.of("claims_paid"), INDICATORS["claims_paid"].unit.full
    added = ""
    if found.before.as_of < found.after.as_of:
        months = months_name(months_later(found.before.as_of, 1), found.after.as_of, lang)
        added = (ADDED if paid.new else ADDED_NONE)(lang, months=months, n=full(paid.new, lang))
    counties = found.late_counties("claims_paid")
    if not counties:
        return sentence(statements([added, NONE_LATE(lang)], lang), lang)
    late = NO_NET(lang)
    if paid.late:
        said = (CAME_IN if paid.late > 0 else TAKEN_OUT)[not (added and paid.new)]
        late = said(lang, n=full(abs(paid.late), lang))
    there = _in(counties, found.every, lang) if and_where else ""
    return sentence(statements([added, clauses([late, there], lang)], lang), lang)


def _in(counties: tuple[str, ...], every: int, lang: Lang) -> str:
    """Where the earlier months of these counties moved: one by name, several by number."""
    if len(counties) == 1:
        code = counties[0]
        return IN_ONE(lang, name=places.get(code).name(lang) if code in places.CODES else repeated(code))
    return (IN_ALL if len(counties) == every else IN_SOME)(lang, n=len(counties))


def signed(value: float, full: Callable[[float, Lang], str], lang: Lang) -> str:
    """A difference with its sign; a dash for what is no sum, so that its months make no parts of it."""
    if math.isnan(value):
        return ABSENT(lang)
    if value == 0:
        return full(0, lang)
    size = full(abs(value), lang)
    sign = "±" if size == full(0, lang) else "+" if value > 0 else "−"  # a move too small to be seen
    return f"{sign}{size}"


def changes(earlier: Store, after: Store) -> Changes:
    """What moved from `earlier` to `after`. Months that the earlier snapshot did not reach are new."""
    return Changes(
        earlier.snapshot.manifest,
        after.snapshot.manifest,
        _totals(earlier, after),
        _rates(earlier, after),
        _counties(earlier, after),
        len(after.counties),
        tuple(sorted({*after.counties} - {*earlier.counties})),
        tuple(sorted({*earlier.counties} - {*after.counties})),
        _manifests(earlier.snapshot.manifest, after.snapshot.manifest),
    )


def _totals(before: Store, after: Store) -> tuple[Move, ...]:
    """Every total, split at the last month that both snapshots hold."""
    was, now = (totals(store).iloc[0] for store in (before, after))
    months = totals(after, "month")
    months = months[months["month"] <= _last_shared(before, after)]
    runs = [i for i in TOTALS if INDICATORS[i].measure.cumulative]
    then = months[list(TOTALS)].sum()
    then[runs] = months[runs].iloc[-1]
    new, late = (now - then).round(2), (then - was).round(2)  # to the fen
    return tuple(Move(i, float(was[i]), float(now[i]), float(new[i]), float(late[i])) for i in TOTALS)


def _rates(before: Store, after: Store) -> tuple[Move, ...]:
    """The rates that a home page leads with."""
    ids = tuple(i for i in dict.fromkeys([*HEADLINE, *HEADLINE.values()]) if i not in TOTALS)
    was, now = (store.values(ids) for store in (before, after))
    return tuple(Move(i, float(was[i]), float(now[i]), float("nan"), float("nan")) for i in ids)


def _counties(before: Store, after: Store) -> pd.DataFrame:
    """The counties that moved, as `Changes.counties` has them."""
    every = pd.Index(sorted({*before.counties} | {*after.counties}), name="place")
    columns = {INDICATORS[i].measure.columns[0]: i for i in FOLLOWED}
    months = monthly(after).rename(columns=columns)
    shared = months[months["month"] <= _last_shared(before, after)].groupby("place")[list(FOLLOWED)].sum()
    was, now = (totals(store, "place").set_index("place") for store in (before, after))
    was, now, then = (frame.reindex(every).fillna(0.0) for frame in (was, now, shared))
    out = pd.DataFrame(index=every)
    for i in FOLLOWED:
        out[i], out[f"{i}:new"], out[f"{i}:late"] = now[i] - was[i], now[i] - then[i], then[i] - was[i]
    out = out.round(2)  # to the fen
    moved = out[(out != 0).any(axis=1)].reset_index()
    farthest = moved["paid"].abs().sort_values(ascending=False, kind="stable").index  # alike: in the order of codes
    return moved.loc[farthest].reset_index(drop=True)


def _last_shared(before: Store, after: Store) -> str:
    """The last month that both snapshots hold."""
    return min(before.horizon.last, after.horizon.last)


def _manifests(before: Manifest, after: Manifest) -> tuple[Difference, ...]:
    """What the two manifests say differently, assumptions last."""
    lines = (
        (Text("As of", "截至"), *(_month(m.as_of) for m in (before, after))),
        (Text("Complete through", "完整至"), *(_month(m.complete_through) for m in (before, after))),
        (Text("Made on", "生成日期"), *(_word(m.created) for m in (before, after))),
        (Text("Rows of facts", "数据行数"), *(_word(f"{m.facts.rows:,}") for m in (before, after))),
        (Text("Policy years", "保单年度"), *(_word(f"{min(m.periods)}–{max(m.periods)}") for m in (before, after))),
    )
    was, now = ([one.text for one in m.modelled] for m in (before, after))
    return (
        *(Difference(*line) for line in lines if line[1] != line[2]),
        *(Difference(ASSUMPTION, one, ABSENT) for one in was if one not in now),
        *(Difference(ASSUMPTION, ABSENT, one) for one in now if one not in was),
    )


ASSUMPTION = Text("Assumption", "假设")


def _month(month: str) -> Text:
    return Text(*(month_name(month, lang) for lang in LANGS))


def _word(said: str) -> Text:
    return Text(said, said)
