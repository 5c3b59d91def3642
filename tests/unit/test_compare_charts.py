"""The charts of the comparison: ticks keep to their rows, lines leave out what says little, colour says better or
worse."""

import pandas as pd
import pytest

from backbone import charts
from backbone.charts import Canvas, Row, Strip
from backbone.compare import years
from backbone.indicators import INDICATORS
from backbone.places import NATION
from tests.unit.test_charts import fills, swatches, symbols

# How long a tick is drawn, as a part of the size that is asked for: plotly's own.
TICK = 1.4


@pytest.mark.parametrize("size", [1.0, 1.6])
def test_ticks_stay_below_the_heading_of_their_rows(size):
    rows = [tuple(Row(str(n), str(n), n, float(n), "", "") for n in range(many)) for many in (4, 1)]
    blocks = [Strip("One", "", own, (0.0, 1.0, 2.0), ("a", "b", "c")) for own in rows]
    fig = charts.strips(blocks, Canvas(size=size))
    ticks, (height, _) = fig.data[0], fig.layout.yaxis.range
    pixels = fig.layout.height / height
    heads = [(1 - said.y) * height for said in fig.layout.annotations]
    first = [t for t in fig.data if t.mode == "markers"][1:]
    tops = [min(t.y[0] for t in first), max(t.y[-1] for t in first)]
    assert len(heads) == 2 and len(ticks.y) == 6
    for n, (y, long) in enumerate(zip(ticks.y, ticks.marker.size, strict=True)):
        above = y - TICK * long / 2 / pixels
        assert heads[n // 3] < above < tops[n // 3], "it begins under the heading, and before the first row"


ARMS = {"rejection_rate": -1, "within_5_days": 1, "claims_per_1000": 1, "claims_paid": 1, "insured": 1}


@pytest.mark.parametrize("tone", ["light", "dark"])
@pytest.mark.parametrize(("i", "sense"), ARMS.items(), ids=list(ARMS))
def test_the_legend_of_change_is_what_is_painted(store, i, sense, tone):
    """A fall is the colour of better where less is better; the legend goes from + to − all the same."""
    indicator, canvas = INDICATORS[i], Canvas("en", tone)
    scale = years.change_scale(store, i, "county")
    changes = years.changes(store, i, "county", "2017", "2018", "2019-08")
    fig = charts.change_map(changes, indicator, scale, NATION, store.counties, "", canvas)
    legend = swatches(fig)
    known = changes.dropna(subset=["change"]).set_index("place")["change"]
    assert len(known) > 5
    groups = {step: [code for code, v in known.items() if scale.of(v) == step] for step in scale.steps}
    labels = {step: f"{scale.label(step, 'en')}  ({len(codes)})" for step, codes in groups.items()}
    assert list(legend)[: len(labels)] == [labels[step] for step in reversed(scale.steps)]
    dots = {code: t.marker for t in symbols(fig) for code in t.customdata or ()}
    painted = {code: t.colorscale[0][1] for t in fills(fig) for code in t.locations}
    for step, codes in groups.items():
        own = canvas.palette.change(step * sense, scale.arm)
        assert legend[labels[step]] == own
        for code in codes:
            assert dots[code].color == own
            if indicator.unit.is_rate:
                assert painted[code] == own
            elif step:
                assert dots[code].symbol == ("triangle-up" if step > 0 else "triangle-down")


def test_a_month_left_out_is_a_gap_in_the_line(store):
    i, months = INDICATORS["rejection_rate"], ["2018-01", "2018-02", "2018-03", "2018-04"]
    values = pd.Series([5.0, float("nan"), 7.0, 6.0], months)
    panel = charts.Panel("530000", "Yunnan", 0, values, values)
    fig = charts.panels([panel], i, store.horizon, "programme", Canvas())
    (line,) = (t for t in fig.data if t.customdata)
    assert list(line.y) == [5.0, None, 7.0, 6.0] and not line.connectgaps
