"""The presenter view: who may open it, what it shows of a show, and what its presses ask of the stage."""

import json

import pytest
from streamlit.components.v2.bidi_component.main import _make_trigger_id
from streamlit.proto.WidgetStates_pb2 import WidgetState
from streamlit.testing.v1 import AppTest

from backbone.deck import written
from backbone.deck.deck import Scene, Words
from backbone.roles import ROLES
from backbone.site import PRESENTER
from backbone.text import LANGS
from backbone.ui import running, signin
from backbone.ui.presenter import lectern, seat
from backbone.ui.running import OVER, USED, WRONG, Wish
from tests.app.app import ROOT, html, words
from tests.app.test_roles_and_pages import SECRETS, claims

SHIPPED = written.load(written.FOLDER / "programme.toml")
DECK = SHIPPED.with_(
    scenes=(
        Scene(
            kind="cover", title=Words("Hello <b>", "你好"), notes=Words("Breathe.\n\nThen <i>speak</i>.", "深呼吸。")
        ),
        Scene(asks={"indicator": "coverage"}, notes=Words(en="Look north.")),
        Scene(asks={"indicator": "happiness"}),
    )
)


@pytest.fixture(autouse=True)
def shows(tmp_path, monkeypatch):
    monkeypatch.setenv(running.SHARED, str(tmp_path))
    return tmp_path


@pytest.fixture
def run(store) -> str:
    return running.begin(DECK)


def visit(**params: str) -> AppTest:
    at = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=60)
    at.query_params.update(params)
    return at.switch_page(PRESENTER.path).run()


def own(at: AppTest) -> str:
    """The secret of the view that a page stands at."""
    said = at.query_params["view"]
    return said if isinstance(said, str) else said[0]


def says(at: AppTest) -> list[str]:
    """What stands on a page that opens no view: its title and one sentence."""
    assert not at.exception and not at.button and not at.get("plotly_chart")
    return [title.value for title in at.title] + [one.value for one in at.markdown]


@pytest.mark.parametrize("lang", LANGS)
def test_what_opens_no_view_says_why_in_one_sentence(run, shows, lang):
    name = PRESENTER.name(lang)
    used, late = running.invite(run), running.invite(run)
    running.enter(used)
    assert says(visit(lang=lang)) == [name, seat.NO_KEY(lang)]
    for wrong in ("x", "../../etc", run, f"{run[:-1]}!"):
        assert says(visit(lang=lang, show=wrong)) == [name, WRONG(lang)]
    assert says(visit(lang=lang, show=used)) == [name, USED(lang)]
    assert says(visit(lang=lang, view=used)) == [name, WRONG(lang)]
    for file in shows.iterdir():
        file.unlink()
    assert says(visit(lang=lang, show=late)) == [name, OVER(lang)]


@pytest.mark.parametrize("role", ROLES)
def test_where_people_sign_in_a_key_alone_opens_nothing(run, role):
    key = running.invite(run)
    at = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=60)
    at.secrets, at.user = SECRETS, claims(role)
    at.query_params["show"] = key
    at.switch_page(PRESENTER.path).run()
    assert ([title.value for title in at.title] == [signin.NOT_OPEN.en]) is (role == "reader")
    assert running.opens(key) is (role == "reader")


def test_a_key_becomes_a_view_that_can_be_loaded_anew_and_the_link_opens_nothing_more(run):
    key = running.invite(run)
    first = visit(show=key, lang="zh")
    view = own(first)
    assert "show" not in first.query_params and view != key
    again = visit(view=view, lang="zh")
    assert "深呼吸" in html(first) and "深呼吸" in html(again)
    assert says(visit(show=key)) == [PRESENTER.name.en, USED.en]
    first.query_params.clear()
    first.query_params["show"] = key  # a step back in the same browser
    assert "深呼吸" in html(first.run()) or "Breathe" in html(first)


def test_this_scene_the_next_and_the_notes_with_every_word_escaped(run):
    at = visit(show=running.invite(run))
    told = html(at)
    assert "Hello &lt;b&gt;" in told and "<p>Then &lt;i&gt;speak&lt;/i&gt;.</p>" in told
    assert "Scene 1 of 3" in told and "85" in told and len(at.get("plotly_chart")) == 1
    running.tell(run, 2)
    told = html(at.run())
    assert "Look north." in told and "happiness" in told and "Scene 2 of 3" in told
    chinese = html(visit(view=own(at), lang="zh"))
    assert lectern.OTHER_NOTES.zh in chinese and "Look north." in chinese


