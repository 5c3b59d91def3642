"""Tie-out: counties, provinces, programme and the published total say the same; so do months and breakdowns."""

from dataclasses import dataclass

from backbone import places
from backbone.breakdowns import BREAKDOWNS
from backbone.indicator import Indicator
from backbone.indicators import INDICATORS
from backbone.measures import Distinct, Sum
from backbone.places import NATION
from backbone.record.published import Figure
from backbone.record.record import Record
from backbone.snapshot.store import Store
from backbone.trust.ties import Tie, later, ties

# The totals that leadership repeats, in reading order; every other sum is tied out too and said in words.
STRIP = ("insured", "counties", "premium", "submitted", "claims_paid", "paid", "raised", "spent")
# Amounts are kept to the fen; sums of them as floating numbers stray by far less.
ONE_FEN = 0.01
# Reasons are given for rejected claims only, so they take apart no other total.
TAKES_APART = {"reason": ("rejected",)}


@dataclass(frozen=True)
class Way:
    """One way of adding up: over counties, provinces or months, or by a breakdown (its id); NaN where the number is
    not kept that way."""

    by: str
    value: float


@dataclass(frozen=True)
class Line:
    """One number of the whole programme, added up in every way it can be. `unmatched` is the part that matches no
    place; `published` the latest published result up to the snapshot's last month; `later` the first after it."""

    indicator: str
    nation: float
    ways: tuple[Way, ...]
    unmatched: float
    published: Tie | None
    later: Figure | None

    def by(self, way: str) -> float:
        """The sum over one way; NaN where the number is not kept that way."""
        return next((w.value for w in self.ways if w.by == way), float("nan"))

    @property
    def off(self) -> tuple[Way, ...]:
        """The ways that do not come to the programme's number; what matches no place explains counties' and
        provinces' shortfall."""
        return tuple(w for w in self.ways if abs(self.nation - w.value - self._missing(w.by)) > ONE_FEN)

    @property
    def closes(self) -> bool:
        """Whether every way comes to the programme's number, and that to the published one where there is one."""
        return not self.off and (self.published is None or self.published.closes)

    def _missing(self, by: str) -> float:
        return self.unmatched if by in ("county", "province") else 0.0


@dataclass(frozen=True)
class TieOut:
    """Every line, those of the strip first, and every published result beside the snapshot's answer."""

    lines: tuple[Line, ...]
    published: tuple[Tie, ...]

    @property
    def strip(self) -> tuple[Line, ...]:
        """The lines that leadership repeats."""
        return tuple(line for line in self.lines if line.indicator in STRIP)

    @property
    def off(self) -> tuple[Line, ...]:
        """The lines that do not add up, whatever was published."""
        return tuple(line for line in self.lines if line.off)

    @property
    def ways(self) -> int:
        """How many sums were held against the programme's number."""
        return sum(len(line.ways) for line in self.lines)

    @property
    def closes(self) -> bool:
        """Whether every line closes and every published result agrees."""
        return all(line.closes for line in self.lines) and all(tie.closes for tie in self.published)


def tie_out(store: Store, record: Record) -> TieOut:
    """Every number that adds up, added up in every way it can be; ratios follow from their parts."""
    published = ties(record, store)
    ids = [*STRIP, *(i for i, entry in INDICATORS.items() if i not in STRIP and _adds_up(entry))]
    last = store.horizon.last
    return TieOut(tuple(_line(store, i, published, later(record, i, last)) for i in ids), published)


def _adds_up(indicator: Indicator) -> bool:
    return isinstance(indicator.measure, Sum | Distinct)


def _line(store: Store, i: str, published: tuple[Tie, ...], after: Figure | None) -> Line:
    indicator = INDICATORS[i]
    of_all = [t for t in published if t.indicator == i and t.where.place == NATION and t.where.period == "all"]
    measure = indicator.measure
    ways = _different(store, i, measure.level) if isinstance(measure, Distinct) else _sums(store, indicator)
    return Line(
        i,
        store.value(i),
        tuple(Way(by, float(value)) for by, value in ways.items()),
        _unmatched(store, measure),
        max(of_all, key=lambda t: t.figure.day, default=None),
        after,
    )


def _sums(store: Store, indicator: Indicator) -> dict[str, float]:
    """A total over places, months and every breakdown in which the whole of it is kept."""
    i = indicator.id
    found = {} if indicator.programme_only else {
        level: store.aggregate((i,), "place", level=level)[i].sum() for level in ("county", "province")
    }  # fmt: skip
    found["month"] = store.aggregate((i,), "month")[i].sum()
    for by, breakdown in BREAKDOWNS.items():
        if breakdown.stored_as in indicator.breakdowns and i in TAKES_APART.get(breakdown.stored_as, (i,)):
            found[by] = store.aggregate((i,), by)[i].sum()
    return found


def _different(store: Store, i: str, level: str) -> dict[str, float]:
    """A number of different places: the places with one, counted; the provinces' numbers; the last month's."""
    counties = store.aggregate((i,), "place", level="county")
    here = counties.loc[counties[i] > 0, "place"]
    within = store.aggregate((i,), "place", level="province")
    months = store.aggregate((i,), "month")[i]
    return {
        "county": float(len({code if level == "county" else places.province_of(code) for code in here})),
        "province": float(within[i].sum()),
        "month": float(months.iloc[-1]),
    }


def _unmatched(store: Store, measure: object) -> float:
    """What rows that match no place hold of a total."""
    rows = store.unmatched
    column = measure.column if isinstance(measure, Sum) else ""
    return float(rows[column].sum()) if column in rows else 0.0
