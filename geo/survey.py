"""Somebody's own boundaries: read from files as offices keep them, held against what the maps need, or refused."""

import re
import warnings
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pyogrio
import shapely

from backbone import places
from backbone.text import Text, repeated
from geo import areas, unfit
from geo.unfit import Unfit

KINDS = (".gpkg", ".geojson", ".json", ".topojson", ".zip", ".parquet")
# Larger is no boundary of counties; a packed file may not unpack to more.
MOST_BYTES = 1_000_000_000
# The headings under which a county's code and its name are kept, as they are written most often.
CODE = (
    "code",
    "adcode",
    "区划代码",
    "行政区划代码",
    "区划码",
    "县代码",
    "县级码",
    "代码",
    "pac",
    "gb",
    "xzqdm",
    "xzqhdm",
)
NAME = ("name", "name_zh", "名称", "县名", "县", "county", "xzqmc", "mc")
# Degrees: west, south, east, north of all that a map of China shows, with room for another datum.
CHINA = (70.0, 0.0, 140.0, 56.0)
# South of this lie islands of Hainan that every map of the country shows.
SOUTH = 12.0
DASHES = 9
PROVINCES = {place.code for place in places.children(places.NATION)}
TWO = {code[:2] for code in (*PROVINCES, places.NATION)}
TAIWAN, HAINAN = "710000", "460000"
MOST_NAMED = 8

CODES = Text("codes from “{codes}”", "代码取自“{codes}”列")
CODES_AND_NAMES = Text("codes from “{codes}”, names from “{names}”", "代码取自“{codes}”列，名称取自“{names}”列")


@dataclass(frozen=True)
class Survey:
    """What files hold: `land` (code, county, province, geometry), a coverage with one row a county, ordered by code;
    the dashes of the maritime line; and sentences on what was understood."""

    land: gpd.GeoDataFrame
    dashes: Sequence[shapely.LineString]
    said: tuple[Text, ...]


def survey(paths: Sequence[Path]) -> Survey:
    """The boundaries in one or several files, in one coordinate system; Unfit where they cannot be used."""
    frames = [_on_earth(path, frame) for path in paths for frame in _layers(path)]
    lines: list[shapely.Geometry] = []
    shapes: list[gpd.GeoDataFrame] = []
    said: list[Text] = []
    for frame in frames:
        flat = frame[~(frame.geometry.isna() | frame.geometry.is_empty)]
        is_area = flat.geom_type.isin(("Polygon", "MultiPolygon"))
        lines += [*flat.geometry[flat.geom_type.isin(("LineString", "MultiLineString"))]]
        if is_area.any():
            coded, dashes, how = _coded(flat[is_area])
            shapes.append(coded)
            lines += dashes
            said.append(how)
    if not shapes:
        raise Unfit(unfit.NO_AREAS)
    land = _land(pd.concat(shapes, ignore_index=True))
    return Survey(land, _dashes(lines), tuple(said))


# -- files -------------------------------------------------------------------------------------------------------------


def _layers(path: Path) -> Iterator[gpd.GeoDataFrame]:
    """Every layer of a file that has shapes."""
    named = repeated(path.name)
    if path.suffix.lower() not in KINDS:
        raise Unfit(unfit.NO_KIND.filled(file=named, kinds=", ".join(KINDS)))
    if not path.is_file():
        raise Unfit(unfit.NO_FILE.filled(file=named))
    if path.stat().st_size > MOST_BYTES:
        raise Unfit(unfit.TOO_LARGE.filled(file=named))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what matters of it is said below
            yield from _read(path)
    except (pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError, OSError, ValueError) as error:
        if isinstance(error, Unfit):
            raise
        raise Unfit(unfit.UNREADABLE.filled(file=named)) from error


def _read(path: Path) -> Iterator[gpd.GeoDataFrame]:
    if path.suffix.lower() == ".parquet":
        yield gpd.read_parquet(path)
        return
    for source in _sources(path):
        for layer in pyogrio.list_layers(source)[:, 0]:
            frame = gpd.read_file(source, layer=layer)
            if isinstance(frame, gpd.GeoDataFrame):  # a layer may hold a table alone
                yield frame


