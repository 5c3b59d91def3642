"""Where the lines of a page's texts break: never within a number and what it counts, an amount and its unit, a date, or
before the dot between two parts."""

from contextlib import suppress

import pytest
from playwright.sync_api import Page, TimeoutError

from backbone.punctuation import TOGETHER
from backbone.site import BESIDE, PAGES
from backbone.text import LANGS
from tests.browser.app import LOOK, await_question, settle
from tests.browser.test_pages import PATHS

# Of what no line parts, in the texts of the page, what stands on two lines. What holds it together is no part of it.
PARTED = """pattern => {
  const found = [], together = new RegExp(pattern, 'g');
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const text = texts.currentNode, around = text.parentElement;
    const texted = around.closest('[data-testid=stMarkdownContainer], [data-testid=stCaptionContainer], .stHtml');
    if (!texted || around.closest('code, style, svg') || !around.checkVisibility({checkOpacity: true})) continue;
    if (texted.clientWidth < 2) continue; // it is only read aloud
    const written = [], at = [];
    [...text.data].forEach((sign, n) => {
      if (sign !== '\\u2060') { written.push(sign === '\\u00a0' ? ' ' : sign); at.push(n); }
    });
    for (const piece of written.join('').matchAll(together)) {
      const range = document.createRange();
      range.setStart(text, at[piece.index]);
      range.setEnd(text, at[piece.index + piece[0].length - 1] + 1);
      const lines = new Set([...range.getClientRects()].filter(r => r.width).map(r => Math.round(r.top)));
      if (lines.size > 1) found.push(piece[0]);
    }
  }
  return found;
}"""
# The first caption in which something is held together by a sign that is not seen.
HELD = (
    "[...document.querySelectorAll('[data-testid=stCaptionContainer] p')].find(p => p.textContent.includes('\\u2060'))"
)
KEPT = (TOGETHER.pattern, r"\S ·")
WIDTHS = (390, 430, 960, 1280)
TURNED = {"en": "中文", "zh": "EN"}


def parted(page: Page) -> list[str]:
    """What is parted once our script has come, which may be later than the texts."""
    with suppress(TimeoutError):
        page.wait_for_function(f"kept => !kept.some(one => ({PARTED})(one).length)", arg=KEPT, polling=LOOK)
    return [piece for one in KEPT for piece in page.evaluate(PARTED, one)]


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", [*PAGES, *BESIDE])
def test_no_line_parts_a_number_from_what_it_counts(page: Page, app, name, lang):
    page.goto(f"{app.url}/{PATHS.get(name, name)}?place=421122&lang={lang}")
    settle(page)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        settle(page)
        assert parted(page) == [], width


def test_what_comes_later_is_held_together_too_and_copied_as_it_was_written(page: Page, app):
    page.goto(f"{app.url}/claims?lang=en")
    settle(page)
    page.locator(".st-key-lang button", has_text=TURNED["en"]).click()
    await_question(page, "claims", lang="zh")
    page.wait_for_function(f"() => !!{HELD}", polling=LOOK)
    copied = page.evaluate(
        f"""() => {{
          getSelection().selectAllChildren({HELD});
          const taken = new DataTransfer();
          document.dispatchEvent(new ClipboardEvent('copy', {{clipboardData: taken, cancelable: true}}));
          return taken.getData('text/plain');
        }}"""
    )
    assert copied and not {"\u2060", "\u00a0"} & {*copied}
