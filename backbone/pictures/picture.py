"""A picture: a figure with everything that belongs to it; and how one is made."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import wraps
from typing import Concatenate, ParamSpec
from weakref import ref

import pandas as pd

from backbone.breakdowns import BREAKDOWNS, REMAINDER
from backbone.charts import Canvas, Figure
from backbone.files import tables
from backbone.indicators import INDICATORS
from backbone.number import Number
from backbone.periods import Horizon
from backbone.punctuation import prose
from backbone.refusals import Unanswerable
from backbone.snapshot.memory import remembered
from backbone.snapshot.store import Store
from backbone.text import Text
from backbone.view import View
from backbone.where import MONTH, Only

# How many pictures a snapshot keeps, of all kinds together: those that readers share, in some 10 MB.
KEPT = 200
# The headings of a picture of months: each for itself, or all that there is up to it.
MONTHLY = Text("{what}, month by month", "{what}（逐月）")
RUNNING = Text("{what}, up to each month", "{what}（截至各月）")
# A word or a number of a title, and the mark within a number that the name of a file does without.
WORD, BETWEEN_THOUSANDS = re.compile(r"[^\W_]+(?:(?<=\d)\.(?=\d)[^\W_]+)*"), re.compile(r"(?<=\d),(?=\d{3})")
WHAT, VALUE = Text("What", "项目"), Text("Number", "数值")
More = ParamSpec("More")
Maker = Callable[Concatenate[Store, View, Canvas, More], "Picture"]


@dataclass(frozen=True)
class Twin:
    """The table beside a figure, for those who read rather than look: its rows, in which numbers are numbers, so that
    they sort. Which number stands in a cell (by row and heading of the column), if any; the column that holds links, if
    any; the unit of each column of numbers, by its heading: one for all rows, or each row's own; the place of each row,
    where that is not the view's; and `more`, what only the file says of each row."""

    rows: pd.DataFrame
    number: Callable[[int, str], Number | None] | None = None
    links: str = ""
    units: tables.Units = field(default_factory=dict)
    places: tuple[str, ...] = ()
    more: pd.DataFrame | None = None


@dataclass(frozen=True)
class Picture:
    """A figure and what belongs to it; without a figure, `lead` says why there is none.

    - `key` names it on its page
    - `view` is the question that it answers
    - `title` can leave the page: it heads the file, names it, and is read to those who do not see the figure
    - `heading` stands above it on a page, `lead` below the heading; below the figure the sentences of `reading`, how
      it is read, and of `notes`, what is to be known of its numbers: these alone go with its table
    - `rows` are the answer that it is drawn from, `ids` the indicators among their columns; without rows there is
      nothing to take away
    - `twin` is its table, and its file, where that is not simply the rows
    - `alt` is read aloud where the title does not say enough
    - `found` heads the file where the heading does not say what is found
    - `source` says where its numbers come from where that is not the snapshot
    - `again` draws it on another canvas, as a file wants it"""

    key: str
    view: View
    figure: Figure | None = None
    title: str = ""
    rows: pd.DataFrame | None = None
    ids: tuple[str, ...] = ()
    heading: str = ""
    lead: str = ""
    reading: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    twin: Twin | None = None
    alt: str = ""
    found: str = ""
    source: str = ""
    again: "Callable[[Canvas], Picture] | None" = field(default=None, repr=False, compare=False)

    @property
    def _rows(self) -> pd.DataFrame:
        return pd.DataFrame() if self.rows is None else self.rows

    @property
    def has_rows(self) -> bool:
        """Whether its table has any line: that of a place without a county in that year has none."""
        return bool(len(self.twin.rows if self.twin else self._rows))

    @property
    def note(self) -> str:
        """What is to be known of the numbers, one sentence after the other."""
        return prose(self.notes, self.view.lang)

    @property
    def file_name(self) -> str:
        """The title as a file name."""
        return file_name(self.title)

    @property
    def subtitle(self) -> str:
        """What stands below the title in a file: the definition of the one indicator shown, how the figure is read, and
        the note."""
        definition = INDICATORS[self.ids[0]].definition(self.view.lang) if len(self.ids) == 1 else ""
        return prose((definition, *self.reading, *self.notes), self.view.lang)

    def table(self, horizon: Horizon) -> Twin:
        """The table beside the figure."""
        rows = self._rows
        if self.twin:
            return self.twin
        named = {INDICATORS[i].name(self.view.lang): i for i in self.ids}

        def number(row: int, column: str) -> Number | None:
            return _cell(self.view, horizon, rows.iloc[row], named.get(column, ""))

        units = {INDICATORS[i].name(self.view.lang): INDICATORS[i].unit for i in self.ids}
        return Twin(
            tables.shown(rows, self.ids, self.view.lang), number, units=units, places=tuple(rows.get("place", ()))
        )


