"""Builds every committed file of `geo/` and `static/geo/` from the source; `python geo/build.py`.

Run with the development requirements installed. The same source gives the same bytes; sizes are printed.
"""

import argparse
import csv
import hashlib
import json
from collections.abc import Iterable
from pathlib import Path

import areas
import geopandas as gpd
import numpy as np
import shapely
import source
from names import Names, exceptions, names

ROOT = Path(__file__).resolve().parent.parent
GEO, STATIC, TOPOLOGY = ROOT / "geo", ROOT / "static" / "geo", ROOT / "static" / "topojson"

NATION = "100000"
COUNTY_TOLERANCE, COUNTY_ISLET = 0.005, 0.0005  # degrees, square degrees (about 5 km²)
PROVINCE_TOLERANCE, PROVINCE_ISLET = 0.02, 0.002
COUNTY_SCREEN, PROVINCE_SCREEN = 0.0006, 0.0025  # what the browser draws has lighter islets, too (degrees)
REACH = 1.0  # a province's map shows the islands this near (degrees); the data keeps them all
MAINLAND = (73.4, 17.9, 135.2, 53.7)  # the nation's map; the sea south of it is the inset's
INSET = shapely.box(104.0, 1.0, 125.0, 26.0)  # wider than the inset's frame, so that its cut never shows
PLACE = ("code", "level", "parent", "name_zh", "name_en", "lon", "lat")
BOUNDS, KEYS = ("west", "south", "east", "north"), ("short_zh", "pinyin", "initials")


