"""Measures, and the traps that each of them is there to avoid."""

import math

import numpy as np
import pandas as pd
import pytest

from backbone.indicators import INDICATORS
from backbone.measures import COLUMNS, Distinct, Growth, Ratio, Rest, Sum

COVERAGE = Ratio(Sum("insured"), Sum("eligible"), 100)


def test_a_ratio_of_sums_is_not_the_mean_of_ratios():
    counties = pd.DataFrame({"insured": [90.0, 100.0], "eligible": [100.0, 1000.0]})
    whole = counties.sum().to_frame().T
    assert COVERAGE.value(counties).tolist() == [90, 10]
    assert COVERAGE.value(whole).tolist() == [pytest.approx(190 / 11)]  # the mean of the two would be 50


def test_a_zero_denominator_gives_no_value_and_a_zero_numerator_a_zero():
    sums = pd.DataFrame({"insured": [5.0, 0.0, 0.0, math.nan], "eligible": [0.0, 10.0, math.nan, 10.0]})
    found = COVERAGE.value(sums)
    assert np.isnan(found).tolist() == [True, False, True, True] and found[1] == 0


def test_a_sum_keeps_absent_apart_from_zero():
    assert np.isnan(Sum("paid").value(pd.DataFrame({"paid": [0, None, 3]}))).tolist() == [False, True, False]


def test_only_what_rests_on_cover_is_cumulative():
    assert (
        COVERAGE.cumulative and Ratio(Sum("paid_claims"), Sum("insured")).cumulative and Distinct("county").cumulative
    )
    assert not Sum("insured").cumulative and not Ratio(Sum("paid"), Sum("paid_claims")).cumulative


def test_a_formula_is_written_with_whatever_stands_for_its_columns():
    def numbers(column: str) -> str:
        return {"insured": "90", "eligible": "100"}[column]

    assert COVERAGE.written(numbers, "en") == COVERAGE.written(numbers, "zh") == "90 ÷ 100 × 100%"
    assert Rest(Sum("eligible"), Sum("insured")).written(numbers, "zh") == "100 − 90"
    assert Growth(Sum("insured"), Sum("eligible")).written(numbers, "zh") == "（90 ÷ 100 − 1）× 100%"
    assert COVERAGE.formula.en == "person-times insured ÷ person-times eligible × 100%"


@pytest.mark.parametrize("indicator", INDICATORS.values(), ids=lambda i: i.id)
def test_a_formula_in_words_names_every_column_it_adds_up(indicator):
    for lang in ("en", "zh"):
        said = indicator.measure.written(lambda column: f"<{column}>", lang)
        assert all(f"<{c}>" in said for c in indicator.measure.columns if c in COLUMNS)
