"""The trust page, what changed, and the passport on screen."""

import shutil

import pytest

from backbone.indicators import INDICATORS
from backbone.punctuation import held
from backbone.ui import opening
from tests.app.app import visit, whence, words

COMMITTED = opening.SNAPSHOTS


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("en", "The totals agree; 2 of 5 data checks need a look."),
        ("zh", "各项合计核对一致；5 项数据检查中 2 项有提示。"),
    ],
)
def test_the_answer_is_the_first_sentence(lang, said):
    at = visit("trust", lang=lang)
    assert not at.exception and at.subheader[0].value == held(said)
    everything = "\n".join(words(at))
    assert "5,360,000" in everything and "139,637,200" in everything


def test_without_a_snapshot_before_a_sentence_says_so(tmp_path, monkeypatch):
    shutil.copytree(COMMITTED, tmp_path, dirs_exist_ok=True)
    (tmp_path / "current").write_text("2019-07-illustrative")
    monkeypatch.setattr(opening, "SNAPSHOTS", tmp_path)
    assert any("first version of the data" in w for w in words(visit("changed")))


def test_one_before_that_is_gone_is_a_sentence(tmp_path, monkeypatch):
    shutil.copytree(COMMITTED / "2019-08-illustrative", tmp_path / "2019-08-illustrative")
    (tmp_path / "current").write_text("2019-08-illustrative")
    monkeypatch.setattr(opening, "SNAPSHOTS", tmp_path)
    at = visit("changed")
    assert not at.exception and any("2019-07-illustrative does not exist" in w for w in words(at))


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("en", ["together that is ¥62,000,000", "include what is not yet broken down"]),
        ("zh", ["合计 62,000,000元", "“尚未细分”的部分"]),
    ],
)
def test_what_waits_is_said(lang, said):
    everything = "\n".join(words(visit("trust", lang=lang)))
    assert [one for one in said if one not in everything] == []


@pytest.mark.parametrize(("lang", "said"), [("en", "August added 1,829 paid claims"), ("zh", "8 月新增赔付 1,829 件")])
def test_what_changed_begins_with_it(lang, said):
    at = visit("changed", lang=lang)
    assert not at.exception and at.subheader[0].value.startswith(held(said))


@pytest.mark.parametrize("broken", ["manifest.json", "facts.parquet"])
def test_one_before_that_cannot_be_read_is_a_sentence_too(tmp_path, monkeypatch, broken):
    shutil.copytree(COMMITTED, tmp_path, dirs_exist_ok=True)
    (tmp_path / "2019-07-illustrative" / broken).write_text("broken")
    monkeypatch.setattr(opening, "SNAPSHOTS", tmp_path)
    for lang, said in (("en", "cannot be read: 2019-07"), ("zh", "上一版数据无法读取：2019-07")):
        at = visit("changed", lang=lang)
        assert not at.exception and any(said in w for w in words(at))


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize(
    "number",
    [
        "paid",
        "paid_claims_ratio.421122",
        "growth.420000.2018",
        "growth",
        "counties",
        "raised",
        "raised.421122",
        "waiting",
        "women_share.421122.2017",
    ],
)
def test_a_passport_opens_from_the_address(number, lang):
    at = visit("home", passport=number, lang=lang)
    assert not at.exception
    said = "\n".join(words(at))
    i = number.split(".")[0]
    assert INDICATORS[i].definition(lang) in said and INDICATORS[i].source(lang) in said
    assert at.code[0].value.startswith(f".venv/bin/python -m backbone ask {i}")


def test_a_card_opens_its_passport_and_the_rest_of_the_question_stays():
    at = visit("home", period="2018")
    assert whence(at)["paid"].question == {"period": "2018", "passport": "paid"}


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_passport_of_an_amount_says_what_it_stands_for_and_of_a_category_what_is_not_broken_down(lang):
    said = "\n".join(words(visit("home", passport="average_claim", lang=lang)))
    assert "34,162" in said and {"en": "wait until eight", "zh": "累计满八件"}[lang] in said
    said = "\n".join(words(visit("home", passport="paid.421122.2018", lang=lang)))
    assert {"en": "All 336 paid claims.", "zh": "全部 336 件赔付案件。"}[lang] in said
    at = visit("home", passport="claims_paid.420000.illness.cancer", lang=lang)
    said = "\n".join(words(at))
    assert (
        at.code[0].value.endswith("--only illness=cancer")
        and {"en": "Cancer only", "zh": "仅限病种：肿瘤"}[lang] in said
    )
    assert {"en": "not yet broken down", "zh": "尚未细分"}[lang] in said


@pytest.mark.parametrize(
    ("lang", "said"), [("en", "Where 5.36 million insured comes from"), ("zh", "参保人次 536万 的来历")]
)
def test_the_way_to_a_passport_is_named_by_its_number(lang, said):
    at = visit("home", lang=lang)
    ways = whence(at)
    assert ways["insured"].named == said and len(ways) == 6
    assert all(any(c.isdigit() for c in way.named) for way in ways.values())
