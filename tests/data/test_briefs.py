"""Briefs: two pages, whatever the place and the period; their numbers are those of the facts."""

import io

import pytest
from pypdf import PdfReader

from backbone import places
from backbone.deck.paper import brief as briefs
from backbone.deck.paper.brief import brief, file_name
from backbone.deck.paper.cards import LEADS
from backbone.indicators import INDICATORS
from backbone.places import NATION
from backbone.record import record
from backbone.refusals import Unanswerable
from backbone.site import PRODUCT
from backbone.snapshot.opened import before
from backbone.text import LANGS
from backbone.view import View
from backbone.watch import history
from backbone.where import Where

RECORD = record.load()
# As large as this is what a browser would draw; what stands on it is looked at in tests/browser.
DRAWN = '<svg xmlns="http://www.w3.org/2000/svg" width="{0}" height="{1}"><rect width="{0}" height="{1}"/></svg>'


@pytest.fixture(autouse=True)
def _undrawn(monkeypatch, data_before):
    monkeypatch.setattr(briefs, "drawn", lambda figures, kind: [_drawn(one.layout) for one in figures])


@pytest.fixture(scope="module")
def data_before(store):
    """The data before, held open for all tests."""
    return before(store)


def _drawn(layout) -> bytes:
    return DRAWN.format(layout.width, layout.height).encode()


def _pages(made: bytes) -> list[str]:
    return ["".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(made)).pages]


def _closed(said: str) -> str:
    return "".join(said.split())


def _longest(codes, lang):
    return max(codes, key=lambda code: (len(places.get(code).name(lang)), code))


@pytest.mark.parametrize("lang", LANGS)
def test_a_brief_has_two_pages_and_the_numbers_of_its_place(store, lang):
    counties = [*store.counties]
    asked = [
        (NATION, "all"), (NATION, "2017"), (NATION, "2019"), ("420000", "2018"), ("530000", "all"), ("530627", "all"),
        ("421122", "2018"), (_longest(counties, lang), "all"), (_longest(store.provinces, lang), "2018"),
    ]  # fmt: skip
    for place, period in asked:
        view = View(lang, place=place, period=period)
        first, *others = _pages(brief(store, RECORD, view))
        assert len(others) == 1, (place, period)
        values = store.aggregate(LEADS, (), view.where).iloc[0]
        for i in LEADS:
            if values[i] == values[i]:
                assert _closed(INDICATORS[i].unit.short(values[i], lang)) in first, (place, period, i)
        assert _closed(PRODUCT(lang) if place == NATION else places.get(place).name(lang)) in first
        illustrative = {"en": "Illustrativedata", "zh": "示意数据"}[lang]
        assert illustrative in first and illustrative in others[0]


def test_the_second_page_names_who_needs_a_call_and_why(store):
    _, second = _pages(brief(store, RECORD, View("en")))
    for code in history.called(store, Where())[:3]:
        assert _closed(places.get(code).name.en) in second
    assert "expectedforitssize" in second


def test_the_second_page_of_a_place_with_few_counties_also_has_months(store):
    said = _pages(brief(store, RECORD, View("en", place="620000")))[1]
    assert _closed(INDICATORS["submitted"].name.en) in said and "monthbymonth" in said
    assert "monthbymonth" not in _pages(brief(store, RECORD, View("en")))[1]  # a list of all provinces leaves no room


def test_a_brief_for_an_earlier_month_says_so(store):
    first, _ = _pages(brief(store, RECORD, View("en", as_of="2018-12")))
    assert "asofDecember2018" in first


def test_a_brief_is_named_by_its_place_period_month_and_language(store):
    now, earlier = View("zh", place="530627"), View("en", place="530627", period="2018", as_of="2018-12")
    assert file_name(now, store.horizon) == "brief-530627-all-2019-08-zh.pdf"
    assert file_name(earlier, store.horizon) == "brief-530627-2018-2018-12-en.pdf"


def test_where_nobody_is_insured_there_is_no_brief(store):
    with pytest.raises(Unanswerable) as outside:
        brief(store, RECORD, View(place="110000"))
    assert "Beijing" in outside.value.text.en
    late = next(code for code in store.counties if store.joined[code] >= "2019-01")
    with pytest.raises(Unanswerable) as early:
        brief(store, RECORD, View(place=late, period="2017"))
    assert places.get(late).short.zh in early.value.text.zh


def test_the_same_brief_is_the_same_bytes(store):
    view = View("zh", place="530627")
    assert brief(store, RECORD, view) == brief(store, RECORD, view)


def test_a_brief_leads_to_its_view_where_the_site_has_an_address(store, monkeypatch):
    monkeypatch.setenv("BACKBONE_URL", "https://impact.example.org/")
    made = brief(store, RECORD, View("zh", place="530627"))
    (page, _) = PdfReader(io.BytesIO(made)).pages
    (link,) = [one.get_object()["/A"]["/URI"] for one in page["/Annots"]]
    assert link == "https://impact.example.org/place?lang=zh&place=530627"
