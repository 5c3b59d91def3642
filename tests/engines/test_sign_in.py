"""Signing in as people do it: a real server, a real browser, and an identity provider on this machine."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from backbone.roles import FOR_ANOTHER, NO_ROLE, ROLES, SIGNED_OUT, UNVERIFIED
from backbone.ui.signin import NO_SERVICE, NO_STAGE, NOT_COMPLETED, NOT_OPEN, WELCOME
from tests.browser.app import TIMEOUT, Served, await_question, free_port, served, settle
from tests.engines import serving
from tests.engines.identity import Provider, provider
from tests.engines.speaker import ask, line

GIVEN = """
reader = ["reader@example.org"]
presenter = ["group:stage"]
steward = ["steward@example.org"]
"""
# A page with a question, and what it says in its answer.
ASKED, PARAMS = "claims", {"lang": "zh", "place": "421122", "period": "2018"}
DEEP = "/claims?lang=zh&place=421122&period=2018"
NOT_OF_OURS = {
    "no": NOT_COMPLETED,
    "wrong-audience": NOT_COMPLETED,
    "expired": NOT_COMPLETED,
    "wrong-issuer": NOT_COMPLETED,
    "wrong-nonce": NOT_COMPLETED,
    "wrong-key": NOT_COMPLETED,
    "audience-by-azp": FOR_ANOTHER,
    "unverified": UNVERIFIED,
    "stranger": NO_ROLE,
}


@dataclass(frozen=True)
class Site:
    """An app that wants a sign-in, and the file of its log."""

    app: Served
    log: Path


@pytest.fixture(scope="module")
def identity() -> Iterator[Provider]:
    with provider() as running:
        yield running


@pytest.fixture(scope="module")
def site(identity: Provider, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    folder = tmp_path_factory.mktemp("site")
    secrets, log = folder / "secrets.toml", folder / "log"
    secrets.write_text(identity.secrets(GIVEN), "utf-8")
    with served("--secrets.files", str(secrets), env={"BACKBONE_LOG": "json"}, log=log) as app:
        yield Site(app, log)


@pytest.fixture
def tab(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    context.set_default_timeout(TIMEOUT)
    yield context.new_page()
    context.close()


def sign_in(tab: Page, person: str) -> None:
    """Presses the one button and chooses who one is."""
    tab.locator(".st-key-sign-in button").click()
    tab.get_by_text(person, exact=True).click()


def expect_closed(tab: Page, *said: str) -> None:
    """A page with these sentences, and nothing of the data."""
    for sentence in said:
        expect(tab.get_by_text(sentence)).to_be_visible(timeout=TIMEOUT)
    expect(tab.locator(".st-key-sign-in button")).to_be_visible()
    assert tab.locator(".js-plotly-plot, [data-testid=stMetric], .menu").count() == 0


def account(tab: Page) -> None:
    """Opens what stands behind the role in the header."""
    tab.locator(".st-key-account button").first.click()


@pytest.mark.parametrize("person", ROLES)
def test_a_deep_link_survives_the_sign_in_and_the_role_opens_what_it_should(site, tab, person):
    tab.goto(site.app.url + DEEP)
    expect_closed(tab, WELCOME.zh, WELCOME.en)
    sign_in(tab, person)
    await_question(tab, ASKED, **PARAMS)
    expect(tab.get_by_role("heading", name="红安县")).to_be_visible()
    expect(tab.locator(".st-key-account button").first).to_contain_text(ROLES[person].zh)
    assert tab.locator(".st-key-present").count() == (person != "reader")
    tab.goto(site.app.url + "/trust?stage=1")
    if person == "reader":
        expect(tab.get_by_text(NO_STAGE.en)).to_be_visible()
    else:
        expect(tab.locator(".st-key-stage")).to_be_visible()
    tab.goto(site.app.url + "/steward")
    if person == "steward":
        expect(tab.locator("table")).to_contain_text("2019-08-illustrative")
        expect(tab.locator("[data-testid=stCode]")).to_contain_text("signed in role=steward")
    else:
        expect(tab.get_by_role("heading", name=NOT_OPEN.en)).to_be_visible()


def test_signing_out_closes_every_tab(site, tab):
    tab.goto(site.app.url + DEEP)
    sign_in(tab, "steward")
    await_question(tab, ASKED, **PARAMS)
    other = tab.context.new_page()
    other.goto(site.app.url + "/trust?lang=zh")
    settle(other)
    account(tab)
    tab.locator(".st-key-sign-out button").click()
    expect_closed(tab, WELCOME.en)
    other.get_by_text("EN", exact=True).click()
    expect_closed(other, SIGNED_OUT.en)
    other.reload()
    expect_closed(other, WELCOME.en)


def test_signing_out_closes_what_runs_alone_on_the_page_of_another_tab(site, tab):
    tab.goto(site.app.url + DEEP)
    sign_in(tab, "reader")
    await_question(tab, ASKED, **PARAMS)
    other = tab.context.new_page()
    other.goto(site.app.url + "/trust")
    settle(other)
    account(tab)
    tab.locator(".st-key-sign-out button").click()
    expect_closed(tab, WELCOME.en)
    other.locator(".st-key-place-search input").press_sequentially("hong")
    expect_closed(other, SIGNED_OUT.en)


def test_who_is_refused_is_told_so_and_may_try_again(site, tab):
    tab.goto(site.app.url + DEEP)
    for person, why in NOT_OF_OURS.items():
        expect(tab.locator(".st-key-sign-in button")).to_be_visible()
        sign_in(tab, person)
        expect_closed(tab, why.en, why.zh)
    sign_in(tab, "reader")
    await_question(tab, ASKED, **PARAMS)


def test_who_turns_back_half_way_may_begin_again(site, tab):
    tab.goto(site.app.url + DEEP)
    tab.locator(".st-key-sign-in button").click()
    expect(tab.get_by_text("stranger", exact=True)).to_be_visible(timeout=TIMEOUT)
    tab.go_back()
    sign_in(tab, "reader")
    await_question(tab, ASKED, **PARAMS)


def test_a_site_below_a_path_leads_back_to_what_was_asked(identity, browser, tab, tmp_path):
    secrets = tmp_path / "secrets.toml"
    secrets.write_text(identity.secrets(GIVEN, "http://localhost:{port}/sub"), "utf-8")
    with served("--secrets.files", str(secrets), base="sub") as app:
        tab.goto(app.url + DEEP)
        sign_in(tab, "reader")
        await_question(tab, ASKED, **PARAMS)
        account(tab)
        tab.locator(".st-key-sign-out button").click()
        expect_closed(tab, WELCOME.en)


def test_one_signs_in_behind_the_proxy_whichever_worker_answers(identity, tab, tmp_path):
    port, secrets = free_port(), tmp_path / "secrets.toml"
    secrets.write_text(identity.secrets(GIVEN, f"http://localhost:{port}/sub"), "utf-8")
    with serving.site(base="sub", port=port, env={"STREAMLIT_SECRETS_FILES": str(secrets)}) as site:
        tab.goto(site.url + DEEP)
        for person, why in (("expired", NOT_COMPLETED), ("stranger", NO_ROLE)):
            sign_in(tab, person)
            expect_closed(tab, why.en)
        tab.context.clear_cookies(name="backbone_worker")
        sign_in(tab, "presenter")
        await_question(tab, ASKED, **PARAMS)
        tab.context.clear_cookies(name="backbone_worker")
        tab.reload()
        await_question(tab, ASKED, **PARAMS)
        kept = tab.context.cookies()
        account(tab)
        tab.locator(".st-key-sign-out button").click()
        expect_closed(tab, WELCOME.en)
        tab.context.clear_cookies()
        tab.context.add_cookies([one for one in kept if one["name"] != "backbone_worker"])
        for worker in ("1", "2"):
            tab.context.add_cookies([{"name": "backbone_worker", "value": worker, "url": site.url}])
            tab.reload()
            expect_closed(tab, SIGNED_OUT.en)


def test_a_service_that_does_not_answer_is_told_in_both_languages_and_one_may_try_again(browser, tab, tmp_path):
    secrets, log = tmp_path / "secrets.toml", tmp_path / "log"
    with provider() as gone:
        secrets.write_text(gone.secrets(GIVEN), "utf-8")
    with served("--secrets.files", str(secrets), log=log) as app:
        tab.goto(app.url + DEEP)
        for _ in range(2):
            tab.locator(".st-key-sign-in button").click()
            expect_closed(tab, NO_SERVICE.zh, NO_SERVICE.en)
            tab.reload()
            expect_closed(tab, WELCOME.en)
        assert "sign-in not possible" in log.read_text("utf-8")


def _told(site: Site, cookie: str) -> list[ForwardMsg]:
    """All that the app says to somebody who is not signed in and asks for a stage and every page."""
    with line(site.app.url, cookie) as socket:
        said = ask(socket, "lang=zh&place=421122&stage=1")
        for page in next(m.new_session.app_pages for m in said if m.WhichOneof("type") == "new_session"):
            said += ask(socket, "place=421122&passport=paid&lang=en", page.page_script_hash)
    return said


@pytest.mark.parametrize("cookie", ["", "_streamlit_user=forged; _streamlit_xsrf=1"])
def test_nothing_of_the_data_is_told_to_who_is_not_signed_in(site, cookie):
    said = b"".join(message.SerializeToString() for message in _told(site, cookie))
    assert WELCOME.en.encode() in said
    for word in ("红安", "Hong'an", "2019-08", "65,940", "5.36", "plotly", "illustrative", "示意", "claims_paid"):
        assert word.encode() not in said, word


def test_the_log_says_what_happened_and_of_nobody(site, tab):
    tab.goto(site.app.url + DEEP)
    sign_in(tab, "expired")
    expect_closed(tab, NOT_COMPLETED.en)
    sign_in(tab, "reader")
    await_question(tab, ASKED, **PARAMS)
    log = site.log.read_text("utf-8")
    events = [json.loads(line) for line in log.splitlines() if line.startswith("{")]
    happened = [(one["event"], one.get("kind"), one.get("role")) for one in events]
    assert ("sign-in refused", "ExpiredTokenError", None) in happened and ("signed in", None, "reader") in happened
    assert not re.search(r"@|Li Na|421122|127\.0\.0\.1|Traceback|token=", log)
