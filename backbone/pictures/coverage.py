"""Whom the programme reaches: insured of those eligible by policy year, by age and sex, and by place."""

from collections.abc import Mapping

from backbone import charts, places
from backbone.charts import Canvas
from backbone.cover.unreached import COUNTED, unreached
from backbone.periods import ALL, period_short
from backbone.pictures.notes import beside
from backbone.pictures.picture import Picture, drawn
from backbone.places import NATION
from backbone.snapshot.store import Store
from backbone.text import Text
from backbone.view import LEVELS, Level, View
from backbone.where import Where

YEARS = Text("Insured of those eligible, by policy year", "各保单年度应保对象与参保人次")
PROGRAMME = Text("Programme", "全项目")
PEOPLE = ("eligible", "insured", "coverage")
PAIR = ("sex", "age_band")
# What those not reached are sorted and drawn by: how many they are, or how small a part is insured.
NUMBER, RATE = "not_insured", "coverage"
WHO: Mapping[str, Text] = {
    NUMBER: Text("Not insured, by sex and age", "各性别、年龄段未参保人次"),
    RATE: Text("Insured of those eligible, by sex and age", "各性别、年龄段应保对象与参保人次"),
}
WHERE: Mapping[str, Text] = {
    NUMBER: Text("Not insured by {level}, most first", "各{level}未参保人次，由多到少"),
    RATE: Text("Coverage by {level}, lowest first", "各{level}参保率，由低到高"),
}
# How the bars of both are read.
PALE: Mapping[str, Text] = {
    NUMBER: Text("Pale bar: eligible. Solid bar and number: not insured.", "浅色条：应保；深色条和数字：未参保。"),
    RATE: Text("Pale bar: eligible. Solid bar: insured.", "浅色条：应保；深色条：已参保。"),
}


def _about(view: View) -> View:
    """The view whose indicator is what those not reached are sorted by."""
    return view.with_(indicator=order(view))


def _first(view: View) -> tuple[str, ...]:
    """The indicators of a picture, the one it is about first."""
    return tuple(dict.fromkeys((order(view), *COUNTED)))


def order(view: View) -> str:
    """What those not reached are sorted by: the number of them, unless the view asks for coverage."""
    return RATE if view.indicator == RATE else NUMBER


@drawn("place", "as_of")
def years(store: Store, view: View, canvas: Canvas) -> Picture:
    """Insured of those eligible, a pair of bars each policy year."""
    every, heading = view.with_(period=ALL), YEARS(view.lang)
    answer = store.aggregate(PEOPLE, "period", every.where)
    names = {y: Text(period_short(y, "en"), period_short(y, "zh")) for y in store.horizon.years}
    fig = charts.coverage_bars(answer, "period", names, canvas)
    named, reading = every.title(heading, store.horizon), (PALE[RATE](view.lang),)
    return Picture("years", every, fig, named, answer, PEOPLE, heading, "", reading)


@drawn("place", "period", "as_of", "indicator", heading=lambda view: WHO[order(view)](view.lang))
def pyramid(store: Store, view: View, canvas: Canvas) -> Picture:
    """Age and sex, as a pyramid."""
    answer, heading = store.aggregate(COUNTED, PAIR, view.where), WHO[order(view)](view.lang)
    named, notes = view.title(heading, store.horizon), beside(store, view.where, COUNTED, answer, view.lang)
    fig = charts.pyramid(answer, order(view), canvas)
    reading = (PALE[order(view)](view.lang),)
    return Picture("pyramid", _about(view), fig, named, answer, _first(view), heading, "", reading, notes)


@drawn("place", "period", "as_of", "indicator")
def reach(store: Store, view: View, canvas: Canvas) -> Picture:
    """The places inside (for a county: beside it): those with the most not insured first, or those with the lowest
    coverage, with the lines of the places above them."""
    lang, around, by = view.lang, places.province_of(view.place), order(view)
    answer = unreached(store, view.where).places
    level: Level = "province" if view.place == NATION else "county"
    heading = WHERE[by](lang, level=LEVELS[level](lang))
    if by == NUMBER:
        fig = charts.missed_bars(answer, canvas, chosen=view.place)
    else:
        answer = answer.sort_values("coverage", kind="stable", ignore_index=True)
        lines = {
            PROGRAMME(lang) if code == NATION else places.get(code).short(lang): store.value(
                "coverage", Where(code, view.period, view.as_of)
            )
            for code in dict.fromkeys((NATION, around))
        }
        fig = charts.reach_bars(answer, lines, canvas, chosen=view.place)
    wider = view.into(around)
    return Picture("reach", _about(wider), fig, wider.title(heading, store.horizon), answer, _first(view), heading)
