"""The slides of the shipped decks, and what stands in the place of a scene that cannot be shown."""

import re
from pathlib import Path

import pytest

from backbone.charts import Canvas
from backbone.deck import letters, written
from backbone.deck.away import AWAY
from backbone.deck.captions import around, renumbered
from backbone.deck.deck import Scene, Words
from backbone.deck.played import pin, played
from backbone.deck.slides import slide, slides
from backbone.pictures.scene import HEIGHT
from backbone.record import record
from backbone.refusals import Unmade
from backbone.snapshot.manifest import current
from backbone.snapshot.opened import opened
from backbone.text import LANGS

# The part of the stage's height that a picture has, in hundredths (backbone/ui/staging.css).
PICTURE = 95
SNAPSHOTS = Path(__file__).parents[2] / "data" / "snapshots"
RECORD = record.load()


def _played(deck, root=SNAPSHOTS):
    return played(deck, RECORD, root)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", written.decks())
def test_every_scene_of_a_shipped_deck_can_be_shown(name, lang):
    of = _played(written.load(written.FOLDER / f"{name}.toml"))
    assert of.wrong is None and of.deck.faults == ()
    for one in slides(of, Canvas(lang, "dark")):
        assert one.faults == ()
        assert one.shown.sentence.whole or one.shown.told or one.shown.picture.figure
        # What the record tells was published: it is not of the data. A cover is.
        of_record = one.scene.kind == "family" or one.scene.page == "record"
        assert ({"en": "Illustrative data", "zh": "示意数据"}[lang] in one.rests) != of_record


NUMBER = re.compile(r"(\d[\d,]*(?:\.\d+)?)(?: ?(million|万|亿))?")
TIMES = {"": 1, "万": 10_000, "million": 1_000_000, "亿": 100_000_000}
HAN = re.compile(r"[\u3400-\u9fff]")


def _numbers(*words):
    found = NUMBER.findall(" ".join(words))
    return {round(float(digits.replace(",", "")) * TIMES[times], 2) for digits, times in found}


def _published():
    """Every number of the record: values, and the parts of dates."""
    figures = [f for f in RECORD.figures if not isinstance(f.value, str)]
    dates = "-".join(f"{f.period_start}-{f.as_of}" for f in RECORD.figures)
    return {float(f.value) for f in figures} | _numbers(*re.findall(r"\d+", dates))


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", ["programme", "yunnan", "hongan"])
def test_what_is_said_with_a_shipped_deck_is_what_its_data_say(name, lang):
    """Each number in captions and notes is one that a slide of the deck tells, or that was published."""
    deck = written.load(written.FOLDER / f"{name}.toml")
    bare = deck.with_(scenes=tuple(one.with_(caption=Words()) for one in deck if one.kind in ("view", "family")))
    seen = _published()
    for shown in (one.shown for one in slides(_played(bare), Canvas(lang, "dark"))):
        seen |= _numbers(shown.place, shown.sentence.whole, shown.when, *shown.notes, *shown.told)
    said = _numbers(*(words(lang) for scene in deck for words in (scene.title, scene.caption, scene.notes)))
    assert len(said) > 5 and said <= seen, said - seen


@pytest.mark.parametrize("name", ["programme", "yunnan", "hongan"])
def test_a_shipped_deck_is_written_in_both_languages(name):
    deck = written.load(written.FOLDER / f"{name}.toml")
    for words in (deck.title, *(said for one in deck for said in (one.title, one.caption, one.notes) if said)):
        assert words.en and not HAN.search(words.en) and HAN.search(words.zh)
    assert all(scene.notes for scene in deck)
    assert [deck.scenes[0].kind, deck.scenes[-1].kind] == ["cover", "closing"]


def _view(**asks):
    return Scene(page="home", asks=asks)


@pytest.mark.parametrize(
    "asks",
    [{"indicator": "happiness"}, {"place": "999999"}, {"period": "1999"}, {"as_of": "2031-01"}, {"colour": "red"}],
    ids=str,
)
def test_a_scene_of_what_is_not_there_says_so_and_shows_nothing_else(asks):
    shipped = written.load(written.FOLDER / "programme.toml")
    of = _played(shipped.with_(scenes=(_view(**asks), _view(indicator="coverage"))))
    wrong, right = slides(of, Canvas())
    (value,) = asks.values()
    assert (
        value in wrong.faults[0]
        and ("colour" not in asks or "colour" in wrong.faults[0])
        and wrong.shown.picture.figure is None
    )
    assert not right.faults and right.shown.picture.figure is not None


