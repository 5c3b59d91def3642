"""Every page, in both languages, at every level of place: no fault, no gap, no word of the other language."""

import re

import pytest

from backbone import places
from backbone.briefing.briefing import briefing
from backbone.indicators import INDICATORS
from backbone.places import NATION
from backbone.punctuation import held
from backbone.record import record
from backbone.signals import BRESLOW_DAY, PAULE_MANDEL, SPIEGELHALTER
from backbone.site import PAGES
from backbone.text import LANGS
from tests.app.app import figures, gaps, links, visit, words

# Nation, province, a county that sources name, one that is assumed, a county and a province outside the programme.
PLACES = {
    "nation": NATION,
    "province": "420000",
    "evidenced": "421122",
    "assumed": "421123",
    "outside": "110101",
    "province-outside": "710000",
}
FIRST_MONTH, EARLY = "2017-07", "2017-10"
PROGRAMME_ONLY = [i.id for i in INDICATORS.values() if i.programme_only]

CJK = re.compile(r"[\u3400-\u9fff]+")
LATIN = re.compile(r"[A-Za-z][A-Za-z'’]{2,}")
NOT_A_VALUE = re.compile(r"\b(nan|NaN|NaT|undefined|null|inf)\b|\bNone\b(?! of)|\{[a-z_]*\}|(?<![0-9])-0(?![0-9.])")
MARKUP = re.compile(
    r"</?[a-z]+[^>]*>|%\{[^}]*\}|:[a-z-]+\[|:material/\w+:|https?://[^\s)\]]+|&[a-z]+;|`[^`]*`|\]\([^)]*\)"
)
# The language switch names both languages, and the search says that it understands 汉字.
SWITCH = ("中文", "语言", "汉字")
# Names of files, standards, programs and bodies that a Chinese reader meets in Latin letters.
PROPER = {
    "CSV",
    "Excel",
    "GeoPackage",
    "GeoParquet",
    "PNG",
    "PDF",
    "SVG",
    "Chromium",
    "AMap",
    "cnmaps",
    "data",
    "IRIS",
    "GIIN",
    "Microinsurance",
    "Network",
    "Language",
    "PyPI",
    "MIT",
    "GCJ",
    "WGS",
    "RMB",
    "GPS",
    "Var",
}


def _sources() -> list[str]:
    known = record.load(record.FOLDER)
    return [t for s in known.sources for t in (s.original, s.title.en, s.title.zh, s.publisher.en, s.publisher.zh)]


@pytest.fixture(scope="module")
def chinese_names() -> re.Pattern:
    """What may stand in Chinese on an English page: names of places and of sources, and the switch."""
    names = [n for c in places.CODES for n in (places.get(c).name.zh, places.get(c).short.zh)]
    quoted = sorted({*names, *_sources(), *SWITCH}, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, filter(CJK.search, quoted))))


@pytest.fixture(scope="module")
def latin_names() -> set[str]:
    """The Latin words that may stand on a Chinese page: names of places (and how they are typed) and of sources."""
    found = {*PROPER, *LATIN.findall(" ".join((SPIEGELHALTER, BRESLOW_DAY, PAULE_MANDEL)))}
    found |= {
        word for told in record.load(record.FOLDER).stories if told.pseudonym for word in told.pseudonym.zh.split()
    }
    for code in places.CODES:
        place = places.get(code)
        found |= {*LATIN.findall(place.name.en), place.initials, place.pinyin}
    return found.union(*(LATIN.findall(text) for text in _sources()))


def _sound(at) -> list[str]:
    """The words of a page that ran without a fault and says no value that is none."""
    assert not at.exception, "\n".join([at.exception[0].message, *at.exception[0].stack_trace])
    said = words(at)
    assert [w for w in said if NOT_A_VALUE.search(MARKUP.sub("", w))] == []
    assert gaps(at) == [], "a table shows an empty cell as None"
    for element in (*at.get("plotly_chart"), *at.dataframe):
        assert element.proto.alt.strip(), "a chart or table has no words for those who do not see it"
    return said


# A definition is headed by the indicator's name, its name in the other language small beside it.
BOTH_NAMES = re.compile("|".join(re.escape(f":gray[{n}]") for i in INDICATORS.values() for n in (i.name.en, i.name.zh)))


