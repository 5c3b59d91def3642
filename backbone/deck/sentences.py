"""The data's own sentence of a scene: what stands on it where nobody wrote another."""

from backbone.charts import Canvas
from backbone.deck.deck import Scene
from backbone.deck.slides import Played, faults
from backbone.pictures import scene as pages
from backbone.record.record import Record
from backbone.refusals import Unanswerable
from backbone.snapshot.memory import remembered
from backbone.snapshot.store import Store
from backbone.spoken import Spoken

# How many sentences a snapshot keeps.
KEPT = 2_000


def own(of: Played, scene: Scene, canvas: Canvas) -> Spoken:
    """The sentence of a view in the language of the canvas; empty where the scene is none, or cannot be shown."""
    if scene.kind != "view" or of.store is None or faults(of, scene):
        return Spoken("")
    return _said(of.store, of.record, scene.page, scene.picture, tuple(sorted(scene.asks.items())), canvas)


@remembered(KEPT)
def _said(
    store: Store, record: Record, page: str, picture: str, asks: tuple[tuple[str, str], ...], canvas: Canvas
) -> Spoken:
    view = Scene(page=page, asks=dict(asks)).view(canvas.lang, store.horizon)
    try:
        return pages.heard(page, store, record, view, canvas, picture)
    except Unanswerable:
        return Spoken("")
