"""Privacy at the edges: one county behind a number, rows of no place, few women, few claims."""

import numpy as np
import pytest

from backbone.snapshot.disclosure import SHOWN
from backbone.where import Where
from tests.attack import Views, found_out
from tests.small import HONGAN, JINZHAI, MACHENG, UNKNOWN, XISHUI, claims, cover, opened

FOUR = (HONGAN, MACHENG, XISHUI, JINZHAI)


def _all(*lists):
    return [row for rows in lists for row in rows]


def test_a_programme_of_one_county_is_that_county(tmp_path):
    store = opened(tmp_path, cover(HONGAN, 2018), claims(HONGAN, 2018, 40))
    for by in ("illness", "sex", "settlement", ("illness", "hospital_tier")):
        for place in ("100000", "420000"):
            answer = store.aggregate(("claims_paid", "paid"), by, Where(place))
            assert (answer["claims_paid:state"] != SHOWN).all() and answer["paid"].isna().all()
    assert store.value("claims_paid") > 0


def test_a_year_of_one_county_is_veiled_and_leaves_the_others_as_they_are(tmp_path):
    enrolled = _all(cover(HONGAN, 2017), *(cover(c, 2018) for c in FOUR))
    store = opened(tmp_path, enrolled, _all(claims(HONGAN, 2017, 15), *(claims(c, 2018, 200) for c in FOUR)))
    years = store.aggregate(("claims_paid",), ("illness", "period"))
    assert years.loc[years["period"] == "2017", "claims_paid"].isna().all()
    assert years.loc[years["period"] == "2018", "claims_paid"].notna().all()
    assert store.aggregate(("claims_paid",), "illness")["claims_paid"].isna().all(), "all years less 2018 are 2017"
    counties = store.aggregate(("claims_paid",), ("place", "illness"), Where(period="2018"))
    assert (counties["claims_paid:state"] == SHOWN).mean() > 0.3


def test_what_matches_no_place_cannot_be_found_as_the_rest_of_the_programme(tmp_path):
    enrolled = _all(*(cover(c, 2018) for c in (*FOUR, UNKNOWN)))
    store = opened(tmp_path, enrolled, _all(*(claims(c, 2018, 60) for c in FOUR), claims(UNKNOWN, 2018, 9, 0.0)))
    for by in ("sex", "age_band", "hospital_tier"):
        nation = store.aggregate(("claims_paid",), by).set_index(by)["claims_paid"]
        provinces = store.aggregate(("claims_paid",), ("place", by), level="province")
        known = provinces.groupby(by, sort=False)["claims_paid"].sum(min_count=store.provinces.__len__())
        rest = (nation - known).dropna()
        assert not rest.between(1, 7).any(), by


@pytest.mark.parametrize("place", [MACHENG, "420000"])
def test_the_share_of_women_tells_no_more_than_the_insured_by_sex(tmp_path, place):
    enrolled = _all(cover(MACHENG, 2018, women=1), *(cover(c, 2018) for c in (HONGAN, XISHUI, JINZHAI)))
    store = opened(tmp_path, enrolled, _all(*(claims(c, 2018, 40) for c in FOUR)))
    by_sex = store.aggregate(("insured",), "sex", Where(place)).set_index("sex")
    hidden = by_sex["insured:state"]["female"] != SHOWN
    share = store.aggregate(("women_share",), (), Where(place))
    assert (share["women_share:state"].iloc[0] != SHOWN) == hidden
    assert hidden or place != MACHENG
    assert np.isnan(share["women_share"].iloc[0]) == hidden
    months = store.aggregate(("women_share",), "month", Where(place))
    assert months["women_share"].isna().all(), "a month's few could be found by subtraction"
    assert np.isnan(store.value("women_share", Where(place, as_of="2019-05")))
    assert store.aggregate(("women_share",), "month")["women_share"].notna().any(), "the programme's is open"


@pytest.mark.parametrize("table", [("illness",), ("settlement",), ("size",), ("sex",)])
def test_few_claims_in_two_provinces_give_nothing_away(tmp_path, table):
    store = opened(tmp_path, _all(*(cover(c, 2018) for c in FOUR)), _all(*(claims(c, 2018, 25) for c in FOUR)))
    assert found_out(Views(store, "claims_paid", [table])) == {}
    provinces = store.aggregate(("claims_paid",), ("place", *table), level="province")
    assert not provinces["claims_paid"].between(1, 7).any()