def file_name(title: str) -> str:
    """A title as the name of a file: words (of any script) and whole numbers, joined by dashes; a sign of money is the
    word for it."""
    return "-".join(WORD.findall(BETWEEN_THOUSANDS.sub("", title.replace("¥", "RMB "))))


# -- making one --------------------------------------------------------------------------------------------------------


def drawn(*fields: str, heading: Text | Callable[[View], str] | None = None) -> Callable[[Maker], Maker]:
    """A decorator for what makes a picture from a store, a view and a canvas. The picture is made once, as far as those
    `fields` of the view say the same, and goes with the store. With a `heading`, a question that the facts do not
    answer gives a picture without a figure that says why; without one it raises Unanswerable."""

    def decorate(make: Maker) -> Maker:
        @remembered(KEPT, "pictures")
        def once(store: Store, view: View, canvas: Canvas, *more: object) -> Picture:
            known = ref(store)  # the store keeps the picture: held by it in turn, it would never be let go

            def again(other: Canvas) -> Picture:
                still = known()
                assert still is not None, "who takes a picture away holds its store"
                return once(still, view, other, *more)

            try:
                return replace(make(store, view, canvas, *more), again=again)
            except Unanswerable as refused:
                if heading is None:
                    raise
                said = heading(view.lang) if isinstance(heading, Text) else heading(view)
                return Picture(make.__name__.replace("_", "-"), view, heading=said, lead=refused.text(view.lang))

        @wraps(make)
        def picture(store: Store, view: View, canvas: Canvas, *more: object) -> Picture:
            question = View(lang=view.lang, **{field: getattr(view, field) for field in fields})
            return once(store, question, canvas, *more)

        return picture

    return decorate


def number(
    view: View,
    horizon: Horizon,
    indicator: str,
    place: str = "",
    period: str = "",
    as_of: str = "",
    only: Only | None = None,
) -> Number:
    """A number of a view: what is not said, the view says."""
    return Number(
        indicator,
        place or view.place,
        period or view.period,
        as_of or view.month(horizon),
        view.only if only is None else only,
    )


def steps(view: View, horizon: Horizon, answer: pd.DataFrame, ids: Sequence[str]) -> Twin:
    """The table of a picture that draws each indicator of the one row of `answer` as a row of its own."""
    lang, value = view.lang, VALUE(view.lang)

    def at(row: int, column: str) -> Number | None:
        return number(view, horizon, ids[row]) if column == value else None

    named, units = [INDICATORS[i].name(lang) for i in ids], [INDICATORS[i].unit for i in ids]
    rows = pd.DataFrame({WHAT(lang): named, value: answer[[*ids]].iloc[0].to_numpy(float)})
    return Twin(rows, at, units={value: units})


def _cell(view: View, horizon: Horizon, at: pd.Series, indicator: str) -> Number | None:
    """The number in a row under an indicator; None for what is not yet broken down, which has no name of its own."""
    said = {d: code for d, code in at.items() if d == MONTH or d in BREAKDOWNS}
    if not indicator or REMAINDER in said.values():
        return None
    only = Only.of(view.only.pairs | said)
    return number(view, horizon, indicator, at.get("place", ""), at.get("period", ""), at.get("as_of", ""), only)
