"""A deck on the stage: what each scene shows, what the browser may ask for, and what is said where nothing can be."""

import json
from unittest.mock import Mock

import pytest
from streamlit.components.v2.bidi_component.main import _make_trigger_id
from streamlit.proto.WidgetStates_pb2 import WidgetState
from streamlit.testing.v1 import AppTest

from backbone import diskfile, private
from backbone.deck import written
from backbone.deck.deck import Deck, Pin, Scene, Words
from backbone.site import DECKS, SHOW
from backbone.snapshot.manifest import CURRENT, open_snapshot
from backbone.ui import running
from backbone.ui.hall import opening, walking
from backbone.ui.widgets import AT_ONCE
from tests.app.app import ROOT

DECK = written.load(written.FOLDER / "programme.toml")
OLDER, NEWER = "2019-07-illustrative", "2019-08-illustrative"


def visit(**params: str) -> AppTest:
    at = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=60)
    at.query_params.update(params)
    return at.switch_page(SHOW.path).run()


def words(at: AppTest) -> list[str]:
    """The words of each scene that stands on the stage."""
    return [one.proto.body for one in at.get("html") if 'class="show-words' in one.proto.body]


def told(at: AppTest) -> dict:
    """What the browser is told of the stage."""
    every = [json.loads(one.proto.json) for one in at.get("bidi_component")]
    return next(one for one in every if one.get("part") == "stage")


def ask(at: AppTest, asked: object = None, **more: object) -> AppTest:
    """The stage after the browser has asked for that."""
    states = at._tree.get_widget_states()
    (own,) = (one.proto.id for one in at.get("bidi_component") if json.loads(one.proto.json).get("part") == "stage")
    said = json.dumps([{"event": "asked", "value": more or asked}])
    states.widgets.append(WidgetState(id=_make_trigger_id(own, "events"), json_trigger_value=said))
    return at._run(states)


def test_a_cold_link_shows_one_scene_and_its_neighbours_follow_at_rest():
    at = visit(deck="programme", scene="3")
    assert not at.exception
    (own,) = words(at)
    assert 'data-scene="3"' in own and "85" in own
    assert told(at)["held"] == [0, 0, 0, 3, 0] and told(at)["last"] == len(DECK)
    ask(at, scene=3, press=1, tone="dark", detour="", shade="", rested=True)
    assert told(at)["held"] == [0, 0, 2, 3, 4] and len(words(at)) == 3
    ask(at, scene=3, press=1, tone="dark", detour="", shade="", rested=True)
    assert told(at)["held"] == [5, 0, 2, 3, 4], "two keys at once find both scenes drawn"


def test_a_browser_that_asks_for_thousands_of_scenes_at_once_is_given_none(monkeypatch):
    at = visit(deck="programme")
    monkeypatch.setattr(walking, "_obey", obeyed := Mock())
    states = at._tree.get_widget_states()
    (own,) = (one.proto.id for one in at.get("bidi_component") if json.loads(one.proto.json).get("part") == "stage")
    for many, heard in ((AT_ONCE + 1, 0), (AT_ONCE, AT_ONCE)):
        said = json.dumps([{"event": "asked", "value": {"scene": 2}}] * many)
        states.widgets.append(WidgetState(id=_make_trigger_id(own, "events"), json_trigger_value=said))
        at._run(states)
        assert not at.exception and obeyed.call_count == heard


def test_a_step_keeps_what_stands_there_and_the_address_follows():
    at = visit(deck="programme", scene="3")
    ask(at, scene=3, press=1, tone="dark", detour="", shade="", rested=True)
    ask(at, scene=4, press=2, tone="dark", detour="", shade="")
    assert told(at)["held"] == [0, 0, 2, 3, 4] and told(at)["press"] == 2
    assert at.query_params["scene"] == "4" and "dress" not in at.query_params


def test_another_dress_draws_all_anew():
    at = visit(deck="programme", scene="3", lang="zh")
    ask(at, scene=3, press=1, tone="light", detour="", shade="")
    assert at.query_params["dress"] == "light" and told(at)["held"] == [0, 0, 0, 3, 0]


