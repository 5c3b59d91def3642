"""The line to the browser looks further back than Streamlit's own, its messages have short names, and it ends."""

import asyncio
import socket

from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime.forward_msg_cache import populate_hash_if_needed
from uvicorn.config import Config
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from uvicorn.server import ServerState

from backbone.ui import wire

HELLO = b"""GET / HTTP/1.1\r
Host: localhost\r
Upgrade: websocket\r
Connection: Upgrade\r
Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r
Sec-WebSocket-Version: 13\r
\r
"""


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


def test_who_takes_nothing_of_what_is_said_is_left():
    wire.hang_up()
    left = asyncio.Event()

    async def says_much(scope, receive, send):
        try:
            await send({"type": "websocket.accept"})
            while True:
                await send({"type": "websocket.send", "bytes": bytes(1_000_000)})
        finally:
            left.set()

    async def nobody_reads():
        config = Config(says_much, ws="websockets-sansio", ws_ping_interval=0.1, ws_ping_timeout=0.1)
        config.load()
        loop = asyncio.get_running_loop()
        server = await loop.create_server(lambda: WebSocketsSansIOProtocol(config, ServerState(), {}), "127.0.0.1", 0)
        with socket.create_connection(server.sockets[0].getsockname()) as mute:
            mute.sendall(HELLO)
            await asyncio.wait_for(left.wait(), 30)
        server.close()

    asyncio.run(nobody_reads())
