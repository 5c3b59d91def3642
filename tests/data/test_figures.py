"""Every picture's figure under plotly's own eyes: the server sends it unchecked, so a property that plotly does not
know, or a value that is no plain data, has to fail here."""

import importlib
import pkgutil
from contextlib import suppress
from decimal import Decimal

import pytest

from backbone import pictures
from backbone.charts import Canvas
from backbone.gift.money import Money
from backbone.pictures import (
    area,
    breakdown,
    claims,
    compare,
    course,
    coverage,
    gift,
    ranking,
    record,
    rollout,
    trust,
    watch,
    years,
)
from backbone.pictures.picture import Picture
from backbone.record.record import load
from backbone.refusals import Unanswerable
from backbone.view import View
from tests.figures import checked

RECORD = load()
ON_PAGE, ON_STAGE = Canvas(), Canvas("zh", "dark", "/demo", 1.5)
HONGAN, ZHENXIONG, YUNNAN, PAIR = "421122", "530627", "530000", ("2017", "2018")
CHOSEN = ((0, HONGAN), (3, ZHENXIONG))
# Of each maker of pictures, what it is asked beside store, view and canvas: once of the nation, of Yunnan and of
# Hong'an, by each of a rate, a count and an amount.
ASKED = {
    area.map_here: [("province", RECORD), ("county", RECORD)],
    area.ranking: [("province",), ("county",)],
    area.trend: [()],
    area.locator: [()],
    breakdown.by_place: [()],
    breakdown.by_category: [()],
    breakdown.crossed: [()],
    claims.process: [()],
    claims.promptness: [()],
    claims.reasons: [()],
    claims.months: [()],
    claims.bill: [()],
    claims.sizes: [()],
    compare.side_by_side: [((HONGAN, ZHENXIONG),)],
    compare.standing: [(frozenset(),)],
    compare.trends: [(CHOSEN,)],
    gift.expected: [(Money(Decimal(1_000_000)), RECORD)],
    gift.where: [(Money(Decimal(1_000_000)), RECORD)],
    course.of: [("within_5_days",), ("rejection_rate",)],
    coverage.years: [()],
    coverage.pyramid: [()],
    coverage.reach: [()],
    ranking.every_place: [((HONGAN, ZHENXIONG, YUNNAN, "420000"),)],
    rollout.year: [("2017",), ("2019",)],
    rollout.key: [()],
    watch.funnel: [()],
    years.side_by_side: [(PAIR,)],
    years.change_map: [(PAIR,)],
}


def _makers():
    """What draws a picture on a canvas, in the modules of pictures."""
    for found in pkgutil.iter_modules(pictures.__path__):
        module = importlib.import_module(f"{pictures.__name__}.{found.name}")
        for make in vars(module).values():
            said = getattr(make, "__annotations__", {})
            draws = said.get("canvas") is Canvas and said.get("return") is Picture
            if draws and make.__module__ == module.__name__ and make.__name__[0] != "_":
                yield make


def test_no_maker_is_left_out():
    through_map_here = {area.place_map, area.surroundings}
    assert {*_makers()} == {*ASKED, *through_map_here, record.timeline, record.evidence, trust.totals, area.setting}


@pytest.mark.parametrize("canvas", [ON_PAGE, ON_STAGE], ids=["page", "stage"])
@pytest.mark.parametrize("make", ASKED, ids=lambda make: f"{make.__module__.rsplit('.')[-1]}-{make.__name__}")
def test_plotly_knows_all_that_a_picture_says(store, make, canvas):
    drawn = 0
    for place in ("100000", YUNNAN, HONGAN):
        for indicator in ("coverage", "claims_paid", "paid"):
            view = View(lang=canvas.lang, place=place, indicator=indicator, as_of="2019-03")
            for more in ASKED[make]:
                with suppress(Unanswerable):
                    if figure := make(store, view, canvas, *more).figure:
                        assert checked(figure).data
                        drawn += 1
    assert drawn


@pytest.mark.parametrize("canvas", [ON_PAGE, ON_STAGE], ids=["page", "stage"])
def test_plotly_knows_all_that_the_record_says(store, canvas):
    view = View(lang=canvas.lang)
    drawn = [record.timeline(RECORD, view, canvas), record.evidence(RECORD, view, canvas)]
    for picture in (*drawn, trust.totals(RECORD, store, view, canvas)):
        assert checked(picture.figure).data


def test_a_property_that_plotly_does_not_know_fails():
    figure = ON_PAGE.figure([{"type": "bar", "x": [1], "y": [2], "colour": "red"}], 100)
    with pytest.raises(ValueError, match="colour"):
        checked(figure)
