"""The breakdowns: what the rows of an answer are called, and what is told by each of them at which level."""

from itertools import pairwise

import pytest

from backbone.breakdowns import BREAKDOWNS, CROSSINGS, REMAINDER, STORED, Band, Kept, cut, is_told
from backbone.refusals import Unanswerable


def test_names_are_the_categories_in_reading_order_and_last_the_remainder():
    for breakdown in BREAKDOWNS.values():
        *categories, last = breakdown.names
        assert (categories, last) == (list(breakdown.categories), REMAINDER)
        assert breakdown.names[REMAINDER]("en") == "Not yet broken down"
        assert breakdown.names[REMAINDER]("zh") == "尚未细分"


def test_every_breakdown_is_stored_by_itself_or_crossed_with_another():
    alone = {b.id for b in BREAKDOWNS.values() if b.kept}
    assert set(STORED) == alone | {"/".join(of) for of in CROSSINGS}
    assert {b.id for stored in STORED.values() for b in stored.of} == set(BREAKDOWNS)
    assert STORED["sex/age_band"].categories[:2] == ("female/18-29", "female/30-39")
    assert STORED["sex/age_band"].name("en") == "sex and age" and STORED["sex/age_band"].name("zh") == "性别和年龄段"


def test_bands_begin_at_their_first_number_and_leave_no_gap():
    for breakdown in (b for b in BREAKDOWNS.values() if isinstance(b.reads, Band)):
        ends = [code.rstrip("+").split("-") for code in breakdown.categories]
        assert all(int(high) + 1 == int(low) for (_, high), (low, *_) in pairwise(ends))


LEVELS_TOLD = {
    ("paid_claims", "county"): {"county": True, "province": True, "nation": True},
    ("paid", "county"): {"county": False, "province": True, "nation": True},
    ("rejected", "county"): {"county": False, "province": False, "nation": False},
    ("insured", "county"): {"county": False, "province": False, "nation": False},
    ("paid_claims", "province"): {"county": False, "province": True, "nation": True},
    ("submitted", "county"): {"county": False, "province": False, "nation": False},
}


@pytest.mark.parametrize(("column", "lowest"), LEVELS_TOLD)
def test_a_column_is_told_down_to_the_level_that_the_entry_names(column, lowest):
    told = LEVELS_TOLD[column, lowest]
    assert {level: is_told(Kept(lowest=lowest), column, level) for level in told} == told


def test_cover_is_told_by_the_breakdowns_that_say_so_and_a_distinct_count_by_none():
    assert is_told(Kept(cover=True), "insured", "county") and not is_told(Kept(cover=True), "women", "nation")
    assert not is_told(Kept(cover=True), "distinct_county", "nation")


def test_a_question_is_answered_by_the_smallest_that_holds_its_breakdowns():
    assert cut(()).stored is None
    assert cut(("illness",)).stored is STORED["illness"] and cut(("sex",)).stored is STORED["sex/age_band"]
    crossed = cut(("hospital_tier", "illness"))
    assert crossed.stored is STORED["illness/hospital_tier"]
    assert [b.id for b in crossed.of] == ["illness", "hospital_tier"]
    with pytest.raises(Unanswerable):
        cut(("illness", "sex"))
