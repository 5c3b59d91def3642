"""Changes: one snapshot against the one before. What moved, by how much, and whether it is new or revised."""

import json
import math
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from backbone.indicators import HEADLINE, INDICATORS
from backbone.measures import Distinct, Sum
from backbone.snapshot.manifest import FACTS, MANIFEST, NAME, Manifest
from backbone.snapshot.store import Store
from backbone.text import LANGS, Text
from backbone.where import Where

# What is followed county by county: cover, claims and money.
FOLLOWED = ("insured", "claims_paid", "paid")
# Less than this is no movement: amounts are kept to the fen.
ONE_FEN = 0.01


@dataclass(frozen=True)
class Move:
    """One number of the programme in both snapshots; NaN where one has none. `new` is what happened in months that
    the earlier snapshot did not reach, `revised` what changed in the months that both hold (late reports and
    corrections); both are NaN for a ratio, whose parts they are split into."""

    indicator: str
    before: float
    after: float
    new: float
    revised: float

    @property
    def by(self) -> float:
        """After minus before."""
        return self.after - self.before

    @property
    def moved(self) -> bool:
        """Whether it is another number now."""
        return math.isnan(self.before) != math.isnan(self.after) or abs(self.by) > ONE_FEN


@dataclass(frozen=True)
class Changes:
    """Everything that differs between two snapshots: programme totals and rates, counties (one row each that moved,
    the farthest first: place, and `<id>`, `<id>:new`, `<id>:revised` for each of FOLLOWED), places that came and
    went, and what the manifests say differently (a name, before, after)."""

    before: Manifest
    after: Manifest
    totals: tuple[Move, ...]
    rates: tuple[Move, ...]
    counties: pd.DataFrame
    added: tuple[str, ...]
    removed: tuple[str, ...]
    said: tuple[tuple[Text, Text, Text], ...]

    def of(self, indicator: str) -> Move:
        """The move of one headline total."""
        return next(m for m in self.totals if m.indicator == indicator)

    @property
    def revised_counties(self) -> int:
        """How many counties have other figures for months that both snapshots hold."""
        revised = self.counties[[f"{i}:revised" for i in FOLLOWED]].abs()
        return int((revised > ONE_FEN).any(axis=1).sum())


def predecessor(folder: Path, manifest: Manifest) -> Path | None:
    """The newest snapshot beside `folder` of an earlier as-of month or, of the same month, an earlier day; None where
    there is none. One whose manifest cannot be read counts as the oldest: to open it says what is wrong."""
    found = []
    for other in folder.parent.iterdir():
        if other.is_dir() and other.name != folder.name and NAME.fullmatch(other.name):
            try:
                said = json.loads((other / MANIFEST).read_bytes())
                when = (str(said["as_of"]), str(said["created"]))
            except (OSError, ValueError, KeyError, TypeError, RecursionError):
                when = ("", "")
            if when < (manifest.as_of, manifest.created):
                found.append((*when, other.name))
    return folder.parent / max(found)[-1] if found else None


def changes(before: Store, after: Store) -> Changes:
    """What moved from `before` to `after`; months the earlier snapshot did not reach are new, the others revised."""
    additive = [i for i, entry in INDICATORS.items() if isinstance(entry.measure, Sum | Distinct)]
    rates = [i for i in dict.fromkeys([*HEADLINE, *HEADLINE.values()]) if i not in additive]
    return Changes(
        before.snapshot.manifest,
        after.snapshot.manifest,
        tuple(_move(before, after, i) for i in additive),
        tuple(_rate(before, after, i) for i in rates),
        _counties(before, after),
        tuple(sorted({*after.counties} - {*before.counties})),
        tuple(sorted({*before.counties} - {*after.counties})),
        _manifests(before.snapshot.manifest, after.snapshot.manifest),
    )


def _move(before: Store, after: Store, i: str) -> Move:
    """A total, split at the last month of the earlier snapshot."""
    was, now = before.value(i), after.value(i)
    then = after.value(i, Where(as_of=_until(before, after)))
    return Move(i, was, now, now - then, then - was)


def _rate(before: Store, after: Store, i: str) -> Move:
    return Move(i, before.value(i), after.value(i), float("nan"), float("nan"))


def _until(before: Store, after: Store) -> str:
    """The last month that both snapshots hold."""
    return min(before.horizon.last, after.horizon.last)


def _counties(before: Store, after: Store) -> pd.DataFrame:
    def asked(store: Store, as_of: str = "") -> pd.DataFrame:
        return store.aggregate(FOLLOWED, "place", Where(as_of=as_of)).set_index("place")

    every = sorted({*before.counties} | {*after.counties})
    was, now, then = (
        frame.reindex(every).fillna(0.0) for frame in (asked(before), asked(after), asked(after, _until(before, after)))
    )
    out = pd.DataFrame(index=pd.Index(every, name="place"))
    for i in FOLLOWED:
        out[i], out[f"{i}:new"], out[f"{i}:revised"] = now[i] - was[i], now[i] - then[i], then[i] - was[i]
    moved = out[(out.abs() > ONE_FEN).any(axis=1)].reset_index()
    order = moved.assign(size=moved["paid"].abs()).sort_values(["size", "place"], ascending=[False, True])
    return order.drop(columns="size").reset_index(drop=True)


def _manifests(before: Manifest, after: Manifest) -> tuple[tuple[Text, Text, Text], ...]:
    """What the two manifests say differently, each as name, before and after."""
    plain = (
        (Text("Basis", "口径"), before.basis, after.basis, BASES),
        (Text("As of", "截至"), before.as_of, after.as_of, {}),
        (Text("Complete through", "完整至"), before.complete_through, after.complete_through, {}),
        (Text("Made on", "生成日期"), before.created, after.created, {}),
        (Text("Rows of facts", "数据行数"), _rows(before), _rows(after), {}),
        (Text("Smallest count shown", "最小可显示数值"), *(_smallest(m) for m in (before, after)), {}),
        (Text("Policy years", "保单年度"), *(_years(m) for m in (before, after)), {}),
    )
    said = [(name, _word(was, words), _word(now, words)) for name, was, now, words in plain if was != now]
    was, now = ([tuple(one[lang] for lang in LANGS) for one in m.modelled] for m in (before, after))
    dropped, new = [Text(*one) for one in was if one not in now], [Text(*one) for one in now if one not in was]
    name = Text("Assumption", "假设")
    return (*said, *((name, one, GONE) for one in dropped), *((name, GONE, one) for one in new))


BASES = {"reported": Text("reported", "上报数据"), "illustrative": Text("illustrative", "示例数据")}
GONE = Text("–", "–")


def _rows(manifest: Manifest) -> str:
    return f"{manifest.files[FACTS].get('rows', 0):,}"


def _smallest(manifest: Manifest) -> str:
    return str(manifest.disclosure["smallest_shown"])


def _years(manifest: Manifest) -> str:
    return f"{min(manifest.periods)}–{max(manifest.periods)}"


def _word(said: str, words: dict[str, Text]) -> Text:
    return words.get(said) or Text(said, said)
