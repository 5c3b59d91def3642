"""Detours: a show leaves its deck for a place that somebody in the hall asks for, and comes back."""

from dataclasses import replace

from backbone.charts import Canvas
from backbone.deck.deck import Scene
from backbone.deck.kinds.registry import kind
from backbone.deck.played import Played
from backbone.deck.slides import Slide, slide
from backbone.indicators import INDICATORS
from backbone.pictures.shown import Fact
from backbone.view import View

# The numbers of a place that are told beside its map.
TOLD = ("insured", "coverage", "claims_paid", "paid", "claims_per_1000", "bill_met")
# What a detour asks as the scene did that was left for it.
KEPT = ("indicator", "period", "as_of")


def scene(left: Scene, place: str) -> Scene:
    """The scene of a place that the scene `left` was left for: it asks the same of that place."""
    asks = {key: value for key, value in left.asks.items() if key in KEPT and "page" in kind(left).keys}
    return Scene(page="place", asks={**asks, "place": place})


def profile(of: Played, number: int, place: str, canvas: Canvas) -> Slide:
    """A place as it is seen when scene `number` is left for it, with its main numbers."""
    seen = slide(of.showing(scene(of.deck.scenes[number - 1], place)), 1, canvas)
    return replace(seen, number=number, shown=replace(seen.shown, facts=_numbers(of, seen)))


def _numbers(of: Played, seen: Slide) -> tuple[Fact, ...]:
    """The main numbers of a place but the one that its sentence says."""
    if of.store is None or seen.faults:
        return ()
    view: View = seen.scene.view(seen.lang, of.store.horizon)
    answer = of.store.values(TOLD, view.where)
    if not answer["insured"] > 0:
        return ()
    told = [INDICATORS[i] for i in TOLD if i != view.indicator and answer[i] == answer[i]]
    return tuple(Fact(one.name(seen.lang), one.unit.short(answer[one.id], seen.lang)) for one in told)
