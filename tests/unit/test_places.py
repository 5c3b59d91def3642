"""Places: the tree, the search, and the frames of their maps."""

import math
from urllib.parse import urlsplit

import pytest

from backbone import places, shapes
from backbone.places import NATION, UnknownPlace
from backbone.text import Text
from backbone.ui.place import made_of
from tests.successions import successions


def _found(text, **more):
    return [place.code for place in places.find(text, **more)]


@pytest.mark.parametrize(
    ("codes", "en", "zh"),
    [
        (["421122"], "Hong'an", "红安"),
        (["421122", "530627"], "Hong'an and Zhenxiong", "红安和镇雄"),
        (["421122", "530627", "530621"], "3 counties", "3 个县"),
        (["420000", "530000", "520000"], "3 provinces", "3 个省份"),
    ],
)
def test_places_that_share_a_value_are_named_or_counted(codes, en, zh):
    assert (places.together(codes, "en"), places.together(codes, "zh")) == (en, zh)


def test_the_tree():
    assert [place.code for place in places.path("421122")] == [NATION, "420000", "421122"]
    assert [places.province_of(code) for code in ("421122", "420000", NATION)] == ["420000", "420000", NATION]
    assert len(places.children(NATION)) == 34
    assert "421122" in [place.code for place in places.children("420000")]
    assert places.children("421122") == () == places.children("710000")
    assert places.is_inside("421122", NATION) and places.is_inside("421122", "421122")
    assert not places.is_inside("421122", "430000") and not places.is_inside(NATION, "420000")


@pytest.mark.parametrize(
    ("code", "full", "short"),
    [
        ("420000", "湖北省", "湖北"),
        ("650000", "新疆维吾尔自治区", "新疆"),
        ("150000", "内蒙古自治区", "内蒙古"),
        ("810000", "香港特别行政区", "香港"),
        ("520625", "印江土家族苗族自治县", "印江"),
        ("621226", "礼县", "礼县"),
        ("429021", "神农架林区", "神农架"),
        ("140109", "万柏林区", "万柏林"),
        ("654226", "和布克赛尔蒙古自治县", "和布克赛尔"),
    ],
)
def test_chinese_names(code, full, short):
    place = places.get(code)
    assert (place.name.zh, place.short.zh, place.short.en) == (full, short, place.name.en)


@pytest.mark.parametrize(
    "typed",
    [
        "Hong'an",
        "hongan",
        "HONG’AN",
        " hong an ",
        "红安",
        "红安县",
        "紅安",
        "紅安縣",
        "421122",
        "422123",
        "４２１１２２",
        "ＨＯＮＧＡＮ",
    ],
)
def test_a_county_is_found_first_by_name_pinyin_or_code(typed):
    assert _found(typed)[0] == "421122"


@pytest.mark.parametrize(
    ("typed", "code"),
    [("Qira", "653225"), ("cele", "653225"), ("宕昌", "621223"), ("Garze", "513328"), ("Lueyang", "610727")],
)
def test_a_county_is_found_by_either_of_its_romanisations(typed, code):
    assert _found(typed)[0] == code


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("Hong An County", "421122"),
        ("hong an xian", "421122"),
        ("红安 县", "421122"),
        ("紅安省", "421122"),
        ("Hubei Province", "420000"),
        ("hubei sheng", "420000"),
        ("Chongqing City", "500000"),
        ("广西省", "450000"),
        ("Inner Mongolia Autonomous Region", "150000"),
        ("Yinjiang Autonomous County", "520625"),
        ("印江自治县", "520625"),
        ("Enshi", "422801"),
        ("Zhaoxian", "130133"),
    ],
)
def test_what_kind_of_place_it_is_may_be_typed_with_the_name(typed, code):
    assert _found(typed)[0] == places.nearest(typed)[0].code == places.meant(typed) == code


@pytest.mark.parametrize("typed", ["Hong An Coun", "Hongan, Hubei", "红安县湖北"])
def test_more_than_a_name_is_nearest_to_the_place_that_it_begins_with(typed):
    assert places.nearest(typed)[0].code == "421122"


def test_only_a_kind_finds_no_place_of_another_name():
    assert all("county" in place.name.en.lower() for place in places.find("county"))
    assert _found("district", limit=1) and _found("自治区", limit=1)  # parts of names
    assert places.meant("县") == places.meant("county") == ""


def test_initials_find_among_the_places_given():
    assert "421122" in _found("ha", limit=100)
    assert _found("ha", among=["421122", "653225", "no such code"]) == ["421122"]


def test_nothing_typed_finds_nothing_and_limits_hold():
    assert _found("") == _found("  '") == _found("qqqqqq") == []
    assert len(_found("a", limit=3)) == 3


def test_provinces_come_before_counties_of_the_same_start():
    assert _found("hubei", limit=1) == ["420000"]
    assert _found("河北", limit=2) == ["130000", "120105"]  # the province, then the district of Tianjin


@pytest.mark.parametrize(
    ("typed", "nearest"),
    [
        ("Hongann", "421122 Hong'an 红安县"),
        ("42112", "421122 Hong'an 红安县"),
        ("421199", "421122 Hong'an 红安县"),
        ("红安省", "421122 Hong'an 红安县"),
    ],
)
def test_an_unknown_code_names_the_nearest_in_one_line(typed, nearest):
    with pytest.raises(UnknownPlace) as caught:
        places.get(typed)
    (message,) = caught.value.args
    assert message.startswith(f"no place “{typed}”; nearest: ") and nearest in message
    assert "\n" not in message


