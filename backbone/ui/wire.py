"""The line to the browser. What is sent is compressed beside what was sent before; Streamlit's server looks 4 KB back,
in which little of a page of ours comes again. And each message has a name, by which it is known when it comes again."""

from base64 import b64encode
from functools import cache, partial
from hashlib import blake2b
from types import SimpleNamespace

from streamlit.runtime import forward_msg_cache as names
from uvicorn.protocols.websockets import websockets_sansio_impl as protocol
from websockets.extensions.permessage_deflate import ServerPerMessageDeflateFactory

# How far back a line looks, as a power of two: 32 KB for what the server says, which is the most there is, and as
# before for what a browser says. It costs a quarter of a megabyte a line.
SERVERS, BROWSERS = 15, 12
# Bytes of a message's name: with so many, among a thousand million messages hardly two have the same.
NAME = 9


@cache
def widen() -> None:
    """From here on new lines look back 32 KB; Streamlit has no setting for it. Once a process."""
    wide = partial(ServerPerMessageDeflateFactory, server_max_window_bits=SERVERS, client_max_window_bits=BROWSERS)
    setattr(protocol, ServerPerMessageDeflateFactory.__name__, lambda **_: wide())


@cache
def shorten() -> None:
    """From here on messages have short names. Streamlit's have 32 letters of pure chance, which are a third of what a
    small message costs on the line; it has no setting for it. Once a process."""
    vars(names)["util"] = SimpleNamespace(calc_hash=name)


def name(message: bytes) -> str:
    """The name of a message: twelve letters, the same for the same bytes."""
    return b64encode(blake2b(message, digest_size=NAME).digest()).decode()
