"""Charts by what they are made of: the list that paints is the list in the legend."""

import itertools
import math

import pytest

from backbone import charts, places, shapes
from backbone.charts import ground, histogram, maps, named
from backbone.charts.canvas import Canvas
from backbone.compare import years
from backbone.indicators import INDICATORS
from backbone.places import NATION
from backbone.punctuation import bracketed
from backbone.where import Where
from tests.figures import checked

# Sizes of the national map, from phone to projector.
SIZES = [(340, 480), (480, 520), (640, 540), (880, 560), (1100, 640), (1400, 800), (358, 480), (760, 500), (880, 556)]
SIZES += [(1250, 736), (1400, 600)]
BUDGET = 21_000  # bytes of a map on the wire, geometry fetched apart
PLACED = [i for i in INDICATORS.values() if not i.programme_only]


def drawn(store, indicator, level="county", focus=NATION, period="all", lang="en", tone="light"):
    canvas = Canvas(lang, tone)
    answer = store.aggregate((indicator.id,), "place", Where(focus, period), level)
    members = store.counties if level == "county" else store.provinces
    members = [m for m in members if focus == NATION or m[:2] == focus[:2]]
    scale = store.scale(indicator.id, level)
    fig = charts.labelled_map(answer, indicator, scale, focus, level, members, canvas)
    return checked(fig), answer, members, scale, canvas


def fills(fig):
    """The choropleths that carry classes, zeros or absences, not the ground."""
    return [t for t in fig.data if t.type == "choropleth" and t.hoverinfo == "skip" and t.geo in (None, "geo")]


def symbols(fig, geo=(None, "geo")):
    return [t for t in fig.data if t.type == "scattergeo" and t.mode == "markers" and t.geo in geo]


def swatches(fig):
    """Label -> colour of each line or column of the legend, whatever its shape."""
    shared = fig.layout.template.layout
    assert shared.annotationdefaults is not None
    if any(s.name for s in fig.layout.shapes):
        return {s.name: s.fillcolor for s in fig.layout.shapes if s.name}
    words = [a for a in fig.layout.annotations if not a.text.startswith("<b>")]
    assert len(words) == len(fig.layout.shapes)
    return {w.text.replace("&lt;", "<"): s.fillcolor for w, s in zip(words, fig.layout.shapes, strict=True)}


@pytest.mark.parametrize("indicator", PLACED, ids=lambda i: i.id)
@pytest.mark.parametrize("level", ["county", "province"])
def test_every_place_is_drawn_once_and_its_class_is_in_the_legend(store, indicator, level):
    for lang, tone, period in (("en", "light", "all"), ("zh", "dark", "2017")):
        fig, answer, members, scale, canvas = drawn(store, indicator, level, NATION, period, lang, tone)
        codes = [code for t in symbols(fig) for code in t.customdata]
        assert sorted(codes) == sorted(members)
        legend = swatches(fig)
        values = answer.set_index("place")[indicator.id].reindex(members)
        for c in scale.classes:
            members_of = sum(value == value and value != 0 and scale.of(value) == c for value in values)
            label = bracketed(c.label(lang), str(members_of), lang)
            assert label in legend and str(members_of) in [a.text for a in fig.layout.annotations]
            own = canvas.palette.step(c.step, scale.steps) if indicator.unit.is_rate else canvas.palette.accent
            assert legend[label] == own


@pytest.mark.parametrize("indicator", PLACED, ids=lambda i: i.id)
@pytest.mark.parametrize("level", ["county", "province"])
def test_rates_are_colour_and_counts_are_symbols(store, indicator, level):
    fig, _, members, _, _ = drawn(store, indicator, level)
    painted = fills(fig)
    if not indicator.unit.is_rate:
        assert not painted
        return
    assert sorted(code for t in painted for code in t.locations) == sorted(members)
    legend = swatches(fig)
    for trace in painted:
        low, high = trace.colorscale
        assert set(trace.z) == {1} and low[1] == high[1]  # one constant: the swatch is the fill
        assert low[1] in legend.values() or low[1] == Canvas().palette.paper


@pytest.mark.parametrize(("focus", "level"), [(NATION, "county"), (NATION, "province"), ("530000", "county")])
def test_geometry_is_fetched_and_never_sent(store, focus, level):
    for indicator in PLACED:
        fig, *_ = drawn(store, indicator, level, focus)
        assert all(isinstance(t.geojson, str) for t in fig.data if t.type == "choropleth")
        assert len(fig.to_json().encode()) < BUDGET, indicator.id


