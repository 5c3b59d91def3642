"""The paint of a question is what the map of that question is drawn with."""

import pytest

from backbone.charts import Canvas
from backbone.pictures.area import place_map
from backbone.pictures.paints import FIRST, NONE, of_months, of_questions
from backbone.view import View, local


def _looks(paints, row: str) -> dict:
    """How each place looks, letter by letter."""
    letters = zip(paints.places, paints.rows[row], strict=True)
    return {code: paints.looks[ord(letter) - FIRST] for code, letter in letters if letter != NONE}


def _drawn(figure) -> dict:
    """How each place looks on the map itself, outside the inset: what is drawn last lies on top."""
    fills, symbols = {}, {}
    for one in figure.data:
        if one.get("geo"):
            continue
        if one["type"] == "choropleth" and one.get("hoverinfo") == "skip":
            fills |= dict.fromkeys(one["locations"], one["colorscale"][0][1])
        if one["type"] == "scattergeo" and "customdata" in one:
            look = one["marker"]
            own = (look["color"], look["line"]["color"], round(look["size"], 1), look["opacity"])
            symbols |= dict.fromkeys(one["customdata"], own)
    return {code: (fills.get(code, ""), *own) for code, own in symbols.items()}


@pytest.mark.parametrize(("place", "level"), [("100000", "county"), ("100000", "province"), ("530000", "county")])
@pytest.mark.parametrize("tone", ["light", "dark"])
def test_the_paint_of_every_question_is_that_of_its_map(store, place, level, tone):
    canvas, standing = Canvas(tone=tone), View(place=place, as_of="2019-03")
    paints = of_questions(store, standing, level, canvas)
    assert len(paints.rows) == len(local()) * len(store.horizon.periods)
    for i in local() if tone == "light" else local()[:6]:
        for period in ("all", "2018"):
            drawn = _drawn(place_map(store, standing.with_(indicator=i, period=period), canvas, level).figure)
            assert _looks(paints, f"{i}.{period}") == drawn


@pytest.mark.parametrize("indicator", ["coverage", "claims_paid"])
def test_the_paint_of_every_month_is_that_of_its_map(store, indicator):
    running = View(indicator=indicator, period="2018")
    paints = of_months(store, running, "county", Canvas())
    assert list(paints.rows) == list(store.horizon.months)
    for month in store.horizon.months:
        assert _looks(paints, month) == _drawn(place_map(store, running.with_(as_of=month), Canvas(), "county").figure)
