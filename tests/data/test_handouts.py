"""Hand-outs, pictures and workbooks of a deck: every scene is there, says what it rests on, and its numbers are those
of the facts."""

import io
import re
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from pypdf import PdfReader

from backbone import charts
from backbone.charts import Canvas
from backbone.deck import written
from backbone.deck.deck import Deck, Scene, Words
from backbone.deck.paper import handout as handouts
from backbone.deck.paper import pictures
from backbone.deck.paper.cards import LEADS
from backbone.deck.paper.handout import handout
from backbone.deck.paper.pictures import TIMES, pngs, svgs
from backbone.deck.paper.workbook import workbooks
from backbone.deck.played import played
from backbone.deck.slides import grew, months, slides
from backbone.deck.steps import STEPS, few
from backbone.indicators import INDICATORS
from backbone.pictures.sheet import light
from backbone.record import record
from backbone.text import LANGS
from backbone.where import Where

SNAPSHOTS = Path(__file__).parents[2] / "data" / "snapshots"
RECORD = record.load()
DRAWN = b'<svg xmlns="http://www.w3.org/2000/svg" width="850" height="850"><rect width="850" height="850"/></svg>'
ILLUSTRATIVE = {"en": "Illustrativedata", "zh": "示意数据（非实际业务数据）"}


@pytest.fixture(autouse=True)
def _undrawn(monkeypatch):
    """What a browser would draw is looked at in tests/browser."""
    for module in (handouts, pictures):
        monkeypatch.setattr(module, "drawn", lambda figures, kind, width=0: [DRAWN] * len(figures))


def _shipped(name="programme"):
    return played(written.load(written.FOLDER / f"{name}.toml"), RECORD, SNAPSHOTS)


def _pages(made: bytes) -> list[str]:
    return [_closed(page.extract_text()) for page in PdfReader(io.BytesIO(made)).pages]


def _closed(said: str) -> str:
    return re.sub(r"\s", "", said)


@pytest.mark.parametrize("name", written.decks())
def test_every_scene_is_a_page_with_its_words_and_what_they_rest_on(name):
    of = _shipped(name)
    made = handout(of, LANGS)
    assert [*made] == [f"{name}-{lang}.pdf" for lang in LANGS]
    for lang in LANGS:
        pages = _pages(made[f"{name}-{lang}.pdf"])
        assert len(pages) == len(of.deck)
        for n, (page, one) in enumerate(zip(pages, slides(of, Canvas(lang)), strict=True), 1):
            assert ILLUSTRATIVE[lang] in page and f"{n}/{len(pages)}" in page
            for said in (*one.shown.sentence.lines, *one.shown.told, one.shown.picture.title, one.rests):
                assert _closed(said) in page, said


def test_a_scene_that_plays_is_shown_in_a_few_of_its_months():
    of = _shipped()
    assert of.store is not None
    page = next(one for one in slides(of, Canvas("en")) if one.scene.plays)
    gone = months(of, page)
    assert [few(gone)[0], few(gone)[-1]] == [gone[0], gone[-1]] and len(few(gone)) == STEPS
    assert few(gone[:2]) == [*gone[:2]] and few(()) == []
    said = _pages(handout(of, ("en",))["programme-en.pdf"])[page.number - 1]
    for month in few(gone):
        value = of.store.value("insured", Where(as_of=month.code))
        assert _closed(INDICATORS["insured"].unit.short(value, "en")) in said and _closed(month.name) in said
    assert _closed(grew(of, page)) in said and grew(of, replace(page, scene=page.scene.with_(plays=False))) == ""


def test_the_small_map_of_a_month_has_no_names():
    of = _shipped()
    page = next(one for one in slides(of, Canvas("en")) if one.scene.plays)
    small = charts.unnamed(light(page.shown.picture).figure, 280)
    assert not any("text" in one.get("mode", "") for one in small.data)
    assert sum(one["type"] == "choropleth" for one in small.data) > 1 and "annotations" not in small.layout


def test_a_detour_is_a_page_with_the_numbers_of_its_place():
    of = replace(_shipped(), detours=("530627", "530627", "110000"))
    pages = _pages(handout(of, ("en",))["programme-en.pdf"])
    assert len(pages) == len(of.deck) + 2
    assert of.store is not None
    values = of.store.aggregate(LEADS, (), Where("530627")).iloc[0]
    assert all(_closed(INDICATORS[i].unit.short(values[i], "en")) in pages[-2] for i in LEADS)
    assert "Zhenxiong" in pages[-2]


