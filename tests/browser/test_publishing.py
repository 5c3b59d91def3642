"""Publishing in a browser: the offices' files are dropped, a faulty delivery is named and marked, a faultless one
becomes a draft that only its steward sees, and then what everybody sees."""

import re
import shutil
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Page, expect

from backbone.periods import month_name
from tests.browser.app import ROOT, TIMEOUT, Served, served, settle
from tests.browser.conftest import visitor
from tests.offices.make import FAULTY, FOLDER
from tests.offices.records import QUARTERS

expect.set_options(timeout=TIMEOUT)
WORDS = {
    "en": {
        "hidden": "No, leave it out",
        "wrong": "must be put right",
        "right": "passed every check",
        "draft": "Draft.",
    },
    "zh": {"hidden": "否，不导入", "wrong": "更正后才能发布", "draft": "草稿。"},
}


@pytest.fixture(scope="module")
def mine(browser, tmp_path_factory) -> Served:
    """A server with snapshots of its own."""
    folder = tmp_path_factory.mktemp("mine")
    shutil.copytree(ROOT / "data" / "snapshots", folder / "snapshots")
    with served(env={"BACKBONE_SNAPSHOTS": str(folder / "snapshots"), "BACKBONE_PRIVATE": str(folder / "p")}) as app:
        yield app


def drop(page: Page, folder: Path) -> None:
    """Drops every file of a folder, in place of those that lie there."""
    for remove in reversed(page.get_by_test_id("stFileUploaderDeleteBtn").all()):
        remove.get_by_role("button").click()
        settle(page)
    page.get_by_test_id("stFileUploader").locator("input[type=file]").set_input_files(sorted(folder.iterdir()))
    expect(page.locator(".st-key-sheets")).to_be_visible()
    settle(page)


def answer(page: Page, hidden: str) -> None:
    """Answers whatever is asked: hidden sheets are left out, a county is the one that is offered."""
    boxes = page.locator('[class*="st-key-answer-"] input')
    while many := boxes.count():
        boxes.first.click()
        offered = page.get_by_role("option")
        (offered.filter(has_text=hidden) if offered.filter(has_text=hidden).count() else offered).first.click()
        expect(boxes).not_to_have_count(many)
        settle(page)


@pytest.mark.parametrize(("lang", "quarter"), [("zh", 0), ("en", 1)])
def test_from_files_to_what_everybody_sees(mine, browser, lang, quarter):
    said = WORDS[lang]
    with visitor(browser) as (page, watch), visitor(browser) as (other, _):
        page.goto(f"{mine.url}/publish?lang={lang}")
        settle(page)
        page.locator(".st-key-sender input").fill("offices")
        page.keyboard.press("Enter")
        settle(page)
        drop(page, FOLDER / QUARTERS[quarter])
        assert bool(page.locator('[class*="st-key-answer-"]').count()) is (quarter == 0)
        answer(page, said["hidden"])
        reasons = page.locator('[class*="st-key-reason-"] input')
        expect(reasons.first).to_be_visible()  # so few people are not those of the public record
        for reason in reasons.all():
            reason.fill("as agreed")
            page.keyboard.press("Tab")
            settle(page)
        page.locator(".st-key-make button").click()
        page.locator(".st-key-look button").click()
        expect(page.locator(".st-key-draft")).to_contain_text(said["draft"])
        settle(page, "map")
        other.goto(f"{mine.url}/?lang={lang}")
        settle(other, "map")
        month = month_name(QUARTERS[quarter], lang)
        # What holds a month together on the page stands between its signs, or in the place of a space.
        seen = re.compile("\u2060?".join(month).replace(" ", r"\s"))
        expect(other.locator(".st-key-as-of")).not_to_contain_text(seen)
        assert not other.locator(".st-key-draft").count()
        page.locator(".st-key-draft a").click()
        page.locator(".st-key-publish button").click()
        expect(page.locator(".st-key-publish")).to_have_count(0)
        settle(page)
        other.reload()
        settle(other, "map")
        expect(other.locator(".st-key-as-of")).to_contain_text(seen)
    watch.sound()


def test_a_faulty_delivery_is_named_and_marked_and_publishes_nothing(mine, browser):
    with visitor(browser) as (page, watch):
        page.goto(f"{mine.url}/publish?lang=en")
        settle(page)
        drop(page, FAULTY)
        answer(page, WORDS["en"]["hidden"])
        expect(page.get_by_text(WORDS["en"]["wrong"])).to_be_visible()
        assert not page.locator(".st-key-make").count()
        with page.expect_download() as download:
            page.locator('[class*="st-key-marked-"]', has_text="湖北理赔明细.csv").get_by_role("button").click()
        book = openpyxl.load_workbook(BytesIO(Path(download.value.path()).read_bytes()))
        marked = [cell.coordinate for sheet in book for row in sheet.iter_rows() for cell in row if cell.comment]
        assert {"D5", "D6", "D7"} <= {*marked}
    watch.sound()
