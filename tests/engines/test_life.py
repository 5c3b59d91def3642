"""The life of a site: a worker dies, all are renewed while a snapshot is switched, and all end together."""

import os
import shutil
import signal
import ssl
import subprocess
import threading
import urllib.request
from pathlib import Path

import pytest
from playwright.sync_api import expect
from websockets.exceptions import ConnectionClosed, InvalidStatus

from tests.browser.app import ROOT, await_question, settle
from tests.browser.conftest import visitor
from tests.engines.serving import Site, children, command, site, until, well
from tests.engines.speaker import ask, fetch, line

WORKER = "backbone_worker"
BEFORE, NOW = "2019-07-illustrative", "2019-08-illustrative"
# What a page of the one, and of the other, says of itself.
MONTHS = ("July 2019", "August 2019")


@pytest.fixture
def snapshots(tmp_path) -> Path:
    """A folder of two snapshots, of which the earlier is shown."""
    shutil.copytree(ROOT / "data" / "snapshots", tmp_path / "snapshots")
    (tmp_path / "snapshots" / "current").write_text(f"{BEFORE}\n", "utf-8")
    return tmp_path / "snapshots"


def switch(snapshots: Path) -> None:
    """Shows the later of the two."""
    new = snapshots / "current.new"
    new.write_text(f"{NOW}\n", "utf-8")
    new.replace(snapshots / "current")


def own(page) -> str:
    """The worker that a reader's cookie names."""
    return next(one["value"] for one in page.context.cookies() if one["name"] == WORKER)


class Reader(threading.Thread):
    """Somebody who asks on and on; when the line is cut he opens it again, as a browser does."""

    def __init__(self, url: str, cookie: str) -> None:
        super().__init__(daemon=True)
        self.url, self.cookie, self.leave = url, cookie, threading.Event()
        self.seen: list[str] = []
        self.wrong: list[str] = []
        self.cut = 0

    def run(self) -> None:
        while not self.leave.is_set():
            try:
                with line(self.url, self.cookie) as socket:
                    while not self.leave.is_set():
                        said = b"".join(message.SerializeToString() for message in ask(socket))
                        # What a session has had already is named, not sent again.
                        self.seen += [month for month in MONTHS if f"as of {month}".encode() in said]
                        self.leave.wait(0.5)
            except ConnectionClosed:
                self.cut += 1
            except (InvalidStatus, OSError, TimeoutError) as error:
                self.wrong.append(repr(error))
                self.leave.wait(0.5)


def test_who_loses_his_worker_comes_back_at_another_and_a_new_one_takes_its_place(browser):
    with site() as running, visitor(browser) as (page, watch):
        page.goto(f"{running.url}/claims?period=2018&lang=zh")
        settle(page)
        lost = own(page)
        before = running.workers()
        running.process.send_signal(signal.SIGSTOP)  # no new worker takes the place before the reader has moved
        with page.expect_websocket() as opened:
            os.kill(before[lost], signal.SIGKILL)
        opened.value.wait_for_event("framereceived")  # the other worker is asked, though nothing is pressed
        assert own(page) != lost
        running.process.send_signal(signal.SIGCONT)
        settle(page)
        # The first press at the other worker, on something that says what it shows: no link, which changes the address.
        page.locator(".st-key-period button", has_text="2019").click()
        await_question(page, "claims", period="2019", lang="zh")
        until(
            lambda: running.workers().get(lost, before[lost]) != before[lost] and well(running), "there are two again"
        )
        assert running.workers()[own(page)] == before[own(page)]
        watch.errors = [said for said in watch.errors if "WebSocket" not in said and "Failed to load" not in said]
    watch.sound()


def test_a_worker_that_hangs_is_said_to_and_replaced(browser):
    with site() as running:
        hung = running.workers()["1"]
        os.kill(hung, signal.SIGSTOP)
        until(lambda: not well(running), "health says so")
        assert fetch(running.url, "/health")[0].status == 503
        until(lambda: running.workers().get("1", hung) != hung and well(running), "another is in its place")


