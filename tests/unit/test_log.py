"""What the log says of an event, ours or a library's, and what it keeps to itself."""

import ast
import json
import logging
from pathlib import Path

import pytest

from backbone import log
from backbone.log import Event

NOTED = ("event", "refusal", "log.event", "log.refusal")


def record(name: str, said: str, *filled: object, fault: BaseException | None = None, level: int = logging.WARNING):
    info = (type(fault), fault, fault.__traceback__) if fault else None
    made = logging.LogRecord(name, level, "x.py", 1, said, filled, info)
    made.created = 1_574_770_000.0
    return made


def raised(fault: BaseException) -> BaseException:
    try:
        raise fault
    except BaseException as caught:
        return caught


def test_an_event_of_ours_is_one_line_for_people_or_for_programs():
    made = record("backbone", "snapshot opened", level=logging.INFO)
    made.said = {"name": "2019-08", "why": 'two words, "quoted"\nand broken'}
    assert (
        Event.of(made).line(False)
        == '2019-11-26T12:06:40Z snapshot opened name=2019-08 why="two words, \\"quoted\\"\\nand broken"'
    )
    assert json.loads(Event.of(made).line(True)) == {
        "at": "2019-11-26T12:06:40Z", "level": "info", "event": "snapshot opened", **made.said,
    }  # fmt: skip


def test_of_a_library_only_the_template_is_told():
    made = record("streamlit.web", "Error during authentication: %s. Error description: %s", "no", "li@example.org")
    assert Event.of(made).line(False) == "2019-11-26T12:06:40Z warning sign-in refused by=streamlit.web"
    many = record("asyncio", "Task exception was never retrieved\nfuture: <peer 10.0.0.7>")
    assert "10.0.0.7" not in Event.of(many).line(True)


def test_a_fault_is_told_by_its_kind_and_its_place_on_one_line():
    fault = raised(KeyError("li@example.org"))
    line = Event.of(record("streamlit.error_util", "Uncaught app execution", fault=fault)).line(False)
    assert "warning fault on a page" in line and "kind=KeyError place=tests/unit/test_log.py:" in line
    assert "li@" not in line and "\n" not in line


def test_a_fault_is_told_by_what_caused_it():
    outer = raised(RuntimeError("x"))
    outer.__cause__ = raised(KeyError("y"))
    assert "kind=KeyError" in Event.of(record("streamlit.x", "Error", fault=outer)).line(False)


@pytest.mark.parametrize("as_json", [True, False])
def test_a_line_stays_one_line_whatever_is_said(as_json):
    made = record("backbone", "x")
    made.said = {"a": "\r\n\x1b[31m\u2028", "b": ""}
    assert Event.of(made).line(as_json).isprintable()


def test_broken_frames_and_requests_are_not_told_and_all_else_is():
    told = log.HANDLERS[0].filter
    assert not told(record("uvicorn.error", "Invalid HTTP request received."))
    assert not told(record("uvicorn.error", "Unsupported upgrade request."))
    assert not told(record("streamlit.x", "Error deserializing back message", fault=raised(ValueError())))
    assert not told(record("uvicorn.error", '%s - "WebSocket %s" [accepted]', "10.0.0.7", "/x", level=logging.INFO))
    assert told(record("uvicorn.error", "Exception in ASGI application", fault=raised(KeyError("bytes"))))
    assert told(record("backbone", "snapshot opened", level=logging.INFO))


def test_the_last_events_are_kept_the_latest_first():
    for n in range(log.KEPT + 5):
        log.event("tried", n=n)
    recent = log.recent()
    # A page that another test has left may log something meanwhile.
    mine = [one.said["n"] for one in recent if one.what == "tried"]
    assert len(recent) == log.KEPT and mine == list(range(log.KEPT + 4, log.KEPT + 4 - len(mine), -1)) and mine[20:]


def test_no_event_of_ours_says_what_every_line_says_already():
    """In JSON each has one key: the time of an event would be lost."""
    found = []
    for path in Path(log.__file__).parent.rglob("*.py"):
        for call in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(call, ast.Call) and ast.unparse(call.func) in NOTED:
                found += [word.arg for word in call.keywords]
    assert {"name", "why"} <= set(found) and not {"at", "level", "event"} & set(found)
