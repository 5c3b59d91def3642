"""With every view open at once nobody can be found: hidden counts stay hidden, whatever is subtracted from what."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from backbone.breakdowns import CROSSINGS, cut
from backbone.places import NATION
from backbone.publish import publish
from backbone.snapshot import disclosure
from backbone.snapshot.disclosure import SHOWN, SMALL
from backbone.snapshot.manifest import open_snapshot
from backbone.snapshot.store import Store
from backbone.where import Where
from backbone.words import AGE_BAND, HOSPITAL_TIER, ILLNESS, REASON, SEX
from tests.attack import Views, found_out

# What is answered below national level: count -> the tables that hold it.
OPEN = {
    "claims_paid": [*((d,) for d in ("illness", "sex", "age_band", "hospital_tier", "settlement", "size")), *CROSSINGS],
    "rejected": [("reason",)],
    "insured": [("sex",), ("age_band",), ("sex", "age_band")],
    "eligible": [("sex",), ("age_band",), ("sex", "age_band")],
}


def only_small(counts, provinces, covered, smallest_shown, whole=None, already=None, groups=None):
    """The first suppression without the second: what is small is hidden, and nothing with it."""
    names = list(dict.fromkeys(provinces.tolist()))
    row = np.array([len(counts) + names.index(name) for name in provinces.tolist()])
    table = disclosure._with_sums(counts, row)
    small = (table > 0) & (table < smallest_shown)
    return np.where(small, SMALL, SHOWN).astype(np.int8)


# Tables that share no cell of another, only the plain totals, which are open: one attack each.
APART = [
    ("claims_paid", [("illness",), ("hospital_tier",), ("illness", "hospital_tier")]),
    ("claims_paid", [("sex",), ("age_band",), ("sex", "age_band")]),
    ("claims_paid", [("settlement",)]),
    ("claims_paid", [("size",)]),
    ("rejected", [("reason",)]),
    ("insured", [("sex",), ("age_band",), ("sex", "age_band")]),
    ("eligible", [("sex",), ("age_band",), ("sex", "age_band")]),
]


@pytest.mark.parametrize(("count", "tables"), APART, ids=lambda value: value if isinstance(value, str) else value[0][0])
def test_the_snapshot_keeps_its_secrets_from_all_views_together(store, count, tables):
    views = Views(store, count, tables)
    assert set(tables) <= set(OPEN[count]) and found_out(views) == {}
    assert count != "claims_paid" or len(views.hidden) > 50


def test_every_small_count_below_the_nation_is_hidden(store):
    for count, tables in OPEN.items():
        views = Views(store, count, tables)
        for (table, place, _, _), value in views.shown.items():
            assert not (table and place != NATION and 0 < value < 8), (count, table, place)


def test_without_the_second_suppression_the_attack_finds_people(store, monkeypatch):
    monkeypatch.setattr(disclosure, "hide", only_small)
    bare = Store(store.snapshot)
    found = found_out(Views(bare, "claims_paid", [("illness",), ("hospital_tier",), ("illness", "hospital_tier")]))
    assert len(found) > 100
    whole = Views(bare, "claims_paid", [("illness",)])
    truth = store._facts.select(
        ("paid_claims",), ("place", "illness", "period"), Where(), "county", cut(("illness",))
    ).set_index(["place", "illness", "period"])["paid_claims"]
    right = [
        truth.get((place, codes[0], period), 0.0) == value
        for (table, place, codes, period), value in found_out(whole).items()
        if period != "all" and place in store.counties
    ]
    assert len(right) > 20 and all(right)


def test_a_share_of_the_claims_paid_would_tell_on_the_days_to_settle(store, monkeypatch):
    """Who was paid within five working days was paid within seven days: boxes that do not know it are found out."""
    knowing = disclosure.hide
    monkeypatch.setattr(disclosure, "hide", lambda *table: knowing(*table[:-1]))
    assert len(found_out(Views(Store(store.snapshot), "claims_paid", [("settlement",)]))) > 5


# The tables of the made-up programmes: the crossing of illness and hospital, which reaches to provinces, and the rest.
MADE_UP = {
    "claims_paid": [("illness",), ("hospital_tier",), ("illness", "hospital_tier"), ("settlement",)],
    "rejected": [("reason",)],
    "insured": [("sex",), ("age_band",), ("sex", "age_band")],
}

# -- programmes made up by hypothesis ---------------------------------------------------------------------------------

COUNTIES = ("421122", "421123", "422823", "520330", "520525", "341524")


def made_up(counties, years, many, seed):
    """The raw records of `many` claims in these counties and policy years, few of some kinds. Every policy year has two
    counties at least: the nation's breakdowns are open, and those of a programme of one county would be that
    county's."""
    random = np.random.default_rng(seed)
    cover = [(c, y) for y in years for n, c in enumerate(counties) if n < 2 or random.random() < 0.8]
    enrolment = [
        {
            "adcode": c,
            "policy_year": y,
            "month": f"{y}-09",
            "sex": sex,
            "age_band": age,
            "eligible": (insured := int(random.choice([0, 2, 5, 9, 40, 300]))) + int(random.choice([0, 1, 6, 30, 90])),
            "insured": insured,
            "premium_rmb": 29 * insured,
        }
        for c, y in cover
        for sex in SEX
        for age in AGE_BAND
    ]
    enrolled = pd.DataFrame(enrolment)
    for c, y in cover:  # somebody is insured wherever there is cover
        first = enrolled.index[(enrolled.adcode == c) & (enrolled.policy_year == y)][0]
        enrolled.loc[first, ["eligible", "insured"]] = [60, 40]
    at = random.integers(0, len(cover), many)
    few = lambda codes: random.choice(list(codes), many, p=_uneven(random, len(codes)))  # noqa: E731
    rejected = random.random(many) < 0.2
    paid = np.where(rejected, 0, random.choice([120, 700, 1500, 3000, 8000, 20000], many))
    claims = pd.DataFrame(
        {
            "claim_id": [f"C{n}" for n in range(many)],
            "adcode": [cover[n][0] for n in at],
            "policy_year": [cover[n][1] for n in at],
            "age": random.integers(18, 61, many),
            "sex": few(SEX),
            "illness": few(ILLNESS),
            "hospital_tier": few(HOSPITAL_TIER),
            "admitted_on": pd.Timestamp("2018-10-01"),
            "submitted_on": pd.Timestamp("2018-11-01"),
            "decided_on": pd.Timestamp("2018-11-01") + pd.to_timedelta(random.choice([1, 5, 20, 60, 100], many), "D"),
            "outcome": np.where(rejected, "rejected", "paid"),
            "reject_reason": np.where(rejected, few(REASON), None),
            "hospital_cost_rmb": paid + 900,
            "public_paid_rmb": 400,
            "out_of_pocket_rmb": paid + 500,
            "paid_rmb": paid,
        }
    )
    for column in ("admitted_on", "submitted_on", "decided_on"):
        claims[column] = claims[column].dt.date
    listed = pd.DataFrame(
        {
            "adcode": counties,
            "name_zh": "县",
            "name_en": "County",
            "joined_on": pd.Timestamp("2017-09-01").date(),
            "left_on": None,
        }
    )
    funds = pd.DataFrame({"month": ["2018-09"], "raised_rmb": [1], "spent_rmb": [1]})
    return {"enrolment": enrolled, "claims": claims, "counties": listed, "funds": funds}


