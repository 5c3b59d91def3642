"""A map that leaves the page as layers, and a table that leaves it as a workbook: what a program reads back."""

import json
import sqlite3
from decimal import Decimal
from io import BytesIO

import openpyxl
import pandas as pd
import pyarrow.parquet as pq
import pyogrio
import pytest
from openpyxl.utils import coordinate_to_tuple, get_column_letter

from backbone.charts import Canvas
from backbone.files.xlsx import xlsx
from backbone.gift.money import PUBLISHED, Money
from backbone.pictures import area, file, gift, layers, ranking, watch, years
from backbone.pictures import record as record_pictures
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


# Pixels of a page of A4 that lies, within its margins.
PAGE = (11.69 - 2 * 0.4) * 96


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("make", [watch.funnel, gift.expected, ranking.every_place, years.change_map])
def test_a_wide_workbook_is_printed_large_enough_to_be_read(store, record, make, lang):
    """Letters of 7 points at least; what is the same in every row, and said beside the table, is not printed."""
    more = {
        gift.expected: (Money(Decimal(250_000), "USD", PUBLISHED["USD"]), record),
        ranking.every_place: (tuple(store.counties),),
        years.change_map: (("2017", "2018"),),
    }
    picture = make(store, View(lang=lang, signal="silent"), Canvas(lang), *more.get(make, ()))
    book = openpyxl.load_workbook(BytesIO(as_xlsx(picture, store, record)))
    sheet, about = book.worksheets[0], dict(book.worksheets[1].values)
    heads = [cell.value for cell in sheet[1]]
    last = coordinate_to_tuple(sheet.print_area.split(":")[1].replace("$", ""))[1]
    for n, head in enumerate(heads[last:], last + 1):
        assert about[head] and len({cell.value for (cell,) in sheet.iter_rows(2, None, n, n)}) == 1
    assert about[file.NOTE(lang)] if file.NOTE(lang) in heads else True
    letters = [sheet.column_dimensions[get_column_letter(n)].width for n in range(1, last + 1)]
    wide = sum(7 * letter + 5 for letter in letters)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage and PAGE / wide >= 0.64, round(PAGE / wide, 2)
    high = sheet.row_dimensions[1].height / 15
    assert all(2 * high * wide >= len(head) for head, wide in zip(heads, letters, strict=False)) and high <= 4


def test_what_is_printed_of_a_workbook_is_printed_whole(store, record):
    """Words longer than a column stand in several lines, save where every row repeats what the sheet beside it says."""
    picture = record_pictures.evidence(record, View(), Canvas())
    sheet = openpyxl.load_workbook(BytesIO(as_xlsx(picture, store, record))).worksheets[0]
    wide, long = sheet.column_dimensions["E"].width, 0
    for row, (cell,) in enumerate(sheet.iter_rows(2, None, 5, 5), 2):
        lines = (sheet.row_dimensions[row].height or 15) / 15
        assert lines >= len(cell.value) / wide and (lines == 1 or cell.alignment.wrap_text)
        long += lines > 4
    assert long, "four sources say of Xishui that it takes part"
    noted = xlsx(pd.DataFrame({"A": ["1", "2"], "Note": ["word " * 99] * 2}), [("Note", "word")], "2019-09-01", "en")
    assert openpyxl.load_workbook(BytesIO(noted)).worksheets[0].row_dimensions[2].height is None


def test_a_workbook_too_wide_for_a_page_goes_on_beside_it_and_names_its_rows_again():
    table = pd.DataFrame({f"A heading of column {n}": ["a text that is long enough"] * 3 for n in range(30)})
    sheet = openpyxl.load_workbook(BytesIO(xlsx(table, [("Title", "T")], "2019-09-01", "en")))["Table"]
    assert not sheet.sheet_properties.pageSetUpPr or not sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.page_setup.scale == 65 and sheet.page_setup.pageOrder == "overThenDown"
    assert sheet.print_title_cols == "$A:$B" and sheet.print_title_rows == "$1:$1"


def test_a_cell_of_a_workbook_runs_nothing():
    evil = ["=1+1", "+1", "-1", "@SUM(A1)", "http://x.example", "=HYPERLINK(1)"]
    book = openpyxl.load_workbook(BytesIO(xlsx(pd.DataFrame({"=name": evil}), [("=a", "=b")], "2019-09-01", "en")))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert [c.value for c in cells] == ["=name", *evil, "=a", "=b"]
    assert {c.data_type for c in cells} == {"s"} and not any(c.hyperlink for c in cells)
