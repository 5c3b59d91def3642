"""No page takes a file until a steward's is opened, so Streamlit's own server keeps none, with nothing before it."""

from contextlib import suppress

import pytest
from websockets.exceptions import ConnectionClosed

from tests.browser.app import served
from tests.engines.speaker import SECONDS, ask, fetch, line, session
from tests.processes import memory

EDGE = "edge"
BEFORE = f'--{EDGE}\r\nContent-Disposition: form-data; name="file"; filename="it"\r\n\r\n'.encode()
AFTER = f"\r\n--{EDGE}--\r\n".encode()
KIND = {"Content-Type": f"multipart/form-data; boundary={EDGE}"}


@pytest.fixture(scope="module")
def app():
    with served() as running:
        yield running


def test_a_file_is_refused_of_whatever_size_and_however_it_is_sent(app):
    """Three of 150 MB took the server's memory to 792 MB once."""
    with line(app.url) as socket:
        place = f"/_stcore/upload_file/{session(ask(socket))}"
        cookie = fetch(app.url, "/_stcore/health")[0].headers["Set-Cookie"].split(";")[0]
        own = KIND | {"Cookie": cookie, "X-Xsrftoken": cookie.split("=", 1)[1]}
        before = memory(app.process.pid)
        for size in (1, 1_000, 500_000):
            whole = BEFORE + b"x" * size + AFTER
            assert fetch(app.url, f"{place}/whole", "PUT", own, whole)[0].status == 413
            assert fetch(app.url, f"{place}/parts", "PUT", own, iter([whole]))[0].status == 413
        for n in range(3):
            with suppress(ConnectionError):  # it may hang up while the file is still being sent
                large = iter([BEFORE, *[b"x" * 1_000_000] * 150])
                assert fetch(app.url, f"{place}/{n}", "PUT", own, large)[0].status == 413
        assert memory(app.process.pid) - before < 40


def test_a_frame_of_megabytes_is_not_read(app):
    with line(app.url) as socket:
        ask(socket)
        socket.send(b"x" * 20_000_000)
        with pytest.raises(ConnectionClosed, match="1009"):
            while True:
                socket.recv(timeout=SECONDS)