def _uneven(random, n):
    weights = random.choice([0.05, 0.3, 1.0, 3.0], n)
    return weights / weights.sum()


PROGRAMMES = st.builds(
    made_up,
    st.lists(st.sampled_from(COUNTIES), min_size=2, max_size=6, unique=True),
    st.sampled_from([(2018,), (2017, 2018)]),
    st.integers(20, 400),
    st.integers(0, 2**32 - 1),
)


def opened(records, folder):
    raw = folder / "raw"
    raw.mkdir()
    for table, frame in records.items():
        frame.to_parquet(raw / f"{table}.parquet")
    return Store(open_snapshot(publish(raw, folder, "made-up", "reported", "2019-06", "2019-04", "2019-07-01")))


def withheld(counts, provinces, covered, smallest_shown, whole=None, already=None, groups=None):
    """The most that can be hidden: everything below the nation."""
    shape = (len(counts) + len(set(provinces)), *counts.shape[1:-1], counts.shape[-1] + 1)
    return np.full(shape, disclosure.VEILED)


def given_away(store, attacks):
    """What can be found out in each attack (a count and the tables that are open) on a made-up programme, except what
    could be with every breakdown below the nation withheld: that follows from the plain totals and the nation's
    breakdowns, which are open."""
    found = {attack: set(found_out(Views(store, *attack))) for attack in attacks}
    with pytest.MonkeyPatch.context() as patch:  # masks are made when they are first asked for
        patch.setattr(disclosure, "hide", withheld)
        closed = Store(store.snapshot)
        more = {attack: cells - set(found_out(Views(closed, *attack))) for attack, cells in found.items() if cells}
    return {attack: cells for attack, cells in more.items() if cells}


@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(records=PROGRAMMES)
def test_no_table_of_any_programme_gives_a_hidden_count_away(records, tmp_path_factory):
    store = opened(records, tmp_path_factory.mktemp("made-up"))
    assert given_away(store, [(count, (table,)) for count, tables in MADE_UP.items() for table in tables]) == {}


def test_no_tables_together_give_a_hidden_count_away(tmp_path):
    store = opened(made_up(COUNTIES, (2018,), 40, seed=18), tmp_path)
    assert given_away(store, [("claims_paid", (("illness",), ("hospital_tier",), ("illness", "hospital_tier")))]) == {}
