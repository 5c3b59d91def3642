"""The line to the browser looks further back than Streamlit's own, and its messages have short names."""

from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime.forward_msg_cache import populate_hash_if_needed
from uvicorn.config import Config
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from uvicorn.server import ServerState

from backbone.ui import wire


def test_a_new_line_looks_back_32_kilobytes():
    wire.widen()
    line = WebSocketsSansIOProtocol(Config(None, ws="websockets-sansio"), ServerState(), {})
    (said,) = line.conn.available_extensions
    assert (said.server_max_window_bits, said.client_max_window_bits) == (15, 12)


def named(body):
    message = ForwardMsg()
    message.delta.new_element.markdown.body = body
    message.metadata.delta_path.append(len(body))
    populate_hash_if_needed(message)
    return message


def test_a_message_has_a_short_name_of_its_own():
    wire.shorten()
    long = "Insured, all policy years, as of August 2019." * 2
    first, again, other = named(long), named(long), named(long + "!")
    assert first.hash == again.hash != other.hash and len(first.hash) == 12
    assert first.metadata.cacheable and list(first.metadata.delta_path) == [len(long)]
