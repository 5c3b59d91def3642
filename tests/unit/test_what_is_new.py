"""What a snapshot adds to the one before, in a sentence of each language, whatever it is."""

import re
from types import SimpleNamespace

import pandas as pd
import pytest

from backbone.periods import months_name
from backbone.trust.changes import Changes, Move, in_short

HONGAN, MACHENG = "421122", "421123"


def found(new, late, counties=(), before="2019-07", after="2019-08"):
    """Changes of paid claims alone: `late` in all, `counties` with what each of them has of it."""
    moved = pd.DataFrame({"place": [code for code, _ in counties], "claims_paid:late": [n for _, n in counties]})
    was, now = (SimpleNamespace(as_of=month) for month in (before, after))
    return Changes(was, now, (Move("claims_paid", 0.0, new + late, new, late),), (), moved, 3, (), (), ())


@pytest.mark.parametrize(
    ("changes", "en", "zh"),
    [
        (
            found(5.0, 3.0, ((HONGAN, 1), (MACHENG, 2))),
            "August added 5 paid claims; 3 more came in for earlier months, in 2 counties.",
            "8 月新增赔付 5 件；以前月份补录 3 件，涉及 2 个县。",
        ),
        (
            found(1.0, 1.0, ((HONGAN, 1),)),
            "August added 1 paid claim; 1 more came in for earlier months, in Hong'an.",
            "8 月新增赔付 1 件；以前月份补录 1 件，涉及红安县。",
        ),
        (
            found(5.0, 0.0),
            "August added 5 paid claims; earlier months have not changed.",
            "8 月新增赔付 5 件；以前月份没有变化。",
        ),
        (
            found(0.0, 1.0, ((HONGAN, 1),)),
            "August added no paid claims; 1 paid claim came in for earlier months, in Hong'an.",
            "8 月没有新增赔付；以前月份补录赔付 1 件，涉及红安县。",
        ),
        (
            found(9.0, -1.0, ((HONGAN, -2), (MACHENG, 1))),
            "August added 9 paid claims; 1 was taken out of earlier months, in 2 counties.",
            "8 月新增赔付 9 件；以前月份核减 1 件，涉及 2 个县。",
        ),
        (
            found(9.0, 0.0, ((HONGAN, -2), (MACHENG, 2))),
            "August added 9 paid claims; earlier months were corrected, with no change in all, in 2 counties.",
            "8 月新增赔付 9 件；以前月份有更正，合计不变，涉及 2 个县。",
        ),
        (
            found(0.0, -2.0, ((HONGAN, -2),), after="2019-07"),
            "2 paid claims were taken out of earlier months, in Hong'an.",
            "以前月份核减赔付 2 件，涉及红安县。",
        ),
        (found(0.0, 0.0, after="2019-07"), "Earlier months have not changed.", "以前月份没有变化。"),
    ],
)
def test_what_a_snapshot_adds(changes, en, zh):
    assert (in_short(changes, "en"), in_short(changes, "zh")) == (en, zh)
    assert in_short(changes, "en", False) == re.sub(r", in (Hong'an|2 counties)", "", en)


def test_months_are_told_without_their_year_where_it_is_one():
    assert months_name("2019-06", "2019-08", "en") == "June to August"
    assert months_name("2019-06", "2019-08", "zh") == "6 月至 8 月"
    assert months_name("2018-12", "2019-01", "en") == "December 2018 to January 2019"
    assert months_name("2018-12", "2019-01", "zh") == "2018年12月至2019年1月"
