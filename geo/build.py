"""Builds every committed file of `geo/` and `static/geo/` from the source; `python -m geo.build`.

Run with the development requirements installed. The same source gives the same bytes; sizes are printed.
"""

import argparse
import csv
import hashlib
import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geo import areas
from geo.names import Names, exceptions, names

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
# The names of a place by its code, its level and its full Chinese name.
Naming = Callable[[str, str, str], Names]


@dataclass(frozen=True)
class Drawn:
    """What the maps draw, ready to be written: a frame of `code` and geometry each."""

    provinces: gpd.GeoDataFrame
    counties: gpd.GeoDataFrame
    dashes: gpd.GeoDataFrame
    inset: gpd.GeoDataFrame


def main() -> None:
    """Write everything; the counties of the programme are read from the file given."""
    from geo import source

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("programme", nargs="?", type=Path, default=ROOT / "data/published/counties.csv")
    programme = members(parser.parse_args().programme)
    reviewed = exceptions(GEO / "names_en.csv")

    def naming(code: str, level: str, name: str) -> Names:
        return names(code, level, name, reviewed)

    for old in STATIC.glob("*.json"):
        old.unlink()
    land = source.land()
    write(drawn(land, source.dashes()), called(land), naming, programme, GEO, STATIC)
    source.ORIGIN.write(GEO)
    _write_prefectures(source.prefectures())
    _write_topology()
    _report([*GEO.glob("*.parquet"), *GEO.glob("*.csv"), *STATIC.glob("*.json"), *TOPOLOGY.glob("*.json")])


def members(file: Path) -> set[str]:
    """The codes of the programme's counties."""
    with file.open(encoding="utf-8", newline="") as lines:
        return {row["adcode"] for row in csv.DictReader(lines)}


def called(land: gpd.GeoDataFrame) -> dict[str, str]:
    """The full Chinese name of each province and county by its code."""
    counties = land[~_is_whole_province(land)]
    provinces = dict(zip(land["code"].str[:2] + "0000", land["province"], strict=True))
    return provinces | dict(zip(counties["code"], counties["county"], strict=True))


def drawn(land: gpd.GeoDataFrame, dashes: Sequence[shapely.LineString]) -> Drawn:
    """Land (code, county, province, geometry) and the dashes of the maritime line as the maps draw them.

    Raises ValueError where what comes out is no valid coverage."""
    fine = areas.simplified(land.geometry.to_numpy(), COUNTY_TOLERANCE, COUNTY_ISLET)
    is_county = ~_is_whole_province(land).to_numpy()
    provinces = _provinces(land, fine)
    cut = shapely.intersection(provinces.geometry.to_numpy(), INSET)
    cut = np.where(shapely.get_dimensions(cut) == 2, cut, shapely.Polygon())  # what only touches the inset is not in it
    inset = _frame(provinces["code"], areas.rounded(cut))
    return Drawn(provinces, _frame(land["code"][is_county], fine[is_county]), _dashes(dashes), inset[~inset.is_empty])


def write(made: Drawn, called: dict[str, str], naming: Naming, programme: set[str], into: Path, static: Path) -> None:
    """Writes the frames and tables into one folder, and what the browser fetches into the other."""
    for name, frame in {
        "provinces": made.provinces,
        "counties": made.counties,
        "dashline": made.dashes,
        "south_china_sea": made.inset,
    }.items():
        frame.to_parquet(into / f"{name}.parquet", index=False, compression="zstd")
    _write_places(made, called, naming, into)
    _write_neighbours((made.provinces, made.counties), into)
    _write_static(made, programme, static)


def _is_whole_province(land: gpd.GeoDataFrame) -> pd.Series:
    """The source draws Taiwan as one shape; it is a province here and has no counties."""
    return land["code"].str.endswith("0000")


def _frame(codes: Iterable[str], shapes: areas.Shapes) -> gpd.GeoDataFrame:
    return gpd.GeoDataFrame({"code": list(codes)}, geometry=list(shapes), crs="EPSG:4326")


