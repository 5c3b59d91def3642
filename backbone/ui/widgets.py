"""Checks what a browser says about the widgets of a page. Our pages send only values that are on them; another program
may send anything: that is ignored, no callback hears of it, and the widget keeps its value. The state of widgets whose
page was left is freed."""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import replace
from functools import cache
from typing import Any

import pandas as pd
import streamlit as st
from streamlit.components.v2.bidi_component.constants import EVENT_DELIM
from streamlit.proto.WidgetStates_pb2 import WidgetState
from streamlit.runtime.state.common import WidgetMetadata, is_element_id, unpack_widget_state_value
from streamlit.runtime.state.session_state import STREAMLIT_INTERNAL_KEY_PREFIX, WStates

from backbone.charts import coded
from backbone.charts.figure import Figure
from backbone.ui import events

# How the id begins under which a component tells something at once.
TELLS = f"{STREAMLIT_INTERNAL_KEY_PREFIX}_"
# How many things a component may tell at once: each is done, and none of ours tells more than a few.
AT_ONCE = 100
# The kinds of what is picked among words, and of what a component tells at once.
WORDS, TOLD = "string_array_value", "json_trigger_value"


@cache
def listen() -> None:
    """From now on a widget accepts only a value of its own kind (Streamlit would raise on any other, again at every run
    of that session), and the state of widgets that are no longer on a page is freed, but for their kind: a browser may
    name them before they are drawn again. Once a process."""
    take, forget = WStates.set_widget_from_proto, WStates.remove_stale_widgets

    def heed(self: WStates, widget_state: WidgetState) -> None:
        if _is_of(self.widget_metadata.get(widget_state.id), widget_state):
            take(self, widget_state)
        else:
            events.strange()

    def let_go(self: WStates, active_widget_ids: frozenset[str], fragment_ids_this_run: list[str] | None) -> None:
        forget(self, active_widget_ids, fragment_ids_this_run)
        if not fragment_ids_this_run:
            for i, one in self.widget_metadata.items():
                holds = one.callback or one.callbacks or one.presenter
                if holds and _component(i) not in active_widget_ids:
                    self.widget_metadata[i] = _bare(one)

    setattr(WStates, take.__name__, heed)
    setattr(WStates, forget.__name__, let_go)


def _bare(widget: WidgetMetadata[Any]) -> WidgetMetadata[Any]:
    """The widget's metadata without its callbacks, which would keep pages, pictures and tables alive."""
    return replace(widget, callback=None, callbacks=None, callback_args=None, callback_kwargs=None, presenter=None)


def _component(widget_id: str) -> str:
    """The id under which a widget is registered; for the triggers of a component that is the component's own."""
    if not widget_id.startswith(TELLS):
        return widget_id
    return widget_id.removeprefix(TELLS).rpartition(EVENT_DELIM)[0]


def _is_of(widget: WidgetMetadata[Any] | None, said: WidgetState) -> bool:
    """Whether a widget can have that value; one that is not there yet is told nothing anyway. What is no name of a
    widget would stand among what the session keeps, and every text field would fail on it."""
    kind = said.WhichOneof("value")
    if widget is None or kind is None:
        return is_element_id(said.id) or said.id.startswith(TELLS)
    if widget.value_type not in (None, kind):
        return False
    try:
        value = widget.deserializer(unpack_widget_state_value(said))
        if kind == TOLD and isinstance(value, list) and len(value) > AT_ONCE:
            return False
        # A slider takes a word that it does not have for its first.
        return kind != WORDS or widget.serializer(value) == [*said.string_array_value.data]
    except (AttributeError, LookupError, TypeError, ValueError):
        return False


def picked(key: str, options: Collection[object], several: bool = False) -> Any:
    """What was picked among the options: one of them or `several`; None for anything else."""
    now = st.session_state.get(key)
    if all(one in options for one in (now or () if several else [now])):
        return now
    events.strange()
    return None


def marks(key: str, figure: Figure) -> Iterator[str]:
    """The codes of the marks of a figure that were chosen."""
    known = coded(figure)
    for point in _selected(key, "points", lambda one: isinstance(one, Mapping)):
        code = point.get("customdata") or point.get("location")
        code = code[0] if isinstance(code, list) else code
        if isinstance(code, str) and code in known:
            yield code
        else:
            events.strange()


def cells(key: str, rows: pd.DataFrame) -> Iterator[tuple[int, str]]:
    """The row and the column of the cells of a table that were chosen."""
    for cell in _selected(key, "cells", lambda one: isinstance(one, list | tuple) and len(one) == 2):
        row, column = cell
        if isinstance(row, int) and 0 <= row < len(rows) and isinstance(column, str) and column in rows:
            yield row, column
        else:
            events.strange()


def _selected(key: str, what: str, fits: Callable[[Any], bool]) -> list[Any]:
    """What was selected in a chart or a table, as far as it is what it should be."""
    said = st.session_state.get(key, {})
    selection = said.get("selection") if isinstance(said, Mapping) else None
    found = selection.get(what) if isinstance(selection, Mapping) else None
    if isinstance(found, list | tuple) and all(map(fits, found)):
        return list(found)
    events.strange()
    return []
