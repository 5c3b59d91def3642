"""Every passport gives the oracle's number, its parts, and a command that prints the same."""

import math
import shlex
from contextlib import redirect_stdout
from io import StringIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backbone.__main__ import main
from backbone.breakdowns import REMAINDER
from backbone.indicators import INDICATORS
from backbone.measures import Growth, Ratio, Rest
from backbone.places import NATION
from backbone.record import record
from backbone.trust import passport
from backbone.where import Only, Where
from tests.property.test_store_against_oracle import MONTHS, expected

RECORD = record.load(record.FOLDER)
WHERES = st.builds(
    Where,
    st.sampled_from([NATION, "420000", "421122", "530627", "520627"]),
    st.sampled_from(["all", "2017", "2018", "2019"]),
    st.sampled_from(["", "2018-06", "2019-03"]),
)


@settings(max_examples=120)
@given(i=st.sampled_from(list(INDICATORS)), where=WHERES)
def test_value_and_parts_are_the_oracles(store, oracle, i, where):
    issued = passport.issue(store, RECORD, i, where)
    true = expected(oracle, INDICATORS[i], where.place, where.period, (MONTHS[0], where.as_of or MONTHS[-1]), {})
    assert issued.value == pytest.approx(true, nan_ok=True)
    measure = INDICATORS[i].measure
    if isinstance(measure, Ratio | Rest | Growth) and not math.isnan(true):
        for part in issued.parts:
            value = oracle.aggregate([part.column], None, where.place, None, where.period, where.as_of or "2019-08")
            assert part.value == pytest.approx(float(value[part.column].iloc[0]))
        for lang in ("en", "zh"):
            said = issued.in_numbers(lang)
            assert all(p.plain(lang) in said for p in issued.parts) and "=" in said


@settings(max_examples=25)
@given(
    i=st.sampled_from(list(INDICATORS)),
    where=WHERES,
    only=st.sampled_from(
        [
            Only(),
            Only((("illness", "cancer"),)),
            Only((("illness", "cancer"), ("hospital_tier", "county"))),
            Only(month="2018-05"),
        ]
    ),
)
def test_the_command_prints_the_number(store, i, where, only):
    where = Where(where.place, where.period, "" if only else where.as_of, only)
    issued = passport.issue(store, RECORD, i, where)
    if issued.refused:
        assert only
        return
    argv = shlex.split(issued.command)[3:]
    with redirect_stdout(StringIO()) as out:
        assert main([*argv, "--format", "csv"]) == 0
    printed = out.getvalue().strip("\r\n").splitlines()[-1]
    value, basis = printed.split(",")
    if math.isnan(issued.value):
        assert value == ""
    else:
        assert float(value) == pytest.approx(issued.value, rel=1e-3, abs=0.006) and basis == issued.basis


def test_what_was_published_is_named(store):
    issued = passport.issue(store, RECORD, "claims_paid", Where("421122", "2018"))
    assert issued.value == 336 and [t.figure.value for t in issued.ties] == [336]
    ratio = passport.issue(store, RECORD, "paid_claims_ratio", Where("421122", "2018"))
    assert ratio.in_numbers("en") == "1,160,000 ÷ 1,780,000 × 100% = 65.2%"
    assert all(part.ties for part in ratio.parts)


def test_an_amount_says_what_it_stands_for_and_a_category_what_is_not_broken_down(store):
    paid = passport.issue(store, RECORD, "paid", Where())
    assert (paid.told.paid, paid.told.waiting) == (34_162, store.waiting[0]) and paid.remainder == 0
    assert (
        passport.issue(store, RECORD, "claims_paid", Where()).told
        == passport.issue(store, RECORD, "insured", Where()).told
    )
    rows = store.aggregate(("claims_paid",), "illness", Where("420000")).set_index("illness")["claims_paid"]
    one = passport.issue(store, RECORD, "claims_paid", Where("420000", only=Only((("illness", "cancer"),))))
    assert one.value == rows["cancer"] and one.remainder == rows.get(REMAINDER, 0.0) > 0