def test_cards_of_one_row_begin_at_one_height():
    made = handout(replace(_shipped(), detours=("530627",)), ("en",))["programme-en.pdf"]
    at: dict[str, float] = {}

    def seen(text, where, *rest):
        at.setdefault(text.strip(), where[5])

    PdfReader(io.BytesIO(made)).pages[-1].extract_text(visitor_text=seen)
    # The second name takes two lines.
    left, right = (next(y for said, y in at.items() if said.startswith(name)) for name in ("Family", "Paid within"))
    assert left == right


def test_what_is_wrong_with_a_scene_stands_in_its_place_and_a_caption_is_words_alone():
    caption = '#read("/etc/passwd") <b>x</b> $1$ \\'
    scenes = (
        Scene(asks={"indicator": "happiness"}),
        Scene(caption=Words(caption, caption)),
        Scene(kind="closing", title=Words("*End*", "*完*")),
    )
    of = _shipped()
    of = replace(of, deck=Deck("odd", pin=of.deck.pin, scenes=scenes))
    wrong, view, closing = _pages(handout(of, ("zh",))["odd-zh.pdf"])
    assert "happiness" in wrong and _closed(caption) in view and "*完*" in closing


def test_the_same_handout_is_the_same_bytes():
    assert handout(_shipped(), ("zh",)) == handout(_shipped(), ("zh",))


def test_a_page_leads_to_its_view_where_the_site_has_an_address(monkeypatch):
    monkeypatch.setenv("BACKBONE_URL", "https://impact.example.org")
    of = _shipped()
    reader = PdfReader(io.BytesIO(handout(of, ("zh",))["programme-zh.pdf"]))
    links = [one.get_object()["/A"]["/URI"] for page in reader.pages for one in page.get("/Annots", ())]
    assert len(links) == sum(scene.kind == "view" for scene in of.deck)
    assert "https://impact.example.org/?indicator=coverage&lang=zh" in links


@pytest.mark.parametrize(("lang", "said"), [("en", "Hubei lies · Visited by"), ("zh", "的位置 · 基金会曾到访")])
def test_the_title_of_a_familys_map_is_no_part_of_what_is_said_below_it(lang, said):
    of = _shipped("hongan")
    one = next(one for one in slides(of, Canvas(lang)) if one.scene.kind == "family")
    words = "".join(note.text for note in pictures._sheet(of, one, ()).layout.annotations if note.text)
    assert _closed(said) in _closed(words)


def test_each_picture_is_a_file_of_its_own():
    of = _shipped()
    n = sum(one.shown.picture.figure is not None for one in slides(of, Canvas()))
    assert len(svgs(of, LANGS)) == 2 * n and len(pngs(of, ("en",))) == n * len(TIMES)
    assert {"programme-02-en@2x.png", "programme-02-en@4x.png"} <= pngs(of, ("en",)).keys()


def test_a_workbook_has_a_sheet_a_scene_and_says_what_each_is():
    of = _shipped()
    assert of.store is not None
    (made,) = workbooks(of, ("en",)).values()
    book = openpyxl.load_workbook(io.BytesIO(made))
    assert book.sheetnames[:2] == ["2 Map", "3 Map"] and book.sheetnames[-1] == "About"
    head, *rows = book["2 Map"].values
    hongan = next(dict(zip(head, row, strict=True)) for row in rows if row[0] == "421122")
    assert hongan["Insured (person-times)"] == of.store.value("insured", Where("421122"))
    said = " ".join(str(cell) for row in book["About"].values for cell in row if cell)
    assert INDICATORS["coverage"].definition.en in said and "2 Map" in said and "Illustrative data" in said


def test_a_workbook_has_the_sums_that_are_held_against_the_published_numbers():
    of = _shipped()
    assert of.store is not None
    (made,) = workbooks(of, ("zh",)).values()
    head, *rows = openpyxl.load_workbook(io.BytesIO(made))["11 可信度"].values
    insured, paid = (dict(zip(head, row, strict=True)) for row in (rows[0], rows[-1]))
    assert insured["县合计"] == insured["省合计"] == insured["全项目"] == insured["公布数字"] == 5_360_000
    assert insured["单位"] == "人次" and insured["口径"] == "公布" and "中国扶贫基金会" in insured["来源"]
    assert paid["全项目"] == of.store.value("paid", Where()) and paid["公布数字"] is None and paid["口径"] == "示意"


def test_a_deck_of_data_that_are_gone_leaves_its_words():
    shipped = written.load(written.FOLDER / "programme.toml")
    of = played(shipped.with_(pin=replace(shipped.pin, name="gone")), RECORD, SNAPSHOTS)
    pages = _pages(handout(of, ("en",))["programme-en.pdf"])
    assert len(pages) == len(of.deck) and "gone" in pages[1]
    (made,) = workbooks(of, ("en",)).values()
    assert "gone" in str([*openpyxl.load_workbook(io.BytesIO(made)).worksheets[0].values])
