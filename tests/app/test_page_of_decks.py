"""The page of decks: a deck is chosen, copied, written, ordered, saved and loaded, and a view of any page is added."""

import io
import tomllib
import zipfile
from html import escape

import pytest
from streamlit import config
from streamlit.testing.v1 import AppTest

from backbone import private
from backbone.__main__ import main
from backbone.deck import written
from backbone.deck.away import Away
from backbone.deck.deck import Deck, Pin, Scene, Words
from backbone.deck.played import NO_PIN
from backbone.refusals import Unmade
from backbone.site import DECKS
from backbone.text import LANGS, Text
from backbone.ui import making, running
from backbone.ui.decks import away, choice, hand, head, scene, scenes, shelf, work
from backbone.ui.hall import company
from backbone.ui.plain import plain
from tests.app.app import ROOT, visit, words
from tests.app.test_pages import CJK, MARKUP


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    """Decks of one's own lie apart."""
    monkeypatch.setattr(private, "FOLDER", tmp_path)
    return tmp_path / private.DECKS


def open_decks(**params: str) -> AppTest:
    at = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=60)
    at.query_params.update(params)
    return at.switch_page(DECKS.path).run()


def own(folder, scenes=(), name="mine", **fields) -> Deck:
    """A deck of one's own on the shelf, of the data that the dashboard's are of."""
    pin = written.load(written.FOLDER / "programme.toml").pin
    deck = Deck(name, Words("Mine", "我的"), pin, tuple(scenes)).with_(**fields)
    folder.mkdir(exist_ok=True)
    (folder / f"{name}.toml").write_bytes(written.write(deck))
    return deck


def kept(folder, name="mine") -> Deck:
    return written.load(folder / f"{name}.toml")


def asked(at: AppTest) -> str:
    """The deck that the address asks for."""
    name = at.query_params["deck"]
    return name if isinstance(name, str) else name[0]


def drawn(at: AppTest) -> str:
    """The texts that are set as HTML."""
    return "".join(one.proto.body for one in at.get("html"))


def said(at: AppTest) -> str:
    return "\n".join(words(at))


@pytest.mark.parametrize(
    ("page", "lang", "title"),
    [
        ("place", "en", "Hong'an · Place · Backbone Project"),
        ("claims", "zh", "红安县 · 理赔 · 顶梁柱健康扶贫公益保险 · 项目成效"),
        ("home", "zh", "地图 · 顶梁柱健康扶贫公益保险 · 项目成效"),
    ],
)
def test_what_another_site_shows_is_titled_by_place_and_page(page, lang, title):
    at = visit(page, place="" if page == "home" else "421122", lang=lang)
    at.session_state["share"] = True
    at.run()
    (code,) = [one.value for one in at.code if one.value.startswith("<iframe")]
    assert not at.exception and f'title="{escape(title)}"' in code


def test_a_presenter_view_is_offered_before_the_show_and_is_of_the_deck_as_it_is(folder):
    own(folder, [Scene(kind="cover", title=Words("One", "一"))])
    at = open_decks(deck="mine", lang="zh")
    at.session_state["deck-presenter"] = True
    name, run = at.run().session_state[company.RUN]
    assert not at.exception and name == "mine" and running.deck(run) == kept(folder)
    assert at.run().session_state[company.RUN] == ("mine", run)
    at.button(key="scene-content_copy").click().run()
    assert running.deck(at.session_state[company.RUN][1]) == kept(folder) and len(kept(folder)) == 2


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", written.decks())
def test_a_ready_made_deck_is_shown_and_not_changed(name, lang):
    at = open_decks(deck=name, lang=lang)
    assert not at.exception and not at.error
    deck = written.load(written.FOLDER / f"{name}.toml")
    assert at.title[0].value == plain(deck.title(lang)) and len(at.radio[0].options) == len(deck)
    assert not at.text_area or [area.label for area in at.text_area] == [choice.PASTE(lang)]
    assert not [button for button in at.button if button.key.startswith("scene-")]
    if lang == "en":
        assert not [word for word in at.radio[0].options if CJK.search(MARKUP.sub("", word))]