def _provinces(land: gpd.GeoDataFrame, fine: areas.Shapes) -> gpd.GeoDataFrame:
    """A province is the union of its counties, so that the two levels agree; then simplified further."""
    code = (land["code"].str[:2] + "0000").to_numpy()
    codes = np.unique(code)
    whole = np.array([shapely.coverage_union_all(fine[code == one]) for one in codes])
    return _frame(codes, areas.simplified(whole, PROVINCE_TOLERANCE, PROVINCE_ISLET))


def _dashes(lines: Sequence[shapely.LineString]) -> gpd.GeoDataFrame:
    """One row a dash, its order as code; a dash is short, so it keeps a point each 0.01 degrees at most."""
    plain = shapely.transform(shapely.simplify(lines, 0.01), lambda xy: np.round(xy, areas.DECIMALS))
    return _frame((str(n) for n in range(1, len(plain) + 1)), plain)


def _write_places(made: Drawn, called: dict[str, str], naming: Naming, into: Path) -> None:
    whole = shapely.coverage_union_all(made.provinces.geometry.to_numpy())
    rows = [_row(NATION, "nation", "", naming(NATION, "nation", "中国"), whole, MAINLAND)]
    for level, frame in (("province", made.provinces), ("county", made.counties)):
        for code, shape in zip(frame["code"], frame.geometry, strict=True):
            parent = NATION if level == "province" else code[:2] + "0000"
            spoken = naming(code, level, called[code])
            rows.append(_row(code, level, parent, spoken, shape, areas.frame(shape, REACH)))
    _write_csv(into / "places.csv", PLACE + BOUNDS + KEYS, rows)


def _write_prefectures(listed: Sequence[tuple[str, str]]) -> None:
    called = [(code, names(code, "prefecture", name, {})) for code, name in listed]
    rows = [(code, each.zh, each.en, each.short_zh, each.pinyin) for code, each in called]
    _write_csv(GEO / "prefectures.csv", ("code", "name_zh", "name_en", "short_zh", "pinyin"), rows)


def _row(code: str, level: str, parent: str, called: Names, shape: shapely.Geometry, box: tuple) -> tuple:
    point = areas.centre(shape)
    keys = (called.short_zh, called.pinyin, called.initials)
    return (code, level, parent, called.zh, called.en, *point, *box, *keys)


def _write_neighbours(levels: Iterable[gpd.GeoDataFrame], into: Path) -> None:
    pairs = [
        (codes[one], codes[other])
        for frame in levels
        for codes in [frame["code"].to_list()]
        for one, other in areas.touching(frame.geometry.to_numpy())
    ]
    _write_csv(into / "neighbours.csv", ("code", "neighbour"), pairs)


def _write_static(made: Drawn, programme: set[str], static: Path) -> None:
    """One GeoJSON a layer, its name carrying its own hash, and the index from layer to file."""
    provinces, inset = made.provinces, made.inset
    if missing := programme - set(made.counties["code"]):
        raise ValueError(f"no shape for the programme's {sorted(missing)}")
    counties = _frame(made.counties["code"], areas.lighter(made.counties.geometry.to_numpy(), COUNTY_SCREEN))
    layers = {
        "provinces": _frame(provinces["code"], areas.lighter(provinces.geometry.to_numpy(), PROVINCE_SCREEN)),
        "south-china-sea": _frame(inset["code"], areas.lighter(inset.geometry.to_numpy(), PROVINCE_SCREEN)),
        "dashline": made.dashes,
        "programme": counties[counties["code"].isin(programme)],
    }
    layers |= {f"counties-{two}": frame for two, frame in counties.groupby(counties["code"].str[:2])}
    static.mkdir(parents=True, exist_ok=True)
    index = {}
    for layer, frame in layers.items():
        text = _geojson(frame)
        index[layer] = f"{layer}.{hashlib.sha256(text.encode()).hexdigest()[:8]}.json"
        (static / index[layer]).write_text(text, "utf-8")
    (static / "index.json").write_text(json.dumps(index, indent=1) + "\n", "utf-8")


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
