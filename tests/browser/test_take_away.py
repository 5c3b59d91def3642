"""What a reader takes away opens elsewhere: the table in a spreadsheet, the picture in a document."""

import io
from pathlib import Path
from xml.etree import ElementTree

import pandas as pd
from PIL import Image
from playwright.sync_api import expect
from pypdf import PdfReader
from streamlit.proto.BackMsg_pb2 import BackMsg

from tests.browser.app import settle


def _download(page, key: str, kind: str) -> Path:
    with page.expect_download() as waiting:
        page.locator(f".st-key-{key}-{kind} button").click()
    return Path(waiting.value.path()), waiting.value.suggested_filename


def _open_menu(page, key: str) -> None:
    page.locator(f".st-key-{key}-take-away button").first.click()
    page.locator(f".st-key-{key}-csv button").wait_for()
    settle(page)


def test_table_and_picture_of_the_map(page, app):
    page.goto(f"{app.url}/?period=2018")
    settle(page, "map")
    _open_menu(page, "map")

    path, name = _download(page, "map", "csv")
    raw = path.read_bytes()
    frame = pd.read_csv(io.BytesIO(raw), dtype={"Place code": str}).set_index("Place code")
    assert raw.startswith(b"\xef\xbb\xbf") and name.endswith(".csv")
    insured = frame["Insured (person-times)"]
    assert insured["421122"] == 65940 and frame.loc["421122", "Basis"] == "reported"
    assert len(frame) == 69 and insured.notna().sum() == 66, "three counties joined later: no data"
    assert "illustrative" in set(frame["Basis"]) and set(frame["As of"]) == {"2019-08"}

    path, name = _download(page, "map", "png-16x9")
    picture = Image.open(path)
    assert picture.format == "PNG" and name.endswith("-16x9.png")
    assert picture.size == (3200, 1800)
    path, name = _download(page, "map", "svg")
    words = "".join(ElementTree.parse(path).getroot().itertext())
    assert name.endswith(".svg") and "Zhenxiong" in words and "Illustrative data" in words and "Boundaries" in words

    colours = picture.convert("RGB").getcolors(1 << 24)
    largest = max(count for count, _ in colours) / (picture.width * picture.height)
    assert len(colours) > 100 and largest < 0.9, "the picture is blank"


def test_a_press_whose_file_was_named_anew_meanwhile_gets_the_file(page, app):
    """Each run names the files anew, and any reader's run may have the names before forgotten."""
    forgotten = []

    def listen(line):
        server = line.connect_to_server()

        def said(message):
            asks = BackMsg()
            asks.ParseFromString(message)
            if asks.backend_operation_request.HasField("deferred_file") and not forgotten:
                forgotten.append(asks.backend_operation_request.deferred_file.file_id)
                asks.backend_operation_request.deferred_file.file_id = "0" * 32
            server.send(asks.SerializeToString())

        line.on_message(said)

    page.route_web_socket("**/_stcore/stream", listen)
    page.goto(app.url)
    settle(page, "map")
    _open_menu(page, "map")
    path, _ = _download(page, "map", "csv")
    assert forgotten and len(pd.read_csv(path)) == 69
    expect(page.get_by_test_id("stDownloadButtonError")).to_have_count(0)


def test_table_and_picture_of_what_stands_beside_the_map(page, app):
    page.goto(f"{app.url}/?lang=zh")
    settle(page)
    for key in ("ranking", "trend"):
        _open_menu(page, key)
        path, _ = _download(page, key, "csv")
        assert len(pd.read_csv(path)) > 10
        path, _ = _download(page, key, "png-1x1")
        assert Image.open(path).size == (2400, 2400)
        page.keyboard.press("Escape")


def test_the_brief_of_a_place_is_two_pages_with_its_map_in_words(page, app):
    page.goto(f"{app.url}/place?place=530627&lang=zh")
    settle(page, "map")
    with page.expect_download() as waiting:
        page.locator(".st-key-brief button").first.click()
    reader = PdfReader(waiting.value.path())
    first, second = ("".join(one.extract_text().split()) for one in reader.pages)
    assert waiting.value.suggested_filename == "brief-530627-all-2019-08-zh.pdf"
    assert "60.01万" in first and "赫章" in first, "the names on the map are text, and not boxes"
    assert "镇雄县未列入关注名单" in second


# What the grid tells those who do not see it: the text of each cell, row by row.
CELLS = """() => [...document.querySelectorAll('[data-testid=stDataFrame] canvas tr[aria-rowindex]')].slice(1)
  .map(row => [...row.querySelectorAll('[role=gridcell]')].map(cell => cell.innerText))"""
# Its last column goes upwards (1) or downwards (-1), by size.
SORTED = f"""up => {{
  const numbers = ({CELLS})().map(row => Number(row.at(-1)));
  return numbers.length > 1 && numbers.every((one, n) => !n || up * (one - numbers[n - 1]) >= 0);
}}"""


def test_a_table_sorts_numbers_by_size_and_a_press_opens_the_number_pressed(page, app):
    page.goto(f"{app.url}/?indicator=days_to_settle")
    settle(page, "map")
    _open_menu(page, "map")
    grid = page.locator("[data-testid=stDataFrame] .dvn-scroller").first
    right = grid.bounding_box()["width"] - 70
    page.wait_for_function(SORTED, arg=-1)
    for up in (1, -1):
        grid.click(position={"x": right, "y": 15})
        page.wait_for_function(SORTED, arg=up)
    rows = page.evaluate(CELLS)
    grid.click(position={"x": right, "y": 35 + 15})
    passport = page.locator("[data-testid=stDialog] [role=dialog]")
    passport.wait_for()
    said = passport.inner_text()
    assert rows[0][0] in said and f"{float(rows[0][-1]):.1f} days" in said


def test_a_table_has_no_tools_of_the_grids_own(page, app):
    page.goto(f"{app.url}/?lang=zh")
    settle(page, "map")
    _open_menu(page, "map")
    page.locator("[data-testid=stDataFrame]").first.hover()
    assert page.locator("[data-testid=stDataFrame] button:visible").count() == 0
