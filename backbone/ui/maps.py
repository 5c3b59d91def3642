"""The map of a page, on paper or on a stage."""

import pandas as pd

from backbone import charts, places
from backbone.charts import Canvas, Figure
from backbone.periods import month_name, period_name
from backbone.places import NATION
from backbone.store import Where
from backbone.text import Text
from backbone.ui.page import Page
from backbone.view import LEVELS, Level

AROUND = Text("{asked}: {name} and its surroundings", "{asked}：{name}及周边")


def map_of(page: Page, code: str, level: Level, canvas: Canvas) -> tuple[Figure, str, pd.DataFrame]:
    """The figure, its title and its answer: the nation or a province with its places at `level`, or a county among
    its neighbours."""
    view, store, lang = page.view, page.store, page.lang
    here, asked = places.get(code), page.view.asks
    members = store.provinces if level == "province" else store.counties
    scale = store.scale(view.indicator, level)
    if here.level == "county":
        answer = store.aggregate((view.indicator,), "place", Where(NATION, view.period, view.as_of), level)
        answer = answer[answer["place"].isin(charts.around(code))].reset_index(drop=True)
        title = page.say(
            AROUND,
            name=here.name(lang),
            asked=asked.name(lang),
            period=period_name(view.period, lang),
            month=month_name(view.month(store.horizon), lang),
        )
        return charts.county_map(answer, asked, scale, code, members, canvas), title, answer
    answer = store.aggregate((view.indicator,), "place", Where(code, view.period, view.as_of), level)
    inside = [member for member in members if places.is_inside(member, code)]
    title = view.into(code).sentence(store.horizon, by=LEVELS[level])
    return charts.labelled_map(answer, asked, scale, code, level, inside, canvas), title, answer
