"""The nation's waiting amount is said where no sum or difference of what is told singles out fewer than eight."""

import shutil
from pathlib import Path

import pytest

from backbone.snapshot.manifest import Waiting, open_snapshot
from tests.small import HONGAN, JINZHAI, MACHENG, XISHUI, added, cover, paid, said

COUNTIES = (HONGAN, MACHENG, XISHUI, JINZHAI)
COVER = [row for county in COUNTIES for row in cover(county, 2018)]
MARCH, APRIL, MAY = (said(f"2019-0{n}") for n in (3, 4, 5))


def waiting(root: Path, filed: list[dict], name: str = "march", about=MARCH, after: str = "") -> float | None:
    folder = added(root, COVER, filed, name, about, after).folder
    return open_snapshot(folder).manifest.waiting.paid


WAITING = {
    "none": ((), 0),
    "seven": ((4, 3), None),
    "eight of two counties": ((4, 4), 8 * 100 + 2 * 6),
    # When a county's eighth claim comes, its group less what waited is that claim.
    "two that wait for one claim more": ((7, 7), None),
    "four that wait for two claims more": ((6, 6, 6, 6), 4 * (6 * 100 + 15)),
}


@pytest.mark.parametrize(("many", "amount"), WAITING.values(), ids=WAITING)
def test_the_amount_that_waits_is_said_where_enough_stand_behind_it(tmp_path, many, amount):
    filed = [row for county, n in zip(COUNTIES, many, strict=False) for row in paid(county, "2019-02", n)]
    assert waiting(tmp_path, filed + paid(HONGAN, "2019-01", 8, 50)) == amount


def test_the_amount_that_waits_is_not_said_where_corrections_take_back_more(tmp_path):
    told, four = paid(HONGAN, "2019-02", 9, paid_rmb=600), [*paid(XISHUI, "2019-03", 4), *paid(JINZHAI, "2019-03", 4)]
    waiting(tmp_path, told)
    corrected = [row | {"paid_rmb": 10} for row in told]
    assert waiting(tmp_path, corrected + four, "april", APRIL, "march") is None


def test_the_amount_that_waits_of_one_county_is_not_said(tmp_path):
    """One county's policy years wait each for itself."""
    filed = paid(HONGAN, "2019-02", 4) + paid(HONGAN, "2019-02", 4, year=2017)
    folder = added(tmp_path, COVER + cover(HONGAN, 2017), filed, "march", MARCH).folder
    assert open_snapshot(folder).manifest.waiting == Waiting(8, None)


CHANGES = {
    "nothing": ((), None),
    "one claim": ((1,), None),
    "eight of two counties": ((0, 0, 4, 4), 1000),
    "seven that wait for one claim more, and one": ((0, 0, 7, 1), None),
}


@pytest.mark.parametrize(("many", "least"), CHANGES.values(), ids=CHANGES)
def test_the_amount_that_waits_is_said_again_where_enough_have_changed(tmp_path, many, least):
    four = [row for county in COUNTIES[:2] for row in paid(county, "2019-02", 4)]
    assert waiting(tmp_path, four) == 812
    more = [row for c, n in zip(COUNTIES, many, strict=False) for row in paid(c, "2019-04", n, 10)]
    found = waiting(tmp_path, four + more, "april", APRIL, "march")
    assert found is None if least is None else found > least


def test_the_amount_that_waits_is_not_said_where_what_is_told_since_leaves_too_few(tmp_path):
    """Two counties of which four waited tell nine each, and all but eight claims of the difference are known."""
    four = [row for county in COUNTIES[:2] for row in paid(county, "2019-02", 4)]
    assert waiting(tmp_path, four) == 812
    now = four + [row for county in COUNTIES[:2] for row in paid(county, "2019-03", 4, 10)]
    now += paid(XISHUI, "2019-04", 1)
    assert waiting(tmp_path, now, "april", APRIL, "march") is None


def test_the_amount_that_waits_is_not_said_where_a_third_release_would_tell(tmp_path):
    """Eight claims are new in May; but they wait with others of which each county tells with its next claim or two."""
    four = [row for county in COUNTIES[:2] for row in paid(county, "2019-02", 4)]
    assert waiting(tmp_path, four) == 812
    april = four + [row for county in COUNTIES[2:] for row in paid(county, "2019-04", 4, 10)]
    assert waiting(tmp_path, april, "april", APRIL, "march")
    may = (
        april
        + [row for county in COUNTIES[2:] for row in paid(county, "2019-05", 3, 20)]
        + paid(HONGAN, "2019-05", 2, 20)
    )
    assert waiting(tmp_path, may, "may", MAY, "april") is None


def test_the_amount_that_waits_is_not_said_where_a_release_before_is_gone(tmp_path):
    four = [row for county in COUNTIES[:2] for row in paid(county, "2019-02", 4)]
    assert waiting(tmp_path, four) == 812
    assert waiting(tmp_path, four, "april", APRIL, "march") is None
    shutil.rmtree(tmp_path / "march")
    more = four + [row for county in COUNTIES[2:] for row in paid(county, "2019-04", 4, 10)]
    assert waiting(tmp_path, more, "may", MAY, "april") is None
