"""Recipes: what a page asked of Streamlit, call by call, for a bare script to ask again (`tests/bench/bare.py`)."""

import pickle
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import wraps
from pathlib import Path
from typing import NamedTuple

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from backbone.charts import Figure
from tests.app.app import visit

HAS_VALUE = ("selectbox", "segmented_control", "select_slider")
PLACES_ITSELF = ("set_page_config",)


class Recorder:
    """The calls of one run of a page. A call is a dict: `call` (its name), `into` (the numbers of the call that made
    the container, and of the column; None is the page), `args` (a figure as plain data), `kwargs`, and `value` where
    the page had set one."""

    def __init__(self) -> None:
        self.calls: list[dict] = []
        self._made: list[tuple[DeltaGenerator, tuple[int, int]]] = []
        self._inside = False

    def wrap(self, name: str, original: Callable) -> Callable:
        """`original`, which is also noted when a page calls it, but not when Streamlit itself does."""

        @wraps(original)
        def noted(*args, **kwargs):
            if self._inside:
                return original(*args, **kwargs)
            if name in PLACES_ITSELF:
                self.__init__()  # a page begins with this: what was noted was an earlier run
            self._inside = True
            try:
                note = self._note(name, args, kwargs)
                made = original(*args, **kwargs)
            finally:
                self._inside = False
            self.calls.append(note)
            for n, one in enumerate(made if isinstance(made, list) else [made]):
                if isinstance(one, DeltaGenerator):
                    self._made.append((one, (len(self.calls) - 1, n)))
            return made

        return noted

    def _note(self, name: str, args: tuple, kwargs: dict) -> dict:
        into = None
        if name not in PLACES_ITSELF:
            here, *args = args
            active = here._active_dg
            into = next((number for one, number in self._made if one is active), None)
        kept = {k: v for k, v in kwargs.items() if not callable(v) and k != "args"}
        if "format_func" in kwargs:
            options = args[1] if len(args) > 1 else kwargs["options"]
            kept["format_func"] = {option: kwargs["format_func"](option) for option in options}
        plain = [arg.to_dict() if isinstance(arg, Figure) else b"" if callable(arg) else arg for arg in args]
        note = {"call": name, "into": into, "args": plain, "kwargs": kept}
        if callable(kwargs.get("on_select")):
            note["selects"] = True
        if name in HAS_VALUE and kwargs.get("key") in st.session_state:
            note["value"] = st.session_state[kwargs["key"]]
        return note


@contextmanager
def recording() -> Iterator[Recorder]:
    """A recorder of every public call that the page makes to draw something; Streamlit is as before afterwards."""
    recorder, main = Recorder(), st._main
    names = [n for n in dir(DeltaGenerator) if not n.startswith("_") and getattr(st, n, None) is not None]
    before = {n: (getattr(st, n), getattr(DeltaGenerator, n)) for n in names if callable(getattr(DeltaGenerator, n))}
    page_config = st.set_page_config
    try:
        for name, (_, method) in before.items():
            noted = recorder.wrap(name, method)
            setattr(DeltaGenerator, name, noted)
            setattr(st, name, noted.__get__(main))
        st.set_page_config = recorder.wrap("set_page_config", page_config)
        yield recorder
    finally:
        st.set_page_config = page_config
        for name, (function, method) in before.items():
            setattr(st, name, function)
            setattr(DeltaGenerator, name, method)


class Question(NamedTuple):
    """What the benchmark asks of a page; `month` is the last one counted, or empty for all of them."""

    page: str
    indicator: str
    period: str
    place: str
    month: str = ""


def precompute(file: Path, questions: Sequence[Question]) -> None:
    """Writes the recipes of the pages that answer these questions: question -> calls."""
    recipes = {}
    for question in questions:
        asked = {"indicator": question.indicator, "period": question.period, "place": question.place}
        with recording() as recorder:
            at = visit(question.page, **asked, **({"as_of": question.month} if question.month else {}))
        if at.exception:
            raise RuntimeError(f"{question}: {at.exception[0].message}")
        recipes[tuple(question)] = recorder.calls
    file.write_bytes(pickle.dumps(recipes))