def test_the_four_states_look_different_and_are_in_the_legend(store):
    fig, answer, members, _, canvas = drawn(store, INDICATORS["claims_paid"], period="2018")
    absent = len(members) - int(answer["claims_paid"].notna().sum())
    legend = swatches(fig)
    assert f"no data yet ({absent})" in legend and "not in the programme" in legend
    answer.loc[0, "claims_paid"] = 0.0
    scale = store.scale("claims_paid", "county")
    fig = checked(charts.labelled_map(answer, INDICATORS["claims_paid"], scale, NATION, "county", members, canvas))
    (hollow,) = (t for t in symbols(fig) if t.name.startswith("zero"))
    assert list(hollow.customdata) == [answer.loc[0, "place"]] and hollow.marker.color == canvas.palette.paper
    kinds = [legend["not in the programme"], legend[f"no data yet ({absent})"], canvas.palette.paper]
    assert len(set(kinds)) == 3


def test_moving_the_year_never_repaints_the_country(store):
    for level in ("county", "province"):
        for i in PLACED:
            labels = [
                [c.label("en") for c in drawn(store, i, level, period=period)[3].classes] for period in ("all", "2017")
            ]
            assert labels[0] == labels[1]


def test_the_larger_the_class_the_larger_the_symbol(store):
    for i in PLACED:
        if not i.unit.is_rate:
            fig, _, _, scale, _ = drawn(store, i)
            order = {t.name.rsplit(" (", 1)[0]: (n, t.marker.size) for n, t in enumerate(symbols(fig))}
            drawn_at, sizes = zip(*(order[c.label("en")] for c in scale.classes), strict=True)
            assert all(a <= b for a, b in itertools.pairwise(sizes))
            assert all(a > b for a, b in itertools.pairwise(drawn_at)), "a small symbol lies on top of a large one"


def test_where_trouble_begins_the_scale_breaks_and_the_worst_stand_alone(store):
    """Five counties settle 29 to 33 % within five working days, all others more than 77 %."""
    scale, answer = store.scale("within_5_days", "county"), store.aggregate(("within_5_days",), "place")
    worst = [v for v in answer["within_5_days"].dropna() if scale.of(v).step == scale.steps - 1]
    assert len(worst) == 5 and max(worst) < 33 and scale.threshold == 50
    for i in PLACED:
        assert (i.threshold is None) or (i.good and i.unit.is_rate), "only a rate with a good direction has one"


@pytest.mark.parametrize("i", ["insured", "within_5_days"])
def test_the_corner_where_counties_crowd_has_an_inset(store, i):
    """Each of its counties has one mark there, beside that on the map; a line on the map shows where it lies."""
    fig, _, members, _, _ = drawn(store, INDICATORS[i])
    inset = [code for t in symbols(fig, ("geo3",)) for code in t.customdata]
    assert sorted(inset) == sorted(c for c in members if maps.in_corner(c)) and len(inset) >= 15
    for t in symbols(fig, ("geo3",)):
        assert list(t.text) == [places.get(code).name("en") for code in t.customdata] and len(t.hovertext) == len(t.lon)
    lines = [t for t in fig.data if t.type == "scattergeo" and t.mode == "lines" and t.geo in (None, "geo")]
    assert any(len(t.lon) == 5 and t.lon[0] == t.lon[-1] for t in lines)
    assert "geo3" in fig.layout and "geo3" not in drawn(store, INDICATORS[i], "province")[0].layout


def test_the_inset_is_about_three_times_as_large():
    def across(geo, part, width, height):
        room = (part["x"][1] - part["x"][0]) * width, (part["y"][1] - part["y"][0]) * (height - maps.FOOT)
        (a, _), (b, _) = shapes.on_screen(geo, [(103.5, 27.5), (105.5, 27.5)], *room)
        return b - a

    for size in SIZES[:6]:
        country = across(shapes.frame(NATION), ground.COUNTRY, *size)
        assert 3 <= across(shapes.corner_frame(), ground.CORNER, *size) / country <= 5, size


