"""A snapshot as a Data Package: a library that knows the standard finds nothing wrong with it."""

import json
import zipfile
from io import BytesIO

import frictionless
import pandas as pd

from backbone import places
from backbone.files.package import package
from backbone.measures import COLUMNS
from backbone.snapshot.manifest import KEYS


def test_it_is_valid_and_holds_every_row(store, tmp_path):
    raw = package(store.snapshot)
    assert raw == package(store.snapshot)
    with zipfile.ZipFile(BytesIO(raw)) as archive:
        archive.extractall(tmp_path)
    found = frictionless.validate(tmp_path / "datapackage.json")
    assert found.valid, found.flatten(["type", "message"])
    said = json.loads((tmp_path / "datapackage.json").read_text("utf-8"))
    described = [field["name"] for field in said["resources"][0]["schema"]["fields"]]
    assert described == [*KEYS, *COLUMNS] and said["basis"] == "illustrative" and said["draft"] is False
    rows = pd.read_csv(tmp_path / "facts.csv", dtype={"place": str})
    named = pd.read_csv(tmp_path / "places.csv", dtype=str, keep_default_na=False)
    assert dict(zip(named["place"], named["name_zh"], strict=True)) == {
        code: places.get(code).name.zh for code in rows["place"].unique()
    }
    assert named.set_index("place").loc["421122"].tolist() == ["Hong'an", "红安县", "county", "420000"]
    assert len(rows) == store.snapshot.manifest.facts.rows
    totals = rows[rows["breakdown"] == "all"][[*COLUMNS]].sum()
    for column, total in store.snapshot.manifest.totals.items():
        assert abs(totals[column] - total) < 0.01
