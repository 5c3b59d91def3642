"""The rehearsal before an event: a sound deck passes, and each fault that is planted is found and named."""

from dataclasses import replace
from pathlib import Path

import pytest

from backbone import boundaries
from backbone.__main__ import main
from backbone.boundaries import NO_NUMBER
from backbone.deck import rehearsal, written
from backbone.deck.away import AWAY, Away
from backbone.deck.deck import Pin, Scene, Words
from backbone.deck.played import Played, played
from backbone.files import drawing, pdf
from backbone.record import record
from backbone.refusals import Unmade
from backbone.text import LANGS, Text

SNAPSHOTS = Path(__file__).parents[2] / "data" / "snapshots"
SHIPPED = written.load(written.FOLDER / "programme.toml")
NAME = Text("Slides", "幻灯片")


def play(**changes: object) -> Played:
    return played(SHIPPED.with_(**changes), record.load(), SNAPSHOTS)


def drawn(*scenes: Scene) -> list[rehearsal.Both]:
    of = play(scenes=scenes)
    return [rehearsal.draw(of, number) for number in range(1, len(scenes) + 1)]


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """The take-aways have tests of their own, and take their time."""
    for word in list(AWAY):
        monkeypatch.delitem(AWAY, word)
    monkeypatch.setattr(drawing, "browser", lambda: "/usr/bin/chromium")
    monkeypatch.setattr(pdf, "family", lambda: "Noto Sans CJK SC")


def test_a_sound_deck_passes_from_cold_and_every_check_is_said(store, monkeypatch):
    monkeypatch.setitem(AWAY, "pptx", Away(NAME, lambda of, langs: {"five.pptx": b"PK" + bytes(2_500_000)}))
    of = play(scenes=SHIPPED.scenes[:4])
    found = [*rehearsal.rehearse(of, SNAPSHOTS)]
    assert all(one.well for one in found)
    names = [one.name.en for one in found]
    assert names == ["Data", "Scenes", "Fonts", "No network needed", "Slides", "Map review number"]
    assert found[1].notes[0].en.startswith("4 scenes drawn") and found[4].notes[0].en == "1 file, 2.5 MB."
    assert found[-1].doubts == (NO_NUMBER,)
    assert rehearsal.cold(of).store is not of.store and rehearsal.cold(of).store.memory == {}


@pytest.mark.parametrize("changes", [{"pin": Pin("gone", "00")}, {"pin": Pin(SHIPPED.pin.name, "00")}], ids=str)
def test_other_data_than_the_decks_are_named(changes):
    found = rehearsal.data(play(**changes), SNAPSHOTS)
    assert not found.well and changes["pin"].name in found.mends[0].en


def test_what_is_wrong_with_the_deck_itself_is_said():
    fault = Text("“title” must be text.", "“title”应为文字。")
    assert rehearsal.data(play(faults=(fault,)), SNAPSHOTS).mends == (fault,)
    assert rehearsal.data(play(scenes=()), SNAPSHOTS).mends == (rehearsal.NO_SCENES,)


def test_newer_data_are_told_and_are_no_fault():
    older = next(p.name for p in SNAPSHOTS.iterdir() if p.is_dir() and p.name != SHIPPED.pin.name)
    manifest = rehearsal.open_snapshot(SNAPSHOTS / older)
    found = rehearsal.data(play(pin=Pin(older, manifest.digest)), SNAPSHOTS)
    assert found.well and SHIPPED.pin.name in found.doubts[0].en


def test_a_scene_that_cannot_be_shown_is_named_by_its_number_in_both_languages():
    sound = Scene(kind="cover", title=Words("Hello", "你好"))
    wrong = Scene(asks={"indicator": "happiness"})
    found = rehearsal.scenes(drawn(sound, wrong, Scene(kind="family", story="c99"), Scene(kind="closing")))
    assert [said.en[:7] for said in found.mends] == ["Scene 2", "Scene 3", "Scene 4"]
    assert "happiness" in found.mends[0].zh and found.mends[0].zh.startswith("第 2 场景")
    assert rehearsal.EMPTY.zh in found.mends[2].zh