def test_an_unknown_code_that_resembles_nothing_still_gets_one_line():
    with pytest.raises(UnknownPlace) as caught:
        places.get("§")
    assert caught.value.args == ("no place “§”",)


# -- shapes ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("base", "start"), [("", "/app/"), ("/", "/app/"), ("demo", "/demo/app/"), ("/a/b/", "/a/b/app/")]
)
def test_addresses_respect_the_base_path(base, start):
    assert shapes.url(shapes.PROVINCES, base).startswith(start + "static/geo/provinces.")
    assert shapes.topojson_url(base) == start + "static/topojson/"


def test_an_address_leads_back_to_its_layer():
    layer = shapes.counties_of("460000")
    assert shapes.geojson_at(shapes.url(layer, "/demo")) == shapes.geojson(layer)
    with pytest.raises(KeyError):
        shapes.geojson_at("/app/static/geo/../../data/published/counties.csv")
    with pytest.raises(KeyError):
        shapes.url("counties-99")


def test_the_topology_folder_is_an_address_on_this_machine():
    assert urlsplit(shapes.topojson_folder()).scheme == "file"
    assert shapes.topojson_folder().endswith("/static/topojson/")


def _albers(lon, lat, meridian):
    """The projection written out anew: Snyder 1987, equations 14-1 to 14-6, on the unit sphere."""
    one, two = math.radians(25), math.radians(47)
    n = (math.sin(one) + math.sin(two)) / 2
    c = math.cos(one) ** 2 + 2 * n * math.sin(one)
    rho = math.sqrt(c - 2 * n * math.sin(math.radians(lat))) / n
    theta = n * math.radians(lon - meridian)
    return rho * math.sin(theta), -rho * math.cos(theta)


@pytest.mark.parametrize("aspect", [0.6, 1.0, 1.6, 2.4])
@pytest.mark.parametrize("code", [NATION, "420000", "650000", "150000", "421122", "653225", "130726"])
def test_a_frame_has_the_pictures_proportions_and_its_place_in_the_middle(code, aspect):
    geo = shapes.frame(code, aspect)
    meridian = geo["projection"]["rotation"]["lon"]
    (west, east), (south, north) = geo["lonaxis"]["range"], geo["lataxis"]["range"]
    steps = [west + (east - west) * i / 200 for i in range(201)]
    edge = [_albers(lon, lat, meridian) for lon in steps for lat in (south, north)]
    xs, ys = zip(*edge, strict=True)
    width, height = max(xs) - min(xs), max(ys) - min(ys)
    assert width / height == pytest.approx(aspect if code != NATION else 1.18, rel=0.01)
    x, y = _albers(geo["center"]["lon"], geo["center"]["lat"], meridian)
    assert x == pytest.approx((min(xs) + max(xs)) / 2, abs=0.002 * width)
    assert y == pytest.approx((min(ys) + max(ys)) / 2, abs=0.002 * height)
    w, s, e, n = places.get(code).bounds
    if code != NATION:
        corners = [_albers(lon, lat, meridian) for lon in (w, e) for lat in (s, n)]
        assert all(min(xs) < px < max(xs) and min(ys) < py < max(ys) for px, py in corners)
        wide, high = (max(v) - min(v) for v in zip(*corners, strict=True))
        assert max(wide / width, high / height) > 0.85  # it fills the frame one way


def test_frames_never_fit_bounds_and_draw_no_world():
    for geo in (shapes.frame(NATION), shapes.frame("421122"), shapes.sea_frame()):
        assert "fitbounds" not in geo and geo["visible"] is False
        assert geo["projection"]["type"] == "conic equal area"
        assert geo["projection"]["parallels"] == [25.0, 47.0]
    assert shapes.frame(NATION)["projection"]["rotation"]["lon"] == 105.0


def test_a_map_without_an_inset_shows_the_country_with_its_sea():
    """Every dash and every corner of the land, in the picture of a county's place in the country."""
    geo, (width, height) = shapes.whole_frame(), (300, 200)
    lon, lat = shapes.dashline_lines()
    sea = [(x, y) for x, y in zip(lon, lat, strict=True) if x is not None]
    for x, y in shapes.on_screen(geo, [*sea, (73.5, 39.4), (134.8, 48.4), (123.4, 53.6)], width, height):
        assert abs(x) < width / 2 and abs(y) < height / 2


def test_the_inset_shows_the_sea_from_the_mainland_to_zengmu():
    geo = shapes.sea_frame("#123456")
    assert geo["lataxis"]["range"][0] < 3.5 and geo["framecolor"] == "#123456" and geo["showframe"]


def test_a_county_names_those_that_it_was_made_of():
    names = {"421190": Text("Jia", "甲县"), "421122": Text("Hong'an", "红安县")}
    with successions({"421190": "421122", "421122": "421122"}, "2019-04", names):
        assert places.parts("421122") == ("421190", "421122")
        assert made_of("421122", "en") == "Until April 2019 Jia and Hong'an, added up"
        assert made_of("421122", "zh") == "2019年4月前为甲县和红安县，数字为各县之和"
        assert places.meant("421190") == "421122" and places.steps("421190", "2019-03") == ("421190",)
    assert places.parts("421122") == () and made_of("421122", "en") == ""
