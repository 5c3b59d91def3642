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


@remembered(KEPT)
def growth(store: Store, view: View, canvas: Canvas) -> Growth | None:
    """How the map of a view grows on a stage; None where it is of a county, or there are no months to go by."""
    here, horizon = places.get(view.place), store.horizon
    if here.level == "county" or (here.code != NATION and here.code not in store.provinces):
        return None
    first = first_cover(store, (view.place,), view.where)[0] or store.began
    months = [month for month in horizon.months if first <= month <= view.month(horizon)]
    if len(months) < 2:
        return None
    level: Level = view.level if here.code == NATION else "county"
    paints = of_months(store, view.with_(as_of=""), level, canvas.for_stage(enlarged(HEIGHT)))
    values = [store.value(view.indicator, view.with_(as_of=month).where) for month in months]
    return Growth(
        tuple(month_name(month, view.lang) for month in months),
        tuple("" if isnan(value) else said(view.asks, value, view.lang).number for value in values),
        paints.places,
        paints.looks,
        tuple(tuple(-1 if one == NONE else ord(one) - ord(FIRST) for one in paints.rows[month]) for month in months),
    )
