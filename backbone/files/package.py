"""A snapshot as a Frictionless Data Package (specs.frictionlessdata.io): its facts as plain CSV with a description of
every column, and the two files of the snapshot as they are."""

import json
from io import BytesIO

import pyarrow as pa
import pyarrow.csv as pc
import pyarrow.parquet as pq

from backbone.files.archive import zipped
from backbone.measures import COLUMNS
from backbone.snapshot.manifest import FACTS, KEYS, MANIFEST, Snapshot
from backbone.text import Text

CSV, DESCRIPTOR = "facts.csv", "datapackage.json"
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
IN_RMB = Text("{what}, in RMB", "{what}（元）")
TITLE = Text("Backbone Project: totals as of {month}", "顶梁柱公益保险：截至 {month} 的汇总数据")


def package(snapshot: Snapshot) -> bytes:
    """The package as a ZIP; the same snapshot gives the same bytes."""
    facts = pq.read_table(snapshot.facts)
    lines = BytesIO()
    pc.write_csv(facts, lines)
    held = {
        DESCRIPTOR: (json.dumps(_descriptor(snapshot), ensure_ascii=False, indent=1) + "\n").encode(),
        CSV: lines.getvalue(),
        FACTS: snapshot.facts.read_bytes(),
        MANIFEST: (snapshot.folder / MANIFEST).read_bytes(),
    }
    return zipped(held, snapshot.manifest.created)


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
            {
                "name": "facts",
                "path": CSV,
                "format": "csv",
                "mediatype": "text/csv",
                "encoding": "utf-8",
                "schema": {
                    "fields": [_field(name, typed.field(name).type) for name in typed.names],
                    "primaryKey": [*KEYS],
                },
            }
        ],
    }


def _both(said: Text) -> str:
    return f"{said.en} / {said.zh}"


def _field(name: str, kind: pa.DataType) -> dict[str, str]:
    """A column of the facts as the package describes it."""
    said = KEYED[name] if name in KEYED else COLUMNS[name].name
    said = IN_RMB.filled(what=said) if name in COLUMNS and COLUMNS[name].is_money else said
    types = {"integer": pa.types.is_integer(kind), "number": pa.types.is_decimal(kind)}
    return {
        "name": name,
        "type": next((called for called, fits in types.items() if fits), "string"),
        "title": COLUMNS[name].name.en if name in COLUMNS else name,
        "description": _both(said),
    }
