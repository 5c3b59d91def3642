"""The pictures of a place: figures are tested by what they hold, not by how they look."""

import itertools

import pandas as pd
import pytest

from backbone import places, shapes
from backbone.breakdowns import BREAKDOWNS
from backbone.charts import (
    Canvas,
    around,
    bill,
    breakdown_bars,
    county_map,
    coverage_bars,
    ground,
    labelled_map,
    missed_bars,
    waterfall,
)
from backbone.charts.boxes import GAP
from backbone.charts.county import HEIGHT, STAGE_WIDTH
from backbone.charts.labels import Name, Room, place, sizes
from backbone.charts.spots import SIDES
from backbone.charts.words import extent
from backbone.indicators import INDICATORS
from backbone.scales import scale
from tests.figures import checked

EN, ZH = Canvas("en"), Canvas("zh", "dark")
HONGAN, MACHENG, XINXIAN, HUANGPI = "421122", "421181", "411523", "420116"
MEMBERS = (XINXIAN, HONGAN, MACHENG)
SUMS = {"hospital_cost": 1000.0, "public_paid": 700.0, "out_of_pocket": 300.0, "paid": 120.0}


def _map(indicator, values, canvas=EN):
    asked = INDICATORS[indicator]
    answer = pd.DataFrame({"place": list(values), indicator: list(values.values())})
    return checked(county_map(answer, asked, scale([1, 5, 20, 60, 90], asked.unit), HONGAN, MEMBERS, MEMBERS, canvas))


def _words(fig):
    return [word.text for word in fig.layout.annotations]


# -- the bill --------------------------------------------------------------------------------------------------------


def test_the_bill_adds_up():
    amounts = bill(SUMS)
    assert amounts["public_paid"] + amounts["out_of_pocket"] == amounts["hospital_cost"]
    assert amounts["paid"] + amounts["still_left"] == amounts["out_of_pocket"]


def test_each_step_of_the_waterfall_starts_where_the_one_before_ended():
    (bars,) = checked(waterfall(bill(SUMS), EN)).data
    ends = {step: (base, base + x) for step, base, x in zip(bars.y, bars.base, bars.x, strict=True)}
    assert ends == {
        "hospital_cost": (0, 1000), "public_paid": (300, 1000), "out_of_pocket": (0, 300), "paid": (180, 300),
        "still_left": (0, 180),
    }  # fmt: skip


@pytest.mark.parametrize(("canvas", "label", "amount"), [(EN, "Backbone paid", "¥120"), (ZH, "顶梁柱赔付", "120元")])
def test_the_waterfall_speaks_the_readers_language(canvas, label, amount):
    fig = checked(waterfall(bill(SUMS), canvas))
    assert label in [text.strip() for text in fig.layout.yaxis.ticktext]
    assert f"<b>{amount}</b>" in fig.data[0].text


def test_a_bill_of_nothing_is_drawn_without_dividing_by_it():
    fig = checked(waterfall(bill(dict.fromkeys(SUMS, 0.0)), EN))
    assert list(fig.data[0].x) == [0] * 5
    assert not any("nan" in text for text in fig.data[0].hovertext)


# -- breakdowns and coverage -------------------------------------------------------------------------------------------


def test_an_absent_value_is_a_dash_without_a_bar():
    names = BREAKDOWNS["settlement"].categories
    answer = pd.DataFrame({"settlement": list(names), "average_claim": [92.0, 195.0, 39.0, float("nan"), 12.0]})
    bars = checked(breakdown_bars(answer, "settlement", names, INDICATORS["average_claim"], EN)).data[0]
    shown = dict(zip(bars.y, zip(bars.x, bars.text, strict=True), strict=True))
    assert shown["31-90"] == (0, "–") and shown["4-7"] == (195, "¥195")
    assert list(bars.y) == list(names), "reading order"


def test_coverage_puts_the_insured_inside_the_eligible():
    sexes = BREAKDOWNS["sex"].categories
    answer = pd.DataFrame(
        {"sex": list(sexes), "eligible": [200.0, 100.0], "insured": [150.0, 90.0], "coverage": [75.0, 90.0]}
    )
    outer, inner = checked(coverage_bars(answer, "sex", sexes, ZH)).data
    assert (list(outer.x), list(inner.x)) == ([200, 100], [150, 90])
    assert "75.0%" in outer.text[0] and "150 / 200" in outer.text[0]


