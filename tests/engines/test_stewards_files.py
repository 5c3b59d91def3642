"""Behind the proxy, a signed-in steward's files come in and are published; nobody else's do."""

import json
import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.app import ROOT, TIMEOUT, free_port, settle
from tests.browser.test_publishing import answer, drop
from tests.engines import serving
from tests.engines.identity import provider
from tests.engines.speaker import ask, fetch, line, session
from tests.engines.test_sign_in import GIVEN, expect_closed, sign_in
from tests.engines.test_uploads import AFTER, BEFORE, KIND
from tests.offices.make import FOLDER
from tests.offices.records import QUARTERS
from tests.processes import memory

BASE = "sub"
# A file as Streamlit names it, and megabytes that the site lets in.
FILE, MEGABYTES = "0" * 8 + "-0000-4000-8000-" + "0" * 12, 2


@dataclass(frozen=True)
class Office:
    """A running site, and the folder of its snapshots."""

    site: serving.Site
    snapshots: Path


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    folder, port = tmp_path_factory.mktemp("office"), free_port()
    shutil.copytree(ROOT / "data" / "snapshots", folder / "snapshots")
    with provider() as identity:
        secrets = folder / "secrets.toml"
        secrets.write_text(identity.secrets(GIVEN, f"http://localhost:{port}/{BASE}"), "utf-8")
        env = {
            "STREAMLIT_SECRETS_FILES": str(secrets),
            "BACKBONE_SNAPSHOTS": str(folder / "snapshots"),
            "BACKBONE_PRIVATE": str(folder / "private"),
        }
        with serving.site("--uploads", str(MEGABYTES), base=BASE, port=port, env=env) as site:
            yield Office(site, folder / "snapshots")


@contextmanager
def tab(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    context.set_default_timeout(TIMEOUT)
    try:
        yield context.new_page()
    finally:
        context.close()


def cookies(page: Page) -> dict[str, str]:
    return {one["name"]: one["value"] for one in page.context.cookies()}


@contextmanager
def somebody(office: Office, browser: Browser, person: str) -> Iterator[tuple[str, dict[str, str]]]:
    """The path to which a person's session that is open on the steward's page sends a file, and what goes with it."""
    with tab(browser) as page:
        page.goto(f"{office.site.url}/publish")
        if person != "nobody":
            sign_in(page, person)
        expect(page.get_by_role("heading").first).to_be_visible(timeout=TIMEOUT)
        settle(page)
        kept = cookies(page)
    told = "; ".join(f"{name}={value}" for name, value in kept.items())
    proof = {"subprotocols": ["streamlit", kept["_streamlit_xsrf"]], "origin": office.site.url.removesuffix(f"/{BASE}")}
    with line(office.site.url, told, **proof) as socket:
        said = ask(socket, name="publish")
        yield f"/_stcore/upload_file/{session(said)}", KIND | {"Cookie": told, "X-Xsrftoken": kept["_streamlit_xsrf"]}


@pytest.mark.parametrize("person", ["nobody", "stranger", "reader", "presenter"])
def test_nobody_but_a_steward_sends_a_file(office, browser, person):
    workers = office.site.workers().values()
    with somebody(office, browser, person) as (place, own):
        before = max(memory(pid) for pid in workers)
        for method, body in (("PUT", BEFORE + b"x" * 1_000_000 + AFTER), ("DELETE", None)):
            assert fetch(office.site.url, f"{place}/{FILE}", method, own, body)[0].status == 403
        for _ in range(3):
            with suppress(ConnectionError):  # it may hang up while the file is still being sent
                large = iter([BEFORE, *[b"x" * 1_000_000] * 100])
                assert fetch(office.site.url, f"{place}/{FILE}", "PUT", own, large)[0].status == 403
        assert max(memory(pid) for pid in workers) - before < 20


def test_a_stewards_session_sends_files_up_to_what_is_let_in_and_until_the_sign_in_is_ended(office, browser):
    with somebody(office, browser, "steward") as (place, own):
        small, large = (BEFORE + b"x" * n + AFTER for n in (1000, 4_000_000))
        unproved = {name: value for name, value in own.items() if name != "X-Xsrftoken"}
        strange = own | {"Origin": "http://elsewhere.example"}
        for status, method, headers, body in (
            (204, "PUT", own, small),
            (204, "DELETE", own, None),
            (413, "PUT", own, large),
            (413, "PUT", own, iter([large])),
            (403, "PUT", unproved, small),
            (403, "PUT", strange, small),
            (403, "GET", own, None),
        ):
            assert fetch(office.site.url, f"{place}/{FILE}", method, headers, body)[0].status == status
        assert fetch(office.site.url, f"{place}/{FILE}0", "PUT", own, small)[0].status == 405
        with tab(browser) as page:
            pairs = [one.split("=", 1) for one in own["Cookie"].split("; ")]
            page.context.add_cookies([{"name": n, "value": v, "url": office.site.url} for n, v in pairs])
            page.goto(office.site.url)
            page.locator(".st-key-account button").first.click()
            page.locator(".st-key-sign-out button").click()
            expect_closed(page)
        assert fetch(office.site.url, f"{place}/{FILE}", "PUT", own, small)[0].status == 403


def test_a_session_whose_sign_in_is_over_sends_nothing_more(office):
    own = "1" + FILE[1:]
    grant, place = office.site.run / "uploads" / own, f"/_stcore/upload_file/{own}/{FILE}"
    grant.touch()
    os.utime(grant, (time.time() + 3600,) * 2)
    assert b"XSRF" in fetch(office.site.url, place, "DELETE")[1]  # it comes to the worker
    os.utime(grant, (time.time() - 1,) * 2)
    serving.until(lambda: not grant.exists(), "it is cleared")
    assert fetch(office.site.url, place, "PUT", KIND, BEFORE + AFTER)[0].status == 403


def test_a_steward_publishes_behind_the_proxy_and_the_log_says_who(office, browser):
    with tab(browser) as page:
        page.goto(f"{office.site.url}/publish?lang=zh")
        sign_in(page, "steward")
        page.locator(".st-key-sender input").fill("offices")
        page.keyboard.press("Enter")
        settle(page)
        drop(page, FOLDER / QUARTERS[0])
        answer(page, "否，不导入")
        for reason in page.locator('[class*="st-key-reason-"] input').all():
            reason.fill("as agreed")
            page.keyboard.press("Tab")
            settle(page)
        page.locator(".st-key-make button").click()
        page.locator(".st-key-publish button").click()
        expect(page.locator(".st-key-publish")).to_have_count(0)
    last = json.loads((office.snapshots / "log.jsonl").read_text("utf-8").splitlines()[-1])
    assert (last["what"], last["who"]) == ("publish", "Steward@Example.org")
    assert (office.snapshots / "current").read_text("utf-8").strip() == last["snapshot"]
