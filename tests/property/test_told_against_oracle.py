"""What the snapshot tells of the amounts and days of claims, against the slow recomputation of the telling."""

import pytest

from backbone.where import Where
from tests.told import AMOUNTS

COLUMNS = ("told_claims", *AMOUNTS)


@pytest.mark.parametrize("level", ["county", "province"])
@pytest.mark.parametrize(("period", "as_of"), [("all", "2019-08"), ("2018", "2019-03"), ("2017", "2018-05")])
def test_by_place(store, told, level, period, as_of):
    found = store.table(COLUMNS, "place", Where(period=period, as_of=as_of), level).set_index("place")
    true = told.aggregate(list(COLUMNS), "place", level=level, period=period, as_of=as_of).set_index("place")
    for column in COLUMNS:
        own = true[column][true["told_claims"] > 0].astype(float)
        assert found[column][found[column] > 0].to_dict() == pytest.approx(own[own > 0].to_dict(), abs=0.001), column


@pytest.mark.parametrize("place", ["100000", "421122", "530000"])
def test_by_month(store, told, place):
    found = store.table(COLUMNS, "month", Where(place)).set_index("month")
    true = told.aggregate(list(COLUMNS), "month", place).set_index("month")
    for column in COLUMNS:
        own = true[column].astype(float)
        assert found[column][found[column] > 0].to_dict() == pytest.approx(own[own > 0].to_dict(), abs=0.001), column
