"""What a site lets in and out: headers, closed doors, what a browser keeps, and one reader at one worker."""

import base64
import gzip
import re
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import quote, urlsplit

import pytest
from playwright.sync_api import expect
from websockets.exceptions import InvalidStatus

from backbone.serve.nginx import policy, streamlits
from backbone.site import ENTRIES
from backbone.text import LANGS
from tests.browser.app import ROOT, settle
from tests.browser.conftest import visitor
from tests.engines.serving import site
from tests.engines.speaker import ask, fetch, line

BASE = "reports/backbone"
SCRIPT = next(streamlits().glob("static/js/index.*.js"))
SHAPES = next((ROOT / "static" / "geo").glob("provinces.*.json"))
WORKER = "backbone_worker"
YEAR = "public, max-age=31536000, immutable"
# A kind of answer: its path, its status, and how long a browser may keep it.
ANSWERS = {
    "the page": ("/", 200, "no-cache"),
    "a page behind a deep link": ("/place?place=421122", 200, "no-cache"),
    "a script of Streamlit's": (f"/static/js/{SCRIPT.name}", 200, YEAR),
    "shapes": (f"/app/static/geo/{SHAPES.name}", 200, YEAR),
    "our own script, by its digest": ("/app/static/page.js?0123abcd", 200, YEAR),
    "our own script, by its name": ("/app/static/page.js", 200, "no-cache"),
    "Streamlit's own health": ("/_stcore/health", 200, "no-cache"),
    "the health of all": ("/health", 200, "no-cache"),
    "a script that is not there": ("/static/js/index.00000000.js", 404, "no-store"),
    "a folder": ("/app/static/geo", 404, "no-store"),
    "a folder, with its slash": ("/app/static/geo/", 404, "no-store"),
    "a file that is gone": ("/media/none.csv", 404, "no-store"),
    "the server's figures": ("/_stcore/metrics", 404, "no-store"),
    "the server's figures, otherwise written": ("/_stcore%2Fmetrics", 404, "no-store"),
    "the server's figures, by a detour": ("/x/..//_stcore/metrics", 404, "no-store"),
    "the programs' door": ("/_stcore/agent/openapi.json", 404, "no-store"),
    "the programs' other door": ("/_stcore/agent/mcp", 404, "no-store"),
    "the check of the pages": ("/_stcore/script-health-check", 404, "no-store"),
    "a place for a file": ("/_stcore/upload_file/a/b", 404, "no-store"),
    "a folder of shapes": ("/app/static/geo", 404, "no-store"),
    "what lies in a folder": ("/static/js/", 404, "no-store"),
    "a path that leads out": ("/static/../../../../etc/passwd", 400, "no-store"),
}

# Every page, the stage, a deck on it, and what is opened beside it.
SHOWN = (
    *(f"{entry.slug}?place=421122" for entry in ENTRIES.values()),
    "?stage=1", "claims?stage=1&place=421122", "?passport=insured",
    "show?deck=hongan", "presenter?key=none", "steward?",
)  # fmt: skip


@pytest.fixture(scope="module")
def below():
    """A site of two workers below a path of a larger one."""
    with site(base=BASE) as running:
        yield running


def cookies(answer) -> dict[str, str]:
    """The cookies that an answer sets."""
    return dict(re.match(r"([^=]+)=([^;]*)", one).groups() for one in answer.headers.get_all("Set-Cookie") or ())