def test_a_copy_of_it_is_mine(folder):
    at = open_decks(deck="programme")
    at.button(key="deck-copy").click().run()
    assert not at.exception and asked(at) == "programme-2"
    assert kept(folder, "programme-2").scenes == shelf.find("programme").scenes


def test_scenes_are_ordered_and_every_change_can_be_undone(folder):
    own(folder, [Scene(kind="cover", title=Words(f"T{n}", f"题{n}")) for n in range(3)])
    at = open_decks(deck="mine")

    def press(key):
        at.button(key=f"scene-{key}").click().run()
        assert not at.exception
        return "".join(one.title.en for one in kept(folder))

    assert at.button(key="scene-arrow_upward").disabled
    assert press("arrow_downward") == "T1T0T2" and press("arrow_downward") == "T1T2T0"
    assert at.button(key="scene-arrow_downward").disabled
    assert press("content_copy") == "T1T2T0T0" and press("delete") == "T1T2T0"
    assert [press("undo") for _ in range(4)] == ["T1T2T0T0", "T1T2T0", "T1T0T2", "T0T1T2"]
    assert at.button(key="scene-undo").disabled


@pytest.mark.parametrize("lang", LANGS)
def test_an_empty_deck_says_what_to_do_first_and_does_it(folder, lang):
    own(folder)
    at = open_decks(deck="mine", lang=lang)
    assert scenes.NONE(lang) in said(at) and scenes.TO_MAP(lang) in drawn(at)
    at.button(key="deck-begin-it").click().run()
    assert (
        not at.exception and [one.kind for one in kept(folder)] == ["cover", "view"] and len(at.radio[0].options) == 2
    )
    at.button(key="scene-undo").click().run()
    assert not len(kept(folder)) and scenes.NONE(lang) in said(at)


def test_the_scene_that_is_looked_at_stands_in_the_address(folder):
    own(folder, [Scene(kind="cover", title=Words(f"T{n}", f"题{n}")) for n in range(50)])
    at = open_decks(deck="mine")
    at.radio[0].set_value(3).run()
    assert at.query_params["scene"] == "4" and "T3" in drawn(at)
    again = open_decks(deck="mine", scene="4")
    assert "T3" in drawn(again) and again.radio[0].value == 3
    again.button(key="scene-arrow_downward").click().run()
    assert again.query_params["scene"] == "5" and "T3" in drawn(again)
    again.query_params.clear()  # by the menu
    assert again.run().radio[0].value == 4 and again.query_params["scene"] == "5"
    again.radio[0].set_value(0).run()
    assert "scene" not in again.query_params
    assert open_decks(deck="mine", scene="47").radio[0].value == 46, "on the second page of the list"
    for junk in ("0", "-1", "x", "٣", "999999999999", "", "<b>"):
        at = open_decks(deck="mine", scene=junk)
        assert not at.exception and at.radio[0].value in (0, 40)


def test_what_another_window_changed_is_not_undone(folder):
    own(folder, [Scene(kind="cover", title=Words("One", "一"))])
    at = open_decks(deck="mine", lang="zh")
    at.button(key="scene-content_copy").click().run()
    other = open_decks(deck="mine")
    other.button(key="scene-content_copy").click().run()
    at.run().button(key="scene-undo").click().run()
    assert not at.exception and len(kept(folder)) == 3 and at.toast[0].value == hand.CHANGED_ELSEWHERE.zh
    other.run().button(key="scene-undo").click().run()
    assert len(kept(folder)) == 2


def test_in_two_windows_each_press_means_the_scene_that_is_seen(folder):
    own(folder, [Scene(kind="cover", title=Words(f"T{n}", f"题{n}")) for n in range(3)])
    at, other = open_decks(deck="mine"), open_decks(deck="mine", lang="zh")

    def press(one, key):
        one.button(key=f"scene-{key}").click().run()
        assert not one.exception
        return "".join(one.title.en for one in kept(folder))

    assert press(at, "arrow_downward") == "T1T0T2"
    assert press(other, "content_copy") == "T1T0T0T2", "the one that it still shows"
    for one in (at, other):
        one.run().radio[0].set_value(3).run()
    assert press(at, "delete") == "T1T0T0"
    assert press(other, "delete") == "T1T0T0" and other.toast[0].value == work.GONE.zh