def test_all_are_renewed_one_by_one_while_the_snapshot_is_switched(browser, snapshots):
    """No answer is lost half-way: every reader has the whole of one snapshot, or asks again."""
    with site(env={"BACKBONE_SNAPSHOTS": str(snapshots)}) as running, visitor(browser) as (page, watch):
        page.goto(f"{running.url}/place?place=421122")
        settle(page, "map")
        before, at = running.workers(), own(page)
        readers = [Reader(running.url, f"{WORKER}={n}") for n in "12"]
        for reader in readers:
            reader.start()
        until(lambda: all(reader.seen for reader in readers), "both have an answer")
        running.process.send_signal(signal.SIGUSR1)
        until(lambda: any(pid not in before.values() for pid in running.workers().values()), "a new worker starts")
        switch(snapshots)
        until(lambda: not set(running.workers().values()) & set(before.values()), "all workers are new")
        until(
            lambda: all(reader.cut and reader.seen[-1] == MONTHS[1] for reader in readers), "both see the new snapshot"
        )
        for reader in readers:
            reader.leave.set()
            reader.join(60)
            assert reader.wrong == [] and reader.seen == sorted(reader.seen, key=MONTHS.index)
            assert reader.seen[0] == MONTHS[0]
        assert well(running) and own(page) == at and len(running.workers()) == 2
        # Before anything is pressed: the reader is shown what his new worker shows.
        expect(page.locator("[data-testid=stMain]")).to_contain_text(f"as of {MONTHS[1]}")
        page.locator(".menu a", has_text="Claims").click()
        await_question(page, "claims", place="421122")
        expect(page.locator("[data-testid=stMain]")).to_contain_text(f"as of {MONTHS[1]}")
        watch.errors = [said for said in watch.errors if "WebSocket" not in said]
    watch.sound()


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGHUP, signal.SIGKILL])
def test_all_end_together(how):
    with site("--workers", "1") as running:
        family = _family(running)
        assert sum("dashboard.py" in command(pid) for pid in family) == 1
        running.process.send_signal(how)
        code = running.process.wait(60)
        assert code == (0 if how != signal.SIGKILL else -signal.SIGKILL)
        until(lambda: not any(map(command, family)), "nothing of it runs any more")


def test_without_its_proxy_all_ends():
    with site("--workers", "1") as running:
        family = _family(running)
        os.kill(next(pid for pid in family if "nginx" in command(pid)), signal.SIGKILL)
        assert running.process.wait(60) == 1
        until(lambda: not any(map(command, family)), "nothing of it runs any more")


def _family(running: Site) -> list[int]:
    family = children(running.process.pid)
    return [*family, *(pid for one in family for pid in children(one))]


def certified(folder: Path) -> tuple[ssl.SSLContext, list[str]]:
    """Who trusts a certificate that is made in this folder now, and the options that name it."""
    key, certificate = folder / "key.pem", folder / "certificate.pem"
    made = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost"]
    made += ["-addext", "subjectAltName=DNS:localhost", "-keyout", str(key), "-out", str(certificate)]
    subprocess.run(made, check=True, capture_output=True)
    return ssl.create_default_context(cafile=str(certificate)), ["--certificate", str(certificate), "--key", str(key)]


def test_a_certificate_that_is_none_is_refused_at_a_reload_and_the_site_goes_on_with_the_old_one(tmp_path):
    known, told = certified(tmp_path)
    log = tmp_path / "log"
    with site("--workers", "1", *told, trusted=known, log=log) as running:
        before, proxy = running.workers(), children(running.process.pid)
        for bad, why in (("certificate.pem", "cannot load certificate"), ("key.pem", "cannot load certificate key")):
            certified(tmp_path)
            (tmp_path / bad).write_text("cut off", "utf-8")
            log.write_bytes(b"")
            running.process.send_signal(signal.SIGUSR1)
            until(lambda: "worker not renewed" in log.read_text("utf-8"), "the reload is refused")
            assert why in log.read_text("utf-8")
            assert running.workers() == before and children(running.process.pid) == proxy and well(running, known)
        known, _ = certified(tmp_path)
        running.process.send_signal(signal.SIGUSR1)
        until(lambda: well(running, known) and running.workers() != before, "the next good one is taken")


def test_with_a_certificate_it_speaks_tls_and_its_cookies_are_kept_to_it(tmp_path):
    known, told = certified(tmp_path)
    with site("--workers", "1", *told, "--embed", "https://intranet.example", trusted=known) as running:
        with urllib.request.urlopen(f"{running.url}/_stcore/health", context=known) as answer:
            set_cookies = answer.headers.get_all("Set-Cookie")
            assert answer.headers["Strict-Transport-Security"] == "max-age=31536000"
            assert answer.headers["Content-Security-Policy"].endswith("frame-ancestors https://intranet.example")
            assert "X-Frame-Options" not in answer.headers
        assert len(set_cookies) == 2 and all("secure" in one.lower() for one in set_cookies)
        assert all("SameSite=None" in one for one in set_cookies if one.startswith(WORKER))
        with line(running.url, f"{WORKER}=1", ssl=known) as socket:
            assert ask(socket)
