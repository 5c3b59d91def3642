"""The whole product with every other machine out of reach: each fresh context aborts and records what it asks of
another host, and fails its test for it; here every page is walked, and the maps really draw."""

from backbone.text import LANGS
from tests.browser.app import settle

EVERYTHING = [
    "", "?level=province&indicator=coverage", "?stage=1", "place", "place?place=420000", "place?place=421122",
    "place?place=421122&stage=1", "place?place=110101", "ranking", "record", "definitions",
]


def test_no_request_leaves_the_machine(page, app):
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    for n, path in enumerate(EVERYTHING):
        page.goto(f"{app.url}/{path}{'&' if '?' in path else '?'}lang={LANGS[n % 2]}")
        stage = "stage-picture" if "stage" in path else "map"
        settle(page, stage if path.split("?")[0] in ("", "place") else "")
    assert any("/app/static/geo/" in url for url in asked)
    assert [url for url in asked if not url.startswith((app.url, "data:", "blob:"))] == []
