"""The statistics of the watch list against textbook computations and seeded simulations."""

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from backbone.statistics import funnel
from backbone.statistics.funnel import LIMITS, TAILS, Counts, Shares, by_age_of_cover, judged, limits, spread


def months(rows):
    return pd.DataFrame(rows, columns=["place", "period", "month", "submitted", "insured"])


def test_expected_claims_by_hand():
    """A starts in January (100 insured, claims 2 and 4), B in February (50 insured, claims 1): at age 0 there are 3
    claims of 150, at age 1 there are 4 of 100."""
    found = by_age_of_cover(
        months(
            [
                ("A", "2018", "2018-01", 2, 100),
                ("A", "2018", "2018-02", 4, 0),
                ("B", "2018", "2018-01", np.nan, np.nan),
                ("B", "2018", "2018-02", 1, 50),
            ]
        )
    ).set_index("place")
    assert found.observed.to_dict() == {"A": 6, "B": 1}
    assert found.expected.to_dict() == pytest.approx({"A": 100 * 3 / 150 + 100 * 4 / 100, "B": 50 * 3 / 150})
    assert found.expected.sum() == pytest.approx(found.observed.sum())


@pytest.mark.parametrize("size", [3.2, 40, 700])
def test_limits_of_chance_alone_are_the_poisson_quantiles(size):
    """Interpolated, so within one count of the exact quantile; a count is outside the one exactly when it is outside
    the other."""
    found = limits(Counts(0.0), np.array([size]))[0]
    exact = stats.poisson(size).ppf(TAILS)
    assert np.abs(found - exact).max() <= 1
    for count in range(int(size * 3) + 12):
        assert (count < found[0]) == (stats.poisson.cdf(count, size) < TAILS[0])
        assert (count < found[1]) == (stats.poisson.cdf(count, size) < TAILS[1])
        assert (count > found[2]) == (stats.poisson.cdf(count - 1, size) >= TAILS[2])
        assert (count > found[3]) == (stats.poisson.cdf(count - 1, size) >= TAILS[3])


def test_true_differences_widen_the_limits_as_the_negative_binomial_does():
    size, between = 400.0, 0.06
    chance = stats.nbinom(1 / between, 1 / (1 + between * size))
    assert chance.mean() == pytest.approx(size) and chance.var() == pytest.approx(size + between * size**2)
    found = limits(Counts(between), np.array([size]))[0]
    assert np.abs(found - chance.ppf(TAILS)).max() <= 1
    alone = limits(Counts(0.0), np.array([size]))[0]
    assert found[0] < alone[0] and found[3] > alone[3]


def test_counts_beyond_all_measure_are_judged_too():
    observed, size = np.array([10.0, 1e15, 0.0, 300.0]), np.array([9.0, 2e3, 1e15, 5.0])
    assert np.isfinite(judged(Counts.fit(observed, size), observed, size)["z"]).all()
    trials = np.array([20.0, 1e15, 1e12, 100.0])
    found = judged(Shares.fit(trials * 0.1, trials), trials * 0.1, trials)
    assert np.isfinite(found[[*LIMITS]]).all(axis=None) and (found["lower_998"] <= found["upper_998"]).all()


@pytest.mark.parametrize("between", [0.0, 0.0008])
def test_a_share_of_many_trials_has_the_limits_that_counting_gives(between, monkeypatch):
    model, size = Shares(between, 0.07), np.array([40_000.0])
    counted = limits(model, size)
    monkeypatch.setattr(funnel, "MANY", 1000)
    assert np.abs(limits(model, size) - counted).max() < 0.04 * model.error(size) * size


@pytest.mark.parametrize("between", [0.0, 0.002])
def test_limits_of_a_share(between):
    """Binomial, or beta-binomial with the variance p(1 − p)/n × (1 + (n − 1)ρ), ρ = τ²/p(1 − p)."""
    n, p = 250.0, 0.8
    model, alone = Shares(between, p), p * (1 - p)
    rho = between / alone
    chance = stats.betabinom(250, p * (1 / rho - 1), (1 - p) * (1 / rho - 1)) if between else stats.binom(250, p)
    assert chance.var() / n**2 == pytest.approx(alone / n * (1 + (n - 1) * rho))
    assert model.error(np.array([n]))[0] == pytest.approx(np.sqrt(chance.var()) / n)
    assert np.abs(limits(model, np.array([n]))[0] - chance.ppf(TAILS)).max() <= 1


def test_nothing_differs_where_chance_explains_it_all():
    assert spread(np.array([0.5, -0.5, 0.1, -0.2]), np.array([100.0] * 4)) == 0
    assert spread(np.array([3.0]), np.array([100.0])) == 0
    assert Shares.fit(np.array([0.0, 0.0]), np.array([10.0, 20.0])).between == 0


def simulated(random, between, counties=70, rounds=60):
    """Observed and expected claims of counties that differ by a gamma of variance `between` and nothing else."""
    for _ in range(rounds):
        expected = np.exp(random.uniform(np.log(60), np.log(2500), counties))
        risk = random.gamma(1 / between, between, counties) if between else np.ones(counties)
        yield random.poisson(expected * risk).astype(float), expected


@pytest.mark.parametrize("between", [0.0, 0.05])
def test_chance_is_accused_about_as_often_as_it_says(between):
    """2.5 in 100 below the 95 % limit and 1 in 1,000 below the 99.8 % one, within what 4,200 draws can tell."""
    random, low, far, plain, all_of_them = np.random.default_rng(20190831), 0, 0, 0, 0
    for observed, expected in simulated(random, between):
        rows = judged(Counts.fit(observed, expected), observed, expected)
        low += (rows["observed"] < rows["lower_95"]).sum()
        far += (rows["observed"] < rows["lower_998"]).sum()
        alone = limits(Counts(0.0), expected)
        plain += (observed < alone[:, 1]).sum()
        all_of_them += len(rows)
    assert 0.008 < low / all_of_them < 0.045
    assert far / all_of_them < 0.006
    if between:
        assert plain > 5 * low, "as if counties did not differ, far too many would be accused"


def test_the_spread_is_found_and_outliers_do_not_hide_in_it():
    random = np.random.default_rng(7)
    found, with_quiet = [], []
    for observed, expected in simulated(random, 0.05, rounds=30):
        found.append(Counts.fit(observed, expected).between)
        quiet = observed.copy()
        quiet[:5] = np.round(quiet[:5] * 0.1)
        model = Counts.fit(quiet, expected)
        with_quiet.append((quiet[:5] < limits(model, expected[:5])[:, 0]).mean())
    assert 0.035 < np.mean(found) < 0.065
    assert np.mean(with_quiet) > 0.95


def test_what_has_no_size_has_no_verdict():
    rows = judged(Counts(0.0), np.array([0.0, 5.0]), np.array([0.0, 10.0]))
    assert rows.loc[0, ["ratio", "z", *LIMITS]].isna().all() and rows.loc[1].notna().all()


def test_a_tiny_place_is_never_below():
    assert (limits(Counts(0.1), np.array([0.5, 1.5]))[:, 1] <= 0).all()
    assert funnel.WINSORISED == 0.1
