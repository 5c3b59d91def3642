"""A table of places as layers of a map, for QGIS and its like: their outlines, and a style that looks like the screen.

geopandas is imported when the first layer is asked for: it takes half a second, and a hundred megabytes."""

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING
from xml.sax.saxutils import quoteattr

import pandas as pd

from backbone import places

if TYPE_CHECKING:
    import geopandas

_GEO = Path(__file__).parents[2] / "geo"
LAYER, CLASS, CODE = "places", "class", "code"
# The widest circle of a class that is drawn as one, in millimetres of paper.
MILLIMETRES = 0.26


@dataclass(frozen=True)
class Class:
    """How the places of a class are drawn: in a colour, or as circles so many pixels wide."""

    colour: str
    pixels: float = 0


def geopackage(table: pd.DataFrame, classes: Mapping[str, Class], about: Mapping[str, str], made: str) -> bytes:
    """A GeoPackage of the table (its column CODE holds the places, CLASS the class of each) with its style inside."""
    import pyogrio

    with TemporaryDirectory() as folder:
        path = Path(folder) / "places.gpkg"
        at = f"{made}T00:00:00Z"
        pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": at})
        _outlined(table, circles=_circles(classes)).to_file(
            path,
            layer=LAYER,
            driver="GPKG",
            engine="pyogrio",
            metadata=dict(about),
            layer_options={"SPATIAL_INDEX": "NO"},
        )
        _styled(path, _style(classes), at)
        return path.read_bytes()


def geoparquet(table: pd.DataFrame, about: Mapping[str, str]) -> bytes:
    """A GeoParquet file of the table; what is said about it stands in the file's own metadata."""
    import pyarrow.parquet as pq

    raw = BytesIO()
    _outlined(table, circles=False).to_parquet(raw, index=False)
    raw.seek(0)
    found = pq.read_table(raw)
    said = {**(found.schema.metadata or {}), b"about": json.dumps(dict(about), ensure_ascii=False).encode()}
    out = BytesIO()
    pq.write_table(found.replace_schema_metadata(said), out)
    return out.getvalue()


def _outlined(table: pd.DataFrame, circles: bool) -> "geopandas.GeoDataFrame":
    """The table with the outline of each place, or the point where its circle stands."""
    import geopandas

    table = table.infer_objects()  # columns of numbers, not of things that are numbers
    level = places.get(table[CODE].iloc[0]).level
    if circles:
        found = [places.get(code) for code in table[CODE]]
        points = geopandas.points_from_xy([p.lon for p in found], [p.lat for p in found])
        return geopandas.GeoDataFrame(table, geometry=points, crs="EPSG:4326")
    file = "provinces" if level == "province" else "counties"
    outlines = geopandas.read_parquet(_GEO / f"{file}.parquet").set_index("code").geometry
    return geopandas.GeoDataFrame(table, geometry=outlines.reindex(table[CODE]).to_numpy(), crs="EPSG:4326")


def _circles(classes: Mapping[str, Class]) -> bool:
    return any(one.pixels for one in classes.values())


def _style(classes: Mapping[str, Class]) -> str:
    """A style of QGIS: one symbol a class, with the words and the colours of the legend."""
    kind = "marker" if _circles(classes) else "fill"
    categories = "".join(
        f'<category render="true" symbol="{n}" value={quoteattr(label)} label={quoteattr(label)}/>'
        for n, label in enumerate(classes)
    )
    symbols = "".join(_symbol(n, kind, one) for n, one in enumerate(classes.values()))
    return (
        f'<qgis version="3.28"><renderer-v2 type="categorizedSymbol" attr="{CLASS}"><categories>{categories}'
        f"</categories><symbols>{symbols}</symbols></renderer-v2></qgis>"
    )


def _symbol(number: int, kind: str, one: Class) -> str:
    red, green, blue = (int(one.colour[n : n + 2], 16) for n in (1, 3, 5))
    own = {"color": f"{red},{green},{blue},255", "outline_color": "255,255,255,255", "outline_width": "0.1"}
    if kind == "marker":
        own |= {"name": "circle", "size": f"{one.pixels * MILLIMETRES:.2f}"}
    options = "".join(f'<Option name="{name}" value="{value}" type="QString"/>' for name, value in own.items())
    layer = f'<layer class="Simple{kind.title()}" enabled="1"><Option type="Map">{options}</Option></layer>'
    return f'<symbol type="{kind}" name="{number}" alpha="1">{layer}</symbol>'


def _styled(path: Path, style: str, at: str) -> None:
    """Puts the style where QGIS looks for the one of a layer that it opens."""
    with sqlite3.connect(path) as con:
        column = con.execute("SELECT column_name FROM gpkg_geometry_columns").fetchone()[0]
        con.execute(
            "CREATE TABLE layer_styles (id INTEGER PRIMARY KEY, f_table_catalog TEXT, f_table_schema TEXT, "
            "f_table_name TEXT, f_geometry_column TEXT, styleName TEXT, styleQML TEXT, styleSLD TEXT, "
            "useAsDefault BOOLEAN, description TEXT, owner TEXT, ui TEXT, update_time TEXT)"
        )
        con.execute(
            "INSERT INTO layer_styles VALUES (1, '', '', ?, ?, ?, ?, '', 1, '', '', NULL, ?)",
            (LAYER, column, LAYER, style, at),
        )
        con.execute(
            "INSERT INTO gpkg_contents (table_name, data_type, identifier, last_change) "
            "VALUES ('layer_styles', 'attributes', 'layer_styles', ?)",
            (at,),
        )
    con.close()
