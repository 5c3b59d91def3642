"""The committed boundaries: whole, valid, named, and the same in what the browser fetches."""

import csv
import hashlib
import json
import re
from collections import Counter
from pathlib import Path

import geopandas as gpd
import pytest
import shapely

from backbone import places, shapes

ROOT = Path(__file__).parents[2]
GEO, STATIC, TOPOLOGY = ROOT / "geo", ROOT / "static" / "geo", ROOT / "static" / "topojson"
LEVELS = ("province", "county")
HAN = re.compile(r"[\u3400-\u9fff]")

# A point on each island, and the province and county that hold it; Taiwan has no counties in the source.
ISLANDS = {
    "Diaoyu Dao": (123.475, 25.745, "710000", None),
    "Chiwei Yu": (124.559, 25.924, "710000", None),
    "Penghu": (119.6, 23.57, "710000", None),
    "Lan Yu": (121.55, 22.05, "710000", None),
    "Hainan": (109.8, 19.2, "460000", "469030"),
    "Yongxing Dao, Xisha": (112.34, 16.835, "460000", "460301"),
    "Zhongjian Dao, Xisha": (111.2, 15.78, "460000", "460301"),
    "Huangyan Dao": (117.75, 15.15, "460000", "460301"),
    "Taiping Dao, Nansha": (114.365, 10.377, "460000", "460302"),
    "Yongshu Jiao, Nansha": (112.9, 9.55, "460000", "460302"),
    "Zengmu Ansha": (112.28, 3.97, "460000", "460302"),
    "Dongsha": (116.72, 20.70, "440000", "441502"),
    "Shangchuan": (112.77, 21.7, "440000", "440781"),
    "Zhoushan": (122.1, 30.05, "330000", "330902"),
    "Shengsi": (122.45, 30.72, "330000", "330922"),
    "Chongming": (121.5, 31.65, "310000", "310151"),
    "Changdao": (120.73, 37.92, "370000", "370614"),
    "Haitan": (119.75, 25.5, "350000", "350128"),
    "Kinmen": (118.4, 24.45, "350000", "350527"),
    "Matsu": (119.93, 26.16, "350000", "350122"),
    "Weizhou": (109.11, 21.04, "450000", "450502"),
}
NEAR = 0.03  # degrees: a reef is a ring around water, and a rock is smaller than a coordinate here is exact

SUPERSEDED = {
    *("431121", "450127", "513425", "532331", "610322", "610928", "654223", "540422", "540530"),
}
SUCCESSORS = {
    *("431181", "450181", "513402", "532302", "610305", "610981", "654203", "540481", "540581"),
}


def _parquet(name):
    return gpd.read_parquet(GEO / f"{name}.parquet").set_index("code").geometry


@pytest.fixture(scope="module")
def drawn():
    """The shapes by level, then by code."""
    return {"province": _parquet("provinces"), "county": _parquet("counties")}


@pytest.fixture(scope="module")
def layers():
    """Every GeoJSON layer by its name: its file and its content."""
    index = json.loads((STATIC / "index.json").read_text("utf-8"))
    return {layer: (file, json.loads((STATIC / file).read_text("utf-8"))) for layer, file in index.items()}


