"""Somebody's own boundaries: read as offices keep them, refused with a sentence, and put in place of ours whole."""

import json
import os
import shutil
import warnings
import zipfile
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import geopandas as gpd
import numpy as np
import pytest
import shapely

from backbone import places
from backbone.__main__ import main
from backbone.text import Text
from geo import draft
from geo.build import GEO, STATIC
from geo.origin import Origin
from geo.survey import survey
from geo.unfit import Unfit

WHOSE = Origin(
    Text("Survey Office, 2024", "测绘院（2024）"), Text("Boundaries: survey.", "边界：测绘院。"), "GS(2024)1"
)
# Hainan lies in the south of China, and of this country of squares.
CODES = sorted(
    [code for code in places.CODES if places.get(code).level == "county"] + ["710000"],
    key=lambda code: (code[:2] != "46", code),
)


@pytest.fixture(scope="module")
def land():
    """A China of squares, one a county: a coverage that is quickly simplified."""
    across = 60
    west, south = np.arange(len(CODES)) % across * 1.1 + 72, np.arange(len(CODES)) // across + 4.0
    squares = shapely.box(west, south, west + 1.1, south + 1)
    names = [places.get(code).name.zh for code in CODES]
    return gpd.GeoDataFrame({"区划代码": CODES, "名称": names}, geometry=squares, crs="EPSG:4490")


@pytest.fixture(scope="module")
def dashes(tmp_path_factory):
    lines = [shapely.LineString([(110 + n, 6), (110.3 + n, 6.5)]) for n in range(10)]
    file = tmp_path_factory.mktemp("dashes") / "dashes.geojson"
    gpd.GeoDataFrame({"n": range(10)}, geometry=lines, crs="EPSG:4326").to_file(file)
    return file


@pytest.fixture
def saved(tmp_path):
    """A function that writes a frame into a file of a name and gives its path."""

    def save(frame, name="counties.gpkg"):
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # one of them says no coordinate system
            frame.to_file(tmp_path / name)
        return tmp_path / name

    return save


def test_a_file_is_read_whatever_its_kind_its_columns_and_its_coordinates(land, dashes, saved, tmp_path):
    plain = survey([saved(land), dashes])
    assert list(plain.land["code"]) == sorted(CODES) and len(plain.dashes) == 10
    assert "区划代码" in plain.said[0].en and "名称" in plain.said[0].zh
    other = land.to_crs("EPSG:3857").assign(
        PAC=[int(code) * 1_000_000 for code in CODES], parent=[c[:2] for c in CODES]
    )
    shapefile = tmp_path / "shp"
    shapefile.mkdir()
    other.drop(columns=["区划代码", "名称"]).to_file(shapefile / "xian.shp")
    with zipfile.ZipFile(tmp_path / "xian.zip", "w") as packed:
        for part in shapefile.iterdir():
            packed.write(part, f"folder/{part.name}")
    from_shapefile = survey([tmp_path / "xian.zip", dashes])
    assert list(from_shapefile.land["code"]) == sorted(CODES)
    assert shapely.equals_exact(from_shapefile.land.geometry, plain.land.geometry, tolerance=1e-4).all()


def test_old_codes_parts_and_the_districts_of_taiwan_become_the_places_of_today(land, dashes, saved):
    old = next(old for old, new in places.SUCCESSORS.items() if new in CODES)
    halves = shapely.box(*land.geometry[5].bounds).bounds
    middle = (halves[0] + halves[2]) / 2
    cut = land.copy()
    cut.loc[cut["区划代码"] == places.SUCCESSORS[old], "区划代码"] = old
    cut.loc[cut["区划代码"] == "710000", "区划代码"] = "710100"
    left = cut.iloc[[5]].set_geometry([shapely.box(halves[0], halves[1], middle, halves[3])], crs=land.crs)
    cut.loc[5, "geometry"] = shapely.box(middle, *halves[1:])
    found = survey([saved(gpd.GeoDataFrame(gpd.pd.concat([cut, left], ignore_index=True), crs=land.crs)), dashes]).land
    assert list(found["code"]) == sorted(CODES)
    whole = found.set_index("code").geometry[land["区划代码"][5]]
    assert whole.bounds == pytest.approx(halves)


