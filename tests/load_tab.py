"""A tab of a browser as the server sees it: it asks, keeps what the browser would keep, and says what comes back.

It speaks Streamlit's own protocol (protobuf in a compressed websocket) and says what the real client says: the page and
the query, what its widgets stand at, and the hashes of the messages that it has, which the server then names instead of
sending them again. It draws nothing."""

import asyncio
import time
from dataclasses import dataclass, field
from typing import Any

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import WebSocketException

from backbone.ui.opening import SORRY

# An answer that takes longer than this has not come.
PATIENCE = 30.0
APOLOGIES = (SORRY.en, SORRY.zh)
# The widgets that a reader picks with, by the name of their message; buttons and fields are asked for by key.
PICKED = ("selectbox", "button_group", "slider")


class Failed(Exception):
    """An answer that is none: the connection is gone, nothing came in time, or a page says that it cannot."""


@dataclass
class Kept:
    """A message that the browser keeps, the run it was last used in, and the fragment that it belongs to."""

    message: ForwardMsg
    run: int
    fragment: str


@dataclass
class Widget:
    """What can be picked or pressed: the name of its message, the message, and the fragment that it belongs to."""

    kind: str
    said: Any
    fragment: str

    @property
    def options(self) -> list[str]:
        """What can be picked, as it is written."""
        return [getattr(option, "content", option) for option in self.said.options]

    @property
    def now(self) -> list[str]:
        """What the server lets it stand at."""
        said = self.said.raw_values if self.kind == "button_group" else self.said.raw_value
        return [said] if isinstance(said, str) else list(said)

    def at(self, chosen: list[str]) -> WidgetState:
        """What the browser says of it once that is chosen."""
        state = WidgetState(id=self.said.id)
        if self.kind == "selectbox":
            state.string_value = chosen[0]
        else:
            state.string_array_value.data[:] = chosen
        return state


