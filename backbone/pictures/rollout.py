"""The roll-out: one small map a policy year of who joined, stayed and left, and the key to them."""

from dataclasses import replace

from backbone import charts
from backbone.charts import Canvas
from backbone.cover import rollout
from backbone.cover.rollout import JOINED, LEFT, STANDINGS, STAYED
from backbone.periods import period_name
from backbone.pictures.picture import Picture, drawn
from backbone.punctuation import capitalised, labelled
from backbone.snapshot.store import Store
from backbone.text import Text
from backbone.view import View

MAPPED = Text("Counties that joined, stayed and left", "新加入、续保和退出的县")
STANDING = Text("Standing", "状态")
# What the key says, for who sees one map without it.
MARKS = Text(
    "Full mark: new; a diamond: came back; pale with a rim: renewed; crossed: left; small and grey: still covered. The "
    "larger, the more insured.",
    "实心圆：新加入；菱形：重新加入；浅色带边：续保；叉号：退出；灰色小点：保障未到期。标记越大，参保人次越多。",
)
KEY = Text("Key to the maps of the roll-out", "推广进程地图图例")


@drawn("place", "as_of")
def year(store: Store, view: View, canvas: Canvas, year: str) -> Picture:
    """What became of each county in a policy year."""
    one = view.with_(period=year)
    rows = rollout.standings(store, view.where)
    own = rows[rows["period"] == year]
    fig = charts.year_map(own, store.scale("insured", "county", canvas.classes), view.place, store.counties, canvas)
    lang, named = view.lang, one.title(MAPPED(view.lang), store.horizon)
    found = labelled(capitalised(period_name(year, lang)), rollout.said(own["standing"], lang), lang)
    picture = Picture(f"rollout-{year}", one, fig, named, own, ("insured",), reading=(MARKS(lang),), found=found)
    twin = picture.table(store.horizon)
    rows = twin.rows.assign(**{STANDING(lang): [STANDINGS[code](lang) for code in own["standing"]]})
    return replace(picture, twin=replace(twin, rows=rows))


@drawn("place", "as_of")
def key(store: Store, view: View, canvas: Canvas) -> Picture:
    """What the marks of the maps mean."""
    standing = set(rollout.standings(store, view.where)["standing"]) | {JOINED, STAYED, LEFT}
    used = tuple(code for code in STANDINGS if code in standing)
    fig = charts.rollout_key(store.scale("insured", "county", canvas.classes), used, canvas)
    return Picture("rollout-key", view, fig, KEY(view.lang))
