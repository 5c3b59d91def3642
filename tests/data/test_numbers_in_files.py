"""The numbers in the CSV file of every picture: each is the slow recomputation's from the raw records, read back from
the bytes that leave the page; and the same file is the same bytes, whoever makes it."""

import io
import math
from contextlib import suppress

import pandas as pd
import pytest

from backbone.charts import Canvas
from backbone.files.tables import headed
from backbone.indicators import INDICATORS
from backbone.pictures import record, trust
from backbone.pictures.file import CODE, as_csv, as_xlsx
from backbone.refusals import Unanswerable
from backbone.snapshot.store import Store
from backbone.units import Unit
from backbone.view import View
from backbone.where import MONTH, Only
from tests.data.test_figures import ASKED, RECORD, YUNNAN, ZHENXIONG
from tests.property.test_store_against_oracle import MONTHS, expected, is_open

VIEWS = {
    "programme": View(lang="en", indicator="paid", signal="silent"),
    "province": View(lang="zh", place=YUNNAN, indicator="average_claim", as_of="2019-03"),
    "county": View(
        lang="en", place=ZHENXIONG, indicator="claims_paid", period="2018", only=Only((("illness", "cancer"),))
    ),
}
# Of a long column, so many rows are recomputed, evenly spread.
ROWS = 2


def _pictures(store, view):
    """Every picture of a question that has rows."""
    canvas = Canvas(view.lang)
    for make, asked in ASKED.items():
        for more in asked:
            with suppress(Unanswerable):
                yield make(store, view, canvas, *more)
    yield record.timeline(RECORD, view, canvas)
    yield record.evidence(RECORD, view, canvas)
    yield trust.totals(RECORD, store, view, canvas)


def _taken(store, view):
    return [one for one in _pictures(store, view) if one.rows is not None and one.has_rows]


def _recomputed(oracle, number):
    """A number as the oracle has it; NaN of a category that may still have some of what is not yet broken down."""
    kept = (number.only or Only()).pairs
    month = kept.pop(MONTH, None)
    months = (month, month) if month else (MONTHS[0], number.as_of)
    asked = (oracle, INDICATORS[number.indicator], number.place, number.period, months, kept)
    return math.nan if not month and is_open(*asked) else expected(*asked)


@pytest.mark.parametrize("view", VIEWS.values(), ids=VIEWS)
def test_every_number_of_a_file_is_that_of_a_slow_count(store, oracle, view):
    looked_at = 0
    for picture in _taken(store, view):
        twin, lang = picture.table(store.horizon), view.lang
        read = pd.read_csv(io.BytesIO(as_csv(picture, store, RECORD)), dtype={CODE(lang): str})
        assert len(read) == len(twin.rows), picture.title
        assert not [head for head in read if head.count("(") + head.count("（") > 1], picture.title
        assert read[CODE(lang)].tolist() == [*(twin.places or [picture.view.place] * len(read))], picture.title
        for heading, unit in twin.units.items() if twin.number else ():
            column = read[headed(heading, unit, lang) if isinstance(unit, Unit) else heading]
            for row in range(0, len(read), max(1, len(read) // ROWS)):
                if number := twin.number(row, heading):
                    said = _recomputed(oracle, number)
                    assert column[row] == pytest.approx(said, abs=0.0051, nan_ok=True), (picture.title, heading, row)
                    looked_at += 1
    assert looked_at > 80


def test_the_same_file_is_the_same_bytes_of_a_snapshot_opened_anew(store):
    view = View(lang="zh", place=YUNNAN, indicator="claims_paid", period="2018", signal="silent")
    again = Store(store.snapshot)
    for one, other in zip(_taken(store, view), _taken(again, view), strict=True):
        for make in (as_csv, as_xlsx):
            assert make(one, store, RECORD) == make(other, again, RECORD), one.title
