"""Why a county is on the watch list, in words and numbers."""

import pandas as pd
import pytest

from backbone.signals import SIGNALS
from backbone.thresholds import COVERAGE
from backbone.watch.reasons import centres, reason
from backbone.watch.watchlist import BELOW, FAR, NORMAL

ROW = {"verdict": FAR, "observed": 1.0, "size": 20.0, "expected": 4.6, "ratio": 5.0}


@pytest.mark.parametrize(
    ("signal", "centre", "en", "zh"),
    [
        ("silent", 100.0, "1 claim; 5 expected for its size (5%)", "仅收到 1 件申请，按参保规模预计约 5 件（5%）"),
        (
            "slow", 84.5, "5.0% of claims paid within 5 working days (1 of 20), programme 84.5%",
            "5.0% 的赔付在 5 个工作日内结案（20 件中 1 件），全项目 84.5%",
        ),
    ],
)  # fmt: skip
def test_the_reason_in_both_languages(signal, centre, en, zh):
    assert (reason(SIGNALS[signal], ROW, centre, "en"), reason(SIGNALS[signal], ROW, centre, "zh")) == (en, zh)


def test_just_below_the_line_is_not_rounded_up_to_it():
    row = ROW | {"verdict": BELOW, "observed": 7_499.0, "size": 10_000.0, "ratio": 74.99}
    assert reason(SIGNALS["uncovered"], row, COVERAGE, "en").startswith("74.99% of eligible person-times insured")
    assert "the line is 75%" in reason(SIGNALS["uncovered"], row, COVERAGE, "en")
    assert reason(SIGNALS["uncovered"], row | {"ratio": 74.9}, COVERAGE, "en").startswith("74.9% of")


def test_a_county_that_is_not_listed_has_not_only_so_many_claims():
    said = reason(SIGNALS["silent"], ROW | {"verdict": NORMAL, "observed": 5.0}, 100.0, "zh")
    assert said == "收到 5 件申请，按参保规模预计约 5 件（5%）"


def test_what_each_signal_is_held_against():
    rows = pd.DataFrame({"signal": ["slow", "slow", "silent"], "observed": [1.0, 2.0, 9.0], "size": [4.0, 8.0, 3.0]})
    assert centres(rows) == {"slow": 25.0, "silent": 100.0, "thin": 100.0, "uncovered": COVERAGE}
