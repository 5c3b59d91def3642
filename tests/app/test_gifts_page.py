"""The page of a gift: both languages, every kind of place, what is typed, what is wrong, and the sheet for a donor."""

import io
import re
from functools import partial

import pytest
from pypdf import PdfReader
from streamlit.testing.v1 import AppTest

from backbone.pictures import donor
from backbone.site import PRODUCT
from backbone.text import LANGS
from backbone.ui import gift
from tests.app import app
from tests.app.app import cards, click, figures, links

HUBEI, HONGAN, OUTSIDE = "420000", "421122", "110101"
HAN, LATIN = re.compile("[\u4e00-\u9fff]"), re.compile("[A-Za-z]{4,}")


visit = partial(app.visit, "gift")


def said(at: AppTest) -> str:
    return " ".join(element.value for kind in ("title", "warning", "markdown", "caption") for element in at.get(kind))


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("place", ["100000", HUBEI, HONGAN])
def test_a_gift_is_told_in_one_language(place, lang):
    at = visit(lang=lang, place=place, amount="2000000")
    assert (
        not at.exception
        and len(at.title) == 1
        and len(cards(at)) == 4
        and len(figures(at)) == (1 if place == HONGAN else 2)
    )
    prose = [one.value for one in (*at.title, *at.caption, *at.markdown) if ":orange" not in one.value]
    prose += [word for card in cards(at).items() for word in card]
    foreign = [text for text in prose if (HAN if lang == "en" else LATIN).search(text)]
    assert [text for text in foreign if PRODUCT.en not in text] == []
    assert {"en": "years of cover", "zh": "人次提供一年保障"}[lang] in at.title[0].value
    assert {"en": "illustrative", "zh": "示意"}[lang] in said(at)


BAD = {
    "negative": ({"amount": "-5"}, "above 0", "须大于 0"),
    "nothing": ({"amount": "0"}, "above 0", "须大于 0"),
    "absurd": ({"amount": "1e30"}, "¥1 billion", "10亿元"),
    "text": ({"amount": "lots"}, "“lots” is not an amount", "“lots”不是金额"),
    "NaN": ({"amount": "NaN"}, "is not an amount", "不是金额"),
    "markup": ({"amount": "<img src=x>[a](b)"}, "is not an amount", "不是金额"),
    "too little": ({"amount": "10"}, "buys no full year", "不足以购买"),
    "no rate": ({"currency": "EUR"}, "State the rate", "请填写汇率"),
    "future": ({"currency": "EUR", "rate": "7.8", "on": "2999-01-01"}, "has not come yet", "尚未到来"),
    "digits": ({"amount": "1" * 5_000}, "¥1 billion", "10亿元"),
    "digits of a rate": ({"currency": "EUR", "rate": "7" * 5_000, "on": "2019-01-01"}, "is not a rate", "不是汇率"),
    "no premium": ({"place": OUTSIDE}, "No cover was ever bought", "未纳入项目"),
    "no currency": ({"currency": "¤¤"}, "is not in the list", "列表中没有货币"),
}


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("case", BAD)
def test_what_is_wrong_is_said_in_the_readers_language(case, lang):
    asked, en, zh = BAD[case]
    at = visit(lang=lang, **asked)
    assert not at.exception and len(at.title) == 1 and not cards(at) and not figures(at)
    [why] = [one.value for one in at.warning]
    assert {"en": en, "zh": zh}[lang] in why.replace("\\", "") and "](b)" not in why


def test_what_is_typed_and_picked_stands_in_the_address():
    at = visit(lang="zh")
    at.text_input(key="gift-amount").set_value("50万").run()
    at.selectbox(key="gift-currency").set_value("EUR").run()
    assert at.query_params["amount"] == "50万" and at.warning[0].value.startswith("请填写汇率")
    at.text_input(key="gift-rate").set_value("7.8").run()
    at.text_input(key="gift-on").set_value("2019-08-30").run()
    at.selectbox(key="gift-place").set_value(HUBEI).run()
    asked = {name: at.query_params[name] for name in ("lang", "amount", "currency", "rate", "on", "place")}
    assert asked == {
        "lang": "zh", "amount": "50万", "currency": "EUR", "rate": "7.8", "on": "2019-08-30", "place": HUBEI
    }  # fmt: skip
    assert "390万元" in said(at) and "由读者填写" in said(at)
    at.selectbox(key="gift-currency").set_value("USD").run()
    assert "rate" not in at.query_params and "国家统计局" in said(at), "the rate of one is not that of another"


def test_a_click_on_a_row_asks_of_that_place_and_the_menu_leaves_the_money_behind():
    at = click(visit(amount="300000"), "gift", "530000")
    assert (at.query_params["place"], at.query_params["amount"]) == ("530000", "300000")
    assert all("amount" not in link.question for link in links(at) if not link.here)


def test_an_address_that_wants_a_stage_gets_the_page():
    assert len(cards(visit(stage="1"))) == 4


@pytest.mark.parametrize("place", ["100000", HUBEI, HONGAN])
def test_the_sheet_is_one_page_in_both_languages(place, store, monkeypatch):
    made = []
    monkeypatch.setattr(gift.st, "download_button", lambda _, data, *rest, **more: made.append((data, rest, more)))
    at = visit(place=place, amount="123456", currency="USD")
    at.text_input(key="gift-donor").set_value('#panic() <b>李 & "Söhne"</b> ' + "长" * 80).run()
    data = [data for data, rest, _ in made if "application/pdf" in rest][-1]
    reader = PdfReader(io.BytesIO(data()))
    text = "".join("".join(page.extract_text().split()) for page in reader.pages)
    assert len(reader.pages) == 1 and made[-1][1][0].startswith("gift-USD-123456-")
    assert '#panic()<b>李&"Söhne"</b>' in text and text.count("长") < donor.LONGEST
    assert "yearsofcover" in text and "人次提供一年保障" in text
    assert "Illustrativedata" in text and "示意数据" in text and "国家统计局" in text
    assert "gift-donor" not in at.query_params and "name" not in at.query_params


def test_a_month_and_a_year_of_another_page_change_nothing():
    at = visit(period="2018", as_of="2019-03")
    assert cards(at) == cards(visit()) and "March 2019" not in said(at)