def test_a_deck_of_other_data_shows_no_number_and_the_rest():
    shipped = written.load(written.FOLDER / "programme.toml")
    for other in (shipped.pin.__class__("gone", "00"), shipped.pin.__class__(shipped.pin.name, "00")):
        of = _played(shipped.with_(pin=other))
        assert of.store is None and of.wrong and other.name in of.wrong.en
        for one in slides(of, Canvas()):
            assert bool(one.faults) == (one.scene.kind == "view")


def test_a_deck_is_pinned_to_the_data_that_it_was_made_of():
    store = opened(current(SNAPSHOTS))
    of = _played(written.load(written.FOLDER / "programme.toml").with_(pin=pin(store)))
    assert of.store is store


def test_a_caption_has_its_number_where_it_says_that_of_the_data():
    assert around("Now 5.36 million are safe", "5.36 million").lines == ("Now", "5.36 million", "are safe")
    assert around("A word", "5.36 million").lines == ("A word", "", "")
    assert around("In 2015, 1.5 years on, 5 are safe", "5").lines == ("In 2015, 1.5 years on", "5", "are safe")
    assert around("In 2015, 5,000 or 5.5", "5").lines == ("In 2015, 5,000 or 5.5", "", "")
    assert around("2015 年共 5 县", "5").whole == "2015 年共 5 县" and around("共5.", "5").number == "5"
    assert (
        renumbered("In 2015, 5 of 15", "5", "6") == "In 2015, 6 of 15" and renumbered("In 2015", "", "6") == "In 2015"
    )
    caption = Words("<b>Bold</b>", "粗")
    of = _played(written.load(written.FOLDER / "programme.toml").with_(scenes=(_view().with_(caption=caption),)))
    assert slide(of, 1, Canvas("en")).shown.sentence.whole == "<b>Bold</b>", "what is drawn escapes it"


@pytest.mark.parametrize("lang", LANGS)
def test_a_family_has_its_name_its_county_what_was_paid_its_source_and_a_map_of_its_province(lang):
    deck = written.load(written.FOLDER / "programme.toml").with_(
        scenes=tuple(Scene(kind="family", story=story.story_id) for story in RECORD.stories)
    )
    mark = {"en": " (pseudonym", "zh": "（化名"}[lang]
    for one, story in zip(slides(_played(deck), Canvas(lang, "dark")), RECORD.stories, strict=True):
        shown = one.shown
        assert (mark in shown.sentence.whole) == (story.pseudonym is not None)
        assert shown.told == tuple(words(lang) for words in (story.summary, story.relief) if words)
        assert story.source.publisher(lang) in one.rests and story.source.title(lang) in one.rests
        land, county = shown.picture.figure.data
        assert county["locations"] == [story.adcode] and story.adcode not in land["locations"]
        assert {code[:2] for code in land["locations"]} == {story.adcode[:2]}
        again = shown.picture.again(Canvas(lang))
        assert again.figure.data != shown.picture.figure.data and again.title == shown.picture.title
    assert slide(_played(deck), 9, Canvas(lang)).shown.place == {"en": "Hong'an, Hubei", "zh": "湖北省红安县"}[lang]


def test_a_family_has_the_words_that_a_presenter_wrote(tmp_path):
    scene = Scene(kind="family", story="c09", caption=Words("One.\nTwo."))
    deck = written.load(written.FOLDER / "programme.toml").with_(scenes=(scene,))
    assert slide(_played(deck, tmp_path), 1, Canvas("en")).shown.told == ("One.", "Two."), "it needs no snapshot"
    assert len(slide(_played(deck, tmp_path), 1, Canvas("zh")).shown.told) == 2, "nothing was written in Chinese"


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", written.decks())
def test_no_letter_of_a_shipped_scene_is_smaller_than_the_rule_of_the_hall_has_it(name, lang):
    of = _played(written.load(written.FOLDER / f"{name}.toml"))
    for one in slides(of, Canvas(lang, "dark")):
        figure = one.shown.picture.figure
        if figure is not None and one.scene.kind == "view":
            size = figure.layout["font"]["size"] / HEIGHT * PICTURE
            assert size >= letters.SMALLEST, f"{name} {one.number}: {size:.2f} % of the picture's height"


@pytest.mark.parametrize("word", AWAY)
def test_a_deck_of_nothing_makes_no_file_and_says_so(word):
    empty = written.load(written.FOLDER / "programme.toml").with_(scenes=())
    with pytest.raises(Unmade, match="has no scenes yet"):
        AWAY[word].files(_played(empty), ["en"])
    words = _played(empty.with_(scenes=(Scene(kind="cover"), Scene(kind="closing"))))
    if AWAY[word].pictures:
        with pytest.raises(Unmade, match="has a picture"):
            AWAY[word].files(words, ["en"])
    else:
        assert AWAY[word].why_not(words) is None
