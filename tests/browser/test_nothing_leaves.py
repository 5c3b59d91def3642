"""The whole product with every other machine out of reach: each tab notes what it asks of another host, and fails its
test for it. Every page of the menu is opened cold in `test_pages`; here are the links that show what those do not."""

import pytest

from backbone.text import LANGS
from tests.browser.app import asking_only, settle
from tests.browser.conftest import visitor

SPECIAL = (
    "?level=province&indicator=coverage",
    "?stage=1",
    "?passport=paid",
    "place",
    "place?place=420000",
    "place?place=421122&stage=1",
    "place?place=110101",
    "claims?only=illness.cancer",
    "compare?against=2017",
)


@pytest.mark.parametrize(("link", "lang"), [(link, LANGS[n % 2]) for n, link in enumerate(SPECIAL)])
def test_no_request_leaves_the_machine(page, app, link, lang):
    with asking_only(app, page):
        page.goto(f"{app.url}/{link}{'&' if '?' in link else '?'}lang={lang}")
        mapped = link.split("?")[0] in ("", "place")
        settle(page, "stage-picture" if "stage" in link else "map" if mapped else "")


ELSEWHERE = """
  <img src="http://example.com/picture.png"><link rel="stylesheet" href="https://fonts.example.org/type.css">
  <script>
    fetch('http://192.0.2.1/number').catch(() => {});
    new WebSocket('ws://example.net/socket');
    navigator.sendBeacon('https://example.net/seen', 'x');
  </script>
"""


def test_what_is_asked_of_another_machine_is_noted_and_never_answered(browser):
    with visitor(browser) as (page, watch):
        failed = []
        page.on("requestfailed", lambda request: failed.append(request.failure))
        page.set_content(ELSEWHERE)
        page.wait_for_load_state("networkidle")
        hosts = {url.split("/")[2] for url in watch.outside}
        assert hosts == {"example.com", "fonts.example.org", "192.0.2.1", "example.net"} and len(watch.outside) == 5
        assert failed and set(failed) == {"net::ERR_NAME_NOT_RESOLVED"}
        with pytest.raises(AssertionError, match="leave the machine"):
            watch.sound()
