"""A map that leaves the page as layers, and a table that leaves it as a workbook: what a program reads back."""

import json
import sqlite3
from io import BytesIO

import openpyxl
import pandas as pd
import pyarrow.parquet as pq
import pyogrio
import pytest

from backbone.charts import Canvas
from backbone.files.xlsx import xlsx
from backbone.pictures import area, layers
from backbone.pictures.file import as_csv, as_xlsx, taken
from backbone.punctuation import unbracketed
from backbone.record.record import load
from backbone.view import View

DARK = Canvas("zh", "dark")


@pytest.fixture(scope="module")
def record():
    return load()


@pytest.fixture(scope="module", params=["coverage", "insured"])
def counties(store, record, request):
    return area.place_map(store, View(lang="zh", indicator=request.param), DARK, "county", record)


def read(raw: bytes, tmp_path, layer: str):
    path = tmp_path / "it.gpkg"
    path.write_bytes(raw)
    return path, pyogrio.read_dataframe(path, layer=layer)


def test_a_geopackage_has_every_county_with_its_number_and_its_class(store, record, counties, tmp_path):
    path, found = read(layers.as_geopackage(counties, store, record), tmp_path, "places")
    rows = taken(counties, store, record)
    assert len(found) == 69 and found.geometry.is_valid.all() and found["class"].notna().all()
    assert not found["class"].str.contains("[(（]").any(), "how many places are in it is not part of a class"
    name = next(column for column in rows if column.startswith("参保"))
    assert dict(zip(found["code"], found[name], strict=True)) == dict(zip(rows["地区代码"], rows[name], strict=True))
    assert set(found.geometry.geom_type) == ({"MultiPolygon"} if counties.ids[0] == "coverage" else {"Point"})
    assert "示意" in pyogrio.read_info(path, layer="places")["layer_metadata"]["口径"]


def test_its_style_has_the_words_and_light_colours_of_the_legend(store, record, counties, tmp_path):
    path, _ = read(layers.as_geopackage(counties, store, record), tmp_path, "places")
    with sqlite3.connect(path) as con:
        ((style, default),) = con.execute("SELECT styleQML, useAsDefault FROM layer_styles").fetchall()
    light = counties.again(Canvas("zh"))
    named = {t["name"]: t["marker"]["color"] for t in light.figure.data if t.get("name")}
    assert default and len(named) >= 4
    for label, colour in named.items():
        red, green, blue = (int(colour[n : n + 2], 16) for n in (1, 3, 5))
        assert f'"{unbracketed(label, "zh")}"'.replace("<", "&lt;") in style and f"{red},{green},{blue},255" in style


def test_geoparquet_says_of_itself_what_it_is(store, record, counties):
    found = pq.read_table(BytesIO(layers.as_geoparquet(counties, store, record)))
    said = json.loads(found.schema.metadata[b"about"])
    assert b"geo" in found.schema.metadata and found.num_rows == 69
    assert said["口径"] and said["截至"] == "2019-08" and said["标题"] == counties.title


def test_the_same_map_gives_the_same_bytes(store, record, counties):
    for make in (*layers.MAKERS.values(), as_xlsx):
        assert make(counties, store, record) == make(counties, store, record)


def test_only_maps_are_layers(store, record, counties):
    assert layers.is_map(counties)
    assert not layers.is_map(area.trend(store, View(indicator="insured"), Canvas("en")))


def test_a_workbook_holds_the_numbers_of_the_csv_and_says_what_they_are(store, record, counties):
    book = openpyxl.load_workbook(BytesIO(as_xlsx(counties, store, record)))
    head, *rows = book["数据"].values
    csv = pd.read_csv(BytesIO(as_csv(counties, store, record)), dtype={"地区代码": str})
    assert list(head) == list(csv) and [list(row) for row in rows] == csv.to_numpy(object).tolist()
    about = dict(book["说明"].values)
    assert about["标题"] == counties.title and about["口径"] and "算法" in " ".join(map(str, about.values()))


def test_a_workbook_names_each_source_once(store, record):
    picture = area.map_here(store, View(indicator="insured", place="420000"), Canvas("en"), "county")
    about = dict(openpyxl.load_workbook(BytesIO(as_xlsx(picture, store, record)))["About"].values)
    assert about["Basis"] == "illustrative; reported"
    assert about["Source"].count("Backbone Project") == 1 and about["Source"].count("cfpa.org.cn") == 1


def test_a_workbook_is_read_and_printed_as_it_is():
    said = "Long words of what it is. " * 20
    table = pd.DataFrame({"Year": ["2018", "2017"], "Amount": [1_160_000, 2.5], "Share": [100.0, 5.1234]}, dtype=object)
    book = openpyxl.load_workbook(BytesIO(xlsx(table, [("Title", "R&D"), ("Note", said)], "2019-09-01", "en")))
    sheet, about = book["Table"], book["About"]
    shown = [[cell.number_format for cell in row] for row in sheet.iter_rows(min_row=2)]
    assert shown == [["General", "#,##0_)", "#,##0.00_)"], ["General", "#,##0.00_)", "#,##0.00_)"]]
    for one in book:
        assert (one.page_setup.orientation, one.page_setup.paperSize, one.page_setup.fitToHeight) == ("landscape", 9, 0)
    assert sheet.print_title_rows == "$1:$1" and sheet.oddHeader.left.text == "R&&D" and sheet.dimensions == "A1:C3"
    assert sheet.column_dimensions["B"].width >= len("1,160,000")
    # Not every program makes a row as high as its words.
    high = about.row_dimensions[2].height / 15
    assert high >= len(said) / about.column_dimensions["B"].width


def test_a_cell_of_a_workbook_runs_nothing():
    evil = ["=1+1", "+1", "-1", "@SUM(A1)", "http://x.example", "=HYPERLINK(1)"]
    book = openpyxl.load_workbook(BytesIO(xlsx(pd.DataFrame({"=name": evil}), [("=a", "=b")], "2019-09-01", "en")))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert [c.value for c in cells] == ["=name", *evil, "=a", "=b"]
    assert {c.data_type for c in cells} == {"s"} and not any(c.hyperlink for c in cells)