@dataclass
class Tab:
    """One tab. `page` and `query` are its address, `widgets` what can be pressed on the page that it shows, by key."""

    socket: ClientConnection
    page: str = ""
    query: str = ""
    widgets: dict[str, Widget] = field(default_factory=dict)
    _pages: dict[str, str] = field(default_factory=dict)
    _states: dict[str, WidgetState] = field(default_factory=dict)
    _kept: dict[str, Kept] = field(default_factory=dict)
    _run: int = 0
    _age: int = 2
    _fragments: tuple[str, ...] = ()

    async def visit(self, page: str, query: str, back: bool = False) -> float:
        """Goes to an address, as a link or (`back`) the browser's history does; the seconds until it was answered."""
        self.query = query
        known = self._pages.get(page)
        self.page = page
        return await self._ask(page_hash=known or "", page_name="" if known else page, back=back)

    async def pick(self, key: str, choose: int) -> float:
        """Picks another of the options of a picker, the `choose`-th of those it does not stand at."""
        widget = self.widgets[key]
        others = [option for option in widget.options if option not in widget.now]
        self._states[widget.said.id] = widget.at([others[choose % len(others)]])
        return await self._ask(self._pages.get(self.page, ""), fragment=widget.fragment)

    async def press(self, key: str) -> float:
        """Presses a button."""
        widget = self.widgets[key]
        pressed = WidgetState(id=widget.said.id, trigger_value=True)
        return await self._ask(self._pages.get(self.page, ""), pressed=pressed, fragment=widget.fragment)

    async def type(self, key: str, typed: str) -> float:
        """Types into a field."""
        widget = self.widgets[key]
        self._states[widget.said.id] = WidgetState(id=widget.said.id, string_value=typed)
        return await self._ask(self._pages.get(self.page, ""), fragment=widget.fragment)

    # -- the protocol ------------------------------------------------------------------------------------------------

    async def _ask(
        self,
        page_hash: str,
        page_name: str = "",
        back: bool = False,
        pressed: WidgetState | None = None,
        fragment: str = "",
    ) -> float:
        said = BackMsg()
        run = said.rerun_script
        run.query_string, run.page_script_hash, run.page_name = self.query, page_hash, page_name
        run.is_history_navigation, run.fragment_id = back, fragment
        run.widget_states.widgets.extend([*self._states.values(), *([pressed] if pressed else [])])
        run.cached_message_hashes.extend(self._kept)
        run.context_info.timezone, run.context_info.locale, run.context_info.color_scheme = "UTC", "en", "light"
        began = time.perf_counter()
        try:
            async with asyncio.timeout(PATIENCE):
                await self.socket.send(said.SerializeToString())
                while not self._take(ForwardMsg.FromString(await self.socket.recv())):
                    pass
        except (WebSocketException, OSError) as error:
            raise Failed(f"the connection is gone ({type(error).__name__})") from None
        except TimeoutError:
            raise Failed(f"no answer in {PATIENCE:.0f} seconds") from None
        return time.perf_counter() - began

    def _take(self, message: ForwardMsg) -> bool:
        """Takes one message as the browser does; whether the answer is complete with it."""
        what = message.WhichOneof("type")
        if what == "ref_hash":
            message = self._again(message.ref_hash)
            what = message.WhichOneof("type")
        elif message.metadata.cacheable:
            self._kept[message.hash] = Kept(message, self._run, message.delta.fragment_id)
        if what == "delta":
            self._see(message)
        elif what == "new_session":
            self._begin(message)
        elif what == "navigation":
            self._pages = {p.url_pathname: p.page_script_hash for p in message.navigation.app_pages}
            self._pages[""] = next(p.page_script_hash for p in message.navigation.app_pages if p.is_default)
            self.page = next(n for n, code in self._pages.items() if code == message.navigation.page_script_hash)
        elif what == "page_info_changed":
            self.query = message.page_info_changed.query_string
        elif what in ("page_not_found", "session_event"):
            raise Failed(what)
        return what == "script_finished" and self._finish(message)

    def _begin(self, message: ForwardMsg) -> None:
        self._fragments = tuple(message.metadata.run.fragment_ids)
        self._age = message.new_session.config.max_cached_message_age
        if not self._fragments:
            self.widgets = {}

    def _see(self, message: ForwardMsg) -> None:
        """Notes what of an element matters: what can be pressed, and what must not be there."""
        if message.delta.WhichOneof("type") != "new_element":
            return
        element = message.delta.new_element
        kind = element.WhichOneof("type")
        if kind == "exception":
            raise Failed(f"an error on the page: {element.exception.message[:200]}")
        if kind in ("heading", "markdown") and getattr(element, kind).body.strip("# ") in APOLOGIES:
            raise Failed("the page apologises")
        if kind in (*PICKED, "button", "text_input"):
            widget = Widget(kind, getattr(element, kind), message.delta.fragment_id)
            self.widgets[widget.said.id.split("-", 2)[-1]] = widget
            if kind in PICKED and widget.said.set_value:
                self._states[widget.said.id] = widget.at(widget.now)

    def _again(self, code: str) -> ForwardMsg:
        kept = self._kept.get(code)
        if kept is None:
            raise Failed("the server names a message that the browser does not have")
        kept.run = self._run
        return kept.message

    def _finish(self, message: ForwardMsg) -> bool:
        """Whether the run has ended and no other follows it; then what was not used for long is forgotten."""
        status = message.script_finished
        if status == ForwardMsg.FINISHED_EARLY_FOR_RERUN:
            return False
        if status == ForwardMsg.FINISHED_WITH_COMPILE_ERROR:
            raise Failed("the script does not compile")
        self._run += 1
        for code, kept in list(self._kept.items()):
            mine = not self._fragments or kept.fragment in self._fragments
            if mine and self._run - kept.run > self._age:
                del self._kept[code]
        if not self._fragments:
            ids = {widget.said.id for widget in self.widgets.values()}
            self._states = {code: state for code, state in self._states.items() if code in ids}
        return True


async def opened(url: str) -> Tab:
    """A new tab, connected to the server at `url`."""
    address = url.replace("http", "ws", 1).rstrip("/") + "/_stcore/stream"
    try:
        socket = await connect(address, subprotocols=["streamlit"], max_size=None, proxy=None, open_timeout=PATIENCE)
    except (WebSocketException, OSError) as error:
        raise Failed(f"no connection ({type(error).__name__})") from None
    return Tab(socket)
