"""What is not yet broken down, in every chart by a breakdown: last, grey, named, and out of reach of a click."""

import math

import pandas as pd
import pytest

from backbone import charts
from backbone.breakdowns import BREAKDOWNS, REMAINDER
from backbone.charts import Canvas
from backbone.indicators import INDICATORS
from backbone.statistics.spread import Quartiles
from backbone.words import AGE_BAND, ILLNESS, REASON, SETTLEMENT, SIZE
from tests.figures import checked

PAID = INDICATORS["claims_paid"]
CANVASES = (Canvas("en"), Canvas("zh", "dark"), Canvas("en", size=1.6))
NAMES = {"en": "Not yet broken down", "zh": "尚未细分"}


def counted(by, left, column="claims_paid"):
    codes = list(BREAKDOWNS[by].categories)
    return pd.DataFrame({by: [*codes, REMAINDER], column: [*map(float, range(40, 40 + len(codes))), left]})


def crossed(left):
    tiers = list(BREAKDOWNS["hospital_tier"].categories)
    pairs = [(illness, tier) for illness in ILLNESS for tier in tiers]
    rows = [(*pair, float(n)) for n, pair in enumerate(pairs)] + [(REMAINDER, REMAINDER, left)]
    return pd.DataFrame(rows, columns=["illness", "hospital_tier", "claims_paid"])


def people(left):
    rows = [(sex, band, 200.0, 150.0, 75.0) for sex in ("female", "male") for band in AGE_BAND]
    rows.append((REMAINDER, REMAINDER, left, left / 2, 50.0 if left else math.nan))
    return pd.DataFrame(rows, columns=["sex", "age_band", "eligible", "insured", "coverage"])


def illness(left, canvas):
    return checked(
        charts.breakdown_bars(counted("illness", left), "illness", BREAKDOWNS["illness"].names, PAID, canvas)
    )


def reason(left, canvas):
    answer, names = counted("reason", left, "rejected"), BREAKDOWNS["reason"].categories
    return checked(charts.breakdown_bars(answer, "reason", names, INDICATORS["rejected"], canvas, total=500))


def heat(left, canvas):
    return checked(charts.heat(crossed(left), ("illness", "hospital_tier"), PAID, canvas, "injury"))


def promptness(left, canvas):
    return checked(charts.promptness(counted("settlement", left), 400, canvas))


def sizes(left, canvas):
    return checked(charts.distribution(counted("size", left), Quartiles(700.0, 1500.0, 4000.0), 2100.0, canvas))


def pyramid(left, canvas):
    return checked(charts.pyramid(people(left), "coverage", canvas))


CODES = {
    illness: list(ILLNESS),
    reason: list(REASON),
    heat: [illness for illness in ILLNESS for _ in BREAKDOWNS["hospital_tier"].categories],
    promptness: list(SETTLEMENT),
    sizes: list(SIZE),
    pyramid: [f"{sex}.{band}" for sex in ("female", "male") for band in AGE_BAND for _ in "oi"],
}
ALL = pytest.mark.parametrize("chart", CODES, ids=lambda chart: chart.__name__)


def note(fig):
    """The words of the remainder: the only ones with a tooltip of their own."""
    (found,) = (words for words in fig.layout.annotations if words.hovertext)
    return found


@ALL
@pytest.mark.parametrize("canvas", CANVASES, ids=["en", "zh", "stage"])
def test_it_is_named_with_its_number_in_the_readers_language(chart, canvas):
    fig = chart(96.0, canvas)
    words = note(fig)
    assert "96" in words.text and words.hovertext.startswith(f"<b>{NAMES[canvas.lang]}</b><br>")
    labels = [*(fig.layout.yaxis.ticktext or ()), *(fig.layout.xaxis.ticktext or ()), words.text]
    assert any(NAMES[canvas.lang] in label.replace("<br>", " " if canvas.lang == "en" else "") for label in labels)


@ALL
def test_no_click_finds_it_and_every_category_still_has_its_code(chart):
    fig = chart(96.0, Canvas())
    carried = [code for trace in fig.data if trace.customdata is not None for code in trace.customdata]
    assert sorted(carried) == sorted(CODES[chart])
    assert all(trace.hoverinfo == "skip" for trace in fig.data if trace.customdata is None)


@ALL
@pytest.mark.parametrize("left", [0.0, math.nan])
def test_it_is_not_there_when_nothing_is_left(chart, left):
    fig = chart(left, Canvas())
    whole = chart(96.0, Canvas())
    assert not [words for words in fig.layout.annotations or () if words.hovertext]
    assert all(trace.customdata is not None for trace in fig.data)
    assert fig.layout.height <= whole.layout.height


@ALL
@pytest.mark.parametrize("tone", ["light", "dark"])
def test_it_is_grey_and_no_category_is(chart, tone):
    canvas = Canvas("en", tone)
    grey = {canvas.palette.absent, canvas.palette.quiet}
    for trace in chart(96.0, canvas).data:
        colours = trace.marker.color if isinstance(trace.marker.color, (list, tuple)) else [trace.marker.color]
        assert (set(colours) <= grey) == (trace.customdata is None)


@pytest.mark.parametrize("chart", [illness, reason, heat, promptness], ids=lambda chart: chart.__name__)
def test_it_is_the_last_row(chart):
    axis = chart(96.0, Canvas()).layout.yaxis
    assert axis.tickvals[-1] == axis.categoryarray[-1] == REMAINDER
    assert axis.range[0] > axis.range[1], "rows run from the top down"


def test_its_share_is_of_the_same_total():
    assert "19.2%" in note(reason(96.0, Canvas())).text and "24.0%" in note(promptness(96.0, Canvas())).text


def test_the_longest_bar_sets_the_scale_be_it_the_remainder():
    assert illness(900.0, Canvas()).layout.xaxis.range[1] == 900


def test_it_is_no_band_and_moves_no_quartile():
    with_, without = sizes(96.0, Canvas()), sizes(0.0, Canvas())
    assert list(with_.data[0].customdata) == list(SIZE) and len(with_.data) == 1
    assert with_.layout.shapes == without.layout.shapes and with_.layout.yaxis.range == without.layout.yaxis.range


def test_the_words_below_lie_within_the_picture():
    for chart in (sizes, pyramid):
        for canvas in CANVASES:
            fig = chart(96.0, canvas)
            assert -note(fig).yshift + 13 * canvas.size <= fig.layout.margin.b


def test_its_strip_lies_below_every_row_of_the_heat_map():
    strip = heat(96.0, Canvas()).data[-1]
    assert list(strip.y) == [REMAINDER] and list(strip.x) == [4] and strip.width < 1