def main() -> None:
    """Write everything; the counties of the programme are read from the file given."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("programme", nargs="?", type=Path, default=ROOT / "data/published/counties.csv")
    with parser.parse_args().programme.open(encoding="utf-8", newline="") as lines:
        programme = {row["adcode"] for row in csv.DictReader(lines)}

    land = source.land()
    fine = areas.simplified(land.geometry.to_numpy(), COUNTY_TOLERANCE, COUNTY_ISLET)
    # The source draws Taiwan as one shape; it is a province here and has no counties.
    is_county = ~land["code"].str.endswith("0000").to_numpy()
    counties = _frame(land["code"][is_county], fine[is_county])
    provinces = _provinces(land, fine)
    dashes = _dashes()
    inset = _frame(provinces["code"], areas.rounded(shapely.intersection(provinces.geometry, INSET)))
    inset = inset[~inset.is_empty]
    for name, frame in {
        "provinces": provinces,
        "counties": counties,
        "dashline": dashes,
        "south_china_sea": inset,
    }.items():
        frame.to_parquet(GEO / f"{name}.parquet", index=False, compression="zstd")

    called = dict(zip(land["code"].str[:2] + "0000", land["province"], strict=True))
    called |= dict(zip(land["code"][is_county], land["county"][is_county], strict=True))
    _write_places(provinces, counties, called)
    _write_prefectures()
    _write_neighbours(provinces, counties)
    _write_static(provinces, counties, dashes, inset, programme)
    _write_topology()
    _report([*GEO.glob("*.parquet"), *GEO.glob("*.csv"), *STATIC.glob("*.json"), *TOPOLOGY.glob("*.json")])


def _frame(codes: Iterable[str], shapes: areas.Shapes) -> gpd.GeoDataFrame:
    return gpd.GeoDataFrame({"code": list(codes)}, geometry=list(shapes), crs="EPSG:4326")


def _provinces(land: gpd.GeoDataFrame, fine: areas.Shapes) -> gpd.GeoDataFrame:
    """A province is the union of its counties, so that the two levels agree; then simplified further."""
    code = (land["code"].str[:2] + "0000").to_numpy()
    codes = np.unique(code)
    whole = np.array([shapely.coverage_union_all(fine[code == one]) for one in codes])
    return _frame(codes, areas.simplified(whole, PROVINCE_TOLERANCE, PROVINCE_ISLET))


def _dashes() -> gpd.GeoDataFrame:
    """One row a dash, its order as code; a dash is short, so it keeps a point each 0.01 degrees at most."""
    lines = shapely.transform(shapely.simplify(source.dashes(), 0.01), lambda xy: np.round(xy, areas.DECIMALS))
    return _frame((str(n) for n in range(1, len(lines) + 1)), lines)


def _write_places(provinces: gpd.GeoDataFrame, counties: gpd.GeoDataFrame, called: dict[str, str]) -> None:
    reviewed = exceptions(GEO / "names_en.csv")
    whole = shapely.coverage_union_all(provinces.geometry.to_numpy())
    rows = [_row(NATION, "nation", "", names(NATION, "nation", "中国", reviewed), whole, MAINLAND)]
    for level, frame in (("province", provinces), ("county", counties)):
        for code, shape in zip(frame["code"], frame.geometry, strict=True):
            parent = NATION if level == "province" else code[:2] + "0000"
            spoken = names(code, level, called[code], reviewed)
            rows.append(_row(code, level, parent, spoken, shape, areas.frame(shape, REACH)))
    _write_csv(GEO / "places.csv", PLACE + BOUNDS + KEYS, rows)


def _write_prefectures() -> None:
    called = [(code, names(code, "prefecture", name, {})) for code, name in source.prefectures()]
    rows = [(code, each.zh, each.en, each.short_zh, each.pinyin) for code, each in called]
    _write_csv(GEO / "prefectures.csv", ("code", "name_zh", "name_en", "short_zh", "pinyin"), rows)


def _row(code: str, level: str, parent: str, called: Names, shape: shapely.Geometry, box: tuple) -> tuple:
    point = areas.centre(shape)
    keys = (called.short_zh, called.pinyin, called.initials)
    return (code, level, parent, called.zh, called.en, *point, *box, *keys)


def _write_neighbours(*levels: gpd.GeoDataFrame) -> None:
    pairs = [
        (codes[one], codes[other])
        for frame in levels
        for codes in [frame["code"].to_list()]
        for one, other in areas.touching(frame.geometry.to_numpy())
    ]
    _write_csv(GEO / "neighbours.csv", ("code", "neighbour"), pairs)


def _write_static(
    provinces: gpd.GeoDataFrame,
    counties: gpd.GeoDataFrame,
    dashes: gpd.GeoDataFrame,
    inset: gpd.GeoDataFrame,
    programme: set[str],
) -> None:
    """One GeoJSON a layer, its name carrying its own hash, and the index from layer to file."""
    if missing := programme - set(counties["code"]):
        raise ValueError(f"no shape for the programme's {sorted(missing)}")
    counties = _frame(counties["code"], areas.lighter(counties.geometry.to_numpy(), COUNTY_SCREEN))
    layers = {
        "provinces": _frame(provinces["code"], areas.lighter(provinces.geometry.to_numpy(), PROVINCE_SCREEN)),
        "south-china-sea": _frame(inset["code"], areas.lighter(inset.geometry.to_numpy(), PROVINCE_SCREEN)),
        "dashline": dashes,
        "programme": counties[counties["code"].isin(programme)],
    }
    layers |= {f"counties-{two}": frame for two, frame in counties.groupby(counties["code"].str[:2])}
    STATIC.mkdir(parents=True, exist_ok=True)
    for old in STATIC.glob("*.json"):
        old.unlink()
    index = {}
    for layer, frame in layers.items():
        text = _geojson(frame)
        index[layer] = f"{layer}.{hashlib.sha256(text.encode()).hexdigest()[:8]}.json"
        (STATIC / index[layer]).write_text(text, "utf-8")
    (STATIC / "index.json").write_text(json.dumps(index, indent=1) + "\n", "utf-8")


def _geojson(frame: gpd.GeoDataFrame) -> str:
    features = [
        {"type": "Feature", "id": code, "properties": {}, "geometry": shapely.geometry.mapping(shape)}
        for code, shape in zip(frame["code"], frame.geometry, strict=True)
    ]
    return json.dumps({"type": "FeatureCollection", "features": features}, separators=(",", ":"))


def _write_topology() -> None:
    """The world with nothing in it: plotly.js fetches one by these names and must not draw its borders."""
    layers = ("coastlines", "land", "ocean", "lakes", "rivers", "countries", "subunits")
    empty = {layer: {"type": "GeometryCollection", "geometries": []} for layer in layers}
    text = json.dumps({"type": "Topology", "arcs": [], "objects": empty}, separators=(",", ":"))
    TOPOLOGY.mkdir(parents=True, exist_ok=True)
    for resolution in ("110m", "50m"):
        (TOPOLOGY / f"world_{resolution}.json").write_text(text, "utf-8")


def _write_csv(path: Path, header: Iterable[str], rows: Iterable[tuple]) -> None:
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


def _report(paths: list[Path]) -> None:
    for path in sorted(paths):
        print(f"{path.stat().st_size / 1000:8.1f} kB  {path.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
