"""The yardstick of the benchmark: a bare Streamlit script that shows the app's pages with nothing behind them.

`tests.bench` has the app draw each page once and notes every call that the page makes to Streamlit, with its finished
arguments: texts, options and their labels, figures, tables (`tests/bench/recipe.py`; the file is in BACKBONE_BENCH).
A rerun of this script looks one recipe up and makes the same calls again.

The same as the app: every element, in the same order, container and layout, with the same words, helps, options,
figures, alt texts, style sheet, keys and width; the geometry, fetched by URL; the theme; the compression.

Not the same: none of the app's own code runs in the browser (the marks of a map that answer to keys and touch, the
painting before the server answers, links without a reload); no callback but a click on the map, so a new indicator or
year is not written into the address bar, and the other pickers and the buttons do nothing; a drill-down is a rerun of
this same script with `place` in the address where the app goes to another page, and another page is this script with
`page` in the address (the other pages exist here for the menu to point to, and are empty); there is no View, no Store
and no question: only what the benchmark asks can be shown."""

import os
import pickle
from functools import partial
from itertools import chain
from pathlib import Path

import streamlit as st

from backbone.charts import Figure

NATION = "100000"


@st.cache_resource(show_spinner=False)
def recipes() -> dict[tuple[str, str, str, str, str], list[dict]]:
    """The calls that make each page, by page, indicator, period, place and month ("" is the last)."""
    found = pickle.loads(Path(os.environ["BACKBONE_BENCH"]).read_bytes())
    for call in chain.from_iterable(found.values()):
        if call["call"] == "plotly_chart":
            call["args"] = [Figure(**call["args"][0])]
    return found


def drill(chart_key: str) -> None:
    """Shows the place that was clicked."""
    for point in st.session_state[chart_key]["selection"]["points"]:
        code = point["customdata"]
        st.query_params["place"] = code[0] if isinstance(code, list) else code


def replay(calls: list[dict]) -> None:
    """Makes every call of a recipe, each in the container that it was made in."""
    made = []
    for call in calls:
        where, kwargs = st, dict(call["kwargs"])
        if call["into"]:
            number, column = call["into"]
            where = made[number][column]
        if "value" in call:
            st.session_state[kwargs["key"]] = call["value"]
        if "format_func" in kwargs:
            kwargs["format_func"] = kwargs["format_func"].get
        if "selects" in call:
            kwargs["on_select"] = "rerun"
        if call["call"] == "plotly_chart" and kwargs["key"].startswith("map:"):
            kwargs["on_select"] = partial(drill, kwargs["key"])
        answer = getattr(where, call["call"])(*call["args"], **kwargs)
        made.append(answer if isinstance(answer, list) else [answer])


answers = recipes()
_, first_indicator, first_period, _, _ = next(iter(answers))
indicator, period = st.session_state.get("indicator", first_indicator), st.session_state.get("period", first_period)
place = st.query_params.get("place", NATION)
page = st.query_params.get("page", "home" if place == NATION else "place")
month = st.session_state.get("as-of", "")
# The last month is asked for without its name. The claims page shows an indicator that can be taken apart, whichever
# is asked for.
known = [(page, i, period, place, m) for m in (month, "") for i in (indicator, first_indicator)]
replay(answers[next(question for question in known if question in answers)])
