"""The log: one line an event on stderr, for people or (BACKBONE_LOG=json) for programs, and never who somebody is.

What the server's own libraries log is told by its template alone: what they fill in may be an address or a question. A
fault is told by its kind and its place, for what it says may hold either."""

import json
import logging
import os
from collections import deque
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from traceback import extract_tb

ROOT = Path(__file__).parents[1]
JSON = os.environ.get("BACKBONE_LOG") == "json"
# How many events a process remembers, for the steward's page.
KEPT = 50
_log = logging.getLogger("backbone")
# The libraries between a browser and our pages.
SERVER = ("streamlit", "uvicorn", "websockets", "starlette", "authlib", "httpx2", "asyncio")
# What they say of a frame or a request that is broken or comes too late: nothing is wrong on this side.
NOISE = {
    "Error deserializing back message",
    'No handler for "%s"',
    "The fragment with id %s does not exist anymore - it might have been removed during a preceding full-app rerun.",
    "Invalid HTTP request received.",
    "Unsupported upgrade request.",
    "Client tried to shut down runtime when not in development mode or e2e testing.",
    "Client tried to disconnect websocket when not in development mode or e2e testing.",
    "Rejecting backend operation request %s: session ID mismatch (request=%s, expected=%s)",
    "Failed to deserialize component state from frontend: %s",
    "Ignoring query string with %d characters because it exceeds the %d character limit.",
    "Ignoring query string with %d parameters because it exceeds the %d parameter limit.",
    "Invalid UTF-8 sequence received from client.",
    "Client WebSocket message size %s bytes exceeds the limit of %s bytes; closing connection.",
    "Missing provider for OAuth callback; this often indicates a stale or replayed callback (for example, from browser "
    "back/forward navigation).",
    "Error, misconfigured origin for `redirect_uri` in secrets.",
}
# Where the server fails on a frame of text, which no page of ours sends.
BROKEN_FRAME = ("websockets.py", "receive_bytes")
# What is said of the few of their lines that are events of ours.
EVENTS = {
    "OAuth token exchange failed for provider '%s'. Clearing auth cookies.": "sign-in refused",
    "Error during authentication: %s. Error description: %s": "sign-in refused",
    "Error during OAuth authorization redirect.": "sign-in not possible",
    "Uncaught app execution": "fault on a page",
}


@dataclass(frozen=True)
class Event:
    """What happened, when, how grave it is, and what else may be said of it."""

    at: datetime
    level: str
    what: str
    said: dict[str, object]

    @classmethod
    def of(cls, record: logging.LogRecord) -> "Event":
        """The event of a record, ours or a library's."""
        what, said = _template(record), dict(getattr(record, "said", {}))
        if record.name != _log.name:
            what, said = EVENTS.get(what, what), {"by": record.name}
        if record.exc_info and (fault := record.exc_info[1]) is not None:
            while fault.__cause__:
                fault = fault.__cause__
            said |= {"kind": type(fault).__name__, "place": _place(fault)}
        return cls(datetime.fromtimestamp(record.created, UTC), record.levelname.lower(), what, said)

    def line(self, as_json: bool) -> str:
        """The event on one line."""
        at = self.at.isoformat(timespec="seconds").replace("+00:00", "Z")
        if as_json:
            return json.dumps({"at": at, "level": self.level, "event": self.what, **self.said})
        level = [] if self.level == "info" else [self.level]
        return " ".join((at, *level, self.what, *(f"{name}={_word(value)}" for name, value in self.said.items())))


def event(what: str, **said: object) -> None:
    """Logs that something happened."""
    _log.info(what, extra={"said": said})


def refusal(what: str, **said: object) -> None:
    """Logs that something was refused."""
    _log.warning(what, extra={"said": said})


def recent() -> tuple[Event, ...]:
    """The last events of this process, the latest first."""
    return tuple(HANDLERS[1].events)


def adopt() -> None:
    """From here on the server's own libraries log as we do; again where they have made further loggers meanwhile."""
    for name, logger in list(logging.root.manager.loggerDict.items()):
        if isinstance(logger, logging.Logger) and name.split(".")[0] in SERVER:
            logger.propagate = False
            logger.handlers[:] = HANDLERS


def _place(fault: BaseException) -> str:
    """The file and line where something went wrong: the last in our own code, else the last."""
    frames = [(Path(frame.filename), frame.lineno) for frame in extract_tb(fault.__traceback__)]
    ours = [(file, line) for file, line in frames if file.is_relative_to(ROOT) and "site-packages" not in file.parts]
    file, line = (ours or frames or [(Path(), 0)])[-1]
    return f"{file.relative_to(ROOT) if ours else Path(*file.parts[-3:])}:{line}"


def _template(record: logging.LogRecord) -> str:
    """The first line of what a record says, before anything is filled in."""
    return " ".join(next(iter(str(record.msg).strip().splitlines()), "").split())


def _word(value: object) -> str:
    """A value as one word of a line: quoted where it is none."""
    text = str(value)
    plain = text.isprintable() and text and not set(text) & set(' "=')
    return text if plain else json.dumps(text, ensure_ascii=not text.isprintable())


def _worth_telling(record: logging.LogRecord) -> bool:
    """Whether a record is an event of ours, or something that went wrong and not just a broken frame or request."""
    if record.name == _log.name:
        return True
    if record.levelno < logging.WARNING or _template(record) in NOISE:
        return False
    if not record.exc_info or record.exc_info[1] is None:
        return True
    last = extract_tb(record.exc_info[1].__traceback__)[-1:]
    return not any(frame.filename.endswith(BROKEN_FRAME[0]) and frame.name == BROKEN_FRAME[1] for frame in last)


class _Line(logging.Formatter):
    """A record as one line."""

    def format(self, record: logging.LogRecord) -> str:
        return Event.of(record).line(JSON)


class _Kept(logging.Handler):
    """The last events, the latest first."""

    def __init__(self) -> None:
        super().__init__()
        self.events: deque[Event] = deque(maxlen=KEPT)

    def emit(self, record: logging.LogRecord) -> None:
        self.events.appendleft(Event.of(record))


def _handlers() -> tuple[logging.Handler, _Kept]:
    """Where the log goes: to stderr, and to the steward's page."""
    told, kept = logging.StreamHandler(), _Kept()
    told.setFormatter(_Line())
    for handler in (told, kept):
        handler.addFilter(_worth_telling)
    return told, kept


HANDLERS = _handlers()
_log.handlers[:] = HANDLERS
_log.setLevel(logging.INFO)
_log.propagate = False
