"""What crosses the wire: a relay in front of a server that counts, and a page's own count of what it unpacked."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import CDPSession, Page

from tests.browser.app import Served

CHUNK, PATIENCE = 64 * 1024, 10.0


class Relay:
    """A port of this machine behind which another one answers. `received` is how many bytes the server has sent
    through it so far: compressed as they are sent, with their headers."""

    def __init__(self, port: int) -> None:
        self.received = 0
        self._behind = port
        self._sockets: list[socket.socket] = []
        self._lock = threading.Lock()
        self._stopped = threading.Event()
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._listener.settimeout(0.2)
        self.url = f"http://localhost:{self._listener.getsockname()[1]}"
        self._accepting = threading.Thread(target=self._accept, daemon=True)
        self._accepting.start()

    def stop(self) -> None:
        """Ends every connection, and the threads with them."""
        self._stopped.set()
        self._accepting.join(PATIENCE)
        self._listener.close()
        with self._lock:
            for end in self._sockets:
                _hang_up(end)

    def _accept(self) -> None:
        while not self._stopped.is_set():
            try:
                browser, _ = self._listener.accept()
            except TimeoutError:
                continue
            try:
                server = socket.create_connection(("localhost", self._behind), PATIENCE)
            except OSError:
                browser.close()
                continue
            with self._lock:
                self._sockets += [browser, server]
            for end in (browser, server):
                end.settimeout(None)  # a websocket may be silent for long; `stop` ends it
                end.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            threading.Thread(target=self._pump, args=(browser, server, False), daemon=True).start()
            threading.Thread(target=self._pump, args=(server, browser, True), daemon=True).start()

    def _pump(self, source: socket.socket, target: socket.socket, counted: bool) -> None:
        try:
            while data := source.recv(CHUNK):
                if counted:
                    with self._lock:
                        self.received += len(data)
                target.sendall(data)
        except OSError:
            pass  # one side has gone: so goes the other
        finally:
            _hang_up(source)
            _hang_up(target)


def _hang_up(end: socket.socket) -> None:
    try:
        end.shutdown(socket.SHUT_RDWR)
    except OSError:
        pass  # already gone
    finally:
        end.close()


@contextmanager
def relayed(server: Served) -> Iterator[Relay]:
    """A relay in front of a server without a base path; stopped on the way out."""
    relay = Relay(int(server.url.rsplit(":", 1)[1]))
    try:
        yield relay
    finally:
        relay.stop()


class Payload:
    """The bytes a page was given once they were unpacked: websocket messages, and bodies over HTTP as they came."""

    def __init__(self, page: Page) -> None:
        self.total = 0
        session: CDPSession = page.context.new_cdp_session(page)
        session.on("Network.webSocketFrameReceived", self._frame)
        session.on("Network.loadingFinished", self._body)
        session.send("Network.enable")

    def _frame(self, event: dict) -> None:
        payload = event["response"]["payloadData"]
        self.total += len(payload) * 3 // 4 if event["response"]["opcode"] == 2 else len(payload.encode())

    def _body(self, event: dict) -> None:
        self.total += int(event["encodedDataLength"])
