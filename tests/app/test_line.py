"""The line to the browser looks further back than Streamlit's own, its messages have short names, and it ends."""

import asyncio
import socket

import pytest
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


def framed(kind: int, data: bytes = b"", last: bool = True) -> bytes:
    """A frame as a browser masks it."""
    long = bytes([0x80 | len(data)]) if len(data) < 126 else b"\xfe" + len(data).to_bytes(2, "big")
    return bytes([0x80 * last | kind]) + long + bytes(4) + data


async def listened(said: bytes) -> list[bytes]:
    """The messages that the app hears of what somebody says, to the end of the line; nothing else is cut."""
    heard, over = [], asyncio.Event()

    async def listens(scope, receive, send):
        await receive()
        await send({"type": "websocket.accept"})
        while (event := await receive())["type"] == "websocket.receive":
            heard.append(event["bytes"])
        over.set()

    config = Config(listens, ws="websockets-sansio")
    config.load()
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: WebSocketsSansIOProtocol(config, ServerState(), {}), "127.0.0.1", 0)
    reading, writing = await asyncio.open_connection(*server.sockets[0].getsockname())
    writing.write(HELLO)
    await reading.readuntil(b"\r\n\r\n")
    writing.write(said)
    await asyncio.wait_for(over.wait(), 30)
    writing.close()
    server.close()
    return heard


@pytest.mark.parametrize(
    ("first", "then"), [(b"", framed(9)), (b"", framed(10)), (framed(2, last=False), framed(0, last=False))]
)
def test_who_says_nothing_in_thousands_of_frames_is_left(first, then):
    wire.hang_up()
    assert asyncio.run(listened(first + then * 10 * wire.FRAMES)) == []


def test_of_empty_messages_no_more_are_heard_than_a_line_may_have_at_once():
    wire.hang_up()
    assert len(asyncio.run(listened(framed(2) * 10 * wire.FRAMES))) <= 2 * wire.FRAMES


def test_a_long_message_in_many_parts_is_heard_whole_with_what_keeps_the_line_alive_between():
    wire.hang_up()
    parts = wire.FRAMES // 4
    said = framed(2, b"x" * 4000, last=False) + (framed(9, b"alive") + framed(0, b"x" * 4000, last=False)) * parts
    assert asyncio.run(listened(said + framed(0) + framed(8))) == [b"x" * 4000 * (parts + 1)]