def test_a_county_with_a_newer_code_is_drawn_under_the_one_by_which_its_figures_are_kept(
    land, dashes, saved, monkeypatch
):
    newer = saved(land.replace({"区划代码": {"421122": "421199"}, "名称": {"红安县": "红安市"}}))
    with pytest.raises(Unfit, match="421199 红安市; and these have no area: 421122 Hong'an 红安县"):
        survey([newer, dashes])
    became = places.BECAME | {"421122": "421199"}
    monkeypatch.setattr(places, "BECAME", became)
    monkeypatch.setattr(places, "SUCCESSORS", places.known_as(became, places.CODES))
    found = survey([newer, dashes]).land.set_index("code")
    assert found.index.tolist() == sorted(CODES) and found["county"]["421122"] == "红安县"
    with pytest.raises(Unfit, match="1 places have no area: 421122"):
        survey([saved(_without(land, "421122"), "less.gpkg"), dashes])


def test_every_code_of_a_place_leads_to_the_one_that_is_known():
    became = {"1": "2", "2": "3", "4": "5", "6": "8", "7": "8"}
    assert places.known_as(became, {"2", "5"}) == {"1": "2", "3": "2", "4": "5"}
    assert places.known_as(became, {"8"}) == {"6": "8", "7": "8"}
    assert places.known_as(became, {"6", "7"}) == {}, "two that became one"


def _without(land, code):
    return land[land["区划代码"] != code]


def _moved(land, by):
    moved = land.copy()
    west, south, east, north = land.geometry[100].bounds
    moved.loc[100, "geometry"] = shapely.box(west, south, east + by, north)
    return moved


def _upside_down(land):
    return land.set_geometry(land.geometry.to_numpy()[::-1], crs=land.crs)


WRONG = {
    "a county is missing": (lambda land: _without(land, "421122"), "421122 Hong'an 红安县"),
    "a code is of no place": (lambda land: land.replace({"区划代码": {"421122": "421199"}}), "421199"),
    "a code is missing": (lambda land: land.replace({"区划代码": {"421122": ""}}), "no code of six digits for 1"),
    "no codes": (lambda land: land.drop(columns="区划代码"), "no column holds codes"),
    "provinces": (lambda land: land.assign(区划代码=[f"{code[:2]}0000" for code in CODES]), "are provinces"),
    "an overlap": (lambda land: _moved(land, 0.4), "overlap"),
    "another place on earth": (lambda land: land.set_geometry(land.translate(-100), crs=land.crs), "not China"),
    "no coordinate system": (lambda land: land.set_crs(None, allow_override=True), "coordinate system"),
    "nothing in the south": (lambda land: _upside_down(land), "South China Sea"),
}


@pytest.mark.parametrize("what", WRONG)
def test_what_no_map_can_be_made_of_is_refused_with_what_is_wrong(what, land, dashes, saved):
    make, says = WRONG[what]
    with pytest.raises(Unfit) as refused:
        survey([saved(make(land)), dashes])
    assert says in str(refused.value) and len(str(refused.value)) < 500


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("a.gpkg", b"SQLite format 3\x00" + b"junk" * 50, "damaged"),
        ("a.geojson", b'{"type": "FeatureCollection", "features": [', "damaged"),
        ("a.parquet", b"PAR1 and no more", "damaged"),
        ("a.zip", b"PK\x03\x04 half", "no .zip"),
        ("a.docx", b"", "no file of boundaries"),
        ("a.json", None, "there is no file"),
    ],
)
def test_what_is_no_file_of_boundaries_is_refused(name, content, says, tmp_path):
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(Unfit, match=says):
        survey([tmp_path / name])


