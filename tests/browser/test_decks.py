"""A talk is made in a browser: a view becomes a scene, its words are changed, the deck is saved and loaded again."""

import tomllib
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.app import settle

SCENES = ".st-key-deck-scenes [role=radiogroup] > div"


def _saved(page: Page) -> str:
    with page.expect_download() as waiting:
        page.locator(".st-key-deck-save button").click()
    return Path(waiting.value.path()).read_text("utf-8")


def test_from_a_view_to_a_saved_deck_and_back(page, app):
    page.goto(f"{app.url}/claims?place=421122&period=2018")
    settle(page)
    page.locator(".st-key-share button").first.click()
    page.locator(".st-key-share-add button").click()
    expect(page.get_by_test_id("stToast")).to_contain_text("scene 1")
    expect(page.locator('img[src^="data:image/svg+xml"]')).to_be_visible()
    page.locator("[data-testid=stPopoverBody] a").first.click()
    page.wait_for_url("**/decks?*")
    expect(page.locator(SCENES)).to_have_count(1)
    settle(page)

    caption = page.locator('[class*="st-key-caption-en-"] textarea')
    expect(caption).to_have_value("Of 366 claims filed, 336 were paid: ¥1.16 million to families")
    caption.fill("In Hong'an 336 families were helped")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".st-key-deck-preview .large")).to_have_text("336")
    expect(page.locator(SCENES).first).to_contain_text("families were helped")
    settle(page)
    page.keyboard.press("Escape")
    page.locator("h1").first.click()
    page.keyboard.press("Alt+D")
    expect(page.locator(SCENES)).to_have_count(2)
    settle(page)

    text = _saved(page)
    said = tomllib.loads(text)
    assert [scene["caption"] for scene in said["scene"]] == [{"en": "In Hong'an 336 families were helped"}] * 2
    assert said["scene"][0]["view"] == {"place": "421122", "period": "2018"} and said["snapshot"]["digest"]
    page.locator(".st-key-deck-load button").first.click()
    page.locator(".st-key-deck-text textarea").fill(text)
    page.keyboard.press("Control+Enter")
    settle(page)
    page.locator(".st-key-deck-load-it button").click()
    page.wait_for_url("**/decks?*deck=My-deck*")
    expect(page.locator(SCENES)).to_have_count(2)
    settle(page)
    assert _saved(page) == text


def test_a_picture_beside_the_pages_own_becomes_a_scene_of_its_own(page, app):
    page.goto(f"{app.url}/?lang=zh")
    settle(page)
    page.locator(".st-key-trend-take-away button").first.click()
    page.locator(".st-key-trend-add button").click()
    expect(page.get_by_test_id("stToast")).to_contain_text("个场景")
    page.goto(f"{app.url}/decks?lang=zh")
    settle(page)
    page.locator(SCENES).last.click()
    settle(page)
    expect(page.locator(".st-key-deck-preview .js-plotly-plot").first).to_be_visible()
    assert 'picture = "trend"' in _saved(page)

    page.locator(".st-key-deck-rename button").first.click()
    page.get_by_label("中文标题").fill("贵州 / 故事")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("贵州 / 故事")
    settle(page)
    page.keyboard.press("Escape")
    with page.expect_download() as waiting:
        page.locator(".st-key-deck-save button").click()
    assert waiting.value.suggested_filename == "贵州-故事.toml", "a file is called as the deck is by now"


def test_a_deck_is_loaded_from_a_file_or_a_text_and_the_box_speaks_the_readers_language(page, app, tmp_path):
    deck, other = tmp_path / "我的省.toml", tmp_path / "x.txt"
    deck.write_text('title = { zh = "我的省" }', "utf-8")
    other.write_text("x", "utf-8")
    page.goto(f"{app.url}/decks?lang=zh")
    settle(page)
    page.locator(".st-key-deck-load button").first.click()
    box = page.locator(".stFileUploader")
    expect(box.locator("button")).to_contain_text("选择文件")
    expect(box).to_contain_text("每个文件不超过 4MB")
    box.locator("input").set_input_files(other)
    expect(box.get_by_role("alert")).to_have_text("未接收：文件类型不符。")
    expect(box.get_by_role("alert")).to_be_in_viewport()
    box.locator("input").set_input_files(deck)
    expect(box).to_contain_text(deck.name)
    settle(page)
    page.locator(".st-key-deck-text textarea").fill('title = { zh = "别的" }')
    page.keyboard.press("Control+Enter")
    settle(page)
    page.locator(".st-key-deck-load-it button").click()
    expect(page.get_by_test_id("stAlert").filter(has_text="请清除其中一项")).to_be_visible()
    page.locator(".st-key-deck-text textarea").fill("")
    page.keyboard.press("Control+Enter")
    settle(page)
    page.locator(".st-key-deck-load-it button").click()
    page.wait_for_url("**/decks?*deck=%E6%88%91%E7%9A%84%E7%9C%81*")
    expect(page.locator("h1")).to_have_text("我的省")


def test_the_code_that_embeds_a_page_shows_it_within_another(page, app):
    page.goto(f"{app.url}/trust")
    settle(page)
    page.locator(".st-key-share button").first.click()
    code = page.locator("code", has_text="<iframe")
    expect(code).to_be_visible()
    framed = code.inner_text()
    page.set_content(framed.replace("\n", " "))
    inside = page.frame_locator("iframe")
    expect(inside.locator("h1")).to_be_visible()
    expect(inside.locator(".st-key-tools")).to_contain_text("Illustrative data")
