"""The charts of the comparison: ticks keep to their rows, lines leave out what says little, colour says better or
worse."""

import pandas as pd
import pytest

from backbone import charts
from backbone.charts import Canvas, Row, Strip
from backbone.indicators import INDICATORS
from backbone.periods import Horizon
from tests.figures import checked

HORIZON = Horizon("2017-07", "2019-08", "2019-06", ("2017", "2018", "2019"))
# How long a tick is drawn, as a part of the size that is asked for: plotly's own.
TICK = 1.4


@pytest.mark.parametrize("size", [1.0, 1.6])
def test_ticks_stay_below_the_heading_of_their_rows(size):
    rows = [tuple(Row(str(n), str(n), n, float(n), "", "") for n in range(many)) for many in (4, 1)]
    blocks = [Strip("One", "", own, (0.0, 1.0, 2.0), ("a", "b", "c")) for own in rows]
    fig = checked(charts.strips(blocks, Canvas(size=size)))
    ticks, (height, _) = fig.data[0], fig.layout.yaxis.range
    pixels = fig.layout.height / height
    heads = [(1 - said.y) * height for said in fig.layout.annotations]
    first = [t for t in fig.data if t.mode == "markers"][1:]
    tops = [min(t.y[0] for t in first), max(t.y[-1] for t in first)]
    assert len(heads) == 2 and len(ticks.y) == 6
    for n, (y, long) in enumerate(zip(ticks.y, ticks.marker.size, strict=True)):
        above = y - TICK * long / 2 / pixels
        assert heads[n // 3] < above < tops[n // 3], "it begins under the heading, and before the first row"


def test_a_month_left_out_is_a_gap_in_the_line():
    i, months = INDICATORS["rejection_rate"], ["2018-01", "2018-02", "2018-03", "2018-04"]
    values = pd.Series([5.0, float("nan"), 7.0, 6.0], months)
    panel = charts.Panel("530000", "Yunnan", 0, values, values)
    fig = checked(charts.panels([panel], i, HORIZON, "programme", Canvas()))
    (line,) = (t for t in fig.data if t.customdata)
    assert list(line.y) == [5.0, None, 7.0, 6.0] and not line.connectgaps
