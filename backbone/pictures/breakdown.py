"""Claims broken down: by place, by one breakdown of the reader's choice, and by illness and hospital tier together."""

from backbone import charts, places
from backbone.breakdowns import BREAKDOWNS
from backbone.charts import Canvas
from backbone.indicators import INDICATORS
from backbone.pictures.claims import every_category
from backbone.pictures.notes import beside, untold
from backbone.pictures.picture import Picture, drawn
from backbone.places import NATION
from backbone.snapshot.store import Store
from backbone.text import Text
from backbone.view import BY, LEVELS, Level, View
from backbone.where import EVERYTHING

FIELDS = ("indicator", "place", "period", "as_of", "by", "only")
CROSSED = Text("Claims paid by illness and hospital tier", "赔付件数（按病种和医院级别）")
NOT_KEPT = Text("Of all claims: it cannot be kept to one category.", "统计全部理赔，不随所选类别筛选。")
PAIR = ("illness", "hospital_tier")
# Every indicator that counts claims or their money.
OFFERED = tuple(
    i for i, entry in INDICATORS.items() if entry.comes_late and any(entry.is_broken_down([by]) for by in BREAKDOWNS)
)


def counted(view: View, *dimensions: str, level: Level | None = None) -> str:
    """The indicator to break down by `dimensions` of places at a level (that of the view's own place): the view's own
    where it counts claims and is kept by all of them."""
    depth = level or places.get(view.place).level
    for i in (view.indicator, "claims_paid", "rejected"):
        if i in OFFERED and INDICATORS[i].is_broken_down(list(filter(None, dimensions)), depth):
            return i
    return "claims_paid"


def _place_level(view: View) -> Level:
    return "province" if view.place == NATION else "county"


def _by_place(view: View) -> str:
    i = counted(view, view.only.category[0], level=_place_level(view))
    return BY(view.lang, what=INDICATORS[i].name(view.lang), by=LEVELS[_place_level(view)](view.lang))


@drawn(*FIELDS, heading=_by_place)
def by_place(store: Store, view: View, canvas: Canvas) -> Picture:
    """The places inside, the highest first."""
    level, heading = _place_level(view), _by_place(view)
    i = counted(view, view.only.category[0], level=level)
    one = INDICATORS[i]
    answer = store.aggregate((i,), "place", view.where, level)
    # What is kept to one category is so much less that the scale of all of it would have one colour.
    classes = one.scale(answer[i], canvas.classes) if view.only else store.scale(i, level, canvas.classes)
    answer = answer.sort_values(i, ascending=False, kind="stable", ignore_index=True)
    fig = charts.ranking(answer, one, classes, canvas, most=len(answer))
    named, notes = view.title(heading, store.horizon), beside(store, view.where, (i,), answer, view.lang)
    return Picture("by-place", view, fig, named, answer, (i,), heading, notes=notes)


def _by_category(view: View) -> str:
    kept, _ = every_category(view, view.by)
    what = INDICATORS[counted(view, view.by, kept.only.category[0])].name(view.lang)
    return BY(view.lang, what=what, by=BREAKDOWNS[view.by].name(view.lang))


@drawn(*FIELDS, heading=_by_category)
def by_category(store: Store, view: View, canvas: Canvas) -> Picture:
    """The categories of the view's breakdown."""
    by, heading = view.by, _by_category(view)
    kept, chosen = every_category(view, by)
    i = counted(view, by, kept.only.category[0])
    answer = store.aggregate((i,), by, kept.where)
    if nothing := untold(store, kept, answer, (by,), f"by-{by}", heading):
        return nothing
    fig = charts.breakdown_bars(answer, by, BREAKDOWNS[by].names, INDICATORS[i], canvas, chosen)
    named, notes = kept.title(heading, store.horizon), beside(store, kept.where, (i,), answer, view.lang)
    return Picture(f"by-{by}", kept, fig, named, answer, (i,), heading, notes=notes)


@drawn(*FIELDS, heading=CROSSED)
def crossed(store: Store, view: View, canvas: Canvas) -> Picture:
    """Illness and hospital tier together, of all claims."""
    dimension, code = view.only.category
    every, heading, ids = view.with_(only=EVERYTHING), CROSSED(view.lang), ("claims_paid",)
    answer = store.aggregate(ids, PAIR, every.where)
    if nothing := untold(store, every, answer, PAIR, "crossed", heading):
        return nothing
    fig = charts.heat(answer, PAIR, INDICATORS[ids[0]], canvas, code if dimension == PAIR[0] else "")
    lead = "" if dimension in ("", *PAIR) else NOT_KEPT(view.lang)
    named, notes = every.title(heading, store.horizon), beside(store, every.where, ids, answer, view.lang)
    return Picture("crossed", every, fig, named, answer, ids, heading, lead, notes=notes)
