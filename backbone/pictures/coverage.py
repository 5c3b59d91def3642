"""Whom the programme reaches: insured of those eligible by policy year, by age and sex, and by place."""

from backbone import charts, places
from backbone.charts import Canvas
from backbone.periods import ALL, period_short
from backbone.pictures.notes import beside
from backbone.pictures.picture import Picture, drawn
from backbone.places import NATION
from backbone.snapshot.store import Store
from backbone.text import Text
from backbone.view import LEVELS, Level, View
from backbone.where import Where

YEARS = Text("Insured of those eligible, by policy year", "各保单年度符合条件与参保人次")
WHO = Text("Insured of those eligible, by age and sex", "各年龄段、性别符合条件与参保人次")
WHERE = Text("Coverage by {level}, lowest first", "各{level}参保率，由低到高")
PROGRAMME = Text("Programme", "全项目")
PEOPLE = ("eligible", "insured", "coverage")
PAIR = ("sex", "age_band")


@drawn("place", "as_of")
def years(store: Store, view: View, canvas: Canvas) -> Picture:
    """Insured of those eligible, a pair of bars each policy year."""
    every, heading = view.with_(period=ALL), YEARS(view.lang)
    answer = store.aggregate(PEOPLE, "period", every.where)
    names = {y: Text(period_short(y, "en"), period_short(y, "zh")) for y in store.horizon.years}
    fig = charts.coverage_bars(answer, "period", names, canvas)
    return Picture("years", every, fig, every.title(heading, store.horizon), answer, PEOPLE, heading)


@drawn("place", "period", "as_of", heading=WHO)
def pyramid(store: Store, view: View, canvas: Canvas) -> Picture:
    """Age and sex, as a pyramid."""
    answer, heading = store.aggregate(PEOPLE, PAIR, view.where), WHO(view.lang)
    named, notes = view.title(heading, store.horizon), beside(store, view.where, PEOPLE, answer, view.lang)
    return Picture("pyramid", view, charts.pyramid(answer, canvas), named, answer, PEOPLE, heading, notes=notes)


@drawn("place", "period", "as_of")
def reach(store: Store, view: View, canvas: Canvas) -> Picture:
    """The places inside (for a county: beside it), the lowest coverage first, and the lines of those above them."""
    lang, around = view.lang, places.province_of(view.place)
    level: Level = "province" if view.place == NATION else "county"
    answer = store.aggregate(PEOPLE, "place", Where(around, view.period, view.as_of), level)
    answer = answer.dropna(subset=["coverage"]).sort_values("coverage", kind="stable", ignore_index=True)
    lines = {
        PROGRAMME(lang) if code == NATION else places.get(code).short(lang): store.value(
            "coverage", Where(code, view.period, view.as_of)
        )
        for code in dict.fromkeys((NATION, around))
    }
    heading = WHERE(lang, level=LEVELS[level](lang))
    fig = charts.reach_bars(answer, lines, canvas, chosen=view.place)
    named = view.into(around).title(heading, store.horizon)
    return Picture("reach", view, fig, named, answer, PEOPLE, heading)