def _sources(path: Path) -> list[str]:
    """What is to be opened: the file, or each Shapefile that a .zip holds."""
    if path.suffix.lower() != ".zip":
        return [str(path)]
    named = repeated(path.name)
    try:
        with zipfile.ZipFile(path) as packed:
            parts = packed.infolist()
    except zipfile.BadZipFile as error:
        raise Unfit(unfit.NO_ZIP.filled(file=named)) from error
    if sum(part.file_size for part in parts) > MOST_BYTES:
        raise Unfit(unfit.UNPACKS.filled(file=named))
    found = [part.filename for part in parts if part.filename.lower().endswith(".shp")]
    if not found:
        raise Unfit(unfit.NO_SHAPEFILE.filled(file=named))
    return [f"/vsizip/{path.resolve()}/{name}" for name in sorted(found)]


def _on_earth(path: Path, frame: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """A layer in longitude and latitude."""
    named = repeated(path.name)
    if frame.crs is None and path.suffix.lower() == ".topojson":
        frame = frame.set_crs("EPSG:4326")  # its format knows no other
    if frame.crs is None:
        raise Unfit(unfit.NO_SYSTEM.filled(file=named))
    frame = frame.to_crs("EPSG:4326")
    west, south, east, north = frame.total_bounds
    inside = west >= CHINA[0] and south >= CHINA[1] and east <= CHINA[2] and north <= CHINA[3]
    if len(frame) and not inside:
        bounds = {"west": west, "east": east, "south": south, "north": north}
        raise Unfit(unfit.ELSEWHERE.filled(file=named, **{side: f"{at:.1f}" for side, at in bounds.items()}))
    return frame


# -- codes -------------------------------------------------------------------------------------------------------------


def _coded(shapes: gpd.GeoDataFrame) -> tuple[gpd.GeoDataFrame, list[shapely.Geometry], Text]:
    """The areas with code and name; the dashes that are drawn as areas of the nation; how the columns were found."""
    told = {str(name): [_code(value) for value in shapes[name]] for name in shapes.columns.drop(shapes.geometry.name)}
    share = {name: sum(map(bool, codes)) / len(codes) for name, codes in told.items()}
    known = [name for name in told if share[name] >= 0.9]
    if not known:
        raise Unfit(unfit.NO_CODES)
    by = min(known, key=lambda n: (n.casefold() not in CODE, -len(set(told[n])), -share[n], list(told).index(n)))
    code = pd.Series(told[by], index=shapes.index)
    is_dash = code == places.NATION
    if (code == "").any():
        first = shapes.index[code == ""][0] + 1
        raise Unfit(unfit.SOME_CODES.filled(column=repeated(by), many=(code == "").sum(), first=first))
    named = next((n for n in told if n.casefold() in NAME and n != by), "")
    names = shapes[named].astype(str) if named else pd.Series("", index=shapes.index)
    frame = gpd.GeoDataFrame({"code": code, "name": names}, geometry=shapes.geometry, crs=shapes.crs)
    how = (CODES_AND_NAMES if named else CODES).filled(codes=repeated(by), names=repeated(named))
    return frame[~is_dash], [shape.boundary for shape in frame.geometry[is_dash]], how


def _code(value: object) -> str:
    """The code of six digits that a cell says, however it is written: 421122, 421122.0, 421122000000, 156421122; ""
    for anything else."""
    said = re.sub(r"\.0$|_JD$", "", str(value).strip())
    said = said[3:] if re.fullmatch(r"156\d{6}", said) else re.sub(r"(?<=^\d{6})0{3,6}$", "", said)
    return said if re.fullmatch(r"\d{6}", said) and said[:2] in TWO else ""


def _land(shapes: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """One row a county, under the code by which its figures are kept: parts of one put together, codes of before and
    of later replaced, all there, and a valid coverage."""
    code = shapes["code"].map(lambda said: places.SUCCESSORS.get(said, said))
    shapes = shapes.assign(code=code.where(~code.str.startswith("71"), TAIWAN))
    if (larger := set(shapes["code"]) & (PROVINCES - {TAIWAN})) and len(shapes["code"].unique()) < 100:
        raise Unfit(unfit.PROVINCES_ONLY.filled(codes=", ".join(sorted(larger)[:3])))
    shapes = shapes[~shapes["code"].isin(PROVINCES - {TAIWAN})]  # drawn from its counties
    _all_known(shapes)
    parts = shapely.make_valid(shapes.geometry.to_numpy())
    codes = sorted(set(shapes["code"]))
    whole = [shapely.union_all(areas.polygons(parts[(shapes["code"] == one).to_numpy()])) for one in codes]
    name = shapes.drop_duplicates("code").set_index("code")["name"]
    counties = [_name(one, name[one]) for one in codes]
    provinces = [places.get(f"{one[:2]}0000").name.zh for one in codes]
    meeting = _coverage(codes, areas.rounded(np.array(whole)))
    land = gpd.GeoDataFrame({"code": codes, "county": counties, "province": provinces}, geometry=meeting, crs=4326)
    if land.geometry[land["code"].str.startswith(HAINAN[:2])].total_bounds[1] > SOUTH:
        raise Unfit(unfit.NO_ISLANDS)
    return land


def _all_known(shapes: gpd.GeoDataFrame) -> None:
    """Unfit where a code is of no place, or a place has no area."""
    here, counties = set(shapes["code"]), {code for code in places.CODES if places.get(code).level == "county"}
    expected = counties | {TAIWAN}
    gone = {code for code in expected - here if places.BECAME.get(code) not in here}
    missing = _listed(gone, {code: f"{places.get(code).name.en} {places.get(code).name.zh}" for code in gone})
    if new := here - expected - set(places.BECAME.values()):
        called = shapes.drop_duplicates("code").set_index("code")["name"]
        said = {"many": len(new), "new": _listed(new, called), "missing": missing}
        raise Unfit((unfit.UNKNOWN_AND_GONE if gone else unfit.UNKNOWN_CODES).filled(**said))
    if gone:
        raise Unfit(unfit.GONE.filled(many=len(gone), missing=missing))


def _listed(codes: Iterable[str], called: Mapping[str, str]) -> str:
    """The first few codes, with their names."""
    every = sorted(codes)
    said = ", ".join(" ".join((code, called.get(code, ""))).strip() for code in every[:MOST_NAMED])
    return f"{said} …" if len(every) > MOST_NAMED else said


def _name(code: str, said: str) -> str:
    """The full Chinese name of a place: that which it has here, else the file's."""
    if code in places.CODES:
        return places.get(code).name.zh
    if not re.search(r"[\u3400-\u9fff]", said):
        raise Unfit(unfit.NO_NAME.filled(code=code))
    return said


# -- shapes ------------------------------------------------------------------------------------------------------------


def _coverage(codes: Sequence[str], shapes: areas.Shapes) -> areas.Shapes:
    """The shapes without gaps and overlaps between neighbours: small ones are closed, others refused."""
    if shapely.coverage_is_valid(shapes) and shapely.is_valid(shapes).all():
        return shapes
    clean = areas.rounded(shapely.coverage_clean(shapes))
    if not (shapely.coverage_is_valid(clean) and shapely.is_valid(clean).all()):
        wrong = {code for code, edge in zip(codes, shapely.coverage_invalid_edges(clean), strict=True) if edge}
        raise Unfit(unfit.OVERLAP.filled(many=len(wrong), which=_listed(wrong, {})))
    moved = np.abs(shapely.area(clean) - shapely.area(shapes)) > 0.01 * shapely.area(shapes)
    if moved.any():
        wrong = {code for code, far in zip(codes, moved, strict=True) if far}
        raise Unfit(unfit.OVERLAP_FAR.filled(many=len(wrong), which=_listed(wrong, {})))
    return clean


def _dashes(lines: Sequence[shapely.Geometry]) -> Sequence[shapely.LineString]:
    """The dashes of the maritime line; Unfit where the line or a part of it is missing."""
    parts = [part for part in shapely.get_parts(lines) if not part.is_empty] if len(lines) else []
    merged = list(shapely.get_parts(shapely.line_merge(shapely.union_all(parts)))) if parts else []
    if len(merged) < DASHES:
        raise Unfit(unfit.NO_LINE.filled(many=len(merged), needed=DASHES))
    return sorted(merged, key=lambda line: -shapely.bounds(line)[3])
