"""Every county of the map answers: to the pointer, to a finger, to keys, and to whoever listens."""

import pytest
from playwright.sync_api import expect

from backbone import places
from tests.browser.app import await_question, settle

# What is said of each mark, and where it is on screen.
MARKS = """() => [...document.querySelectorAll('.st-key-map .place-marks a')].map(one => {
  const box = one.getBoundingClientRect();
  return [one.dataset.place, one.ariaLabel, box.x + box.width / 2, box.y + box.height / 2];
})"""
TOLD = """() => [...document.querySelectorAll('.st-key-map .place-tip:not([hidden]) :is(strong, span)')]
  .map(line => line.textContent).join(', ')"""


def _open(page, url: str, count: int = 69) -> list:
    page.mouse.move(0, 0)
    page.goto(url)
    settle(page, "map")
    page.locator(".st-key-map").scroll_into_view_if_needed()
    page.locator(".st-key-map .place-marks a").nth(count - 1).wait_for(state="attached")
    page.locator(".st-key-map .js-plotly-plot").evaluate("plot => plot.scrollIntoView({block: 'center'})")
    marks = page.evaluate(MARKS)
    assert len(marks) == count
    expect(page.locator(".st-key-map .place-tip")).to_be_hidden()
    return marks


@pytest.mark.parametrize("indicator", ["insured", "coverage"])
def test_every_county_answers_the_pointer_at_its_centre_with_name_and_value(page, app, indicator):
    for code, said, x, y in _open(page, f"{app.url}/?indicator={indicator}"):
        page.mouse.move(x, y)
        assert page.evaluate(TOLD) == said
        assert said.startswith(places.get(code).name.en + ", ")


def test_the_nearest_centre_opens_where_counties_crowd(page, app):
    at = {code: (x, y) for code, _, x, y in _open(page, app.url)}
    page.mouse.click(*at["530627"])
    await_question(page, "place", place="530627")


def test_the_first_tap_tells_of_every_county_and_the_second_opens(phone, app):
    marks = _open(phone, app.url)
    for _, said, x, y in marks:
        phone.touchscreen.tap(x, y)
        assert phone.evaluate(TOLD) == said
        assert phone.url.rstrip("/") == app.url.rstrip("/")
    phone.touchscreen.tap(x, y)
    await_question(phone, "place", place=marks[-1][0])


def test_what_a_tap_tells_does_not_take_the_same_tap_where_it_comes_up_under_the_finger(phone, app):
    phone.set_viewport_size({"width": 390, "height": 640})  # on which the map begins at the foot of the screen
    _open(phone, app.url)
    phone.locator(".st-key-map .place-marks a").last.evaluate("mark => mark.scrollIntoView({block: 'end'})")
    at = {code: (said, x, y) for code, said, x, y in phone.evaluate(MARKS)}
    code, (said, x, y) = max(at.items(), key=lambda one: one[1][2] if one[1][2] < 596 else 0)
    assert y > 536, "the foot of the screen, where a tap is answered"
    phone.touchscreen.tap(x, y)
    phone.wait_for_timeout(500)
    assert phone.evaluate(TOLD) == said and phone.url.rstrip("/") == app.url.rstrip("/")
    phone.locator(".st-key-map .place-tip").tap()
    await_question(phone, "place", place=code)


def test_a_neighbour_beyond_the_frame_has_no_mark_and_the_page_does_not_go_sideways(phone, app):
    marks = _open(phone, f"{app.url}/place?place=610925", count=4)
    frame = phone.locator(".st-key-map .js-plotly-plot").bounding_box()
    assert all(frame["x"] <= x <= frame["x"] + frame["width"] for _, _, x, _ in marks)
    assert phone.evaluate("document.querySelector('.stMain').scrollWidth") == 390


def test_arrows_reach_every_county_and_enter_opens_it(page, app):
    marks = _open(page, app.url)
    own = page.locator(".st-key-map .place-marks a:focus")
    page.locator(".st-key-map .place-marks a[tabindex='0']").focus()
    # From each mark an arrow goes to a mark that lies that way, and all of them are reached by arrows from the first.
    reached, ahead = {own.get_attribute("data-place")}, [own.get_attribute("data-place")]
    while ahead:
        code = ahead.pop()
        for arrow in ("ArrowRight", "ArrowLeft", "ArrowUp", "ArrowDown"):
            page.locator(f".st-key-map .place-marks a[data-place='{code}']").focus()
            page.keyboard.press(arrow)
            next_ = own.get_attribute("data-place")
            if next_ not in reached:
                reached.add(next_)
                ahead.append(next_)
    assert reached == {code for code, *_ in marks}
    code = own.get_attribute("data-place")
    page.keyboard.press("Enter")
    await_question(page, "place", place=code)
    settle(page, "map")
    expect(own).to_have_attribute("data-place", code)


def test_what_a_key_or_a_pointer_tells_is_seen(page, app):
    marks = {code: (x, y) for code, _, x, y in _open(page, app.url)}
    ring, tip = (page.locator(f".st-key-map .place-{part}") for part in ("ring", "tip"))
    page.locator('.st-key-map .place-marks a[data-place="530621"]').focus()
    for part in (ring, tip):
        expect(part).to_be_in_viewport()  # not cut off by what it stands in
    page.mouse.move(*marks["130726"])
    expect(tip).to_contain_text("Yuxian")
    expect(tip).to_be_in_viewport()


def test_the_focus_stays_on_its_county_when_the_map_is_drawn_anew(page, app):
    _open(page, f"{app.url}/place?place=530000", count=10)
    mark = page.locator(".st-key-map .place-marks a[data-place='530627']")
    mark.focus()
    before = mark.get_attribute("aria-label")
    page.locator(".st-key-period button").nth(1).evaluate("button => button.click()")
    await_question(page, "place", place="530000", period="2017")
    expect(mark).to_be_focused()
    expect(mark).not_to_have_attribute("aria-label", before)


def test_what_is_told_of_a_county_is_what_the_map_says_now(page, app):
    at = {code: (x, y) for code, _, x, y in _open(page, f"{app.url}/place?place=530000", count=10)}
    mark = page.locator(".st-key-map .place-marks a[data-place='530627']")
    page.mouse.move(*at["530627"])
    page.locator(".st-key-period button").nth(1).evaluate("button => button.click()")
    await_question(page, "place", place="530000", period="2017")
    settle(page, "map")
    assert page.evaluate(TOLD) == mark.get_attribute("aria-label")


def test_a_screen_reader_hears_what_the_map_is_and_how_to_walk_it(page, app):
    _open(page, f"{app.url}/?lang=zh")
    said = page.get_by_role("group", name="地图上有 69 个地区：方向键移到相邻地区，回车键打开。")
    expect(said.get_by_role("link", name="红安县，参保人次 65,940")).to_be_attached()
