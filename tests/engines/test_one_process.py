"""The pages in one process, without nginx, as `make run` starts them."""

import json
import os
import re
import signal

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from backbone.ui.wire import FILES
from tests.browser.app import served
from tests.engines.speaker import SECONDS, ask, fetch, line

BASE = "reports/backbone"


@pytest.fixture(scope="module")
def below():
    with served(base=BASE) as app:
        yield app


def test_no_browser_learns_what_lies_in_the_folder_of_the_server(tmp_path):
    """Streamlit asks git for the names of files there, and tells whoever wants to know."""
    git = tmp_path / "git"
    git.write_text(f"#!/bin/sh\ntouch {tmp_path / 'asked'}\n", "utf-8")
    git.chmod(0o755)
    with served(env={"PATH": f"{tmp_path}:{os.environ['PATH']}"}) as app, line(app.url) as reader:
        assert ask(reader)
        reader.send(BackMsg(load_git_info=True).SerializeToString())
        assert ask(reader) and not (tmp_path / "asked").exists()


def test_no_browser_is_given_places_for_more_files_than_a_hand_drops(below):
    with line(below.url) as reader:
        ask(reader)
        for many in (400_000, FILES + 1, FILES):
            wanted = BackMsg()
            wanted.file_urls_request.file_names.extend([""] * many)
            reader.send(wanted.SerializeToString())
        said = iter(lambda: ForwardMsg.FromString(reader.recv(timeout=SECONDS)), None)
        first = next(one for one in said if one.WhichOneof("type") == "file_urls_response")
        assert len(first.file_urls_response.file_urls) == FILES


def test_no_page_around_a_frame_may_steer(below):
    assert json.loads(fetch(below.url, "/_stcore/host-config")[1])["allowedOrigins"] == []


def test_an_address_of_several_parts_leads_to_its_page_once_a_page_was_asked_for(below):
    with line(below.url) as reader:
        assert ask(reader)
    answer, _ = fetch(below.url, "/place/421122?lang=zh")
    assert answer.status == 308 and answer.headers["Location"] == f"/{BASE}/place?lang=zh&place=421122"


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_it_ends_when_asked_while_somebody_reads_and_says_nothing(tmp_path, how):
    with served(log=tmp_path / "log") as app, line(app.url) as reader:
        assert ask(reader)
        app.process.send_signal(how)
        assert app.process.wait(60) == 0
    assert not {"Traceback", "Aborted"} & set(re.findall(r"\w+", (tmp_path / "log").read_text("utf-8")))