def test_in_a_hall_the_inset_has_a_third_of_the_width(store):
    answer, i = store.aggregate(("insured",), "place"), INDICATORS["insured"]
    scale, hall = store.scale("insured", "county"), Canvas().for_stage(1.68)
    stage = charts.labelled_map(answer, i, scale, NATION, "county", store.counties, hall).layout
    assert stage["geo3"]["domain"] == ground.STAGE_CORNER and stage["geo"]["domain"] == ground.STAGE_COUNTRY
    left, right = stage["geo3"]["domain"]["x"]
    assert right - left > 1 / 3 and ground.SEA["y"][1] < stage["geo3"]["domain"]["y"][0]


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("i", ["insured", "paid", "within_5_days", "claims_per_1000"])
def test_legend_and_insets_lie_on_no_land_and_on_nothing_else(store, i, lang):
    """At every size of the picture; a state of places without data is in the legend too."""
    answer, canvas = store.aggregate((i,), "place"), Canvas(lang)
    answer.loc[0, i] = math.nan
    scale, values = store.scale(i, "county"), answer.set_index("place")[i].reindex(store.counties)
    key = maps.key(maps.groups_of(values, scale, INDICATORS[i], canvas), scale, INDICATORS[i], NATION, "county", canvas)
    geo, coast = shapes.frame(NATION), _coast()
    for width, height in SIZES:
        high, across = height - maps.FOOT, width * max(ground.COUNTRY["x"])
        land = [(x + across / 2, y + high / 2) for x, y in shapes.on_screen(geo, coast, across, high)]
        boxes = {
            "legend": [(0, height - h, w, height) for w, h in histogram.extents(*key)],
            "corner": [_inset(shapes.corner_frame(), ground.CORNER, width, high)],
            "sea": [_inset(shapes.sea_frame(), ground.SEA, width, high)],
        }
        for one, own in boxes.items():
            for left, top, right, bottom in own:
                assert not [1 for x, y in land if left < x < right and top < y < bottom], (one, width, height)
        for one, other in itertools.combinations(boxes, 2):
            for a, b in itertools.product(boxes[one], boxes[other]):
                assert a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1], (one, other, width, height)


def _coast():
    rings = []
    for feature in shapes.geojson(shapes.PROVINCES)["features"]:
        shape = feature["geometry"]
        parts = shape["coordinates"] if shape["type"] == "MultiPolygon" else [shape["coordinates"]]
        rings += [part[0] for part in parts]
    return [(p[0], p[1]) for ring in rings for p in ring if p[1] > 18]  # the islands south of that are in the inset


def _inset(geo, part, width, height):
    (x0, x1), (y0, y1) = part["x"], part["y"]
    wide, high = shapes.shown(geo, width * (x1 - x0), height * (y1 - y0))
    x, y = width * (x0 + x1) / 2, height * (1 - (y0 + y1) / 2)
    return x - wide / 2, y - high / 2, x + wide / 2, y + high / 2


def test_the_country_fills_two_thirds_of_a_desk_and_more_of_a_phone():
    for width, height, least in ((880, 556, 0.66), (358, 480, 0.75), (1250, 736, 0.62)):
        shown = shapes.shown(shapes.frame(NATION), width * max(ground.COUNTRY["x"]), height - maps.FOOT)
        assert shown[0] / width >= least


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_largest_and_the_worst_are_named(store, lang):
    for i in ("insured", "claims_paid", "paid", "within_5_days", "coverage", "days_to_settle", "rejection_rate"):
        indicator, scale = INDICATORS[i], store.scale(i, "county")
        answer = store.aggregate((i,), "place")
        values = answer.set_index("place")[i].reindex(store.counties)
        first = named.told(values, indicator, scale)
        fig = checked(charts.labelled_map(answer, indicator, scale, NATION, "county", store.counties, Canvas(lang)))
        written = " ".join(w for t in fig.data if t.type == "scattergeo" and "text" in t.mode for w in t.text)
        bad = [code for code in first if scale.threshold and scale.of(values[code]).step == scale.steps - 1]
        away = [code for code in first if not maps.in_corner(code)]
        for code in bad or [*first[: named.CROWDED], *away]:
            assert places.get(code).short(lang) in written, (i, code)


