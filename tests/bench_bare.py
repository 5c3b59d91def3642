"""The yardstick of the benchmark: a bare Streamlit script that shows what the app shows, with nothing behind it.

Every figure, card and table was made beforehand (`tests.bench` writes them to the file that BACKBONE_BENCH names); a
rerun only looks them up and hands them to Streamlit."""

import json
import os
from functools import partial
from io import StringIO
from pathlib import Path

import pandas as pd
import plotly.io
import streamlit as st

st.set_page_config(layout="wide")


@st.cache_resource(show_spinner=False)
def shown() -> dict[str, list[dict]]:
    """What each question shows, figures and tables already made."""
    answers = json.loads(Path(os.environ["BACKBONE_BENCH"]).read_text("utf-8"))
    for element in (e for elements in answers["shown"].values() for e in elements):
        if element["kind"] == "plot":
            element["figure"] = plotly.io.from_json(element["spec"], skip_invalid=True)
        elif element["kind"] == "table":
            element["frame"] = pd.read_json(StringIO(element["frame"]), orient="split", dtype=False)
    return answers


def drill(chart_key: str) -> None:
    points = st.session_state[chart_key]["selection"]["points"]
    st.session_state["place"] = points[0]["customdata"] if points else "100000"


def home() -> None:
    st.session_state["place"] = "100000"


answers = shown()
place = st.session_state.setdefault("place", "100000")
st.button("Map", key="home", on_click=home)
with st.container(horizontal=True):
    indicator = st.selectbox(
        "Indicator", list(answers["indicators"]), key="indicator", format_func=answers["indicators"].get
    )
    period = st.segmented_control("Policy year", answers["periods"], key="period", default=answers["periods"][0])
elements = answers["shown"][f"{indicator} {period} {place}"]
cards = [e for e in elements if e["kind"] == "metric"]
for column, card in zip(st.columns(len(cards)), cards, strict=True):
    column.metric(card["label"], card["value"], border=True, chart_data=card["months"] or None, chart_type="bar")
left, right = st.columns([7, 3])
for n, element in enumerate(e for e in elements if e["kind"] != "metric"):
    with left if n == 0 else right:
        if element["kind"] == "table":
            st.dataframe(element["frame"], hide_index=True)
        else:
            with st.container(key="map" if n == 0 else f"plot-{n}"):
                chart_key = f"{n} {indicator} {period} {place}"
                st.plotly_chart(
                    element["figure"], key=chart_key, theme=None, config=element["config"],
                    on_select=partial(drill, chart_key) if n == 0 else "ignore", selection_mode="points",
                )
