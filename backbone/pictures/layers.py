"""A map as layers for QGIS and its like: what it shows of each place, with its outline and its colour."""

from collections.abc import Callable, Mapping

import pandas as pd

from backbone.boundaries import BOUNDARIES, MAP_NOTE
from backbone.charts import Canvas
from backbone.files.layers import CLASS, CODE, Class, geopackage, geoparquet
from backbone.pictures import file
from backbone.pictures.picture import Picture
from backbone.punctuation import unbracketed
from backbone.record.record import Record
from backbone.snapshot.store import Store

BOUNDARY = "boundaries"


def is_map(picture: Picture) -> bool:
    """Whether a picture draws places in classes, each of them a row of its table."""
    return bool(_classes(picture)[0]) and picture.rows is not None and "place" in picture.rows


def as_geopackage(picture: Picture, store: Store, record: Record) -> bytes:
    """A map as a GeoPackage, in the colours of its legend."""
    light = picture.again(Canvas(picture.view.lang)) if picture.again else picture
    table, about = _table(light, store, record)
    return geopackage(table, _classes(light)[0], about, store.snapshot.manifest.created)


def as_geoparquet(picture: Picture, store: Store, record: Record) -> bytes:
    """A map as GeoParquet."""
    return geoparquet(*_table(picture, store, record))


# The ending of a file -> what makes it.
MAKERS: Mapping[str, Callable[[Picture, Store, Record], bytes]] = {"gpkg": as_geopackage, "parquet": as_geoparquet}


def _table(picture: Picture, store: Store, record: Record) -> tuple[pd.DataFrame, dict[str, str]]:
    lang, (_, class_of) = picture.view.lang, _classes(picture)
    taken = file.taken(picture, store, record)
    about = dict(file.about(picture, store, taken)) | {BOUNDARY: MAP_NOTE(lang) or BOUNDARIES(lang)}
    table = taken.rename(columns={file.CODE(lang): CODE})
    return table.assign(**{CLASS: table[CODE].map(class_of)}), about


def _classes(picture: Picture) -> tuple[dict[str, Class], dict[str, str]]:
    """The classes of a map by their words, without how many places are in them, and the words of each place's class."""
    lang = picture.view.lang
    classes: dict[str, Class] = {}
    class_of: dict[str, str] = {}
    traces = picture.figure.data if picture.figure is not None else []
    for trace in traces:
        marker = trace.get("marker")
        if trace["type"] != "scattergeo" or not trace.get("name") or not trace.get("customdata") or not marker:
            continue
        filled = any(t["type"] == "choropleth" and _colour(t) == marker["color"] for t in traces)
        name = unbracketed(trace["name"], lang)
        classes[name] = Class(marker["color"], 0 if filled else _width(marker["size"]))
        class_of.update({_code(custom): name for custom in trace["customdata"]})
    return classes, class_of


def _colour(trace: dict) -> str:
    return trace["colorscale"][0][1]


def _width(size: float | list[float]) -> float:
    return max(size) if isinstance(size, list) else size


def _code(custom: str | list[str]) -> str:
    return custom if isinstance(custom, str) else custom[0]
