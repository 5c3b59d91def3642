"""A breakdown, and a crossing of two, is one entry: publishing keeps it, and the store answers by it at every level."""

import pytest

from backbone.breakdowns import BREAKDOWNS, REMAINDER, STORED, Band, Breakdown, Kept, Stored
from backbone.files import tables
from backbone.indicators import INDICATORS
from backbone.places import LEVELS, NATION
from backbone.refusals import Unanswerable
from backbone.snapshot.facts import Facts
from backbone.snapshot.groups import groups
from backbone.snapshot.manifest import open_snapshot
from backbone.snapshot.store import Store
from backbone.text import Text
from backbone.where import Where
from backbone.words import HOSPITAL_TIER
from tests.small import HONGAN, MACHENG, XISHUI, claims, cover, published

COUNTIES = (HONGAN, MACHENG, XISHUI)
# What another breakdown holds already, under another name; bands of a number that nothing else has bands of.
CARE = Breakdown("care", Text("care", "就诊"), HOSPITAL_TIER, "hospital_tier")
BILLS = {code: Text(f"RMB {code}", f"{code}元") for code in ("0-1499", "1500-2999", "3000+")}
BILL = Breakdown("bill", Text("size of bill", "费用档"), BILLS, Band("hospital_cost_rmb"))
CROSSED = Stored((BILL, BREAKDOWNS["settlement"]), Kept(lowest="province", amounts=None))
PLACES = {"nation": NATION, "province": "420000", "county": HONGAN}


@pytest.fixture(scope="module")
def added(tmp_path_factory):
    """A small programme, published and opened with these entries in the registry."""
    with pytest.MonkeyPatch.context() as patch:
        for entry in (CARE, BILL):
            patch.setitem(BREAKDOWNS, entry.id, entry)
            patch.setitem(STORED, entry.id, Stored((entry,), entry.kept))
        patch.setitem(STORED, CROSSED.id, CROSSED)
        filed = [row for county in COUNTIES for row in claims(county, 2018, 120)]
        enrolled = [row for county in COUNTIES for row in cover(county, 2018)]
        folder = published(tmp_path_factory.mktemp("added"), enrolled, filed).folder
        yield Store(open_snapshot(folder))


@pytest.mark.parametrize("level", LEVELS)
def test_what_is_kept_twice_is_told_twice_alike(added, level):
    where, ids = (
        Where(PLACES[level]),
        ("claims_paid",) if level == "county" else ("claims_paid", "paid", "days_to_settle"),
    )
    one, other = (added.aggregate(ids, by, where).rename(columns={by: "by"}) for by in ("hospital_tier", "care"))
    assert one.equals(other) and (one["claims_paid"] > 0).sum() > 2


@pytest.mark.parametrize("by", ["bill", ("bill", "settlement")])
@pytest.mark.parametrize("level", ["nation", "province"])
def test_categories_and_what_is_not_yet_broken_down_make_the_whole(added, by, level):
    by, where = (by,) if isinstance(by, str) else by, Where(PLACES[level])
    answer = added.aggregate(("claims_paid",), by, where)
    whole = added.value("claims_paid", where)
    assert answer["claims_paid"].sum() == whole > answer.loc[answer[by[0]] == REMAINDER, "claims_paid"].sum()
    assert answer.loc[answer[by[0]] != REMAINDER, "claims_paid"].gt(0).sum() > 1
    assert list(dict.fromkeys(answer["bill"]))[:3] == list(BILLS)


def test_amounts_are_told_as_the_entry_says(added):
    assert added.aggregate(("paid",), "bill", Where("420000"))["paid"].sum() == added.value("paid", Where("420000"))
    assert added.aggregate(("claims_paid",), "bill", Where(HONGAN))["claims_paid"].notna().any()
    for by, where in (("bill", Where(HONGAN)), (("bill", "settlement"), Where())):
        with pytest.raises(Unanswerable):
            added.aggregate(("paid",), by, where)
    with pytest.raises(Unanswerable):
        added.aggregate(("claims_paid",), ("bill", "settlement"), Where(HONGAN))
    assert INDICATORS["paid"].is_broken_down(("bill",), "province") and not INDICATORS["paid"].is_broken_down(
        ("bill",), "county"
    )


def test_its_groups_are_looked_at_and_its_words_are_said(added):
    found = groups(Facts(added.snapshot))
    assert {"care", "bill", "bill/settlement"} <= set(found.remainders) and not found.faults
    shown = tables.shown(added.aggregate(("claims_paid",), "bill"), ("claims_paid",), "zh")
    assert shown["费用档"].tolist()[:3] == [text.zh for text in BILLS.values()]


def test_a_snapshot_of_before_the_entry_has_all_of_it_not_yet_broken_down(store, monkeypatch):
    monkeypatch.setitem(BREAKDOWNS, "care", CARE)
    monkeypatch.setitem(STORED, "care", Stored((CARE,), CARE.kept))
    answer = Store(store.snapshot).aggregate(("claims_paid",), "care").set_index("care")["claims_paid"]
    assert answer[REMAINDER] == store.value("claims_paid") == answer.sum()
