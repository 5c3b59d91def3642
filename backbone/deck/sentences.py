"""The data's own sentence of a scene: what stands on it where nobody wrote another."""

from backbone.charts import Canvas
from backbone.deck.deck import Deck, Scene, Subject
from backbone.deck.kinds.registry import faults, kind
from backbone.deck.played import Played
from backbone.record.record import Record
from backbone.refusals import Unanswerable
from backbone.snapshot.memory import remembered
from backbone.snapshot.store import Store
from backbone.spoken import Spoken

# How many sentences a snapshot keeps.
KEPT = 10_000


def own(of: Played, scene: Scene, canvas: Canvas) -> Spoken:
    """The sentence of a scene in the language of the canvas; empty where it has none of its own, or cannot be shown."""
    if scene.faults:
        return Spoken("")
    if of.store is None:
        return Spoken("") if faults(of, scene) else kind(scene).own(of, scene, canvas)
    return _said(of.store, of.record, scene.subject, canvas)


@remembered(KEPT)
def _said(store: Store, record: Record, subject: Subject, canvas: Canvas) -> Spoken:
    scene, of = Scene.bare(subject), Played(Deck(""), record, store)
    try:
        return Spoken("") if faults(of, scene) else kind(scene).own(of, scene, canvas)
    except Unanswerable:
        return Spoken("")
