"""A reader without a browser: the few words of Streamlit's own protocol that these tests need."""

import http.client
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection, connect

SECONDS = 30


@contextmanager
def line(url: str, cookie: str = "", **more: object) -> Iterator[ClientConnection]:
    """An open websocket to the app at `url`, with a cookie where one is given."""
    address = url.replace("http", "ws", 1) + "/_stcore/stream"
    headers = {"Cookie": cookie} if cookie else {}
    told = {"subprotocols": ["streamlit"], "additional_headers": headers, "max_size": None}
    with connect(address, **told | more) as socket:
        yield socket


def ask(socket: ClientConnection, question: str = "", page: str = "", name: str = "") -> list[ForwardMsg]:
    """All that the app says to a question, to the end of its answer; of the first page, or of that with this hash or
    this name."""
    asked = BackMsg()
    asked.rerun_script.query_string, asked.rerun_script.page_script_hash = question, page
    asked.rerun_script.page_name = name
    socket.send(asked.SerializeToString())
    said: list[ForwardMsg] = []
    while not said or said[-1].WhichOneof("type") != "script_finished":
        said.append(ForwardMsg.FromString(socket.recv(timeout=SECONDS)))
    return said


def session(said: list[ForwardMsg]) -> str:
    """The name that the app has given to a reader."""
    return next(m.new_session.initialize.session_id for m in said if m.WhichOneof("type") == "new_session")


def fetch(
    url: str, path: str, method: str = "GET", headers: dict[str, str] | None = None, body: object = None
) -> tuple[http.client.HTTPResponse, bytes]:
    """The answer to one request, redirects and refusals included, and what it holds."""
    parts = urlsplit(url)
    line = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=SECONDS)
    try:
        line.request(method, parts.path + path, body, headers or {}, encode_chunked=hasattr(body, "__next__"))
        answer = line.getresponse()
        return answer, answer.read()
    finally:
        line.close()
