"""The sheet of a picture that leaves the page: what it finds, what it asks, and in small where it comes from."""

import pandas as pd

from backbone.boundaries import MAP_NOTE
from backbone.charts import Canvas
from backbone.files.png import Sheet, Words, framed, png, svg
from backbone.files.tables import AS_OF, MONTH, PERIOD, PROVINCE
from backbone.indicator import Indicator
from backbone.indicators import INDICATORS
from backbone.periods import month_name, period_name
from backbone.pictures.picture import VALUE, Picture, Twin
from backbone.punctuation import dotted, labelled, statements
from backbone.refusals import Unanswerable
from backbone.site import PRODUCT
from backbone.snapshot.store import Store
from backbone.text import Lang, Text
from backbone.view import View

DRAFT = Text("Draft, not published", "草稿，未发布")
ILLUSTRATIVE = Text("Illustrative data", "示意数据（非实际业务数据）")
UNTIL = Text("as of {month}", "截至{month}")
SOURCE = Text("Source", "来源")
IS = Text("{what} {value}", "{what} {value}")
HIGHEST = Text("highest: {name} {value}", "{name}最高（{value}）")
MOST = Text("most: {name} {value}", "{name}最多（{value}）")
LOWEST = Text("lowest: {name} {value}", "{name}最低（{value}）")


def as_png(picture: Picture, store: Store, shape: str, times: int = 2) -> bytes:
    """A picture as a PNG of a shape of `SHAPES`, so many times as large as a screen."""
    return png(sheet(picture, store, shape), shape, times)


def as_svg(picture: Picture, store: Store, shape: str) -> bytes:
    """A picture as an SVG of a shape, its words as text."""
    return svg(sheet(picture, store, shape))


def sheet(picture: Picture, store: Store, shape: str) -> Sheet:
    """A picture on a sheet of a shape, drawn anew for it."""
    drawn = light(picture)
    words = Words(finding(drawn, store), drawn.title, drawn.subtitle, foot(drawn, store))
    return framed(drawn.figure, words, shape)


def light(picture: Picture) -> Picture:
    """The picture as paper wants it, whatever the screen was: light, its letters those of a page."""
    return picture.again(Canvas(picture.view.lang)) if picture.again else picture


def foot(picture: Picture, store: Store) -> str:
    """Basis, as of and source, and of a map the source of its boundaries."""
    lang = picture.view.lang
    mapped = picture.figure is not None and any(trace["type"] == "choropleth" for trace in picture.figure.data)
    outlines = MAP_NOTE(lang) if mapped else ""
    if picture.source:
        return dotted((picture.source, outlines))
    month = UNTIL(lang, month=month_name(picture.view.month(store.horizon), lang))
    return dotted((*marks(store, lang), month, labelled(SOURCE(lang), PRODUCT(lang), lang), outlines))


def marks(store: Store, lang: Lang) -> tuple[str, ...]:
    """What must be said of every number of a snapshot: that it is a draft, that it is illustrative; nothing of one that
    was submitted and published."""
    snapshot = store.snapshot
    said = {DRAFT: snapshot.draft, ILLUSTRATIVE: snapshot.manifest.basis == "illustrative"}
    return tuple(mark(lang) for mark, holds in said.items() if holds)


def finding(picture: Picture, store: Store) -> str:
    """What a picture finds, with its value: its heading where that says a number, else the number that it is about and
    the place, month or category that stands out."""
    view, ids, lang = picture.view, picture.ids, picture.view.lang
    if picture.found:
        return picture.found
    heading = picture.heading or picture.title
    if picture.heading not in picture.title and any(c.isdigit() for c in picture.heading):
        return picture.heading
    if not ids:
        return heading
    rates = [i for i in ids if INDICATORS[i].unit.is_rate]
    i = ids[0] if view.indicator == ids[0] else [*ids, *rates][-1]
    try:
        value = store.value(i, view.where)
    except Unanswerable:
        return heading
    one, twin = INDICATORS[i], picture.table(store.horizon)
    if one.name(lang) not in twin.rows and VALUE(lang) not in twin.rows:
        return heading
    said = IS(lang, what=one.name(lang), value=one.unit.short(value, lang)) if not pd.isna(value) else ""
    return statements((said, _extreme(twin, one, picture.view)), lang) or heading


def _extreme(twin: Twin, one: Indicator, view: View) -> str:
    """The row of a table that stands out: the one on the side that gives concern, else the highest; "" where that is
    the place that is looked at."""
    lang, heading = view.lang, one.name(view.lang)
    if heading not in twin.rows or (one.measure.cumulative and MONTH(lang) in twin.rows):
        return ""
    rows = [n for n in range(len(twin.rows)) if twin.number and twin.number(n, heading)]
    values = twin.rows[heading].iloc[rows].dropna()
    if values.nunique() < 2:
        return ""
    low = one.unit.is_rate and one.good == "high"
    at = values.idxmin() if low else values.idxmax()
    if twin.places and twin.places[at] == view.place:
        return ""
    return (LOWEST if low else HIGHEST if one.unit.is_rate else MOST)(
        lang, name=_name(twin, at, lang), value=one.unit.short(values[at], lang)
    )


def _name(twin: Twin, at: int, lang: Lang) -> str:
    """What a row of a table is about, as far as it tells it from the others."""
    first = min(map(list(twin.rows).index, twin.units))
    own = [h for h in list(twin.rows)[:first] if h not in (PROVINCE(lang), AS_OF(lang)) and twin.rows[h].nunique() > 1]
    write = {MONTH(lang): month_name, PERIOD(lang): period_name}
    return dotted(write[h](twin.rows[h][at], lang) if h in write else str(twin.rows[h][at]) for h in own)