def test_a_scene_that_fails_to_draw_is_found_and_the_others_are_drawn(monkeypatch):
    def broken(of, number, canvas):
        if number == 1:
            raise ZeroDivisionError
        return draws(of, number, canvas)

    draws = rehearsal.slide
    monkeypatch.setattr(rehearsal, "slide", broken)
    found = rehearsal.scenes(drawn(Scene(), Scene(kind="cover", title=Words("Hello", "你好"))))
    assert found.doubts == ()
    assert [said.en for said in found.mends] == ["Scene 1: it could not be drawn (ZeroDivisionError)."]


def test_of_ten_thousand_faults_a_few_are_said():
    both = drawn(Scene(asks={"indicator": "happiness"}))[0]
    many = [tuple(replace(one, number=n) for one in both) for n in range(1, 10_001)]
    found = rehearsal.scenes(many)
    assert len(found.mends) == rehearsal.MOST + 1 and found.mends[-1].en == "and 9992 more."


def test_a_review_number_is_said_and_so_is_that_there_is_none(monkeypatch):
    assert rehearsal.map_number().doubts == (NO_NUMBER,)
    said = boundaries.review("GS(2019)1")
    monkeypatch.setattr(boundaries, "MAP_REVIEW", said)
    assert rehearsal.map_number().notes == (said,) and not rehearsal.map_number().doubts


def test_missing_fonts_and_browser_are_told(monkeypatch):
    def none() -> str:
        raise Unmade(pdf.NO_FONT)

    assert "Noto Sans CJK SC" in rehearsal.fonts().notes[0].en
    monkeypatch.setattr(drawing, "browser", lambda: None)
    monkeypatch.setattr(pdf, "family", none)
    assert rehearsal.fonts().mends == (rehearsal.NO_BROWSER, pdf.NO_FONT)


def test_what_is_fetched_from_elsewhere_or_is_not_there_is_found(store, monkeypatch, tmp_path):
    sound = drawn(Scene(asks={"indicator": "coverage"}))
    assert rehearsal.outside(sound).well
    spoilt = sound[0][0].slide.shown.picture.figure
    monkeypatch.setitem(spoilt.layout, "images", [{"source": "//cdn.invalid/logo.png"}, {"source": "data:,"}])
    found = rehearsal.outside(sound)
    assert [said.en for said in found.mends] == ["Scene 1 would fetch “//cdn.invalid/logo.png” from the network."]
    monkeypatch.setattr(rehearsal, "STATIC", tmp_path)
    missing = {said.en.split()[2].split("/")[0] for said in rehearsal.outside(sound).mends[1:]}
    assert missing == {"geo", "topojson"}


def _raise(error: Exception):
    def make(of, langs):
        raise error

    return make


MAKERS = {
    "unmade": (_raise(Unmade(pdf.NO_FONT)), pdf.NO_FONT.en),
    "a fault": (_raise(KeyError("x")), "KeyError"),
    "nothing": (lambda of, langs: {}, "no file came out"),
    "empty": (lambda of, langs: {"a.pdf": b"%PDF-"}, "a.pdf"),
    "another": (lambda of, langs: {"a.pptx": b"<html>" * 100}, "a.pptx"),
}


@pytest.mark.parametrize("case", MAKERS)
def test_a_take_away_that_fails_is_found(case, monkeypatch):
    make, said = MAKERS[case]
    monkeypatch.setitem(AWAY, "pptx", Away(NAME, make))
    found = rehearsal.made("pptx", play())
    assert not found.well and said in found.mends[0].en and NAME.zh in found.mends[0].zh
    for lang in LANGS:
        assert "{" not in found.mends[0](lang)


@pytest.mark.parametrize(("pinned", "code", "line"), [(SHIPPED.pin.digest, 0, "ok   Scenes"), ("00", 1, "MEND Data")])
def test_the_command_says_the_same(pinned, code, line, tmp_path, capsys, store):
    deck = SHIPPED.with_(pin=Pin(SHIPPED.pin.name, pinned), scenes=SHIPPED.scenes[:2])
    (tmp_path / "mine.toml").write_bytes(written.write(deck))
    assert main(["deck", str(tmp_path / "mine.toml"), "--check"]) == code
    assert line in capsys.readouterr().out


def test_words_that_are_too_many_for_a_stage_are_doubted_before_the_event():
    long = Scene(kind="closing", title=Words("Hello", "你好"), caption=Words("x" * 900, "长" * 500))
    found = rehearsal.scenes(drawn(Scene(kind="cover", title=Words("Hello", "你好")), long))
    assert found.well and found.doubts == (rehearsal.WORDY.filled(n=2, signs=502, most=300),)