def test_maps_respect_the_base_path(store):
    answer = store.aggregate(("coverage",), "place")
    i, scale = INDICATORS["coverage"], store.scale("coverage", "county")
    fig = checked(charts.labelled_map(answer, i, scale, NATION, "county", store.counties, Canvas(base="/demo")))
    assert all(t.geojson.startswith("/demo/app/static/geo/") for t in fig.data if t.type == "choropleth")
    assert charts.config("/demo")["topojsonURL"] == shapes.topojson_url("/demo")


def test_incomplete_months_are_lighter_and_say_so(store):
    months = store.aggregate(("submitted",), "month")
    fig = checked(charts.trend(months, INDICATORS["submitted"], store.horizon, Canvas()))
    (bars,) = fig.data
    light = [colour == Canvas().palette.steps[1] for colour in bars.marker.color]
    assert light == [month in ("2019-07", "2019-08") for month in months["month"]]
    assert [said == "incomplete" for said in bars.text] == light


@pytest.mark.parametrize("indicator", ["claims_per_1000", "insured"])
def test_a_ranking_is_painted_in_the_classes_of_the_map(store, indicator):
    i, canvas = INDICATORS[indicator], Canvas("zh")
    answer, scale = store.aggregate((i.id,), "place"), store.scale(i.id, "county")
    touched, *_, marks = checked(charts.ranking(answer, i, scale, canvas, most=10)).data
    assert len(marks.x) == 10 and list(marks.x) == sorted(marks.x, reverse=True)
    assert max(marks.x) == pytest.approx(answer[i.id].max())
    assert list(marks.marker.color) == [canvas.palette.step(scale.of(v).step, scale.steps) for v in marks.x]
    assert touched.customdata == marks.customdata and len(set(touched.customdata)) == 10


def test_a_ranking_of_a_rate_tells_places_apart_and_shows_what_they_are_held_against(store):
    i, canvas = INDICATORS["coverage"], Canvas()
    answer = store.aggregate((i.id,), "place", level="province")
    against, scale = ("Programme", store.value(i.id)), store.scale(i.id, "province")
    fig = checked(charts.ranking(answer, i, scale, canvas, against=against))
    *_, dots = fig.data
    begins, ends = fig.layout.xaxis.range
    assert (max(dots.x) - min(dots.x)) / (ends - begins) > 0.5, "80 % and 90 % look alike"
    assert begins < min(dots.x) and max(dots.x) < ends
    assert [note.text for note in fig.layout.annotations] == ["Programme 84.6%"]
    assert fig.layout.shapes[0].x0 == pytest.approx(store.value(i.id))


def test_a_ranking_of_a_count_begins_at_nothing(store):
    i = INDICATORS["insured"]
    answer = store.aggregate((i.id,), "place", level="province")
    fig = charts.ranking(answer, i, store.scale(i.id, "province"), Canvas(), against=("Programme", 5.0))
    *_, bars = checked(fig).data
    assert bars.type == "bar" and bars.base is None


def test_the_bill_adds_up(store):
    parts = ("hospital_cost", "public_paid", "out_of_pocket", "paid")
    amounts = charts.bill(store.aggregate(parts, (), Where("421122", "2018")).iloc[0])
    assert amounts["hospital_cost"] == pytest.approx(amounts["public_paid"] + amounts["out_of_pocket"])
    assert amounts["still_left"] == pytest.approx(amounts["out_of_pocket"] - 1_160_000)
    assert checked(charts.waterfall(amounts, Canvas())).data


ARMS = {"rejection_rate": -1, "within_5_days": 1, "claims_per_1000": 1, "claims_paid": 1, "insured": 1}


@pytest.mark.parametrize("tone", ["light", "dark"])
@pytest.mark.parametrize(("i", "sense"), ARMS.items(), ids=list(ARMS))
def test_the_legend_of_change_is_what_is_painted(store, i, sense, tone):
    """A fall is the colour of better where less is better; the legend goes from + to − all the same."""
    indicator, canvas = INDICATORS[i], Canvas("en", tone)
    scale = years.change_scale(store, i)
    changes = years.changes(store, i, ("2017", "2018"), Where())
    fig = checked(charts.change_map(changes, indicator, scale, NATION, store.counties, "", canvas))
    legend = swatches(fig)
    known = changes.dropna(subset=["change"]).set_index("place")["change"]
    assert len(known) > 5
    groups = {step: [code for code, v in known.items() if scale.of(v) == step] for step in scale.steps}
    labels = {step: f"{scale.label(step, 'en')} ({len(codes)})" for step, codes in groups.items()}
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
