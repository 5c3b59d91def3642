"""The view by example: its URL, its sentence, its old names."""

import pytest

from backbone import places
from backbone.breakdowns import BREAKDOWNS
from backbone.dress import Dress, address
from backbone.misread import misread
from backbone.periods import Horizon
from backbone.site import PAGES
from backbone.text import Text
from backbone.view import View
from backbone.where import Only, Where
from tests.successions import successions

HORIZON = Horizon("2017-07", "2019-08", "2019-06", ("2017", "2018", "2019"))


def view(**params):
    return View.from_params(params, HORIZON)


def test_the_link_to_hongan():
    found = view(place="421122", period="2018", lang="zh")
    assert (found.place, found.period, found.lang) == ("421122", "2018", "zh")
    assert found.params() == {"lang": "zh", "place": "421122", "period": "2018"}


def test_defaults_are_never_written():
    assert view().params() == {}
    assert view(lang="en", indicator="insured", place="100000", period="all", as_of="2019-08").params() == {}


@pytest.mark.parametrize(
    "params",
    [
        {"lang": "fr"},
        {"indicator": "nothing"},
        {"indicator": "raised"},
        {"place": "421199"},
        {"place": "鼓楼区"},
        {"period": "2016"},
        {"period": 2018},
        {"as_of": "2020-01"},
        {"as_of": "2019-8"},
        {"level": "nation"},
        {"others": "x.y"},
        {"others": ["421122"]},
        {"nobody": "asked"},
        {"place": ["421122"]},
        {"place": "../../geo"},
        {"place": "<script>"},
    ],
)
def test_junk_is_the_default(params):
    assert view(**params) == View()


@pytest.mark.parametrize("lang", ["zh", "ZH", "zh-CN", "zh_CN", "zh-Hans", " zh-hans-CN"])
def test_chinese_by_any_name(lang):
    assert view(lang=lang).lang == "zh"
    assert view(lang=lang.replace("zh", "en").replace("ZH", "EN")).lang == "en"


@pytest.mark.parametrize(
    ("place", "code"),
    [
        ("522422", "520521"),  # Dafang, when Bijie became a city
        ("522424", "520523"),
        ("422123", "421122"),  # Hong'an, when Huanggang became a city
        ("532128", "530627"),
        ("522423", "520581"),  # twice: with Bijie, and when it became a city itself
        ("431121", "431181"),
        ("４２１１２２", "421122"),
        ("Hongan", "421122"),
        ("紅安縣", "421122"),
        (" 420000 ", "420000"),
    ],
)
def test_a_place_by_an_older_code_or_by_its_name(place, code):
    assert view(place=place).place == code
    assert view(others=f"{place}.530621").others == (code, "530621")


def test_a_misspelt_indicator_is_the_one_that_is_meant():
    assert view(indicator="covrage").indicator == view(indicator="Coverage").indicator == "coverage"
    assert view(indicator="raise").indicator == View().indicator


def test_a_page_keeps_only_what_it_looks_at():
    asked = view(place="421122", others="530627", beside="paid", against="2017", signal="slow", by="sex")
    assert asked.keeping(PAGES["claims"].own).params() == {"place": "421122", "by": "sex"}
    assert asked.keeping(PAGES["compare"].own).params() == {
        "place": "421122",
        "others": "530627",
        "beside": "paid",
        "against": "2017",
    }
    assert asked.keeping(()).params() == {"place": "421122"}


def test_renamed_parameters_keep_old_links_alive():
    assert view(asof="2018-05").as_of == "2018-05"
    assert view(asof="2018-05").params() == {"as_of": "2018-05"}
    assert view(asof="2018-05", as_of="2018-06").as_of == "2018-06"


def test_others_are_codes_once_each_in_order():
    assert view(others="421122.x.530627.421122").others == ("421122", "530627")


def test_what_is_compared_and_kept_to_is_in_the_address():
    params = {
        "by": "sex",
        "only": "illness.cancer",
        "others": "421122.530627",
        "beside": "paid.coverage",
        "against": "2017",
        "signal": "slow",
    }
    found = view(**params)
    assert (found.by, found.only, found.against) == ("sex", Only((("illness", "cancer"),)), "2017")
    assert found.beside == ("paid", "coverage")
    assert found.params() == params


@pytest.mark.parametrize(
    "params",
    [
        {"by": "place"},
        {"by": ["sex"]},
        {"only": "illness"},
        {"only": "cancer"},
        {"only": "sex.cancer"},
        {"beside": "raised"},
        {"beside": 1},
        {"against": "all"},
        {"against": "2016"},
        {"signal": "loud"},
        {"only": "month.2018-05"},
    ],
)
def test_junk_in_them_is_the_default_too(params):
    assert view(**params) == View()


def test_the_sentence_says_everything():
    by = BREAKDOWNS["illness"].name
    found = view(indicator="claims_per_1000", place="420000", period="2018", as_of="2019-05")
    assert found.sentence(HORIZON, by) == (
        "Claims per 1,000 insured by illness, Hubei, policy year 2018, as of May 2019"
    )
    said = found.with_(lang="zh").sentence(HORIZON, by)
    assert all(word in said for word in ("湖北", "每千参保人次赔付件数", "病种", "2018 保单年度", "2019年5月"))