def test_a_map_without_the_maritime_line_is_refused(land, saved):
    with pytest.raises(Unfit, match="maritime line"):
        survey([saved(land)])


@pytest.fixture(scope="module")
def made(land, dashes, tmp_path_factory):
    """Copies of the folders that the app reads, in which boundaries of squares wait."""
    root = tmp_path_factory.mktemp("root")
    geo, static = root / "geo", root / "static"
    geo.mkdir()
    for file in (*GEO.glob("*.csv"), *GEO.glob("*.parquet"), GEO / "origin.json"):
        shutil.copy(file, geo)
    shutil.copytree(STATIC, static)
    land.to_file(root / "counties.gpkg")
    draft.make(survey([root / "counties.gpkg", dashes]), WHOSE, geo)
    return root


@pytest.fixture
def waiting(made, tmp_path):
    shutil.copytree(made, tmp_path / "root")
    return tmp_path / "root" / "geo", tmp_path / "root" / "static"


def _read(geo, static):
    index = json.loads((static / "index.json").read_text("utf-8"))
    assert all((static / file).is_file() for file in index.values())
    return index, (geo / "places.csv").read_text("utf-8"), json.loads((geo / "origin.json").read_text("utf-8"))


def test_what_waits_changes_nothing_until_it_is_used_and_then_all_of_it(waiting):
    geo, static = waiting
    before, places_before, _ = _read(geo, static)
    said = [difference.en for difference in draft.differences(geo)]
    assert said[0] == "34 provinces, 34 before" and any("counties differ" in one for one in said)
    draft.use(geo, static)
    after, places_after, origin = _read(geo, static)
    assert set(before) == set(after) and before != after and places_before != places_after
    assert origin["name"]["zh"] == "测绘院（2024）" and origin["review"] == "GS(2024)1"
    assert all((static / file).is_file() for file in before.values()), "a page that was open still finds its shapes"
    assert not (geo / draft.ASIDE).exists()
    names = {line.split(",")[0]: line.split(",")[3:5] for line in places_after.splitlines()}
    assert names["421122"] == ["红安县", "Hong'an"], "a place that has names keeps them"


def test_a_change_that_was_killed_is_finished_and_one_that_was_not_begun_is_forgotten(waiting, monkeypatch):
    geo, static = waiting
    whole, done = [], os.replace

    def killed(*move):
        if len(whole) == 7:
            raise KeyboardInterrupt
        whole.append(done(*move))

    monkeypatch.setattr(os, "replace", killed)
    with pytest.raises(KeyboardInterrupt):
        draft.use(geo, static)
    monkeypatch.setattr(os, "replace", done)
    assert _read(geo, static)[2]["name"]["en"] == "AMap, 2021", "the half that is there shows nothing of itself"
    draft.finish(geo, static)
    assert _read(geo, static)[2]["name"]["en"] == "Survey Office, 2024"
    (geo / draft.ASIDE / "geo").mkdir(parents=True)
    draft.finish(geo, static)
    assert not (geo / draft.ASIDE).exists()


def test_the_way_back_is_one_step_and_leads_forth_again(waiting):
    geo, static = waiting
    os.rename(geo / draft.ASIDE, geo / "kept")
    with pytest.raises(Unfit, match="nothing to go back to"):
        draft.back(geo, static)
    os.rename(geo / "kept", geo / draft.ASIDE)
    first = _everything(geo, static)
    draft.use(geo, static)
    second = _everything(geo, static)
    assert draft.back(geo, static).en == "AMap, 2021"
    assert _everything(geo, static) == first != second
    assert draft.back(geo, static).zh == "测绘院（2024）"
    assert _everything(geo, static) == second


