"""A deck as PowerPoint, read back: titles, notes, sources, maps as shapes with names, charts with their numbers."""

from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pytest
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE_TYPE

from backbone import places
from backbone.charts import Canvas
from backbone.deck import written
from backbone.deck.away import AWAY
from backbone.deck.deck import Scene, Words
from backbone.deck.played import played
from backbone.deck.powerpoint.elements import clean
from backbone.deck.powerpoint.figures import CHARTS
from backbone.deck.powerpoint.powerpoint import SCENES
from backbone.deck.slides import slide
from backbone.deck.steps import steps
from backbone.pictures.scene import SCENES as PICTURES
from backbone.punctuation import TOGETHER
from backbone.record import record
from backbone.snapshot.store import Store
from backbone.text import LANGS

SNAPSHOTS = Path(__file__).parents[2] / "data" / "snapshots"
LONG = "A caption <b>of</b> many words & signs \x07" * 60
VIEWS = [
    ("home", {"indicator": "coverage"}),
    ("home", {"indicator": "insured"}),
    ("place", {"place": "530000", "indicator": "insured"}),
    ("place", {"place": "530627", "indicator": "claims_per_1000"}),
    ("claims", {}),
    ("coverage", {}),
    ("coverage", {"indicator": "coverage"}),
    ("watch", {}),
    ("ranking", {"indicator": "coverage"}),
    ("ranking", {"indicator": "insured"}),
    ("compare", {"place": "421122", "others": "530627", "beside": "coverage"}),
    ("ranking", {"indicator": "growth", "place": "341225"}),  # nobody can grow as yet: no place has a number
    ("definitions", {"indicator": "renewal", "place": "421122", "period": "2017"}),  # nor a month
    ("changed", {}),
    ("record", {}),
    ("trust", {}),
    ("definitions", {"indicator": "paid"}),
]
SCENES_TAKEN = (
    Scene("cover", title=Words("When the breadwinner falls ill", "当家里的顶梁柱病倒")),
    *(Scene("view", page, asks, notes=Words("Look north.", "请看北方。")) for page, asks in VIEWS),
    Scene("family", story="c09"),
    Scene("view", asks={"indicator": "happiness"}),
    Scene("view", asks={"indicator": "coverage"}, caption=Words(LONG, LONG)),
    Scene("closing"),
)


@pytest.fixture(scope="module")
def of(store: Store):
    """A deck with every kind of scene and every picture that a scene can have."""
    shipped = written.load(written.FOLDER / "programme.toml")
    return played(shipped.with_(scenes=SCENES_TAKEN), record.load(), SNAPSHOTS)


@pytest.fixture(scope="module")
def files(of):
    return AWAY["pptx"].make(of, LANGS)


@pytest.fixture(scope="module")
def read(files):
    """The file of each language, as PowerPoint's own library reads it."""
    return {lang: Presentation(BytesIO(made)) for lang, made in zip(LANGS, files.values(), strict=True)}


@pytest.fixture(scope="module")
def bilingual(of):
    """The file in both languages that each of them leads."""
    made = AWAY["bilingual"].make(of, LANGS)
    assert [*made] == ["programme-bilingual-en.pptx", "programme-bilingual-zh.pptx"]
    return {lang: Presentation(BytesIO(one)) for lang, one in zip(LANGS, made.values(), strict=True)}


def _every(shapes):
    for shape in shapes:
        yield shape
        if hasattr(shape, "shapes"):
            yield from _every(shape.shapes)


def test_there_is_one_file_a_language_and_one_slide_a_scene(files, read):
    assert [*files] == ["programme-en.pptx", "programme-zh.pptx"]
    assert {page for page, _ in VIEWS} == {*PICTURES}
    for made in read.values():
        assert len(made.slides) == len(SCENES_TAKEN)
        assert made.slide_width / made.slide_height == pytest.approx(16 / 9, abs=0.001)


