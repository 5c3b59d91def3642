"""Growth: how a map of the programme looks in each of its months, for a stage on which the months go by."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import isnan

from backbone import places
from backbone.charts import Canvas, Look, key, longest_bar
from backbone.charts.named import HEIGHT
from backbone.compare.comparison import first_cover
from backbone.indicators import INDICATORS
from backbone.periods import month_name
from backbone.pictures.paints import FIRST, NONE, answered, of_months
from backbone.pictures.scene import enlarged, scope
from backbone.places import NATION
from backbone.snapshot.memory import remembered
from backbone.snapshot.store import Store
from backbone.spoken import said
from backbone.view import Level, View

# As many are remembered of a snapshot.
KEPT = 32


@dataclass(frozen=True)
class Growth:
    """The months from the first cover to the view's own: their names, the number of each as it is said, and of how many
    places it is ("" where the map is of one); how `places` look in each: a row of `rows` has one number a place, which
    counts the `looks`; -1 is not there yet, and then its area is painted as what is `outside`; and what the `legend`
    counts, by the name of its mark: the words in each month ("" where there is none), and how high its highest `bar`
    is."""

    months: tuple[str, ...]
    numbers: tuple[str, ...]
    scopes: tuple[str, ...]
    places: tuple[str, ...]
    looks: tuple[Look, ...]
    rows: tuple[tuple[int, ...], ...]
    outside: str
    legend: Mapping[str, tuple[str, ...]]
    bar: float


def months(store: Store, view: View) -> list[str]:
    """The months for which the map of a view is drawn, from the first cover to the view's own; none for a county, and
    none where there is only one."""
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
    is_nation = view.place == NATION
    level: Level = view.level if is_nation else "county"
    hall = canvas.for_stage(enlarged(HEIGHT))
    paints, views = of_months(store, view.with_(as_of=""), level, hall), [view.with_(as_of=month) for month in found]
    below = _provinces(store, found) if is_nation and level == "county" else {}
    return Growth(
        tuple(month_name(month, view.lang) for month in found),
        tuple(number(store, view, month) for month in found),
        tuple(scope(store, one) if is_nation else "" for one in views),
        (*paints.places, *below),
        (*paints.looks, *((land, "", "", 0.0, 0.0) for land in _lands(hall))),
        tuple(
            (
                *(-1 if one == NONE else ord(one) - ord(FIRST) for one in paints.rows[month]),
                *(len(paints.looks) + joined[n] for joined in below.values()),
            )
            for n, month in enumerate(found)
        ),
        "none" if below else hall.palette.land,
        _legend(store, views, level, hall),
        longest_bar(hall),
    )


def _lands(canvas: Canvas) -> tuple[str, str]:
    """The colours of a province that is not in the programme, and of one that is."""
    return canvas.palette.land, canvas.palette.land_in_programme


def _provinces(store: Store, months: Sequence[str]) -> dict[str, list[bool]]:
    """Each province below the counties of the nation, and in which of the months it is in the programme."""
    joined = {code: [c for c in store.counties if places.is_inside(c, code)] for code in store.provinces}
    return {code: [min(store.joined[c] for c in inside) <= m for m in months] for code, inside in joined.items()}


def _legend(store: Store, views: Sequence[View], level: Level, canvas: Canvas) -> Mapping[str, tuple[str, ...]]:
    """What the legend of the last of these views counts, in each of them."""
    i = views[-1].indicator
    scale = store.scale(i, level, canvas.classes)
    keys = [key(answered(store, view, (i,), level)[i], INDICATORS[i], scale, canvas) for view in views]
    return {name: tuple(one[same][1] if same in one else "" for one in keys) for same, (name, _) in keys[-1].items()}
