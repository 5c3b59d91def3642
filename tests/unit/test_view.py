"""The view by example: its URL, its sentence, its old names."""

import pytest

from backbone.breakdowns import BREAKDOWNS
from backbone.dress import Dress, address
from backbone.periods import Horizon
from backbone.site import PAGES
from backbone.view import View
from backbone.where import Only, Where

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
        {"lang": "EN"},
        {"indicator": "nothing"},
        {"indicator": "raised"},
        {"place": "421199"},
        {"place": "红安"},
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