@pytest.mark.parametrize("lang", LANGS)
def test_every_slide_has_its_title_its_source_and_its_notes(read, lang):
    illustrative = {"en": "Illustrative data", "zh": "示意数据"}[lang]
    for one, scene in zip(read[lang].slides, SCENES_TAKEN, strict=True):
        assert one.shapes.title is not None and one.shapes.title.text_frame.text.strip()
        said = [shape.text_frame.text.replace("\u00a0", " ") for shape in one.placeholders]
        noted = one.notes_slide.notes_text_frame.text
        # What the record tells was published: it is not of the data.
        of_record = scene.kind == "family" or scene.page == "record"
        assert any(illustrative in words and words in noted for words in said) != of_record
    noted = read[lang].slides[1].notes_slide.notes_text_frame.text
    assert "Look north." in noted and "请看北方。" in noted  # both languages were asked for


@pytest.mark.parametrize("lang", LANGS)
def test_a_slide_in_both_languages_says_everything_twice(bilingual, of, lang):
    for n, one in enumerate(bilingual[lang].slides, 1):
        said = "".join("".join(run.text for shape in one.placeholders for run in _runs(shape)).split())
        for other in LANGS:
            one_slide = slide(of, n, Canvas(other))
            shown = one_slide.shown
            told = (*shown.sentence.lines, shown.place, *shown.told, one_slide.rests, *one_slide.faults)
            for text in told:
                assert "".join(clean(text[:200]).split()) in said
        marked = {one.get("lang") for one in one.shapes.title._element.iter("{*}rPr")}
        assert marked == {"en-GB", "zh-CN"}


@pytest.mark.parametrize("lang", LANGS)
def test_no_line_of_a_slide_parts_a_number_from_what_it_counts(read, bilingual, lang):
    for one in (*read[lang].slides, *bilingual[lang].slides):
        said = "\n".join(shape.text_frame.text for shape in one.placeholders)
        assert not [piece[0] for piece in TOGETHER.finditer(said) if " " in piece[0]]


def _runs(shape):
    return [run for paragraph in shape.text_frame.paragraphs for run in paragraph.runs]


@pytest.mark.parametrize("both", [False, True])
@pytest.mark.parametrize("lang", LANGS)
def test_nothing_stands_outside_its_slide_or_over_its_title(read, bilingual, lang, both):
    made = (bilingual if both else read)[lang]
    for one in made.slides:
        title = one.shapes.title
        for shape in one.shapes:
            right, foot = shape.left + shape.width, shape.top + shape.height
            assert shape.left >= -1 and shape.top >= -1, shape.name
            assert right <= made.slide_width + 1 and foot <= made.slide_height + 1, shape.name
            if not shape.is_placeholder:
                assert shape.left >= title.left + title.width or shape.top >= title.top + title.height, shape.name
        ids = [shape.shape_id for shape in _every(one.shapes)]
        assert len(ids) == len({*ids})


@pytest.mark.parametrize("lang", LANGS)
def test_every_county_is_a_shape_with_its_name(read, store, lang):
    names = {places.get(code).name(lang) for code in store.counties}
    for number, kind in ((1, "custGeom"), (2, "prstGeom")):
        shapes = [*_every(read[lang].slides[number].shapes)]
        drawn = {shape.name for shape in shapes if f"<a:{kind}" in _xml(shape)}
        assert names <= drawn
        told = [
            shape._element.xpath(".//p:cNvPr")[0].get("descr")
            for shape in shapes
            if shape.name in names and "<p:txBody" not in _xml(shape)
        ]
        assert all(told) and any("%" in one for one in told) == (number == 1)


def _xml(shape):
    from lxml import etree

    return etree.tostring(shape._element).decode()


def _numbers(chart):
    """The numbers of a chart: as it is drawn (where points lie on a line of their own, those along it), and as they
    stand in the sheet behind it."""
    along = chart._chartSpace.xpath(".//c:xVal//c:v") or chart._chartSpace.xpath(".//c:val//c:v")
    drawn = [float(one.text) for one in along]
    sheet = openpyxl.load_workbook(BytesIO(chart.part.chart_workbook.xlsx_part.blob)).active
    kept = [cell for row in sheet.iter_rows(values_only=True) for cell in row if isinstance(cell, (int, float))]
    return drawn, kept


