"""The ranking: every place of the programme by one indicator, as bars and as rows."""

from dataclasses import replace

import pandas as pd

from backbone import charts
from backbone.charts import Canvas
from backbone.files import tables
from backbone.pictures.area import PROGRAMME
from backbone.pictures.notes import beside
from backbone.pictures.picture import Picture, drawn
from backbone.snapshot.store import Store
from backbone.view import LEVELS, View
from backbone.where import Where


def ranked(store: Store, view: View) -> pd.DataFrame:
    """One row per place of the programme at the view's level, highest value first, those without data last: place, the
    value (NaN where absent), rank (equal values share one) and `against`: per cent of the programme's value."""
    where, i = Where(period=view.period, as_of=view.as_of), view.indicator
    members = store.counties if view.level == "county" else store.provinces
    values = store.aggregate((i,), "place", where, view.level).set_index("place")[i].reindex(members)
    out = pd.DataFrame({"place": members, i: values.to_numpy()})
    out["rank"] = out[i].rank(method="min", ascending=False).astype("Int64")
    programme = store.value(i, where)
    out["against"] = out[i] / programme * 100 if programme else float("nan")
    return out.sort_values(i, ascending=False, kind="stable", na_position="last", ignore_index=True)


@drawn("indicator", "period", "as_of", "level")
def every_place(store: Store, view: View, canvas: Canvas, among: tuple[str, ...]) -> Picture:
    """A mark for every place of those `among` which one looks."""
    answer = ranked(store, view)[["rank", "place", view.indicator]]
    answer = answer[answer["place"].isin(among)].reset_index(drop=True)
    scale = store.scale(view.indicator, view.level, canvas.classes)
    against = PROGRAMME(view.lang), store.value(view.indicator, Where(period=view.period, as_of=view.as_of))
    fig = charts.ranking(answer, view.asks, scale, canvas, len(answer), against)
    named, ids = view.sentence(store.horizon, by=LEVELS[view.level]), (view.indicator,)
    notes = beside(store, view.where, ids, answer, view.lang)
    drawn = Picture("ranking", view, fig, named, answer, ids, notes=notes)
    ranks = answer["rank"].astype(object).where(answer["rank"].notna(), None)
    more = pd.DataFrame({tables.RANK(view.lang): ranks, against[0]: against[1]})
    own = tables.plain(more, {against[0]: view.asks.unit}, view.lang)
    return replace(drawn, twin=replace(drawn.table(store.horizon), more=own))
