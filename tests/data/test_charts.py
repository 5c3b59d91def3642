"""Charts by what they are made of: the list that paints is the list in the legend."""

import itertools

import pytest

from backbone import charts, shapes
from backbone.charts.canvas import Canvas
from backbone.charts.maps import place_map
from backbone.compare import years
from backbone.indicators import INDICATORS
from backbone.places import NATION
from backbone.where import Where

BUDGET = 25_000  # bytes of a map on the wire, geometry fetched apart
PLACED = [i for i in INDICATORS.values() if not i.programme_only]


def drawn(store, indicator, level="county", focus=NATION, period="all", lang="en", tone="light"):
    canvas = Canvas(lang, tone)
    answer = store.aggregate((indicator.id,), "place", Where(focus, period), level)
    members = store.counties if level == "county" else store.provinces
    members = [m for m in members if focus == NATION or m[:2] == focus[:2]]
    scale = store.scale(indicator.id, level)
    return place_map(answer, indicator, scale, focus, level, members, canvas), answer, members, scale, canvas


def fills(fig):
    """The choropleths that carry classes, zeros or absences, not the ground."""
    return [t for t in fig.data if t.type == "choropleth" and t.hoverinfo == "skip" and t.geo != "geo2"]


def symbols(fig):
    return [t for t in fig.data if t.type == "scattergeo" and t.mode == "markers"]


def swatches(fig):
    """Label -> colour of each line of the legend, whatever its shape."""
    shared = fig.layout.template.layout
    words = [a for a in fig.layout.annotations if not a.text.startswith("<b>")]
    assert shared.annotationdefaults is not None and len(words) == len(fig.layout.shapes)
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
            label = f"{c.label(lang)}  ({members_of})"
            assert label in legend
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
    assert f"no data yet  ({absent})" in legend and "not in the programme" in legend
    answer.loc[0, "claims_paid"] = 0.0
    fig = place_map(
        answer, INDICATORS["claims_paid"], store.scale("claims_paid", "county"), NATION, "county", members, canvas
    )
    (hollow,) = (t for t in symbols(fig) if t.name.startswith("zero"))
    assert list(hollow.customdata) == [answer.loc[0, "place"]] and hollow.marker.color == canvas.palette.paper
    kinds = [legend["not in the programme"], legend[f"no data yet  ({absent})"], canvas.palette.paper]
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
            order = {t.name.rsplit("  (", 1)[0]: (n, t.marker.size) for n, t in enumerate(symbols(fig))}
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


def test_maps_respect_the_base_path(store):
    answer = store.aggregate(("coverage",), "place")
    fig = place_map(
        answer,
        INDICATORS["coverage"],
        store.scale("coverage", "county"),
        NATION,
        "county",
        store.counties,
        Canvas(base="/demo"),
    )
    assert all(t.geojson.startswith("/demo/app/static/geo/") for t in fig.data if t.type == "choropleth")
    assert charts.config("/demo")["topojsonURL"] == shapes.topojson_url("/demo")


def test_incomplete_months_are_lighter_and_say_so(store):
    months = store.aggregate(("submitted",), "month")
    fig = charts.trend(months, INDICATORS["submitted"], store.horizon, Canvas())
    (bars,) = fig.data
    light = [colour == Canvas().palette.steps[1] for colour in bars.marker.color]
    assert light == [month in ("2019-07", "2019-08") for month in months["month"]]
    assert [said == "incomplete" for said in bars.text] == light


def test_a_ranking_is_painted_in_the_classes_of_the_map(store):
    i, canvas = INDICATORS["claims_per_1000"], Canvas("zh")
    answer, scale = store.aggregate((i.id,), "place"), store.scale(i.id, "county")
    (bars,) = charts.ranking_bars(answer, i, scale, canvas, most=10).data
    assert len(bars.x) == 10 and list(bars.x) == sorted(bars.x, reverse=True)
    assert max(bars.x) == answer[i.id].max()
    assert list(bars.marker.color) == [canvas.palette.step(scale.of(v).step, scale.steps) for v in bars.x]


def test_the_bill_adds_up(store):
    parts = ("hospital_cost", "public_paid", "out_of_pocket", "paid")
    amounts = charts.bill(store.aggregate(parts, (), Where("421122", "2018")).iloc[0])
    assert amounts["hospital_cost"] == pytest.approx(amounts["public_paid"] + amounts["out_of_pocket"])
    assert amounts["still_left"] == pytest.approx(amounts["out_of_pocket"] - 1_160_000)
    assert charts.waterfall(amounts, Canvas()).data


ARMS = {"rejection_rate": -1, "within_5_days": 1, "claims_per_1000": 1, "claims_paid": 1, "insured": 1}


@pytest.mark.parametrize("tone", ["light", "dark"])
@pytest.mark.parametrize(("i", "sense"), ARMS.items(), ids=list(ARMS))
def test_the_legend_of_change_is_what_is_painted(store, i, sense, tone):
    """A fall is the colour of better where less is better; the legend goes from + to − all the same."""
    indicator, canvas = INDICATORS[i], Canvas("en", tone)
    scale = years.change_scale(store, i)
    changes = years.changes(store, i, ("2017", "2018"), Where())
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
