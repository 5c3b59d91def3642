"""What was published of one of the counties that a county was made of says so wherever it stands on a page."""

import pytest

from backbone.ui import opening
from tests.app.app import visit, words
from tests.successions import HERE, of_both

OF_JIA = {"en": "Jia, before counties were joined in April 2019", "zh": "2019年4月合并前的甲县"}


@pytest.fixture(autouse=True)
def both(tmp_path, monkeypatch):
    with of_both(tmp_path) as folder:
        monkeypatch.setattr(opening, "PUBLISHED", folder)
        yield


@pytest.mark.parametrize("lang", OF_JIA)
def test_the_passport_of_the_county_says_whose_a_published_figure_is(lang):
    at = visit("place", place=HERE, passport=f"insured.{HERE}.2018", lang=lang)
    only = {"en": f"only of {OF_JIA['en']}", "zh": f"仅指{OF_JIA['zh']}"}[lang]
    assert any("41,000" in text.value and only in text.value for text in at.markdown)


@pytest.mark.parametrize("lang", OF_JIA)
def test_where_the_numbers_of_the_county_come_from_says_it_too(lang):
    assert any("41,000" in said and OF_JIA[lang] in said for said in words(visit("place", place=HERE, lang=lang)))


@pytest.mark.parametrize("lang", OF_JIA)
def test_the_record_says_it_in_its_table(lang):
    assert any(f"| {OF_JIA[lang]} |" in text.value.replace("\\", "") for text in visit("record", lang=lang).markdown)