@pytest.fixture(scope="module")
def programme():
    with (ROOT / "data" / "published" / "counties.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def test_old_codes_lead_to_places_of_today():
    assert set(places.SUCCESSORS).isdisjoint(places.CODES)
    assert set(places.SUCCESSORS.values()) <= set(places.CODES)
    assert all(old[:2] == new[:2] for old, new in places.SUCCESSORS.items())
    assert {places.SUCCESSORS[old] for old in SUPERSEDED} == SUCCESSORS


@pytest.mark.parametrize("level", LEVELS)
def test_every_shape_has_a_place_and_every_place_a_shape(drawn, level):
    assert drawn[level].index.is_unique
    assert set(drawn[level].index) == {code for code in places.CODES if places.get(code).level == level}


def test_all_provinces_and_the_counties_of_the_source_are_there(drawn):
    assert len(drawn["province"]) == 34
    assert len(drawn["county"]) == 2874  # the source's 2,875 less Taiwan, which it draws as one


def test_superseded_codes_are_replaced():
    assert set(places.CODES).isdisjoint(SUPERSEDED)
    assert set(places.CODES) >= SUCCESSORS


@pytest.mark.parametrize("level", LEVELS)
def test_shapes_are_valid_and_meet_without_gap_or_overlap(drawn, level):
    shape = drawn[level].to_numpy()
    assert shapely.is_valid(shape).all()
    assert shapely.coverage_is_valid(shape)


@pytest.mark.parametrize("level", LEVELS)
def test_exterior_rings_are_clockwise_and_holes_are_not(drawn, level):
    for part in shapely.get_parts(drawn[level].to_numpy()):
        assert not shapely.is_ccw(part.exterior)
        assert all(shapely.is_ccw(hole) for hole in part.interiors)


@pytest.mark.parametrize("level", LEVELS)
def test_coordinates_have_five_decimals(drawn, level):
    exact = shapely.get_coordinates(drawn[level].to_numpy())
    assert (exact.round(5) == exact).all()


def test_a_province_is_its_counties_to_the_simplification(drawn):
    own = drawn["county"]
    for code, shape in drawn["province"].items():
        if code != "710000":
            inside = shapely.area(own[own.index.str[:2] == code[:2]].to_numpy()).sum()
            assert abs(inside - shape.area) < 0.005 * shape.length, code


@pytest.mark.parametrize("island", ISLANDS)
def test_islands_are_still_there(drawn, layers, island):
    lon, lat, province, county = ISLANDS[island]
    here = shapely.Point(lon, lat)
    shown = _shapes_of(layers["provinces"][1])
    assert drawn["province"][province].distance(here) < NEAR
    assert shown[province].distance(here) < NEAR
    if county:
        assert drawn["county"][county].distance(here) < NEAR


def test_the_dash_line_has_ten_dashes_in_order(drawn):
    dashes = _parquet("dashline")
    assert list(dashes.index) == [str(n) for n in range(1, 11)]
    assert all(0.9 < dash.length < 1.4 for dash in dashes)
    lon, lat = shapes.dashline_lines()
    assert lon.count(None) == lat.count(None) == 10
    assert [x is None for x in lon] == [y is None for y in lat]


def test_the_inset_holds_the_sea_and_its_shores():
    inset = _parquet("south_china_sea")
    assert {"440000", "450000", "460000", "710000"} <= set(inset.index)
    west, south, east, north = inset.total_bounds
    assert south < 4.1 and west <= 106 and east >= 122 and north >= 24


def test_places_lie_inside_their_shapes_and_bounds(drawn):
    for level in LEVELS:
        for code, shape in drawn[level].items():
            place = places.get(code)
            assert shape.covers(shapely.Point(place.lon, place.lat)), code
            west, south, east, north = place.bounds
            assert west < place.lon < east and south < place.lat < north, code


def test_neighbours_are_those_that_share_a_border(drawn):
    for code in ("421122", "130726", "653225", "460000", "110000"):
        shape, level = drawn[places.get(code).level][code], drawn[places.get(code).level]
        near = level[level.intersects(shape) & (level.index != code)]
        sharing = {other for other, own in near.items() if own.intersection(shape).length > 0}
        assert set(shapes.neighbours(code)) == sharing, code
    assert "411523" in shapes.neighbours("421122")  # Xinxian in Henan lies next to Hong'an in Hubei
    assert shapes.neighbours("460000") == ()


# -- names -----------------------------------------------------------------------------------------


def test_the_programme_counties_have_the_names_of_the_public_record(programme):
    assert len(programme) == 69
    for row in programme:
        name = places.get(row["adcode"]).name
        assert (name.en, name.zh) == (row["county_en"], row["county_zh"])


def test_english_names_are_latin_and_capitalised():
    for code in places.CODES:
        name = places.get(code).name.en
        assert not HAN.search(name) and name[0].isupper() and name == name.strip(), code


def test_no_english_name_occurs_twice_in_a_province():
    names = Counter((places.get(code).parent, places.get(code).name.en) for code in places.CODES)
    assert [name for name, times in names.items() if times > 1] == []


@pytest.mark.parametrize(
    ("code", "english"),
    {
        "621223": "Tanchang",  # not Dangchang
        "653225": "Qira",
        "653224": "Lop",
        "410621": "Xunxian",
        "511527": "Junlian",
        "511822": "Yingjing",
        "510682": "Shifang",
        "610730": "Foping",
        "140428": "Zhangzi",
        "371722": "Shanxian",
        "341621": "Guoyang",
        "421303": "Zengdu",
        "620802": "Kongtong",
        "653131": "Taxkorgan",
        "429021": "Shennongjia",
        "610000": "Shaanxi",
        "150000": "Inner Mongolia",
        "820000": "Macao",
    }.items(),
)
def test_reviewed_names(code, english):
    assert places.get(code).name.en == english


def test_reviewed_names_are_all_used():
    with (GEO / "names_en.csv").open(encoding="utf-8", newline="") as lines:
        reviewed = list(csv.DictReader(lines))
    assert len({row["code"] for row in reviewed}) == len(reviewed)
    for row in reviewed:
        place = places.get(row["code"])
        assert row["why"] and (row["name_en"] or row["pinyin"])
        assert not row["name_en"] or place.name.en == row["name_en"]
        assert not row["pinyin"] or place.pinyin == row["pinyin"].replace(" ", "")


# -- what the browser fetches ----------------------------------------------------------------------


def _shapes_of(collection):
    return {f["id"]: shapely.from_geojson(json.dumps(f["geometry"])) for f in collection["features"]}


def test_each_file_is_named_by_its_hash_and_none_is_left_over(layers):
    for layer, (file, _) in layers.items():
        digest = hashlib.sha256((STATIC / file).read_bytes()).hexdigest()[:8]
        assert file == f"{layer}.{digest}.json"
    present = {path.name for path in STATIC.glob("*.json")}
    assert present == {file for file, _ in layers.values()} | {"index.json"}


def test_layers_hold_the_places_that_they_name(layers, programme):
    held = {layer: [f["id"] for f in content["features"]] for layer, (_, content) in layers.items()}
    provinces = [place.code for place in places.children(places.NATION)]
    assert held[shapes.PROVINCES] == provinces
    assert set(held[shapes.PROGRAMME]) == {row["adcode"] for row in programme}
    for code in provinces:
        own = [place.code for place in places.children(code)]
        assert held.get(shapes.counties_of(code), []) == own
    assert {f.count(".") for f, _ in layers.values()} == {2}


def test_features_carry_a_code_and_nothing_else(layers):
    for _, content in layers.values():
        assert all(set(f) == {"type", "id", "properties", "geometry"} for f in content["features"])
        assert all(f["properties"] == {} for f in content["features"])


def test_layers_come_from_the_parquet(drawn, layers):
    """Same borders to the last decimal; only lone islets are lighter, and none of them is lost."""
    for layer, level in (("provinces", "province"), ("counties-42", "county"), ("counties-33", "county")):
        shown = _shapes_of(layers[layer][1])
        assert shapely.coverage_is_valid(list(shown.values()))
        for code, shape in shown.items():
            source = drawn[level][code]
            assert shapely.get_num_geometries(shape) == shapely.get_num_geometries(source)
            assert shape.symmetric_difference(source).area < 0.02 * source.area, code
            assert not any(shapely.is_ccw(part.exterior) for part in shape.geoms)
    for code, shape in _shapes_of(layers["counties-42"][1]).items():
        assert shape.equals_exact(drawn["county"][code]), code  # inland: no islets, so the very same


def test_sizes_are_within_bounds(layers):
    size = {layer: (STATIC / file).stat().st_size for layer, (file, _) in layers.items()}
    assert size["provinces"] < 700_000
    assert size["programme"] < 350_000
    assert size["south-china-sea"] < 250_000
    assert all(0 < own < 800_000 for own in size.values())
    assert (GEO / "counties.parquet").stat().st_size < 6_000_000
    assert (GEO / "provinces.parquet").stat().st_size < 1_200_000


@pytest.mark.parametrize("name", ["world_110m.json", "world_50m.json"])
def test_the_world_file_is_there_and_empty(name):
    world = json.loads((TOPOLOGY / name).read_text("utf-8"))
    assert world["type"] == "Topology" and world["arcs"] == []
    asked_for = {"coastlines", "land", "ocean", "lakes", "rivers", "countries", "subunits"}
    assert set(world["objects"]) == asked_for
    assert all(layer["geometries"] == [] for layer in world["objects"].values())


def test_every_county_lies_in_a_prefecture_or_directly_in_its_province():
    holding = {code[:4] + "00" for code in places.CODES if places.get(code).level == "county"}
    directly = {code for code in holding if code[:2] in ("11", "12", "31", "50", "81", "82") or code[2:4] == "90"}
    assert len(places.PREFECTURES) == 333  # of GB/T 2260
    without_counties = {"620200", "441900", "442000", "460400"}  # their code stands among the counties as well
    assert holding - directly == set(places.PREFECTURES) and without_counties <= set(places.PREFECTURES)
    called = {"422800": "恩施", "220200": "吉林", "652800": "巴音郭楞", "152500": "锡林郭勒"}
    assert {code: places.PREFECTURES[code].short.zh for code in called} == called
