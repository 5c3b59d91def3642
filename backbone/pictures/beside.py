"""What a page shows beside its own picture, and a scene can show alone: by page and by the picture's key."""

from collections.abc import Callable, Mapping

from backbone.breakdowns import BREAKDOWNS
from backbone.charts import Canvas
from backbone.compare import comparison
from backbone.pictures import area, breakdown, claims, compare, coverage
from backbone.pictures.picture import Maker, Picture
from backbone.places import NATION
from backbone.record.record import Record
from backbone.snapshot.store import Store
from backbone.trust.basis import set_apart
from backbone.view import View

Beside = Callable[[Store, Record, View, Canvas], Picture]


def _plain(make: Maker) -> Beside:
    return lambda store, record, view, canvas: make(store, view, canvas)


def _by(breaks_down: str) -> Beside:
    def made(store: Store, record: Record, view: View, canvas: Canvas) -> Picture:
        return breakdown.by_category(store, view.with_(by=breaks_down), canvas)

    return made


def _ranking(store: Store, record: Record, view: View, canvas: Canvas) -> Picture:
    return area.ranking(store, view, canvas, "province" if view.place == NATION else "county")


def _standing(store: Store, record: Record, view: View, canvas: Canvas) -> Picture:
    apart = set_apart(store, record, (view.place,), comparison.STANDING, view.where)
    return compare.standing(store, view, canvas, apart)


_OF_A_PLACE: Mapping[str, Beside] = {"ranking": _ranking, "trend": _plain(area.trend)}
BESIDE: Mapping[str, Mapping[str, Beside]] = {
    "home": _OF_A_PLACE,
    "place": {**_OF_A_PLACE, "standing": _standing},
    "claims": {
        "months": _plain(claims.months),
        "promptness": _plain(claims.promptness),
        "reasons": _plain(claims.reasons),
        "bill": _plain(claims.bill),
        "sizes": _plain(claims.sizes),
        "by-place": _plain(breakdown.by_place),
        "crossed": _plain(breakdown.crossed),
        **{f"by-{by}": _by(by) for by in BREAKDOWNS},
    },
    "coverage": {"pyramid": _plain(coverage.pyramid), "years": _plain(coverage.years)},
}
# The picture that is a page's own, by its key: a scene of that page shows it.
OWN: Mapping[str, str] = {
    "home": "map",
    "place": "map",
    "claims": "process",
    "coverage": "reach",
    "compare": "strips",
    "watch": "funnel",
    "ranking": "ranking",
    "record": "map",
    "trust": "tie-out",
}