def test_presses_count_from_where_the_presses_before_them_lead(run):
    at = visit(show=running.invite(run))
    at.button(key="following").click().run()
    assert "Scene 2 of 3" in html(at), "the view does not wait for the stage"
    at.button(key="following").click().run()
    assert "Scene 3 of 3" in html(at)
    assert running.hear(run) == (Wish("step", "1", 1), Wish("step", "1", 2))
    at.button(key="shade").click().run()
    assert lectern.DARK.en in html(at)
    running.tell(run, 3, shade="black", heard=3)
    at.button(key="shade").click().run()
    assert running.hear(run) == (Wish("shade", "", 4),)


def press(at: AppTest, presses: object) -> AppTest:
    """The view after the browser has told of presses."""
    states = at._tree.get_widget_states()
    (own,) = (one.proto.id for one in at.get("bidi_component") if "done" in json.loads(one.proto.json))
    said = json.dumps([{"event": "pressed", "value": presses}])
    states.widgets.append(WidgetState(id=_make_trigger_id(own, "events"), json_trigger_value=said))
    return at._run(states)


def test_presses_that_come_at_once_or_twice_count_each_once(run):
    at = visit(show=running.invite(run))
    press(at, [[1, "following"], [2, "following"]])
    press(at, [[1, "following"], [2, "following"], [3, "previous"], [4, "shade"], [5, "shade"]])
    assert "Scene 2 of 3" in html(at)
    assert [wish.value for wish in running.hear(run)] == ["1", "1", "-1", "black", ""]


def test_of_thousands_of_presses_at_once_no_more_are_done_than_a_show_keeps(run):
    press(visit(show=running.invite(run)), [[n, "following"] for n in range(1, 5_000)])
    assert [wish.number for wish in running.hear(run)] == [*range(1, running.MOST_WISHES + 1)]


@pytest.mark.parametrize("junk", [5, None, "following", [["1", "following"]], [[9, "place"]], [[9]], [None], {"a": 1}])
def test_what_no_browser_presses_counts_for_nothing(run, junk):
    at = press(visit(show=running.invite(run)), junk)
    assert "Scene 1 of 3" in html(at) and running.hear(run) == ()


def test_a_county_is_found_flown_to_and_come_back_from(run):
    at = visit(show=running.invite(run), lang="zh")
    at.text_input(key="place-search").set_value("zx").run()
    at.button(key="found-530627").click().run()
    assert running.hear(run) == (Wish("place", "530627", 1),)
    running.tell(run, 1, "530627", heard=1)
    told = html(at.run())
    assert "镇雄" in told and lectern.AWAY("zh", n=1) in told
    at.button(key="return").click().run()
    assert running.hear(run) == (Wish("back", "", 2),)


def test_a_view_that_is_opened_before_the_show_waits_for_it(shows, monkeypatch):
    run, now = running.prepare(DECK), running.time.time()
    at = visit(show=running.invite(run), lang="zh")
    monkeypatch.setattr(running.time, "time", lambda: now + 40)
    assert lectern.NOT_ON.zh in html(at.run()) and "<b>0:00</b>" in html(at)
    running.tell(run, 1)
    running.hear(run)
    assert lectern.NOT_ON.zh not in html(at.run())


def test_a_show_that_ends_or_falls_silent_is_told(run, shows, monkeypatch):
    at = visit(show=running.invite(run))
    now = running.time.time()
    monkeypatch.setattr(running.time, "time", lambda: now)
    running.hear(run)
    monkeypatch.setattr(running.time, "time", lambda: now + 40)
    assert "40 seconds" in html(at.run())
    at.button(key="clock").click().run()
    assert running.look(run).clock == now + 40
    for file in shows.iterdir():
        file.unlink()
    at.button(key="clock").click().run()  # pressed before the view has heard of it
    assert not at.exception and OVER.en in " ".join(words(at.run())) and not at.button
