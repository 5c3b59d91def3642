"""The illustrative records come to every published figure, line by line."""

from decimal import Decimal
from pathlib import Path

import pandas as pd
import pytest

FOUR_PROVINCES = {"52", "53", "51", "65"}


@pytest.fixture(scope="module")
def enrolment(raw_folder: Path) -> pd.DataFrame:
    return pd.read_parquet(raw_folder / "enrolment.parquet")


@pytest.fixture(scope="module")
def claims(raw_folder: Path) -> pd.DataFrame:
    return pd.read_parquet(raw_folder / "claims.parquet")


@pytest.fixture(scope="module")
def funds(raw_folder: Path) -> pd.DataFrame:
    return pd.read_parquet(raw_folder / "funds.parquet")


@pytest.mark.parametrize(("year", "counties", "provinces"), [(2017, 15, 4), (2018, 66, 12), (2019, 69, 12)])
def test_counties_and_provinces_by_policy_year(enrolment, year, counties, provinces):
    codes = set(enrolment.adcode[enrolment.policy_year <= year])
    assert len(codes) == counties
    assert len({code[:2] for code in codes}) == provinces


def test_the_first_fifteen_counties_are_in_four_provinces_and_alone_until_may_2018(enrolment):
    first = set(enrolment.adcode[enrolment.month <= "2017-12"])
    assert {code[:2] for code in first} == FOUR_PROVINCES
    assert {"520330", "530627", "530621"} <= first
    assert set(enrolment.adcode[enrolment.month <= "2018-05"]) == first
    assert set(enrolment.adcode[enrolment.month == "2017-09"]) == {"520330"}
    assert enrolment.month[enrolment.adcode == "530627"].min() == "2017-12"


@pytest.mark.parametrize(("year", "insured"), [(2017, 813_200), (2018, 3_440_000), (2019, 1_106_800)])
def test_insured_by_policy_year(enrolment, year, insured):
    assert enrolment.insured[enrolment.policy_year == year].sum() == insured


def test_insured_in_all(enrolment):
    assert enrolment.insured.sum() == 5_360_000


@pytest.mark.parametrize(("month", "insured"), [("2018-05", 1_090_000), ("2018-06", 1_178_000)])
def test_insured_by_a_published_date(enrolment, month, insured):
    assert enrolment.insured[enrolment.month <= month].sum() == insured


@pytest.mark.parametrize(
    ("year", "premium"),
    [(2017, 15_180_000), (2018, 92_360_000), (2019, 1_106_800 * 29)],
)
def test_premium_by_policy_year(enrolment, year, premium):
    assert enrolment.premium_rmb[enrolment.policy_year == year].sum() == premium


@pytest.mark.parametrize(
    ("adcode", "year", "insured"),
    [
        ("421122", 2018, 65_940),
        ("530627", 2017, 270_000),
        ("530627", 2018, 330_100),
        ("530621", 2017, 71_300),
        ("411327", 2018, 32_097),
        ("610925", 2018, 39_138),
    ],
)
def test_insured_of_a_county(enrolment, adcode, year, insured):
    mine = (enrolment.adcode == adcode) & (enrolment.policy_year == year)
    assert enrolment.insured[mine].sum() == insured


@pytest.mark.parametrize(
    ("adcode", "year", "premium"),
    [
        ("421122", 2018, 1_780_000),
        ("530621", 2017, 2_220_000),
        ("610925", 2018, 39_138 * 30),
    ],
)
def test_premium_of_a_county(enrolment, adcode, year, premium):
    mine = (enrolment.adcode == adcode) & (enrolment.policy_year == year)
    assert enrolment.premium_rmb[mine].sum() == premium


def test_hongan_claims(claims):
    paid = claims[(claims.adcode == "421122") & (claims.outcome == "paid")]
    assert len(paid) == 336
    assert paid.paid_rmb.sum() == Decimal("1160000.00")
    assert set(paid.policy_year) == {2018}


def test_zhenxiong_claims_of_2017_start_in_april_2018(claims):
    mine = claims[(claims.adcode == "530627") & (claims.policy_year == 2017)]
    assert str(mine.submitted_on.min())[:7] == "2018-04"


@pytest.mark.parametrize(
    ("month", "raised", "spent"),
    [
        ("2017-12", 16_650_000, 15_180_000),
        ("2018-05", 55_270_000, 23_700_000),
        ("2018-12", 136_180_000, 107_540_000),
    ],
)
def test_funds_by_a_published_date(funds, month, raised, spent):
    so_far = funds[funds.month <= month]
    assert so_far.raised_rmb.sum() == raised
    assert so_far.spent_rmb.sum() == spent


def test_funds_never_run_out(funds):
    assert funds.raised_rmb[funds.month <= "2017-11"].sum() > 15_000_000
    assert (funds.raised_rmb.cumsum() >= funds.spent_rmb.cumsum()).all()


def test_premium_a_head_is_in_the_published_band(enrolment):
    late = enrolment[enrolment.policy_year >= 2018].groupby(["adcode", "policy_year"])
    head = late.premium_rmb.sum().astype(float) / late.insured.sum()
    assert head.between(25, 31).all()


def test_claims_are_in_the_published_bands(claims):
    paid = claims[claims.outcome == "paid"]
    amounts = paid.paid_rmb.astype(float)
    assert 33_500 <= len(paid) <= 34_500
    assert 61_500_000 <= amounts.sum() <= 62_500_000
    assert 1_450 <= amounts.mean() <= 3_500
    assert amounts.max() <= 100_000
    assert claims.age[claims.policy_year == 2017].min() == 20
    assert claims.age.min() == 18
    assert claims.age.max() == 60
