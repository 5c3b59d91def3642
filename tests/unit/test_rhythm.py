"""The rhythm of the months, on months made up for it."""

from types import SimpleNamespace

import pandas as pd

from backbone.periods import Horizon, months_between
from backbone.places import NATION
from backbone.trust import rhythm

MONTHS = months_between("2018-01", "2018-12")


def test_an_empty_month_is_a_gap_from_seven_claims_a_month_on(monkeypatch):
    def months(place: str, each: int) -> list[tuple]:
        filed = [0 if month == "2018-06" else each for month in MONTHS]
        return [(place, month, 9 * (month == "2018-01"), n, n, 100 * n) for month, n in zip(MONTHS, filed, strict=True)]

    every = months("421122", rhythm.USUAL_CLAIMS) + months("421123", rhythm.USUAL_CLAIMS - 1) + months(NATION, 13)
    frame = pd.DataFrame(every, columns=["place", "month", *rhythm.FOLLOWED])
    monkeypatch.setattr(rhythm, "monthly", lambda store: frame)
    found = rhythm.Rhythm(SimpleNamespace(horizon=Horizon("2018-01", "2018-12", "2018-10", ("2018",))))
    assert found.gaps == (rhythm.Gap("421122", ("2018-06",), 7.0),) and found.too_small == 1
