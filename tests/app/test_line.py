"""The line to the browser looks further back than Streamlit's own."""

from uvicorn.config import Config
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from uvicorn.server import ServerState

from backbone.ui import wire


def test_a_new_line_looks_back_32_kilobytes():
    wire.widen()
    line = WebSocketsSansIOProtocol(Config(None, ws="websockets-sansio"), ServerState(), {})
    (said,) = line.conn.available_extensions
    assert (said.server_max_window_bits, said.client_max_window_bits) == (15, 12)
