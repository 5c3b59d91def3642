"""The roll-out: one small map a policy year of who joined, stayed and left, and the key to them."""

from backbone import charts
from backbone.charts import Canvas
from backbone.cover import rollout
from backbone.cover.rollout import JOINED, LEFT, STANDINGS, STAYED
from backbone.pictures.picture import Picture, drawn
from backbone.snapshot.store import Store
from backbone.text import Text
from backbone.view import View

MAPPED = Text("Counties that joined, stayed and left", "新加入、续保和退出的县")
KEY = Text("Key to the maps of the roll-out", "推广进程地图图例")


@drawn("place", "as_of")
def year(store: Store, view: View, canvas: Canvas, year: str) -> Picture:
    """What became of each county in a policy year."""
    one = view.with_(period=year)
    rows = rollout.standings(store, view.where)
    own = rows[rows["period"] == year]
    fig = charts.year_map(own, store.scale("insured", "county", canvas.classes), view.place, store.counties, canvas)
    named = one.title(MAPPED(view.lang), store.horizon)
    return Picture(f"rollout-{year}", one, fig, named, own, ("insured",))


@drawn("place", "as_of")
def key(store: Store, view: View, canvas: Canvas) -> Picture:
    """What the marks of the maps mean."""
    standing = set(rollout.standings(store, view.where)["standing"]) | {JOINED, STAYED, LEFT}
    used = tuple(code for code in STANDINGS if code in standing)
    fig = charts.rollout_key(store.scale("insured", "county", canvas.classes), used, canvas)
    return Picture("rollout-key", view, fig, KEY(view.lang))
