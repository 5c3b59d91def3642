"""What the benchmark measures the app against shows what the app shows: the bare script and the Dash page."""

import json
import pickle

import pytest
from streamlit.testing.v1 import AppTest

from backbone.places import NATION
from tests.app.app import cards, figures, visit
from tests.bench import dash_page
from tests.bench.contestants import bare_script
from tests.bench.recipe import Question, precompute

QUESTIONS = [Question("home", "coverage", period, NATION) for period in ("all", "2018")]


@pytest.fixture(scope="module")
def recipes(tmp_path_factory):
    file = tmp_path_factory.mktemp("recipes") / "recipes.pickle"
    precompute(file, QUESTIONS)
    return file


@pytest.fixture(scope="module")
def home():
    return visit("home", indicator="coverage", period="2018")


def marked(charts):
    """What the figures of a page show, whatever their size: the places, months or values of their marks."""
    return [[trace.get("customdata") or trace.get("x") for trace in chart["data"]] for chart in charts]


def test_the_bare_script_makes_the_elements_of_the_app(recipes, home, tmp_path, monkeypatch):
    monkeypatch.setenv("BACKBONE_BENCH", str(recipes))
    bare = AppTest.from_file(str(bare_script(tmp_path / "bare")), default_timeout=60)
    bare.session_state["period"] = "2018"
    bare.run()
    assert not bare.exception
    assert marked(figures(bare)) == marked(figures(home))
    assert cards(bare) == cards(home) != {}


def test_the_dash_page_opens_and_answers_as_the_app_does(recipes, home):
    app = dash_page.page(pickle.loads(recipes.read_bytes()))
    asking = app.server.test_client()
    layout = asking.get("/_dash-layout").text
    assert all(name in layout for name in cards(home))
    shown = {}
    for output, callback in app.callback_map.items():
        asked = {"indicator": "coverage", "period": "2018", "level": "county", "as-of": 25}
        given = {kind: [{**one, "value": asked[one["id"]]} for one in callback[kind]] for kind in ("inputs", "state")}
        parts = [
            dict(zip(("id", "property"), part.rsplit(".", 1), strict=True)) for part in output.strip(".").split("...")
        ]
        body = {"output": output, "outputs": parts, **given, "changedPropIds": ["period.value"]}
        shown |= json.loads(asking.post("/_dash-update-component", json=body).data)["response"]
    assert marked(shown[key]["figure"] for key in ("map", "ranking", "trend")) == marked(figures(home))
    answered = json.dumps(shown["cards"], ensure_ascii=False)
    assert all(value in answered for value in cards(home).values())
