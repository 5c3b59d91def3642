"""What no browser says of a widget counts for nothing: the page stays, and the log has one line of it."""

import json
from collections.abc import Iterator

import pytest
from streamlit.proto.WidgetStates_pb2 import WidgetState, WidgetStates
from streamlit.testing.v1 import AppTest

from backbone import log
from backbone.ui import events
from backbone.ui.pickers import FOUND
from backbone.ui.signin import INSIDE
from backbone.ui.widgets import TELLS
from tests.app.app import figures, visit

SELECTED = (
    5, {"points": 5}, {"points": [5]}, {"points": [{}]}, {"points": [{"customdata": {"a": 1}}]},
    {"points": [{"customdata": []}]}, {"points": [{"customdata": ["999999", 1]}]}, {"points": [{"location": 7}]},
    {"cells": [5]}, {"cells": [[1]]}, {"cells": [["a", "b"]]}, {"cells": [[99999, "paid"]]}, {"cells": [[0, "zz"]]},
    {"cells": [[-1, 7]]}, {"rows": "x", "cells": None}, [],
)  # fmt: skip
WORDS = [*(json.dumps({"selection": one}) for one in SELECTED), "[]", "5", "null", "nonsense", '{"near": {"a": [1]}}']
# Of each kind of widget one is enough: buttons, lists, sliders, menus, charts, tables, the search, our own code.
PAGES = {
    "home": ("indicator", "period", "as-of", "play", "place-search", "map:", "every-number", "paint", "map-marks"),
    "compare": ("compare-places", "beside"),
    "ranking": ("ranking-rows-county", "present"),
}


def widgets(at: AppTest, among: tuple[str, ...]) -> dict[str, str]:
    """The ids of the widgets of a page, by the keys that they begin with."""
    ids = [getattr(getattr(element, "proto", None), "id", "") for element in at]
    return {key: one for key in among for one in ids if f"-{key}" in one}


def forged(widget: str) -> Iterator[WidgetState]:
    """The same at each call, for another widget."""
    for said in WORDS:
        yield WidgetState(id=widget, string_value=said)
    for said in ("5", "nonsense", '{"near": {"a": [1]}}'):
        yield WidgetState(id=widget, json_value=said)
        yield WidgetState(id=widget, json_trigger_value=said)
    yield WidgetState(id=widget, int_value=3)
    yield WidgetState(id=widget, double_value=float("nan"))
    yield WidgetState(id=widget, bytes_value=b"x")
    for name, said in (("string_array_value", ["a", "b"]), ("double_array_value", [1.0]), ("int_array_value", [1, 99])):
        state = WidgetState(id=widget)
        getattr(state, name).data.extend(said)
        yield state


@pytest.mark.parametrize("page", PAGES)
def test_a_forged_value_changes_nothing_and_leaves_one_line(page, monkeypatch):
    at = visit(page)
    found = widgets(at, PAGES[page])
    assert {*found} == {*PAGES[page]}
    asked, drawn = dict(at.query_params), figures(at)
    monkeypatch.setattr(events, "_now", {**events._now, "strange": ""})
    log.HANDLERS[1].events.clear()
    for states in zip(*map(forged, found.values()), strict=True):
        at._run(WidgetStates(widgets=states))
        assert not at.exception, states[0]
        assert dict(at.query_params) == asked, states[0]
    assert figures(at.run()) == drawn
    assert [event.what for event in log.recent()] == ["a browser says what no page asks, and is not heeded"]


def test_widgets_that_no_page_ever_had_are_not_heard_of():
    """Neither as many as a message holds, nor under names of our own, nor half of a name of Streamlit's."""
    at = visit("home", period="2018")
    asked, drawn = dict(at.query_params), figures(at)
    halves = ("", "$", "$$", "$$ID", "$$ID-", "$$ID-a", "$$ID-a-", "$$ID--", TELLS, f"{TELLS}a", f"{TELLS}a__events__a")
    for names in (halves, (INSIDE, FOUND, "indicator", "place-search"), (f"x{n}" for n in range(30_000))):
        at._run(WidgetStates(widgets=[WidgetState(id=name, string_value="x") for name in names]))
        assert not at.exception and dict(at.query_params) == asked
    assert figures(at.run()) == drawn