def test_every_page_is_named_in_both_languages():
    assert next(iter(PAGES)) == "home"
    for lang in ("en", "zh"):
        assert len({entry.name(lang) for entry in PAGES.values()}) == len(PAGES)


# -- what it cannot have -----------------------------------------------------------------------------------------------


def said(**params):
    return misread(params, view(**params), dress(**params), HORIZON)


def test_an_old_code_leads_to_its_successor_and_says_so():
    assert said(place="522422") == ("522422 is an old code of Dafang, now 520521.",)
    assert said(place="522422", lang="zh-CN") == ("522422 是大方县的旧代码，现为 520521。",)


def test_the_code_of_a_county_that_went_into_another_says_when():
    with successions({"421190": "421122", "421122": "421122"}, "2019-04", {"421190": Text("Jia", "甲县")}):
        assert said(place="421190") == (
            "421190 is the code that Jia had until it became part of Hong'an (421122) in April 2019; the numbers are "
            "of all of Hong'an.",
        )
        assert said(place="421190", lang="zh") == (
            "421190 是甲县的原代码；该县已于2019年4月并入红安县（421122），现显示红安县的全部数据。",
        )


def test_the_code_of_a_county_that_was_divided_leads_to_none_of_its_parts(monkeypatch):
    monkeypatch.setattr(places, "DIVIDED", {"421190": ("421122", "421123")})
    assert said(place="421190") == (
        "421190 was divided into 421122, 421123, and nobody knows which part of its figures is whose: the page shows "
        "the whole programme.",
    )
    assert said(place="421190", lang="zh")[0].startswith("421190 已拆分为 421122、421123，")


@pytest.mark.parametrize(
    ("params", "sentence"),
    [
        (
            {"place": "421199"},
            "The address asks for a place that is not there (“421199”): the page shows the whole programme.",
        ),
        ({"place": "Hongan"}, "“Hongan” is read as Hong'an (421122)."),
        ({"place": "HONG AN"}, "“HONG AN” is read as Hong'an (421122)."),
        ({"place": "Hong’an"}, "“Hong’an” is read as Hong'an (421122)."),
        ({"place": "４２１１２２", "lang": "zh"}, "已将“４２１１２２”识别为红安县（421122）。"),
        ({"lang": "fr"}, "This site is written in English and Chinese; “fr” is not there."),
        (
            {"indicator": "covrage"},
            "The address asks for the indicator “covrage”, which is not there: the page shows Coverage.",
        ),
        (
            {"indicator": "raised"},
            "Funds raised is known for the whole programme only: the page shows Insured.",
        ),
        (
            {"period": "2031"},
            "The address asks for the policy year “2031”, which is not there: the page shows all policy years.",
        ),
        (
            {"as_of": "2031-01"},
            "The address asks for the month “2031-01”, which is not there: the page shows August 2019.",
        ),
        ({"others": "421122.x"}, "The address asks for something that is not there (“x”): it is left out."),
        ({"passport": "nothing"}, "The address asks for something that is not there (“nothing”): it is left out."),
    ],
)
def test_what_is_not_there_gets_one_sentence(params, sentence):
    (found,) = said(**params)
    assert found.startswith(sentence)


@pytest.mark.parametrize(
    "params",
    [
        {},
        {"lang": "zh-CN"},
        {"nobody": "asked"},
        {"place": "421122", "period": "2018", "as_of": "2019-08", "indicator": "paid", "passport": "paid.2018.421122"},
        {"others": "422123.421122", "only": "illness.cancer", "by": "sex", "signal": "slow", "against": "2017"},
    ],
)
def test_what_is_there_needs_no_sentence(params):
    assert said(**params) == ()


# -- how it is dressed -------------------------------------------------------------------------------------------------


def dress(**params):
    return Dress.from_params(params, HORIZON)


def test_the_dress_stands_apart_from_the_question():
    params = {"place": "421122", "stage": "1", "dress": "light", "passport": "paid.421122.2018"}
    assert view(**params).params() == {"place": "421122"}
    assert dress(**params) == Dress(stage=True, tone="light", passport="paid.421122.2018")
    assert address(view(**params), dress(**params)) == params
    assert address(view(), Dress()) == {}
    assert dress(passport="raised").passport == "raised", "numbers of the whole programme have a passport too"


@pytest.mark.parametrize(
    "params",
    [
        {"stage": "yes"},
        {"stage": None},
        {"dress": "red"},
        {"dress": ["light"]},
        {"passport": ""},
        {"passport": "nothing"},
        {"passport": "paid.nowhere"},
        {"passport": "paid.421122.2016"},
        {"passport": "paid.421122.2018.more"},
        {"passport": ["paid"]},
        {"passport": "paid.illness"},
        {"passport": "paid.illness.rain"},
        {"passport": "paid.to.2031-01"},
        {"passport": "paid.month"},
    ],
)
def test_junk_in_the_dress_is_the_default_too(params):
    assert dress(**params) == Dress()


def test_a_view_says_which_facts_it_looks_at():
    found = view(place="420000", period="2018", as_of="2019-05", only="illness.cancer")
    assert found.where == Where("420000", "2018", "2019-05", Only((("illness", "cancer"),)))
