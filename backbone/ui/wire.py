"""The line to the browser. What is sent is compressed beside what was sent before; Streamlit's server looks 4 KB back,
in which little of a page of ours comes again."""

from functools import cache, partial

from uvicorn.protocols.websockets import websockets_sansio_impl as protocol
from websockets.extensions.permessage_deflate import ServerPerMessageDeflateFactory

# How far back a line looks, as a power of two: 32 KB for what the server says, which is the most there is, and as
# before for what a browser says. It costs a quarter of a megabyte a line.
SERVERS, BROWSERS = 15, 12


@cache
def widen() -> None:
    """From here on new lines look back 32 KB; Streamlit has no setting for it. Once a process."""
    wide = partial(ServerPerMessageDeflateFactory, server_max_window_bits=SERVERS, client_max_window_bits=BROWSERS)
    setattr(protocol, ServerPerMessageDeflateFactory.__name__, lambda **_: wide())