def test_a_detour_shows_the_place_beside_the_scene_and_is_left_to_it():
    at = visit(deck="programme", scene="3")
    ask(at, scene=3, press=1, tone="dark", detour="530627", shade="")
    scene, place = words(at)
    assert 'data-scene="3"' in scene and 'data-place="530627"' in place and "Zhenxiong" in place
    assert at.query_params["detour"] == "530627"
    ask(at, scene=3, press=2, tone="dark", detour="", shade="")
    assert words(at)[0] == scene and "detour" not in at.query_params


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("number", range(1, len(DECK) + 1))
def test_every_scene_of_the_programme_stands_on_the_stage(number, lang):
    at = visit(deck="programme", scene=str(number), lang=lang, dress="light")
    assert not at.exception
    (own,) = words(at)
    assert "show-fault" not in own
    assert len(at.get("plotly_chart")) == (DECK.scenes[number - 1].kind in ("view", "family"))


GOOD = {"scene": 2, "press": 1, "tone": "dark", "detour": "", "shade": "", "help": False}
WRONG = (
    ("scene", 99), ("scene", True), ("press", -1), ("tone", "pink"), ("detour", "<b>"), ("detour", ["530627"]),
    ("shade", "red"),
)  # fmt: skip
JUNK = (5, None, "next", {}, *({**GOOD, name: value} for name, value in WRONG))


def test_what_no_browser_asks_counts_for_nothing():
    at = visit(deck="programme", scene="3")
    for one in JUNK:
        ask(at, one)
        assert not at.exception and told(at)["scene"] == 3


@pytest.mark.parametrize("asked", ["0", "-3", "x", "٣", "99999999999", "2.5", ""])
def test_a_scene_that_is_no_number_is_the_first_and_one_too_far_the_last(asked):
    assert told(visit(deck="programme", scene=asked))["scene"] in (1, len(DECK))


@pytest.mark.parametrize("name", ["gone", "../programme", "<b>x</b>", "\u202eprogramme"])
def test_a_deck_that_is_not_there_is_said_in_a_sentence(name):
    at = visit(deck=name, lang="zh")
    assert not at.exception and [title.value for title in at.title] == [opening.NOT_SHOWN.zh]
    assert not at.get("plotly_chart") and "\u202e" not in at.text[0].value


def test_a_snapshot_that_is_switched_during_a_show_changes_no_number_of_it(snapshots, tmp_path, monkeypatch):
    monkeypatch.setattr(private, "FOLDER", tmp_path / "own")
    (snapshots / CURRENT).write_text(OLDER)
    pinned = Pin(OLDER, open_snapshot(snapshots / OLDER).digest)
    scenes = tuple(Scene(asks={"indicator": i}) for i in ("claims_paid", "paid", "claims_paid"))
    file = tmp_path / "own" / private.DECKS / "mine.toml"
    file.parent.mkdir(parents=True)
    file.write_bytes(written.write(Deck("mine", Words("Mine", "我的"), pinned, scenes)))
    deck = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=60)
    deck.query_params["deck"] = "mine"
    assert not deck.switch_page(DECKS.path).run().info, "there is nothing newer yet"
    at = visit(deck="mine")
    (before,) = words(at)

    (snapshots / CURRENT).write_text(NEWER)

    ask(at, scene=2, press=1, tone="dark", detour="", shade="", rested=True)
    ask(at, scene=3, press=2, tone="dark", detour="", shade="")
    first, second, third = words(at)
    assert not at.exception and first == before and 'data-scene="2"' in second
    assert third.replace('data-scene="3"', 'data-scene="1"') == before, "a scene drawn after it says the same"
    assert "July 2019" in before and "August 2019" not in first + second + third
    deck.run()
    assert "2019\\-08" in deck.info[0].value and "stay as they are" in deck.info[0].value
    assert "claims have been paid" in "".join(one.proto.body for one in deck.get("html"))


def test_a_show_goes_on_where_nothing_more_can_be_noted(monkeypatch, tmp_path):
    monkeypatch.setenv(running.SHARED, str(tmp_path))
    shown = {"press": 1, "tone": "dark", "detour": "", "shade": "", "rested": True}
    noted = ask(visit(deck="programme"), scene=1, help=True, **shown)
    assert [*tmp_path.glob("*.json")]
    monkeypatch.setattr(diskfile.Path, "write_bytes", Mock(side_effect=OSError(28, "No space left on device")))
    ask(noted, scene=2, **shown)
    assert not noted.exception and told(noted)["scene"] == 2
    anew = ask(visit(deck="programme"), scene=1, help=True, **shown)
    assert not anew.exception and running.NOT_NOTED.en in [one.value for one in anew.caption]