def test_a_way_back_that_was_killed_is_finished_wherever_it_was(waiting, monkeypatch):
    geo, static = waiting
    first = _everything(geo, static)
    draft.use(geo, static)
    done = {name: getattr(os, name) for name in ("replace", "rename")}
    for n in (0, 5, 40, 10_000):
        left = [n]

        def step(name, *move, left=left):
            if not left[0]:
                raise KeyboardInterrupt
            left[0] -= 1
            done[name](*move)

        for name in done:
            monkeypatch.setattr(os, name, lambda *move, name=name, step=step: step(name, *move))
        with suppress(KeyboardInterrupt):
            draft.back(geo, static)
        for name, real in done.items():
            monkeypatch.setattr(os, name, real)
        draft.finish(geo, static)
        assert _everything(geo, static) == first, n
        draft.back(geo, static)


def test_counties_of_the_programme_that_became_one_are_drawn_as_one(made, land, dashes, saved, monkeypatch):
    became = places.BECAME | {"421122": "421199", "421123": "421199"}
    merged = {"区划代码": {"421122": "421199", "421123": "421199"}, "名称": {"红安县": "红麻市", "罗田县": "红麻市"}}
    with pytest.raises(Unfit, match="421199"):
        survey([saved(land.replace(merged), "early.gpkg"), dashes])
    monkeypatch.setattr(places, "BECAME", became)
    monkeypatch.setattr(places, "SUCCESSORS", places.known_as(became, places.CODES))
    found = survey([saved(land.replace(merged)), dashes])
    aside = draft.make(found, WHOSE, made / "geo")
    index = json.loads((aside / "static" / "index.json").read_text("utf-8"))
    programme = json.loads((aside / "static" / index["programme"]).read_text("utf-8"))["features"]
    drawn = {feature["id"] for feature in programme}
    assert "421199" in drawn and drawn.isdisjoint({"421122", "421123"})
    listed = (aside / "geo" / "places.csv").read_text("utf-8")
    assert "421199,county,420000,红麻市,Hongma," in listed and "421122" not in listed
    # The table is read with them from the next start on: either code leads to the new one.
    assert places.known_as(became, drawn)["421122"] == "421199"


def test_a_county_of_the_programme_that_is_nowhere_is_refused(made, land, dashes, saved, monkeypatch):
    found = survey([saved(land), dashes])
    rest = replace(found, land=found.land[found.land["code"] != "421122"])
    with pytest.raises(Unfit, match="have no area there: 421122"):
        draft.make(rest, WHOSE, made / "geo")


def _everything(geo, static):
    """What the app reads, byte for byte."""
    index, *_ = _read(geo, static)
    files = [*geo.glob("*.csv"), *geo.glob("*.parquet"), *(static / file for file in index.values())]
    return {file.name: file.read_bytes() for file in (*files, geo / "origin.json", static / "index.json")}


def test_the_differences_are_a_map(made):
    drawn = draft.picture(made / "geo").decode()
    assert drawn.startswith("<!doctype html>") and drawn.count("<path") == 2


def test_the_command_refuses_in_one_line(tmp_path, capsys, monkeypatch):
    whose = ["--name-en", "Survey Office", "--name-zh", "测绘院"]
    assert main(["boundaries", str(tmp_path / "no.gpkg"), *whose]) == 2
    assert capsys.readouterr().err.strip() == "backbone: there is no file “no.gpkg”"
    assert main(["boundaries", str(tmp_path / "no.gpkg"), "--name-en", " ", "--name-zh", "测绘院"]) == 2
    assert "both languages" in capsys.readouterr().err
    assert main(["boundaries"]) == 2 and "--undo" in capsys.readouterr().err
    assert main(["boundaries", "x.gpkg", "--undo"]) == 2 and "takes no files" in capsys.readouterr().err
    monkeypatch.setattr(draft, "back", lambda: WHOSE.name)
    assert main(["boundaries", "--undo"]) == 0 and "Survey Office, 2024" in capsys.readouterr().out
    assert not (Path(GEO) / draft.ASIDE).exists()
