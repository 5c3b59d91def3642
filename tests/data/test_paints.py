"""The paint of a question is what the map of that question is drawn with."""

import pytest

from backbone.charts import Canvas
from backbone.pictures.area import place_map
from backbone.pictures.paints import FIRST, NONE, of_indicators, of_months, of_periods, of_questions
from backbone.view import View, local


def _looks(paints, row: str) -> dict:
    """How each place looks, letter by letter."""
    letters = zip(paints.places, paints.rows[row], strict=True)
    return {code: paints.looks[ord(letter) - ord(FIRST)] for code, letter in letters if letter != NONE}


def _read(told: dict) -> dict[str, str]:
    """The rows as they are told, whole."""
    row, rows = [NONE] * (len(told["places"]) // 6), {}
    for name, said in told["rows"].items():
        if len(said) == len(row):
            row = [*said]
        else:
            for place, letter in zip(said[::2], said[1::2], strict=True):
                row[ord(place) - ord(FIRST)] = letter
        rows[name] = "".join(row)
    return rows


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


def test_what_one_picker_leads_to_is_a_part_of_all_questions(store):
    canvas, standing = Canvas(), View(as_of="2019-03", indicator="coverage", period="2018")
    every = of_questions(store, standing, "county", canvas)
    by_indicator = of_indicators(store, standing, "county", canvas)
    by_period = of_periods(store, standing, "county", canvas)
    assert list(by_indicator.rows) == [f"{i}.2018" for i in local()]
    assert list(by_period.rows) == [f"coverage.{period}" for period in store.horizon.periods]
    for part in (by_indicator, by_period):
        assert all(_looks(part, row) == _looks(every, row) for row in part.rows)


def test_the_browser_is_told_every_row_and_the_months_as_what_changes(store):
    running = View(indicator="claims_per_1000", period="2018")
    months, periods = (make(store, running, "county", Canvas()) for make in (of_months, of_periods))
    for paints in (months, periods):
        assert _read(paints.told) == paints.rows
    assert sum(map(len, months.told["rows"].values())) < sum(map(len, months.rows.values())) / 3