def test_a_deck_that_was_removed_does_not_come_back_by_its_name(folder):
    own(folder, [Scene(kind="cover", title=Words("One", "一"))], name="my-deck")
    at = open_decks(deck="my-deck")
    at.button(key="scene-delete").click().run()
    at.button(key="deck-forget-it").click().run()
    at.button(key="deck-new").click().run()
    assert not at.exception and asked(at) == "my-deck"
    assert "scene-undo" not in [one.key for one in at.button]


def test_the_datas_own_sentence_is_proposed_and_what_is_written_over_it_is_kept(folder):
    own(folder, [Scene(asks={"indicator": "coverage"})])
    at = open_decks(deck="mine")
    en, zh = (at.text_area(key=f"caption:{lang}:mine:0") for lang in LANGS)
    assert "insured" in en.value and "参保" in zh.value
    number = "84" if "84" in en.value else "85"
    en.set_value(f"  Already {number} of 100 are covered ").run()
    assert kept(folder).scenes[0].caption == Words(f"Already {number} of 100 are covered")
    assert scene.WRITTEN.en in [one.value for one in at.caption]
    at.text_area(key="caption:en:mine:0").set_value("Most are covered").run()
    assert "nothing stands large" in said(at)
    at.text_area(key="caption:en:mine:0").set_value("").run()
    assert kept(folder).scenes[0].caption == Words() and "insured" in at.text_area(key="caption:en:mine:0").value


def test_what_is_wrong_with_a_scene_stands_at_it_and_the_others_are_shown(folder):
    own(folder, [Scene(asks={"indicator": "happiness"}), Scene(kind="closing", title=Words("Thanks", "谢谢"))])
    at = open_decks(deck="mine", lang="zh")
    assert not at.exception and "happiness" in at.radio[0].proto.captions[0] and "happiness" in drawn(at)
    at.radio[0].set_value(1).run()
    assert "谢谢" in drawn(at)


def test_markup_and_ten_thousand_scenes_do_no_harm(folder):
    own(folder, [Scene(kind="cover", title=Words("<b>x</b> **y** :red[z]"))] * 10_000, title=Words("# [a](b)"))
    at = open_decks(deck="mine")
    assert not at.exception and len(at.radio[0].options) == scenes.MOST
    assert r"\*\*y\*\*" in at.radio[0].options[0] and "&lt;b&gt;" in drawn(at)
    assert at.title[0].value == r"\# \[a\]\(b\)"


def test_a_caption_longer_than_its_field_stays_whole(folder):
    long = Words("x" * 5_000, "长" * 5_000)
    scene = Scene(kind="cover", title=long, caption=long, notes=long)
    own(folder, [scene], title=long)
    at = open_decks(deck="mine")
    at.button(key="scene-content_copy").click().run()
    assert not at.exception and kept(folder).scenes == (scene, scene) and kept(folder).title == long


def test_a_change_that_would_make_a_deck_unreadable_is_not_saved_and_says_so(folder):
    large = Scene(kind="cover", caption=Words("x" * 1_500_000, "y"))
    deck = own(folder, [large, large])
    at = open_decks(deck="mine")
    assert scene.TOO_LONG.en.format(label=scene.CAPTION.en) in said(at)
    at.button(key="scene-content_copy").click().run()
    assert not at.exception and at.warning[0].value == shelf.TOO_LARGE.en and kept(folder) == deck
    at.button(key="scene-delete").click().run()
    assert not at.exception and not at.warning and len(kept(folder)) == 1


@pytest.mark.parametrize("name", ["x" * 5_000, "\0", "..", "/etc", "\u202e"], ids=range(5))
def test_data_of_a_name_that_no_folder_has_are_not_here(folder, name):
    own(folder, [Scene(), Scene(kind="closing")], pin=Pin(name, "00"))
    at = open_decks(deck="mine")
    assert not at.exception and "which are not here" in at.error[0].value