def _speaks(said: list[str], lang: str, chinese_names: re.Pattern, latin_names: set[str]) -> None:
    said = [BOTH_NAMES.sub("", w) for w in said]
    if lang == "en":
        foreign = [w for w in said if CJK.search(chinese_names.sub("", w))]
    else:
        foreign = [w for w in said if not latin_names.issuperset(LATIN.findall(MARKUP.sub(" ", w)))]
    assert foreign == []


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("place", PLACES.values(), ids=PLACES)
@pytest.mark.parametrize("page", PAGES)
def test_page_speaks_one_language_and_says_only_values(page, place, lang, chinese_names, latin_names):
    at = visit(page, lang=lang, place=place)
    said = _sound(at)
    for entry in PAGES.values():
        assert entry.name(lang) in said
    _speaks(said, lang, chinese_names, latin_names)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("as_of", [FIRST_MONTH, EARLY])
@pytest.mark.parametrize("place", PLACES.values(), ids=PLACES)
def test_place_page_before_cover_began(place, as_of, lang, chinese_names, latin_names):
    _speaks(_sound(visit("place", lang=lang, place=place, as_of=as_of)), lang, chinese_names, latin_names)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("period", ["2017", "2018", "2019"])
@pytest.mark.parametrize("place", [NATION, "420000", "421122", "530627"])
def test_place_page_of_one_policy_year(place, period, lang, chinese_names, latin_names):
    _speaks(_sound(visit("place", lang=lang, place=place, period=period)), lang, chinese_names, latin_names)


@pytest.mark.parametrize("indicator", INDICATORS)
@pytest.mark.parametrize(
    ("page", "level", "lang"),
    [("home", "county", "en"), ("home", "province", "zh"), ("ranking", "county", "zh"), ("ranking", "province", "en")],
)
def test_every_indicator_can_be_asked_of_every_level(page, level, lang, indicator, chinese_names, latin_names):
    said = _sound(visit(page, lang=lang, indicator=indicator, level=level, period="2018"))
    assert any(INDICATORS[indicator].name(lang) in w for w in said) or indicator in PROGRAMME_ONLY
    _speaks(said, lang, chinese_names, latin_names)


@pytest.mark.parametrize("indicator", INDICATORS)
def test_every_indicator_can_be_asked_of_every_place(indicator, chinese_names, latin_names):
    for lang, place in (("en", "420000"), ("zh", "421122")):
        _speaks(_sound(visit("place", lang=lang, place=place, indicator=indicator)), lang, chinese_names, latin_names)


@pytest.mark.parametrize("page", ["home", "ranking", "place"])
@pytest.mark.parametrize("indicator", ["insured", "coverage", "claims_per_1000"])
@pytest.mark.parametrize("as_of", [FIRST_MONTH, EARLY])
def test_every_month_can_be_asked(page, indicator, as_of, chinese_names, latin_names):
    for lang, period in (("en", "all"), ("zh", "2018")):
        _speaks(
            _sound(visit(page, lang=lang, indicator=indicator, as_of=as_of, period=period)),
            lang,
            chinese_names,
            latin_names,
        )


@pytest.mark.parametrize("page", PAGES)
def test_stage_dress_shows_one_picture_and_no_menu(page, chinese_names, latin_names):
    for place, lang in ((NATION, "zh"), ("420000", "en"), ("421122", "en"), ("421122", "zh")):
        at = visit(page, lang=lang, place=place, stage="1")
        _speaks(_sound(at), lang, chinese_names, latin_names)
        assert len(figures(at)) <= 1
        assert not links(at, "menu")


@pytest.mark.parametrize(
    ("lang", "expected"), [("en", {"69", "5.36 million", "34,162"}), ("zh", {"69", "536万", "34,162"})]
)
def test_home_says_the_published_totals(lang, expected):
    assert expected <= set(words(visit("home", lang=lang)))


@pytest.mark.parametrize(("level", "ends"), [("county", "Zhenxiong"), ("province", "Yunnan")])
def test_the_title_of_the_map_speaks_of_what_it_shows(level, ends):
    said = [one for one in words(visit("home", level=level)) if one.startswith("Insured: 5.36 million")]
    assert len(said) == 1 and said[0].endswith(f" in {ends}")


@pytest.mark.parametrize("lang", LANGS)
def test_hongan_2018_says_what_was_published(lang):
    said = words(visit("place", lang=lang, place="421122", period="2018"))
    for number in ("65,940", "336"):
        assert any(re.search(rf"(?<![\d,.]){number}(?![\d,.]\d|\d)", w) for w in said), number
    assert any(places.get("421122").name(lang) in w for w in said)


@pytest.mark.parametrize("lang", LANGS)
def test_each_finding_of_the_headline_leads_to_the_page_and_the_question_that_prove_it(store, lang):
    at = visit("home", lang=lang, indicator="coverage")
    found = briefing(store, record.load(record.FOLDER).figures, lang)
    band = {link.said: (link.page, link.question) for link in links(at, "band")}
    assert band == {held(one.said): (one.page, one.view.params()) for one in found}
