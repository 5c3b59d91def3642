"""The difference of two snapshots, as a steward looks at it before he publishes: what came and left, the totals, and
where they moved most."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from backbone import places
from backbone.measures import COLUMNS
from backbone.places import NATION
from backbone.publish.draft import drafts
from backbone.publish.ledger.switch import checked_name
from backbone.publish.raw import PublishError
from backbone.snapshot.facts import ONE_FEN, Facts
from backbone.snapshot.manifest import Manifest, SnapshotError, open_snapshot
from backbone.snapshot.store import Store
from backbone.snapshot.sums import Sums
from backbone.text import Lang, Text
from backbone.where import Where

# What a move is looked for in: what leadership repeats of a county.
MOVING = ("insured", "premium", "submitted", "paid_claims", "paid")
TEN = 10
PLACE, MEASURE, WAS, IS, CHANGE, SHARE = (
    Text("Place", "地区"),
    Text("Measure", "指标"),
    Text("Before", "之前"),
    Text("After", "之后"),
    Text("Change", "变化"),
    Text("Of the programme, %", "占全项目（%）"),
)
STATED, COUNTED, TIES = (
    Text("The manifest says", "清单所载"),
    Text("The facts add up to", "数据合计"),
    Text("Ties", "相符"),
)
YES, NO = Text("yes", "是"), Text("no", "否")
ADDS = Text("{after} adds to {before}: what that told stays told.", "{after} 接在 {before} 之后：已公布的数字不变。")
MADE_UP = Text(
    "{before} holds illustrative data: what moves beside it says nothing of the programme.",
    "{before} 为示意数据，与其相比的变动不反映项目实际情况。",
)
DOES_NOT_ADD = Text("{after} does not add to {before}.", "{after} 不是接在 {before} 之后的快照。")


@dataclass(frozen=True)
class Move:
    """A number of a place before and after, and its change as a share of the whole programme's number after."""

    place: str
    column: str
    before: float
    after: float
    share: float

    @property
    def change(self) -> float:
        """By how much it went up, or down where it is below zero."""
        return self.after - self.before


@dataclass(frozen=True)
class Tie:
    """A total as the manifest says it and as the facts add up to it."""

    column: str
    stated: float
    counted: float

    @property
    def holds(self) -> bool:
        """Whether they are the same, to the fen."""
        return abs(self.stated - self.counted) <= ONE_FEN


@dataclass(frozen=True)
class Difference:
    """What is different between two snapshots.

    `adds`: whether the second adds to the first.
    `came`, `left`: the codes of counties with cover in one of them only.
    `totals`: every column over the programme.
    `moves`: the ten largest of counties, by their share of the programme.
    `ties`: the second's totals against its manifest."""

    before: Manifest
    after: Manifest
    adds: bool
    came: tuple[str, ...]
    left: tuple[str, ...]
    totals: tuple[Move, ...]
    moves: tuple[Move, ...]
    ties: tuple[Tie, ...]

    @property
    def caution(self) -> Text | None:
        """A sentence where what moves between the two says nothing of the programme."""
        made_up = self.before.basis == "illustrative" != self.after.basis
        return MADE_UP.filled(before=self.before.name) if made_up else None

    @property
    def said(self) -> Text:
        """Whether the second adds to the first, in a sentence."""
        return (ADDS if self.adds else DOES_NOT_ADD).filled(before=self.before.name, after=self.after.name)


def diff(a: Path, b: Path) -> Difference:
    """What is different in the snapshot in folder `b` beside that in `a`. PublishError where one cannot be opened."""
    try:
        first, second = open_snapshot(a), open_snapshot(b)
        for snapshot in (first, second):
            Store(snapshot)
        before, after = Facts(first), Facts(second)
    except SnapshotError as error:
        raise PublishError(error.text) from None
    told = second.manifest.predecessor
    was, now = before.totals(), after.totals()
    return Difference(
        first.manifest,
        second.manifest,
        bool(told and told.sha256 == first.digest),
        tuple(sorted({*after.starts} - {*before.starts})),
        tuple(sorted({*before.starts} - {*after.starts})),
        tuple(_move(NATION, c, was[c], now[c], now[c]) for c in COLUMNS),
        _moves(before, after, now),
        tuple(Tie(c, second.manifest.totals[c], float(now[c])) for c in COLUMNS),
    )


def folder_of(root: Path, name: str) -> Path:
    """The folder of the snapshot, or the draft, that is called `name` in `root`."""
    checked_name(name)
    if (root / name).is_dir():
        return root / name
    return next((draft.folder for draft in drafts(root) if draft.name == name), root / name)


def frame(moves: Iterable[Move], lang: Lang) -> pd.DataFrame:
    """Moves as a table in words, one row each."""
    return pd.DataFrame(
        [
            {
                PLACE(lang): places.get(move.place).name(lang),
                MEASURE(lang): COLUMNS[move.column].name(lang),
                WAS(lang): _number(move.column, move.before),
                IS(lang): _number(move.column, move.after),
                CHANGE(lang): _number(move.column, move.change, "+"),
                SHARE(lang): f"{100 * move.share:.2f}",
            }
            for move in moves
        ]
    )


def tied(ties: Iterable[Tie], lang: Lang) -> pd.DataFrame:
    """Ties as a table in words, one row each."""
    return pd.DataFrame(
        [
            {
                MEASURE(lang): COLUMNS[tie.column].name(lang),
                STATED(lang): _number(tie.column, tie.stated),
                COUNTED(lang): _number(tie.column, tie.counted),
                TIES(lang): (YES if tie.holds else NO)(lang),
            }
            for tie in ties
        ]
    )


def _moves(before: Facts, after: Facts, whole: pd.Series) -> tuple[Move, ...]:
    was, now = (
        Sums(facts).sums(MOVING, ("place",), Where(), "county").set_index("place")[list(MOVING)]
        for facts in (before, after)
    )
    every = sorted({*was.index, *now.index})
    was, now = (frame.reindex(every).fillna(0.0) for frame in (was, now))
    moves = [
        _move(place, column, was.at[place, column], now.at[place, column], whole[column])
        for place in every
        for column in MOVING
        if was.at[place, column] != now.at[place, column]
    ]
    return tuple(sorted(moves, key=lambda move: -move.share)[:TEN])


def _move(place: str, column: str, before: float, after: float, whole: float) -> Move:
    before, after = (0.0 if np.isnan(value) else float(value) for value in (before, after))
    return Move(place, column, before, after, abs(after - before) / max(1.0, abs(float(whole))))


def _number(column: str, value: float, sign: str = "") -> str:
    return f"{value:{sign},.2f}" if COLUMNS[column].is_money else f"{value:{sign},.0f}"
