"""What a reader takes away opens elsewhere: the table in a spreadsheet, the picture in a document."""

import io
from pathlib import Path

import pandas as pd
from PIL import Image

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
    frame = pd.read_csv(io.BytesIO(raw), dtype={"place": str})
    assert raw.startswith(b"\xef\xbb\xbf") and name.endswith(".csv")
    assert frame.set_index("place").loc["421122", "insured"] == 65940
    assert len(frame) == 69 and frame["insured"].notna().sum() == 66, "three counties joined later: no data"
    assert set(frame["basis"]) == {"illustrative"} and set(frame["as_of"]) == {"2019-08"}

    path, name = _download(page, "map", "png")
    picture = Image.open(path)
    assert picture.format == "PNG" and name.endswith(".png")
    assert picture.width >= 1200 and picture.height >= 600
    colours = picture.convert("RGB").getcolors(1 << 24)
    largest = max(count for count, _ in colours) / (picture.width * picture.height)
    assert len(colours) > 100 and largest < 0.9, "the picture is blank"


def test_table_and_picture_of_what_stands_beside_the_map(page, app):
    page.goto(f"{app.url}/?lang=zh")
    settle(page)
    for key in ("ranking", "trend"):
        _open_menu(page, key)
        path, _ = _download(page, key, "csv")
        assert len(pd.read_csv(path)) > 10
        path, _ = _download(page, key, "png")
        assert Image.open(path).width >= 1200
        page.keyboard.press("Escape")