@pytest.mark.parametrize("lang", LANGS)
def test_the_numbers_of_a_chart_are_those_of_its_picture(read, of, lang):
    found = set()
    for number, one in enumerate(read[lang].slides, 1):
        charts = [shape.chart for shape in one.shapes if shape.has_chart]
        if not charts:
            continue
        picture = slide(of, number, Canvas(lang)).shown.picture
        found.add(picture.key)
        own = {round(v, 6) for v in picture.rows.select_dtypes("number").to_numpy().ravel().tolist() if v == v}
        for chart in charts:
            drawn, kept = _numbers(chart)
            assert drawn and {round(v, 6) for v in drawn} <= {round(v, 6) for v in kept}
            # Beside the value of a strip stands the row of its mark, and beside the counties of a funnel its limits.
            assert {round(v, 6) for v in (drawn if picture.key == "strips" else kept)} <= own or picture.key == "funnel"
        if picture.key == "funnel":
            points = [v for series in charts[0].series for v in series.values]
            assert {*picture.rows.loc[picture.rows["size"] > 0, "ratio"]} <= {*points}
    assert found == {*CHARTS} - {"tie-out", "gift"}  # a gift: test_gift_scenes.py
    assert any(shape.has_table for one in read[lang].slides for shape in one.shapes)


@pytest.mark.parametrize("lang", LANGS)
def test_what_cannot_be_shown_says_so_and_a_caption_is_words(read, lang):
    wrong, worded = read[lang].slides[len(VIEWS) + 2], read[lang].slides[len(VIEWS) + 3]
    assert any("happiness" in shape.text_frame.text for shape in wrong.placeholders)
    assert "<b>of</b> many words & signs" in worded.shapes.title.text_frame.text


def test_a_file_is_the_same_whenever_it_is_made(of):
    few = of.deck.with_(scenes=(SCENES_TAKEN[0], SCENES_TAKEN[9]))
    first, second = (AWAY["pptx"].make(played(few, of.record, SNAPSHOTS), ["en"]) for _ in range(2))
    assert first == second
    with ZipFile(BytesIO(first["programme-en.pptx"])) as parts:
        assert {info.date_time for info in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_a_deck_of_ten_thousand_scenes_is_cut_and_says_so(of):
    many = of.deck.with_(scenes=SCENES_TAKEN[:1] * 10_000)
    (made,) = AWAY["pptx"].make(played(many, of.record, SNAPSHOTS), ["en"]).values()
    slides = Presentation(BytesIO(made)).slides
    assert len(slides) == SCENES + 1
    assert any("10000" in shape.text_frame.text.replace(",", "") for shape in slides[SCENES].placeholders)


def test_a_deck_without_its_data_is_still_a_file(of):
    gone = of.deck.with_(pin=of.deck.pin.__class__("gone", "00"), scenes=SCENES_TAKEN[:2])
    (made,) = AWAY["pptx"].make(played(gone, of.record, SNAPSHOTS), ["zh"]).values()
    said = [shape.text_frame.text for shape in Presentation(BytesIO(made)).slides[1].placeholders]
    assert any("gone" in one for one in said)


def test_a_scene_that_plays_has_its_months_small_below_its_map_each_named():
    of = played(written.load(written.FOLDER / "programme.toml"), record.load(), SNAPSHOTS)
    of = of.showing(next(scene for scene in of.deck if scene.plays))
    (made,) = AWAY["pptx"].files(of, ["zh"]).values()
    (page,) = Presentation(BytesIO(made)).slides
    expected = [f"{step.month.name}：{step.month.number}" for step in steps(of, slide(of, 1, Canvas("zh")))]
    small = [one for one in page.shapes if one.shape_type == MSO_SHAPE_TYPE.GROUP and one.name in expected]
    assert [one.name for one in small] == expected and len(expected) == 4
    (large,) = (one for one in page.shapes if one.shape_type == MSO_SHAPE_TYPE.GROUP and one not in small)
    assert max(one.top + one.height for one in [large]) <= min(one.top for one in small)
