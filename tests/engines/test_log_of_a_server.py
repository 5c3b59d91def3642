"""What a server says to broken frames and requests: nothing; and to a fault of ours: one line."""

import socket
from contextlib import suppress
from urllib.parse import urlsplit

from streamlit.proto.BackMsg_pb2 import BackMsg
from websockets.exceptions import ConnectionClosed

from tests.browser.app import served
from tests.engines.speaker import ask, line

FRAMES = (b"\xff\xff\xff garbage", "a text", b"", BackMsg(clear_cache=True).SerializeToString())
GONE = BackMsg()
GONE.rerun_script.fragment_id = "nope"
REQUESTS = (
    b"GARBAGE\r\n\r\n",
    b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03",
    b"GET /%ff%00 HTTP/1.1\r\nHost: x\r\n\r\n",
    b"GET /media/../../etc/passwd HTTP/1.1\r\nHost: x\r\n\r\n",
    b"GET /oauth2callback?state=x&error=li@example.org HTTP/1.1\r\nHost: x\r\n\r\n",
    b"POST /_stcore/stream HTTP/1.1\r\nHost: x\r\nContent-Length: -5\r\n\r\n",
    b"GET /auth/login?provider=junk HTTP/1.1\r\nHost: x\r\n\r\n",
)
FAULTY = """
from backbone.ui import events

events.begin()
raise KeyError("li@example.org")
"""


def test_broken_frames_and_requests_leave_no_word(tmp_path):
    with served(log=tmp_path / "log") as app:
        with line(app.url) as reader:
            ask(reader)
        before = (tmp_path / "log").read_text("utf-8")
        for frame in (*FRAMES, GONE.SerializeToString()):
            with line(app.url) as reader, suppress(ConnectionClosed):
                reader.send(frame)
                ask(reader)
        with line(app.url) as reader, suppress(ConnectionClosed):
            reader.send(b"no letters \xff\xfe", text=True)
            ask(reader)
        for request in REQUESTS:
            with socket.create_connection((urlsplit(app.url).hostname, urlsplit(app.url).port)) as talk:
                talk.sendall(request)
                assert talk.recv(100).startswith(b"HTTP/1.1 ")
        assert "snapshot opened" in before
        assert (tmp_path / "log").read_text("utf-8") == before


def test_the_end_leaves_no_word_either(tmp_path):
    with served(log=tmp_path / "log") as app, line(app.url) as reader:
        ask(reader)
    said = (tmp_path / "log").read_text("utf-8")
    assert "snapshot opened" in said and "leaked" not in said


def test_a_fault_of_ours_is_one_line(tmp_path):
    (tmp_path / "faulty.py").write_text(FAULTY, "utf-8")
    with served(script=tmp_path / "faulty.py", log=tmp_path / "log") as app:
        with line(app.url) as reader:
            ask(reader)
        said = (tmp_path / "log").read_text("utf-8")
    [fault] = [one for one in said.splitlines() if "error" in one]
    assert "fault on a page" in fault and "kind=KeyError" in fault and "faulty.py:5" in fault
    assert "li@" not in said and "Traceback" not in said
