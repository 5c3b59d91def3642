"""A snapshot as a Frictionless Data Package (specs.frictionlessdata.io): its facts as plain CSV, the places that they
name, a description of every column, and the two files of the snapshot as they are."""

import json
from io import BytesIO
from pathlib import Path

import pyarrow as pa
import pyarrow.csv as pc
import pyarrow.parquet as pq

from backbone import places
from backbone.files.archive import zipped
from backbone.measures import COLUMNS
from backbone.snapshot.manifest import FACTS, KEYS, MANIFEST, Snapshot
from backbone.text import Text

CSV, PLACES, DESCRIPTOR = "facts.csv", "places.csv", "datapackage.json"
KEYED: dict[str, Text] = {
    "breakdown": Text(
        "all for none, or a breakdown (illness) or crossing (sex/age_band); the rows of each add up by themselves",
        "all 为不细分；否则为一种细分（illness）或交叉细分（sex/age_band），各自独立汇总",
    ),
    "level": Text(
        "county, province or nation: by a breakdown each level has rows of its own, not to be added to another's",
        "county（县）、province（省）、nation（全国）：细分数据各层级单独成行，不可跨层级相加",
    ),
    "place": Text("six-digit code (GB/T 2260), 100000 for the nation", "六位行政区划代码（GB/T 2260），全国为 100000"),
    "category": Text("all, or the category (cancer, female/18-29)", "all，或具体类别（cancer、female/18-29）"),
    "policy_year": Text("policy year of the cover", "保单年度"),
    "month": Text("month in which it happened or was told (2018-10)", "发生或计入的月份（2018-10）"),
}
OF_PLACE: dict[str, Text] = {
    "place": KEYED["place"],
    "name_en": Text("name in English", "英文名称"),
    "name_zh": Text("name in Chinese", "中文名称"),
    "level": Text("county, province or nation", "county（县）、province（省）、nation（全国）"),
    "parent": Text("code of the place that it lies in; empty for the nation", "所属地区代码；全国为空"),
}
IN_RMB = Text("{what}, in RMB", "{what}（元）")
TITLE = Text("Backbone Project: totals as of {month}", "顶梁柱公益保险：截至 {month} 的汇总数据")


def package(snapshot: Snapshot) -> bytes:
    """The package as a ZIP; the same snapshot gives the same bytes."""
    facts = pq.read_table(snapshot.facts)
    held = {
        DESCRIPTOR: (json.dumps(_descriptor(snapshot), ensure_ascii=False, indent=1) + "\n").encode(),
        CSV: _csv(facts),
        PLACES: _csv(_places(facts)),
        FACTS: snapshot.facts.read_bytes(),
        MANIFEST: (snapshot.folder / MANIFEST).read_bytes(),
    }
    return zipped(held, snapshot.manifest.created)


def _csv(table: pa.Table) -> bytes:
    lines = BytesIO()
    pc.write_csv(table, lines)
    return lines.getvalue()


def _places(facts: pa.Table) -> pa.Table:
    """Every place of the facts, by its code."""
    rows = map(_place, sorted(facts["place"].unique().to_pylist()))
    return pa.table(dict(zip(OF_PLACE, zip(*rows, strict=True), strict=True)))


def _place(code: str) -> tuple[str, ...]:
    """A place as a row; of one that is not known the code alone."""
    try:
        one = places.get(code)
    except places.UnknownPlace:
        return code, "", "", "", ""
    return code, one.name.en, one.name.zh, one.level, one.parent


def _descriptor(snapshot: Snapshot) -> dict:
    said = snapshot.manifest
    typed = pq.read_schema(snapshot.facts)
    return {
        "name": f"backbone-{said.name}".lower(),
        "title": _both(TITLE.filled(month=said.as_of)),
        "description": _both(Text(said.note_en, said.note_zh)),
        "version": said.name,
        "created": f"{said.created}T00:00:00Z",
        "basis": said.basis,
        "draft": snapshot.draft,
        "resources": [
            _resource(
                CSV,
                fields=[_field(name, typed.field(name).type) for name in typed.names],
                primaryKey=[*KEYS],
                foreignKeys=[{"fields": ["place"], "reference": {"resource": Path(PLACES).stem, "fields": ["place"]}}],
            ),
            _resource(
                PLACES,
                fields=[_described(name, "string", name, said) for name, said in OF_PLACE.items()],
                primaryKey=["place"],
            ),
        ],
    }


def _resource(path: str, **schema: list) -> dict:
    """A table of the package as it describes it."""
    kind = {"format": "csv", "mediatype": "text/csv", "encoding": "utf-8"}
    return {"name": Path(path).stem, "path": path, **kind, "schema": schema}


def _both(said: Text) -> str:
    return f"{said.en} / {said.zh}"


def _field(name: str, kind: pa.DataType) -> dict[str, str]:
    """A column of the facts as the package describes it."""
    said = KEYED[name] if name in KEYED else COLUMNS[name].name
    said = IN_RMB.filled(what=said) if name in COLUMNS and COLUMNS[name].is_money else said
    types = {"integer": pa.types.is_integer(kind), "number": pa.types.is_decimal(kind)}
    called = next((called for called, fits in types.items() if fits), "string")
    return _described(name, called, COLUMNS[name].name.en if name in COLUMNS else name, said)


def _described(name: str, called: str, title: str, said: Text) -> dict[str, str]:
    return {"name": name, "type": called, "title": title, "description": _both(said)}