def test_a_deck_that_names_no_data_says_where_to_choose_them(folder):
    own(folder, [Scene(), Scene(kind="closing")], pin=Pin("", ""))
    at = open_decks(deck="mine")
    assert not at.exception and at.error[0].value == plain(NO_PIN.en) and "“–”" not in said(at)


def test_a_file_is_loaded_as_it_was_saved_and_a_broken_one_says_why(folder):
    deck = own(folder, [Scene(caption=Words("x"), rest={"colour": "red"})], rest={"room": "hall"})
    text = written.write(deck).decode()
    at = open_decks(deck="mine")
    at.text_area(key=choice.TEXT).set_value("[[scene")
    at.button(key="deck-load-it").click().run()
    assert "TOML" in at.error[0].value
    at.text_area(key=choice.TEXT).set_value(text)
    at.button(key="deck-load-it").click().run()
    name = asked(at)
    assert not at.exception and name != "mine"
    assert (folder / f"{name}.toml").read_text("utf-8") == text and tomllib.loads(text)["room"] == "hall"


def test_a_deck_of_older_data_says_so_and_is_pinned_anew_with_its_numbers(folder):
    older = written.load(written.FOLDER / "programme.toml").pin
    from backbone.snapshot.manifest import open_snapshot
    from backbone.ui import opening

    snapshot = open_snapshot(opening.SNAPSHOTS / "2019-07-illustrative")
    pin = type(older)("2019-07-illustrative", snapshot.digest)
    own(folder, [Scene(asks={"indicator": "claims_paid"})], pin=pin)
    at = open_decks(deck="mine")
    before = at.text_area(key="caption:en:mine:0").value
    assert at.info and "2019\\-08" in at.info[0].value
    at.session_state["deck-newer"] = True
    at.run()
    at.button(key="deck-pin").click().run()
    assert not at.exception and not at.info and kept(folder).pin == older
    assert at.text_area(key="caption:en:mine:0").value != before


def test_the_command_line_knows_decks_of_ones_own(folder, capsys):
    own(folder, [Scene(kind="cover", title=Words("Hello", "你好"))])
    assert main(["deck"]) == 0 and capsys.readouterr().out.split() == [*written.decks(), "mine"]
    assert main(["deck", "mine"]) == 0 and "Hello" in capsys.readouterr().out
    assert main(["deck", "nobodys"]) != 0


LISTED = {
    "en": ["Hello", "Place · Gansu", "A family in Zhenxiong", "Only English"],
    "zh": ["你好", "地区 · 甘肃省", "镇雄县的一户家庭", "Only English"],
}


@pytest.mark.parametrize("lang", LANGS)
def test_the_command_line_lists_scenes_in_the_language_that_is_asked_for(lang, folder, capsys):
    cover, view = Scene(kind="cover", title=Words("Hello", "你好")), Scene(page="place", asks={"place": "620000"})
    own(folder, [cover, view, Scene(kind="family", story="c01"), Scene(kind="closing", title=Words("Only English"))])
    assert main(["deck", "mine", "--lang", lang]) == 0
    assert [line.split(maxsplit=2)[2] for line in capsys.readouterr().out.splitlines()] == LISTED[lang]


def test_the_command_line_makes_several_take_aways_at_once(folder, capsys, tmp_path):
    own(folder, [Scene(kind="cover", title=Words("Hello", "你好"))])
    into = ["--lang", "zh", "--into", str(tmp_path / "guests")]
    assert main(["deck", "mine", "--to", "pptx", "bilingual", "--to", "xlsx", *into]) == 0
    made = {path.name for path in (tmp_path / "guests").iterdir()}
    assert made == {"mine-zh.pptx", "mine-bilingual-zh.pptx", "mine-zh.xlsx"}
    assert main(["deck", "--to", "stone", "mine"]) != 0 and "stone" in capsys.readouterr().err
    assert main(["deck", *into, "--to", "xlsx", "mine"]) == 0 and "你好" in capsys.readouterr().out