def test_coverage_leaves_out_where_nobody_was_eligible():
    answer = pd.DataFrame(
        {
            "age_band": ["18-29", "30-39"],
            "eligible": [50.0, 0.0],
            "insured": [40.0, 0.0],
            "coverage": [80.0, float("nan")],
        }
    )
    outer = checked(coverage_bars(answer, "age_band", BREAKDOWNS["age_band"].categories, EN)).data[0]
    assert list(outer.y) == ["18-29"]


def test_words_after_a_bar_have_room():
    answer = pd.DataFrame(
        {"sex": ["female", "male"], "eligible": [1.6e6, 1.5e6], "insured": [1.4e6, 1.3e6], "coverage": [87.5, 86.7]}
    )
    fig = checked(coverage_bars(answer, "sex", BREAKDOWNS["sex"].categories, EN))
    assert tuple(fig.layout.xaxis.range) == (0, 1.6e6), "the longest bar ends where the words begin"
    assert fig.layout.margin.r > 150


# -- maps --------------------------------------------------------------------------------------------------------------


def test_a_county_lies_among_its_neighbours_across_provinces():
    assert around(HONGAN, MEMBERS)[0] == HONGAN
    assert set(shapes.neighbours(HONGAN)) <= set(around(HONGAN, MEMBERS))
    assert {code[:2] for code in around(HONGAN, MEMBERS)} >= {"41", "42"}


@pytest.mark.parametrize("stage", [False, True])
def test_the_frame_of_a_county_cuts_no_symbol_of_a_neighbour(stage):
    canvas, wide = Canvas(stage=stage), STAGE_WIDTH if stage else ground.WIDTH
    everywhere = tuple(code for code in shapes.codes_of(shapes.PROGRAMME))
    for code in everywhere:
        values = pd.DataFrame({"place": list(everywhere), "insured": 100_000.0})
        asked = INDICATORS["insured"]
        fig = county_map(values, asked, scale([5e4, 15e4], asked.unit), code, everywhere, everywhere, canvas)
        geo = fig.layout["geo"]
        right, foot = (part / 2 for part in shapes.shown(geo, wide, HEIGHT))
        for mark in (one for one in fig.data if one["type"] == "scattergeo" and one["mode"] == "markers"):
            reach, at = mark["marker"]["size"] / 2, zip(mark["lon"], mark["lat"], strict=True)
            for x, y in shapes.on_screen(geo, at, wide, HEIGHT):
                assert abs(min(right - abs(x), foot - abs(y))) >= reach, code


def test_every_county_of_the_picture_is_painted_once_and_carries_its_code():
    fig = _map("claims_per_1000", {HONGAN: 5.1, MACHENG: 8.2})
    painted = [code for t in fig.data if t.type == "choropleth" and t.marker.line.width < 1 for code in t.locations]
    assert sorted(painted) == sorted(around(HONGAN, MEMBERS))
    clickable = {c for t in fig.data if t.customdata is not None for c in t.customdata}
    assert clickable == set(around(HONGAN, MEMBERS))


def test_a_neighbour_without_a_value_is_no_data_and_not_outside_the_programme():
    fig = _map("claims_per_1000", {HONGAN: 5.1, MACHENG: 0.0}, ZH)
    legend = " ".join(_words(fig))
    assert "暂无数据" in legend and "零" in legend and "未纳入项目" in legend
    outside = next(t for t in fig.data if t.type == "choropleth" and HUANGPI in t.locations)
    assert XINXIAN not in outside.locations
    assert "未纳入项目" in outside.hovertemplate


def test_the_county_itself_is_in_outline():
    fig = _map("insured", {HONGAN: 65940.0})
    outline = [t for t in fig.data if t.type == "choropleth" and t.marker.line.width > 1]
    assert [list(t.locations) for t in outline] == [[HONGAN], [HONGAN]], "ink on a casing of paper"
    assert [t.marker.line.color for t in outline] == [EN.palette.paper, EN.palette.ink]


