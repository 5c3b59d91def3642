"""The watch list: which counties need a call, and why, ranked so that a small county is not accused by chance."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
import pandas as pd

from backbone import signals
from backbone.indicators import INDICATORS
from backbone.measures import Ratio
from backbone.places import NATION
from backbone.signals import FEWEST_CLAIMS, FEWEST_COUNTIES, SIGNALS
from backbone.snapshot.memory import remembered
from backbone.snapshot.store import Store
from backbone.statistics import funnel
from backbone.statistics.funnel import LIMITS, Counts, Model, Shares
from backbone.text import Text
from backbone.where import Where

# The verdicts on a county, from the worst to the least.
FAR, LOOK, BELOW, THIN, OTHER, NORMAL = "far", "look", "below", "thin", "other", "normal"
VERDICTS: Mapping[str, Text] = {
    FAR: Text("Far outside the normal range", "明显偏离正常范围"),
    LOOK: Text("Worth a look", "值得留意"),
    BELOW: Text("Below the line", "低于标准"),
    THIN: Text("Too little data", "数据不足"),
    OTHER: Text("Outside the normal range, but no concern", "偏离正常范围，但无需担心"),
    NORMAL: Text("Normal", "正常"),
}
CALLED, NOTED = (FAR,), (LOOK, BELOW)
# The signals that are held against a line, and those whose limits are those of chance: claims for the age of the cover,
# and shares.
LINES = tuple(s.id for s in SIGNALS.values() if s.line is not None)
SHARES = tuple(s.id for s in SIGNALS.values() if s.is_share and s.line is None)
CHANCE = ("silent", *SHARES)
COLUMNS = ("place", "signal", "verdict", "observed", "size", "expected", "ratio", "z", *LIMITS)
# Between the sizes of the counties a curve gets further points, so that it is nowhere coarser than this ratio.
FINEST = 1.25


@dataclass(frozen=True)
class Called:
    """One county of the list.

    `verdict` is its strongest.
    `reasons` are its rows of `listed`, strongest first."""

    place: str
    verdict: str
    reasons: tuple[dict, ...]


def listed(store: Store, where: Where = Where()) -> pd.DataFrame:
    """One row per signal and county with cover in the period and up to the month of `where`, in the order of SIGNALS
    and of codes: place, signal, verdict (of VERDICTS), observed (events), size (claims expected, or trials), expected
    (events), ratio (per cent of expected or of trials), z, and the limits in per cent like the ratio.

    Limits and z are absent where a signal follows a plain rule (coverage), the ratio where its size is 0."""
    return _judged(store, replace(where, place=NATION))[0].copy()


def models(store: Store, where: Where = Where()) -> Mapping[str, Model]:
    """The model behind the limits of each signal of CHANCE."""
    return _judged(store, replace(where, place=NATION))[1]


def ranked(rows: pd.DataFrame) -> tuple[Called, ...]:
    """One entry a county of `listed` that is called or worth a look: those far outside first, then by how far
    outside their strongest signal is (z), then by the claims or people that it is about."""
    order = {verdict: n for n, verdict in enumerate((*CALLED, *NOTED))}
    some = rows[rows["verdict"].isin(order)]
    some = some.assign(strength=some["verdict"].map(order).clip(upper=1), far=some["z"].abs().fillna(0.0))
    some = some.sort_values(["strength", "far", "size"], ascending=[True, False, False], kind="stable")
    found: dict[str, list[dict]] = {}
    for reason in some[list(COLUMNS)].to_dict("records"):
        found.setdefault(reason["place"], []).append(reason)
    return tuple(Called(code, reasons[0]["verdict"], tuple(reasons)) for code, reasons in found.items())


def order(store: Store, where: Where = Where()) -> tuple[Called, ...]:
    """The counties of `listed`, ranked."""
    return _order(store, replace(where, place=NATION))


def foremost(rows: pd.DataFrame) -> str:
    """The signal of the first reason of the first county on the list; the usual signal where nobody is listed."""
    first = ranked(rows)[:1]
    return first[0].reasons[0]["signal"] if first else signals.DEFAULT


def counted(rows: pd.DataFrame) -> dict[str, int]:
    """How many counties are called for each signal, the signals in the order of the list."""
    calls = [row["signal"] for one in ranked(rows) for row in one.reasons if row["verdict"] in CALLED]
    return dict(Counter(calls))


def thin(rows: pd.DataFrame) -> tuple[str, ...]:
    """The codes of the counties of `listed` about whose claims nothing can be said yet."""
    return tuple(rows.loc[(rows["signal"] == "thin") & (rows["verdict"] == THIN), "place"])


def judged(rows: pd.DataFrame) -> int:
    """How many rows of `listed` were compared with what is normal."""
    return int((rows["signal"].isin(CHANCE) & (rows["verdict"] != THIN)).sum())


def by_chance(rows: pd.DataFrame) -> float:
    """How many rows of `listed` would stand out by chance alone: one in 40 of those judged."""
    return judged(rows) * funnel.TAILS[1]


def curves(store: Store, where: Where, signal: str) -> pd.DataFrame:
    """The limits of a signal's funnel as curves: one row per size, ascending, at the size of every county and at
    further ones between; columns size, the limits in per cent, and `plain_` ones as if counties did not truly differ.
    No rows where the signal has no limits, or nothing is known yet."""
    own = "silent" if signal == "thin" else signal
    rows = listed(store, where)
    sizes = np.unique(rows.loc[(rows["signal"] == own) & (rows["size"] > 0), "size"].to_numpy())
    if own not in CHANCE or not sizes.size:
        return pd.DataFrame(columns=["size", *LIMITS, *(f"plain_{name}" for name in LIMITS)])
    model = models(store, where)[own]
    gaps = [np.geomspace(a, b, 2 + int(np.log(b / a) / np.log(FINEST)))[1:-1] for a, b in pairwise(sizes)]
    between = np.round(np.concatenate([*gaps, [sizes[-1]]]))
    sizes = np.unique(np.concatenate([sizes, between[(between > sizes[0]) & (between < sizes[-1])]]))
    alone = type(model)(0.0, model.centre)
    out = pd.DataFrame({"size": sizes})
    for name, one in (("", model), ("plain_", alone)):
        out[[f"{name}{limit}" for limit in LIMITS]] = _per_cent(funnel.limits(one, sizes), sizes, model)
    return out


def needs_a_call(store: Store, place: str, where: Where) -> Callable[[str], bool]:
    """A function of a month that says whether the county needed a call then, as `listed` would; the facts are read once
    for all months, and only this county is judged."""
    events = _events(store, replace(where, place=NATION))

    def called(month: str) -> bool:
        codes, counts = _counted(events[events["month"] <= month])
        at, few = codes == place, len(codes) < FEWEST_COUNTIES
        for signal, (observed, size) in counts.items() if at.any() else ():
            model = (Shares if signal in SHARES else Counts).fit(observed, size)
            if _verdicts(funnel.judged(model, observed[at], size[at]), signal, few).isin(CALLED).any():
                return True
        return False

    return called


@remembered(64)
def _order(store: Store, where: Where) -> tuple[Called, ...]:
    return ranked(listed(store, where))


@remembered(64)
def _judged(store: Store, where: Where) -> tuple[pd.DataFrame, dict[str, Model]]:
    """The rows of `listed` and the models behind them."""
    events = _events(store, where)
    codes, counts = _counted(events)
    few = len(codes) < FEWEST_COUNTIES
    parts: dict[str, pd.DataFrame] = {}
    fitted: dict[str, Model] = {}
    for signal, (observed, size) in counts.items():
        fitted[signal] = (Shares if signal in SHARES else Counts).fit(observed, size)
        rows = funnel.judged(fitted[signal], observed, size)
        rows["verdict"] = _verdicts(rows, signal, few)
        rows[list(LIMITS)] = _per_cent(rows[list(LIMITS)].to_numpy(), size, fitted[signal])
        parts[signal] = rows.assign(ratio=rows["ratio"] * 100)
    sums = events.groupby("place").sum(numeric_only=True).loc[codes].reset_index()
    for signal in LINES:
        observed, size = (sums[column] for column in _ratio(signal).columns)
        parts[signal] = _against_line(observed, size, SIGNALS[signal].line or 0.0)
    parts["thin"] = parts["silent"].assign(verdict=parts["silent"]["verdict"].where(lambda v: v == THIN, NORMAL))
    every = [parts[signal].assign(place=codes, signal=signal) for signal in SIGNALS]
    return pd.concat(every, ignore_index=True)[list(COLUMNS)], fitted


@remembered(4)
def _events(store: Store, where: Where) -> pd.DataFrame:
    """What the signals look at, by place, policy year and month."""
    columns = dict.fromkeys(column for signal in (*SHARES, *LINES) for column in _ratio(signal).columns)
    return store.table((*columns, "submitted"), ("place", "period", "month"), where)


def _counted(events: pd.DataFrame) -> tuple[np.ndarray, dict[str, tuple[np.ndarray, np.ndarray]]]:
    """The counties with cover, in the order of codes, and of each signal of chance what happened in them and what it is
    held against."""
    sums = events.groupby("place").sum(numeric_only=True)
    sums = sums[sums["insured"] > 0]
    cover = funnel.by_age_of_cover(events[["place", "period", "month", "submitted", "insured"]])
    cover = cover.set_index("place").reindex(sums.index, fill_value=0.0)
    counts = {"silent": (cover["observed"].to_numpy(), cover["expected"].to_numpy())}
    for signal in SHARES:
        observed, size = (sums[column].to_numpy() for column in _ratio(signal).columns)
        counts[signal] = observed, size
    return sums.index.to_numpy(), counts


def _ratio(signal: str) -> Ratio:
    """What a signal of shares looks at: its events over its trials."""
    measure = INDICATORS[SIGNALS[signal].indicator].measure
    assert isinstance(measure, Ratio)
    return measure


def _verdicts(rows: pd.DataFrame, signal: str, few: bool) -> pd.Series:
    """The verdict of each row, from its limits in events; `few` says that too few counties have cover to compare."""
    low = SIGNALS[signal].concern == "low"
    events = rows["observed"]
    under, over = ({95: events < rows["lower_95"], 998: events < rows["lower_998"]},
                   {95: events > rows["upper_95"], 998: events > rows["upper_998"]})  # fmt: skip
    bad, good = (under, over) if low else (over, under)
    verdict = pd.Series(NORMAL, rows.index).mask(good[95], OTHER).mask(bad[95], LOOK).mask(bad[998], FAR)
    # Even the worst that could have happened would lie inside the limit.
    too_little = ~(rows["lower_95"] > 0) if low else ~(rows["upper_95"] < rows["size"])
    if signal in SHARES:
        too_little |= rows["size"] < FEWEST_CLAIMS
    return verdict.mask(too_little | few, THIN)


def _against_line(observed: pd.Series, size: pd.Series, line: float) -> pd.DataFrame:
    """A share held against a line: those below it are listed."""
    ratio = observed / size.where(size > 0) * 100
    verdict = pd.Series(NORMAL, size.index).mask(ratio < line, BELOW).mask(ratio.isna(), THIN)
    expected = size * line / 100
    rows = {"observed": observed, "size": size, "expected": expected, "ratio": ratio, "verdict": verdict}
    return pd.DataFrame(rows).assign(**dict.fromkeys(("z", *LIMITS), np.nan))


def _per_cent(ends: np.ndarray, size: np.ndarray, model: Model) -> np.ndarray:
    """Limits in events as per cent of their size, kept to what a ratio can be."""
    with np.errstate(divide="ignore", invalid="ignore"):
        share = ends / np.asarray(size, float)[:, None] * 100
    return np.clip(share, 0.0, 100.0 if isinstance(model, Shares) else None)