def guarded(answer) -> None:
    """Every header that keeps a reader safe is there, once, and none that names the server."""
    said = answer.headers
    assert said.get_all("Content-Security-Policy") == [policy(())]
    assert "frame-ancestors 'none'" in said["Content-Security-Policy"] and said["X-Frame-Options"] == "DENY"
    assert said.get_all("X-Content-Type-Options") == ["nosniff"]
    assert said["Referrer-Policy"] == "same-origin" and "geolocation=()" in said["Permissions-Policy"]
    assert said["Cross-Origin-Resource-Policy"] == said["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "Server" not in said and "Access-Control-Allow-Origin" not in said


@pytest.mark.parametrize("kind", ANSWERS)
def test_every_kind_of_answer_is_guarded_and_kept_as_long_as_it_may_be(below, kind):
    path, status, kept = ANSWERS[kind]
    answer, body = fetch(below.url, path)
    assert answer.status == status and answer.headers.get_all("Cache-Control") == [kept]
    guarded(answer)
    assert b"nginx" not in body and b"uvicorn" not in body
    if status >= 400:
        is_page = "text/html" in answer.headers["Content-Type"]
        assert is_page == ("此地址" in body.decode()) or path.startswith("/media")


# An address of more parts than one, and where it leads: Streamlit serves none but a blank page there.
LED = {
    "/place/421122": "/place?place=421122",
    "/place/421122/": "/place?place=421122",
    "/place/421122?lang=zh&place=420000": "/place?lang=zh&place=420000&place=421122",
    "/place/hongan?lang=zh": "/place?lang=zh",
    "/claims/x": "/claims",
    "/a/b/c?lang=zh": "/a?lang=zh",
    "/place//421122": "/place?place=421122",
    "/ranking/static/js/index.js": "/ranking",
    "/app/x": "/app",
}
# What would say more in a header than an address, or leads out of the site.
NOT_LED = (
    "/a%0d%0aSet-Cookie:%20x=1/b",
    "/x%0aX:%201/421122",
    "/地区/421122",
    "/a%20b/c",
    "/%5c%5celsewhere.example/x",
)
SERVERS = (
    "/place/_stcore/health",
    "/place/_stcore/host-config",
    "/_stcore",
    "/_stcore/nosuch",
    "/claims/_stcore/stream",
)


@pytest.mark.parametrize("path", LED)
def test_an_address_of_more_parts_leads_to_its_first(below, path):
    answer, body = fetch(below.url, path)
    assert answer.status == 308 and answer.headers["Location"] == f"/{BASE}{LED[path]}"
    assert b"nginx" not in body and "此页面" in body.decode()
    guarded(answer)


@pytest.mark.parametrize("path", [*NOT_LED, *SERVERS])
def test_an_address_that_names_no_page_leads_nowhere(below, path):
    answer, body = fetch(below.url, quote(path, safe="/%?=&:"))
    assert answer.status == 404 and answer.headers["Location"] is None and "此地址" in body.decode()
    assert "X" not in answer.headers and "x" not in cookies(answer)
    guarded(answer)


def test_a_browser_comes_to_the_place_or_is_told_that_there_is_no_such_page(below, browser):
    with visitor(browser) as (page, watch):
        page.goto(f"{below.url}/place/421122?lang=zh")
        settle(page, "map")
        expect(page.get_by_role("heading", name="红安县").first).to_be_visible()
        page.goto(f"{below.url}/nosuch/421122?lang=zh")
        settle(page, "map")
        expect(page.get_by_role("dialog")).to_contain_text("网址中的页面不存在，现显示地图。")
        watch.errors = [said for said in watch.errors if "does not seem to exist" not in said]  # Streamlit's own
    watch.sound()


def test_what_is_refused_is_refused_with_the_same_guard(below):
    host = below.url.split("/")[2]
    refused = [
        (405, {"method": "PUT", "path": "/_stcore/upload_file/a/b", "body": iter([b"x" * 1000] * 10)}),
        (405, {"method": "POST", "path": "/", "body": b"x"}),
        (405, {"method": "DELETE", "path": "/media/none.csv"}),
        (405, {"method": "OPTIONS", "path": "/_stcore/health"}),
        (413, {"path": "/", "headers": {"Content-Length": "100000"}}),
        (501, {"path": "/", "headers": {"Transfer-Encoding": "another"}}),
        (403, {"path": "/", "headers": {"Origin": "http://elsewhere.example"}}),
        (403, {"path": "/_stcore/health", "headers": {"Origin": f"http://{host}.elsewhere.example"}}),
        (403, {"path": "/_stcore/health", "headers": {"Origin": "null"}}),
    ]
    for status, asked in refused:
        answer, body = fetch(below.url, **asked)
        assert answer.status == status, asked
        guarded(answer)
        assert "此地址" in body.decode()
    answer, _ = fetch(below.url, "/_stcore/health", headers={"Origin": f"http://{host}"})
    assert answer.status == 200


def test_a_browser_with_many_cookies_has_its_websocket(below):
    """Those of a sign-in and of a neighbour on the same host are one line of the request."""
    with line(below.url, cookie=f"one={'a' * 7000}; another={'b' * 7000}") as socket:
        assert ask(socket)


def test_a_page_of_another_site_opens_no_websocket(below):
    with pytest.raises(InvalidStatus, match="403"), line(below.url, origin="http://elsewhere.example"):
        pass


def test_the_path_of_the_larger_site_is_kept(below):
    root = below.url.removesuffix(f"/{BASE}")
    answer, body = fetch(root, f"/{BASE}?lang=zh")
    assert answer.status == 308 and answer.headers["Location"] == f"/{BASE}/?lang=zh"
    assert b"nginx" not in body and "此页面" in body.decode()
    guarded(answer)
    for path in ("/", "/place", "/_stcore/health", "/app/static/page.js"):
        answer, _ = fetch(root, path)
        assert answer.status == 404
        guarded(answer)


@pytest.mark.parametrize("path", [f"/static/js/{SCRIPT.name}", f"/app/static/geo/{SHAPES.name}"])
def test_what_is_large_comes_compressed_and_is_the_same(below, path):
    plain, whole = fetch(below.url, path)
    packed, less = fetch(below.url, path, headers={"Accept-Encoding": "gzip"})
    assert packed.headers["Content-Encoding"] == "gzip" and len(less) < len(whole) / 2
    assert gzip.decompress(less) == whole
    source = SCRIPT if path.endswith("js") else SHAPES
    assert whole == source.read_bytes() and plain.headers["Content-Length"] == str(source.stat().st_size)


def test_all_of_one_reader_goes_to_one_worker_and_readers_are_dealt_out(below):
    dealt = []
    for _ in range(4):
        first, _ = fetch(below.url, "/")
        own = cookies(first)[WORKER]
        cookie = f"{WORKER}={own}"
        dealt.append(own)
        for path in ("/", "/_stcore/health", "/_stcore/host-config"):
            assert WORKER not in cookies(fetch(below.url, path, headers={"Cookie": cookie})[0])
        with line(below.url, cookie) as socket:
            assert WORKER not in str(socket.response.headers.get_all("Set-Cookie"))
            assert ask(socket)
    assert sorted(dealt) == ["1", "1", "2", "2"]


def test_a_file_of_a_session_is_found_where_the_session_is(below, browser):
    """The worker that makes a table's file keeps it, and the cookie leads there."""
    with visitor(browser) as (page, watch):
        page.goto(f"{below.url}/place?place=421122")
        settle(page, "map")
        page.locator(".st-key-map-take-away button").first.click()
        with page.expect_download() as waiting:
            page.locator(".st-key-map-csv button").click()
        assert "421122" in Path(waiting.value.path()).read_text("utf-8")
        own = next(one["value"] for one in page.context.cookies() if one["name"] == WORKER)
        path = urlsplit(waiting.value.url).path.removeprefix(f"/{BASE}")
    watch.sound()
    for worker in "12":
        answer, _ = fetch(below.url, path, headers={"Cookie": f"{WORKER}={worker}"})
        assert answer.status == (200 if worker == own else 404)


def test_a_cookie_of_no_worker_is_a_new_reader(below):
    for value in ("0", "3", "worker_1", "x" * 200, base64.b64encode(b"1").decode()):
        answer, _ = fetch(below.url, "/", headers={"Cookie": f"{WORKER}={value}"})
        assert answer.status == 200 and cookies(answer)[WORKER] in ("1", "2")


def test_no_page_breaks_the_policy(below, browser):
    """Chromium tells of whatever the policy keeps a page from."""
    with visitor(browser) as (page, watch):
        broken = []
        page.expose_function("broke", lambda what: broken.append(what))
        page.add_init_script(
            "document.addEventListener('securitypolicyviolation', e => broke(`${e.violatedDirective} ${e.blockedURI}`))"
        )
        for path in SHOWN:
            for lang in LANGS:
                page.goto(f"{below.url}/{path}&lang={lang}")
                settle(page)
                assert broken == [], path
        page.evaluate("document.body.append(Object.assign(document.createElement('script'), {text: 'window.in = 1'}))")
        page.wait_for_function("true")
        assert broken == ["script-src-elem inline"] and page.evaluate("window.in") is None
        watch.errors = [said for said in watch.errors if "Content Security Policy" not in said]
    watch.sound()


def test_a_site_may_be_let_show_it_in_a_frame():
    assert policy(("https://a.example", "https://b.example")).endswith(
        "frame-ancestors https://a.example https://b.example"
    )


def test_an_office_comes_in_at_once_and_a_flood_does_not(below):
    """Last in its file: for some seconds this address has used up what it may."""
    with ExitStack() as office:
        for _ in range(60):
            office.enter_context(line(below.url))
    flood = [fetch(below.url, "/_stcore/stream") for _ in range(400)]
    refused = [(answer, body) for answer, body in flood if answer.status == 429]
    assert refused and len(refused) < 400
    guarded(refused[0][0])
    assert "稍后" in refused[0][1].decode()
    assert fetch(below.url, "/")[0].status == 200
