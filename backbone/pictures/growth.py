"""Growth: how a map of the programme looks in each of its months, for a stage on which the months go by."""

from dataclasses import dataclass
from math import isnan

from backbone import places
from backbone.charts import Canvas, Look
from backbone.compare.comparison import first_cover
from backbone.periods import month_name
from backbone.pictures.paints import FIRST, NONE, of_months
from backbone.pictures.scene import enlarged
from backbone.places import NATION
from backbone.snapshot.memory import remembered
from backbone.snapshot.store import Store
from backbone.spoken import said
from backbone.view import Level, View

# How high the map of a nation or a province is on a page (charts/named.py).
HEIGHT = 560
# As many are remembered of a snapshot.
KEPT = 32


@dataclass(frozen=True)
class Growth:
    """The months from the first cover to the view's own: their names and the number of each as it is said; and how
    `places` look in each: a row of `rows` has one number a place, which counts the `looks`; -1 is not there yet."""

    months: tuple[str, ...]
    numbers: tuple[str, ...]
    places: tuple[str, ...]
    looks: tuple[Look, ...]
    rows: tuple[tuple[int, ...], ...]


def months(store: Store, view: View) -> list[str]:
    """The months that go by on the map of a view, from the first cover to the view's own; none where it is of a county,
    or there is only one."""
    here, horizon = places.get(view.place), store.horizon
    if here.level == "county" or (here.code != NATION and here.code not in store.provinces):
        return []
    first = first_cover(store, (view.place,), view.where)[0] or store.began
    found = [month for month in horizon.months if first <= month <= view.month(horizon)]
    return found if len(found) > 1 else []


def number(store: Store, view: View, month: str) -> str:
    """What the indicator of a view was in a month, as it is said; "" where it had none."""
    value = store.value(view.indicator, view.with_(as_of=month).where)
    return "" if isnan(value) else said(view.asks, value, view.lang).number


@remembered(KEPT)
def growth(store: Store, view: View, canvas: Canvas) -> Growth | None:
    """How the map of a view grows on a stage; None where it is of a county, or there are no months to go by."""
    found = months(store, view)
    if not found:
        return None
    level: Level = view.level if view.place == NATION else "county"
    paints = of_months(store, view.with_(as_of=""), level, canvas.for_stage(enlarged(HEIGHT)))
    return Growth(
        tuple(month_name(month, view.lang) for month in found),
        tuple(number(store, view, month) for month in found),
        paints.places,
        paints.looks,
        tuple(tuple(-1 if one == NONE else ord(one) - ord(FIRST) for one in paints.rows[month]) for month in found),
    )
