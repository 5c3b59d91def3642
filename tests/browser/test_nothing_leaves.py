"""Every other machine is out of reach of these tests: each tab notes what it asks of another host, and fails its test
for it. Here is what it would note."""

import pytest

from tests.browser.conftest import visitor

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