def _sides(fig):
    """Each name of a map, and the side of its mark that it stands on."""
    named = [one for one in fig.data if one["type"] == "scattergeo" and "text" in one["mode"]]
    return {text: side for one in named for text, side in zip(one["text"], one["textposition"], strict=True)}


def test_the_county_itself_is_always_named():
    """Yongshan is no county of the programme: it has no symbol, and a neighbour's stands close."""
    everywhere, asked = shapes.codes_of(shapes.PROGRAMME), INDICATORS["coverage"]
    values = pd.DataFrame({"place": list(everywhere), "coverage": 80.0})
    for code in (*everywhere, "530625"):
        fig = county_map(values, asked, scale([50.0, 75.0], asked.unit), code, everywhere, everywhere, EN)
        assert f"<b>{places.get(code).short('en')}</b>" in _sides(fig), code


def test_its_name_stands_below_or_above_its_mark_and_so_within_its_outline():
    assert _sides(_map("insured", {HONGAN: 65940.0}))["<b>Hong'an</b>"] == "bottom center"


def test_rates_paint_and_counts_do_not():
    def fills(fig):
        return {
            t.colorscale[0][1]
            for t in fig.data
            if t.type == "choropleth" and HONGAN in t.locations and t.marker.line.width < 1
        }

    assert fills(_map("insured", {HONGAN: 65940.0})) == {EN.palette.land_in_programme}
    assert fills(_map("coverage", {HONGAN: 85.4})) <= set(EN.palette.steps)


def test_a_province_names_its_counties():
    answer = pd.DataFrame({"place": [HONGAN, MACHENG], "coverage": [85.4, 90.0]})
    asked = INDICATORS["coverage"]
    members, classes = (HONGAN, MACHENG), scale([80, 90], asked.unit)
    fig = checked(labelled_map(answer, asked, classes, "420000", "county", members, ZH))
    named = {word for t in fig.data if t.type == "scattergeo" and "text" in t.mode for word in t.text}
    assert {word.split(" ")[0] for word in named} == {places.get(code).short.zh for code in (HONGAN, MACHENG)}
    assert any(word.endswith(" <b>85.4%</b>") for word in named), "the value beside the name where it has room"


# -- labels ---------------------------------------------------------------------------------------------------------


def _box(name, side, geo, width, height, lang):
    at = places.get(name.code)
    ((x, y),) = shapes.on_screen(geo, [(at.lon, at.lat)], width, height)
    wide, high = extent(at.short(lang), 1)
    dx, dy = SIDES[side]
    reach = name.mark / 2 + GAP
    x, y = x + dx * (reach + wide / 2), y + dy * (reach + high / 2)
    return x - wide / 2, y - high / 2, x + wide / 2, y + high / 2


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("province", ["530000", "520000", "510000", "650000"])
def test_labels_never_meet_at_any_width(province, lang):
    names = [Name(p.code, 14) for p in places.children(province)][::3]
    geo = shapes.frame(province, 860 / 440)
    every = sizes(geo, (288, 440), (1100, 560))
    chosen = place(names, geo, Canvas(lang), Room(every))
    assert chosen
    for width, height in every:
        boxes = [_box(one.name, one.side, geo, width, height, lang) for one in chosen]
        for a, b in itertools.combinations(boxes, 2):
            assert a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1]


def test_the_first_names_are_kept_when_there_is_no_room():
    names, geo = [Name(HONGAN, 10), Name(HONGAN, 10), Name(MACHENG, 10)], shapes.frame("100000")
    chosen = place(names, geo, EN, Room(sizes(geo, (340, 100), (1400, 100))))
    assert chosen[0].name is names[0]


def test_names_and_words_of_bars_have_margins_that_a_file_keeps():
    answer = pd.DataFrame({"place": [HONGAN, MACHENG], "eligible": [90.0, 50.0], "insured": [60.0, 45.0]})
    answer = answer.assign(not_insured=[30.0, 5.0], coverage=[66.7, 90.0])
    fig = checked(missed_bars(answer, EN))
    assert list(fig.data[0].customdata) == [HONGAN, MACHENG] and list(fig.data[0].x) == [30.0, 5.0]
    assert fig.layout.margin.l > 40 and fig.layout.margin.r > 80
