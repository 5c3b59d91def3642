"""Questions to DuckDB that take long: how far they are is told, and whoever is told may stop them."""

import duckdb
import pytest

from backbone.publish.query import answered

LONG = "SELECT count(*) FROM range(300000) AS a, range(300000) AS b WHERE hash(a.range, b.range) % 7 = $rest"


def test_an_answer_comes_and_its_end_is_told():
    told = []
    assert answered(duckdb.connect(), "SELECT 1 + $more", {"more": 2}, told.append) == [(3,)]
    assert told == [1.0]


def test_who_is_told_can_stop_a_question_and_ask_another():
    con, told = duckdb.connect(), []

    def enough(share: float) -> None:
        told.append(share)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        answered(con, LONG, {"rest": 3}, enough)
    assert len(told) == 1 and 0 <= told[0] < 1
    assert answered(con, "SELECT 1", {}, told.append) == [(1,)]


def test_what_cannot_be_asked_is_raised():
    with pytest.raises(duckdb.Error, match="nothing"):
        answered(duckdb.connect(), "SELECT * FROM nothing", {}, lambda share: None)
