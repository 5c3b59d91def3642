"""How messages to the browser are compressed and named, and what the line does not do that it would. Streamlit's server
compresses over a window of 4 KB, in which little of a page repeats; and it names messages at random, which costs a
third of a small one."""

from base64 import b64encode
from functools import cache, partial
from hashlib import blake2b
from types import SimpleNamespace

from streamlit.proto.Common_pb2 import FileURLsRequest
from streamlit.runtime import forward_msg_cache as names
from streamlit.runtime.app_session import AppSession
from uvicorn.protocols.websockets import websockets_sansio_impl as protocol
from websockets import http11
from websockets.extensions.permessage_deflate import ServerPerMessageDeflateFactory

# How far back a line looks, as a power of two: 32 KB for what the server says, which is the most there is, and as
# before for what a browser says. It costs a quarter of a megabyte a line.
SERVERS, BROWSERS = 15, 12
# Bytes of a message's name: with so many, among a thousand million messages hardly two have the same.
NAME = 9
# How long a line of a request for a websocket may be: as long as for any other. The cookies of a browser are one line,
# and those that tell who is signed in have up to 4 KB each.
LINE = 2**16
# How many files a browser may ask a place for at once; nobody drops more.
FILES = 500
# How many frames a line may have at once, and how many more each second; a browser needs a few. Of what has come, so
# many bytes are looked at before they are counted.
FRAMES, A_SECOND, BITE = 1000, 20, 2**14


@cache
def widen() -> None:
    """From now on new connections compress over a window of 32 KB; Streamlit has no setting for it. Once a process."""
    wide = partial(ServerPerMessageDeflateFactory, server_max_window_bits=SERVERS, client_max_window_bits=BROWSERS)
    setattr(protocol, ServerPerMessageDeflateFactory.__name__, lambda **_: wide())


@cache
def shorten() -> None:
    """From now on a message is named by `name`; Streamlit's own names are 32 random letters, and it has no setting for
    them. Once a process."""
    vars(names)["util"] = SimpleNamespace(calc_hash=name)


@cache
def spare() -> None:
    """From here on no browser is told what git knows of the server's folder, names of files there included, nor given
    places for more files than a hand drops: one message that asked for half a million held a worker for seconds.
    Streamlit has no setting for either. Once a process."""
    places = AppSession._handle_file_urls_request

    def few(session: AppSession, asked: FileURLsRequest) -> None:
        if len(asked.file_names) <= FILES:
            places(session, asked)

    setattr(AppSession, places.__name__, few)
    setattr(AppSession, AppSession._handle_git_information_request.__name__, lambda _: None)


@cache
def hang_up() -> None:
    """From now on a line is cut whose browser says nothing more, or begins with what is not understood, or sends far
    more frames than any browser does. The server waited until the browser had taken what was on its way: from one that
    takes nothing, for ever, with all that its session held; it never answered who began with cookies of more than 8 KB;
    and one line full of empty frames kept a worker from all others. Once a process."""
    protocols = protocol.WebSocketsSansIOProtocol
    silent, take, hear = protocols.keepalive_timeout, protocols.data_received, protocols.handle_events
    http11.MAX_LINE_LENGTH = LINE

    def cut(line: protocol.WebSocketsSansIOProtocol) -> None:
        silent(line)
        line.transport.abort()

    def taken(line: protocol.WebSocketsSansIOProtocol, data: bytes) -> None:
        for at in range(0, len(data), BITE):
            if not line.transport.is_closing():
                take(line, data[at : at + BITE])
        if line.conn.handshake_exc and not line.handshake_initiated:
            line.transport.abort()

    def heard(line: protocol.WebSocketsSansIOProtocol) -> None:
        if _babbles(line):
            line.transport.abort()
        else:
            hear(line)

    setattr(protocols, silent.__name__, cut)
    setattr(protocols, take.__name__, taken)
    setattr(protocols, hear.__name__, heard)


def _babbles(line: protocol.WebSocketsSansIOProtocol) -> bool:
    """Whether more frames have come on a line than it may have by now."""
    own, now = vars(line), line.loop.time()
    before, at = own.get("babble", (0.0, now))
    frames, _ = own["babble"] = max(0.0, before - A_SECOND * (now - at)) + len(line.conn.events), now
    return frames > FRAMES


def name(message: bytes) -> str:
    """The name of a message: twelve letters, the same for the same bytes, by which the browser knows one that it has
    had."""
    return b64encode(blake2b(message, digest_size=NAME).digest()).decode()