def test_take_aways_are_offered_and_none_is_made_unasked(folder, monkeypatch):
    made = []
    monkeypatch.setattr(away, "AWAY", {"pptx": Away(Text("Slides", "幻灯片"), lambda of, langs: made.append(of) or {})})
    at = open_decks(deck="programme", lang="zh")
    at.session_state["deck-away"] = True
    at.run()
    assert not at.exception and not made
    (button,) = [one for one in at.get("download_button") if one.proto.label == "幻灯片"]
    assert not button.proto.disabled
    two = away.zipped({"a": b"1", "b": b"2"})
    assert zipfile.ZipFile(io.BytesIO(two)).namelist() == ["a", "b"] and two == away.zipped({"a": b"1", "b": b"2"})


@pytest.mark.parametrize(
    ("fault", "said"), [(Unmade(Text("Too large.", "过大。")), "过大。"), (OSError("/secret"), making.WRONG.zh)]
)
def test_a_take_away_that_cannot_be_made_says_why(fault, said, monkeypatch):
    def make(*_):
        raise fault

    given = []
    monkeypatch.setattr(away, "AWAY", {"pptx": Away(Text("Slides", "幻灯片"), make)})
    monkeypatch.setattr(
        making, "asked_for", lambda make, known=making.asked_for: given.append(known(make)) or given[-1]
    )
    at = open_decks(deck="programme", lang="zh")
    at.session_state["deck-away"] = True
    assert not at.run().error
    with pytest.raises(type(fault)):
        given[-1]()
    assert [one.value for one in at.run().error] == [said]


def test_on_a_server_of_many_a_deck_has_a_name_that_nobody_guesses_and_says_that_it_is_not_saved(folder, monkeypatch):
    before = config.get_option("server.address")
    config.set_option("server.address", "0.0.0.0")
    try:
        at = open_decks(deck="programme")
        at.button(key="deck-copy").click().run()
        name = asked(at)
        assert name.startswith("programme-") and len(name) > 24 and not folder.exists()
        assert head.UNSAVED.en in said(at)
        other = open_decks(deck=name)
        assert not other.error and len(other.radio[0].options) == len(written.load(written.FOLDER / "programme.toml"))
        assert name not in said(open_decks()), "nobody else is told of it"
        own(folder)
        assert open_decks(deck="mine").error, "what lies on this machine is nobody else's"
    finally:
        config.set_option("server.address", before)


def test_a_deck_that_is_not_here_says_what_to_do():
    at = open_decks(deck="../../secret", lang="zh")
    assert not at.exception and len(at.error) == 1 and at.selectbox(key="decks::zh")


def test_a_view_of_a_page_is_added_to_the_deck_in_hand(folder):
    at = visit("claims", place="421122", period="2018", lang="zh")
    at.session_state["share"] = True
    at.run()
    at.button(key="share-add").click().run()
    assert not at.exception and "my-deck" in [file.stem for file in folder.glob("*.toml")]
    deck = kept(folder, "my-deck")
    assert deck.scenes == (Scene(page="claims", asks={"place": "421122", "period": "2018"}),)
    assert at.session_state[hand.HAND] == "my-deck"
    at.button(key="share-add").click().run()
    assert len(kept(folder, "my-deck")) == 2


def test_a_gift_is_added_from_its_page_and_changed_on_the_page_of_the_deck(folder):
    at = visit("gift", place="420000", indicator="coverage", amount="5万", lang="zh")
    at.button(key="gift-add").click().run()
    assert not at.exception
    assert kept(folder, "my-deck").scenes == (Scene("gift", asks={"place": "420000", "amount": "5万"}),)
    at = open_decks(deck="my-deck")
    key = "gift:my-deck:0"
    at.text_input(key=f"{key}-amount").set_value("lots").run()
    assert not at.exception and "“lots” is not an amount" in drawn(at)
    at.text_input(key=f"{key}-amount").set_value("250000").run()
    at.selectbox(key=f"{key}-currency").set_value("USD").run()
    at.selectbox(key=f"{key}-place").set_value("100000").run()
    assert kept(folder, "my-deck").scenes == (Scene("gift", asks={"amount": "250000", "currency": "USD"}),)
    assert not at.exception and "USD 250,000 would buy" in drawn(at)
