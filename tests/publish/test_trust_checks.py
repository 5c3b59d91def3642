"""Tie-out, data quality and change log, each on a snapshot that is broken in just that way."""

import shutil
from dataclasses import replace

import pandas as pd
import pytest

from backbone.breakdowns import REMAINDER
from backbone.measures import CLAIMS, COLUMNS, TOLD
from backbone.places import NATION
from backbone.record import record
from backbone.snapshot.facts import Facts
from backbone.snapshot.manifest import FACTS, SnapshotError, open_snapshot
from backbone.snapshot.opened import before
from backbone.snapshot.store import Store
from backbone.trust.changes import changes, in_short, since_before
from backbone.trust.quality import checks
from backbone.trust.tieout import tie_out
from backbone.trust.ties import Tie, ties
from backbone.where import Where
from tests.manifests import put_facts, rewrite
from tests.publish.conftest import COMMITTED

RECORD = record.load(record.FOLDER)


@pytest.fixture(scope="module")
def now():
    return Store(open_snapshot(COMMITTED / "2019-08-illustrative"))


@pytest.fixture
def changed(now, tmp_path):
    """A function that opens the committed snapshot with its facts changed by `change(facts)`, totals and all; without
    its breakdowns unless they are asked for."""

    def run(change, broken_down: bool = False) -> Store:
        folder = tmp_path / now.snapshot.folder.name
        shutil.copytree(now.snapshot.folder, folder, dirs_exist_ok=True)
        facts = pd.read_parquet(folder / FACTS)
        facts = facts if broken_down else facts[facts.breakdown == "all"]
        facts = change(facts.astype({c: float for c, column in COLUMNS.items() if column.is_money}))
        put_facts(folder, facts)
        return Store(open_snapshot(folder))

    return run


def rows(facts, place="421122", year=2018, month=None, breakdown="all"):
    mine = (facts.breakdown == breakdown) & (facts.place == place) & (facts.policy_year == year)
    return facts.index[mine & (facts.month == month)] if month else facts.index[mine]


def found(store):
    return {check.id: check for check in checks(store, RECORD)}


@pytest.fixture(scope="module")
def found_now(now):
    """What the checks find in the committed snapshot."""
    return found(now)


# -- tie-out -----------------------------------------------------------------------------------------------------------


def test_the_committed_snapshot_ties_out(now):
    out = tie_out(now, RECORD)
    assert out.agrees and out.differing == () and out.sums > 60
    insured = next(line for line in out.totals if line.indicator == "insured")
    assert insured.programme == insured.over("county") == insured.over("province") == 5_360_000
    assert insured.published.figure.value == 5_360_000


def test_a_breakdown_that_does_not_add_up_is_named(changed):
    def too_much(facts):
        at = facts.index[(facts.breakdown == "illness") & (facts.level == "nation") & (facts.paid > 0)][0]
        facts.loc[at, "paid"] += 10**8
        return facts

    out = tie_out(changed(too_much, broken_down=True), RECORD)
    assert not out.agrees and [total.indicator for total in out.differing] == ["paid"]
    assert [one.over for one in out.differing[0].differing] == ["illness"]


def test_what_is_not_yet_broken_down_counts_in_the_sum(now):
    rows = now.aggregate(("claims_paid",), "illness")
    left = rows.loc[rows["illness"] == REMAINDER, "claims_paid"].sum()
    paid = next(total for total in tie_out(now, RECORD).totals if total.indicator == "claims_paid")
    assert left > 0 and paid.over("illness") == paid.programme


def test_the_amounts_told_and_the_amount_that_waits_are_the_published_total(now):
    claims, amount = now.waiting
    told = now.told()
    assert (told.waiting, told.paid) == (claims, 34_162) and claims > 0
    assert now.value("paid") + amount == pytest.approx(62_000_000)
    source = next(f for f in RECORD.figures if f.metric == "paid_rmb")
    stated = replace(source, scope="programme", adcode="", as_of="2019-08-31", period_start="", value=62_000_000)
    tie = next(t for t in ties(now, replace(RECORD, figures=(*RECORD.figures, stated))) if t.figure == stated)
    assert (tie.waiting, tie.gap) == (claims, pytest.approx(0, abs=0.005)) and tie.agrees
    earlier = Tie(stated, "paid", Where(as_of="2019-03"), 40_000_000.0, 12.0, float("nan"))
    assert earlier.agrees and not replace(earlier, value=62_000_001.0).agrees


def test_what_matches_no_place_explains_the_gap_and_what_was_published_does_not_tie(changed):
    def lost(facts):
        facts.loc[facts.place == "421122", "place"] = "429999"
        return facts

    store = changed(lost)
    out = tie_out(store, RECORD)
    insured = next(line for line in out.totals if line.indicator == "insured")
    assert insured.programme - insured.over("county") == insured.unmatched > 0 and insured.differing == ()
    check = found(store)["unmatched"]
    assert not check.passed and "429999" in check.found[0].text.en and "429999" in check.found[0].text.zh

    def doubled(facts):
        facts.loc[rows(facts), ["insured", "eligible"]] *= 2
        return facts

    more = next(line for line in tie_out(changed(doubled), RECORD).totals if line.indicator == "insured")
    assert not more.agrees and more.published.gap == 65_940


# -- quality -----------------------------------------------------------------------------------------------------------


def test_the_committed_snapshot_has_two_jumps_and_assumed_counties(now, found_now):
    assert {i for i, check in found_now.items() if not check.passed} == {"jumps", "assumed"}
    assumed = found_now["assumed"]
    assert (assumed.looked_at, len(assumed.found)) == (69, 59)
    insured = now.aggregate(("insured",), "place").set_index("place")["insured"]
    share = 100 * insured[[f.place for f in assumed.found]].sum() / insured.sum()
    assert f"{share:.1f}%" in assumed.summary.en


IMPOSSIBLE = {
    "more insured than eligible": {"insured": 10**6},
    "more women": {"women": 10**6},
    "more claims decided": {"decided": 10**5},
    "amounts of more claims than were paid": {"told_claims": 10**5},
    "within five days": {"paid_within_5": 10**5},
    "more paid than the family’s bill": {"paid": 10**8},
    "pay more than the bill": {"public_paid": 10**9},
    "negative": {"settle_days": -(10**6)},
    "paid and rejected": {"rejected": 10**5},
}


@pytest.mark.parametrize(("words", "values"), IMPOSSIBLE.items(), ids=IMPOSSIBLE)
def test_each_impossible_value_is_found_where_it_is(changed, words, values):
    def broken(facts):
        at = rows(facts)[-1]
        for column, value in values.items():
            facts.loc[at, column] = value
        return facts

    check = found(changed(broken))["impossible"]
    assert {f.place for f in check.found} == {"421122"}
    assert any(words in f.text.en for f in check.found)


def test_a_month_that_is_missing_is_found(found_now, changed):
    assert found_now["gaps"].passed

    def silent(facts):
        claims = [c for c, column in COLUMNS.items() if column.kind in (CLAIMS, TOLD)]
        at = facts.index[(facts.breakdown == "all") & (facts.place == "530627") & (facts.month == "2019-02")]
        facts.loc[at, claims] = 0
        return facts

    check = found(changed(silent))["gaps"]
    assert [f.place for f in check.found] == ["530627"] and "February 2019" in check.found[0].text.en


def test_a_file_that_was_loaded_twice_jumps(found_now, changed):
    before = {(f.place, f.text.en) for f in found_now["jumps"].found}

    def twice(facts):
        at = facts.index[(facts.breakdown == "all") & (facts.place == "530627") & (facts.month == "2019-02")]
        facts.loc[at, "submitted"] *= 4
        return facts

    after = {(f.place, f.text.en) for f in found(changed(twice))["jumps"].found}
    assert any(place == "530627" and "February 2019" in said for place, said in after - before)


# -- change log --------------------------------------------------------------------------------------------------------


def test_the_one_before_is_found_and_what_moved_is_recomputed(now, oracle_before, oracle):
    earlier = before(now)
    assert earlier.snapshot.folder.name == "2019-07-illustrative" and before(earlier) is None
    found = changes(earlier, now)
    then, today = oracle_before, oracle
    columns = {"claims_paid": "paid_claims", "insured": "insured", "submitted": "submitted"}
    for i, column in columns.items():
        was, known = (float(o.value(column, NATION, "all", "2019-07")) for o in (then, today))
        is_now = float(today.value(column, NATION, "all", "2019-08"))
        move = found.of(i)
        assert (move.before, move.after) == pytest.approx((was, is_now))
        assert (move.new, move.late) == pytest.approx((is_now - known, known - was))
    top = found.counties.iloc[0]
    assert top["paid"] == pytest.approx(
        now.value("paid", Where(top["place"])) - earlier.value("paid", Where(top["place"]))
    )
    assert found.counties["paid"].abs().is_monotonic_decreasing
    assert found.added == found.removed == ()
    assert {name.en for name in (one.name for one in found.manifests)} >= {"As of", "Rows of facts"}


def test_what_was_told_stays_told(now):
    earlier = before(now)
    found = changes(earlier, now)
    for i in ("paid", "hospital_cost", "public_paid", "out_of_pocket"):
        move = found.of(i)
        assert move.late == 0 and move.new == pytest.approx(now.value(i) - earlier.value(i)) and move.new > 0
    assert found.of("claims_paid").late == found.counties["claims_paid:late"].sum() > 0
    assert len(found.late_counties("claims_paid")) == 69 and found.late_counties("paid") == ()


def test_another_snapshot_in_the_place_of_the_one_before_is_refused(now, tmp_path):
    for name in ("2019-07-illustrative", "2019-08-illustrative"):
        shutil.copytree(COMMITTED / name, tmp_path / name)
    rewrite(tmp_path / "2019-07-illustrative", created="2019-08-02")
    after = Store(open_snapshot(tmp_path / "2019-08-illustrative"))
    with pytest.raises(SnapshotError, match="not the data that this version adds to"):
        since_before(after)


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("en", "August added 1,829 paid claims; 981 more came in for earlier months, in all 69 counties."),
        ("zh", "8 月新增赔付 1,829 件；以前月份补录 981 件，涉及全部 69 个县。"),
    ],
)
def test_what_the_shipped_snapshot_adds_in_a_sentence(now, lang, said):
    assert in_short(since_before(now), lang) == said


def test_the_same_snapshot_has_not_moved(now):
    found = changes(now, now)
    assert not any(m.moved for m in (*found.totals, *found.rates)) and found.counties.empty and found.manifests == ()


def test_counties_that_came_and_went_are_named(now, changed):
    other = changed(lambda facts: facts[facts.place != "421122"])
    assert changes(other, now).added == ("421122",) and changes(now, other).removed == ("421122",)
    assert now.value("insured", Where("421122")) == 65_940


# -- nothing asked twice -----------------------------------------------------------------------------------------------

# The totals by place and month, the facts by county, year and month, the breakdowns, and as little of the month before.
FEW = 18


def test_what_trust_says_is_asked_in_few_statements_and_once(monkeypatch):
    asked, rows = [], Facts.rows

    def counted(facts, sql, values=None):
        asked.append((id(facts), sql, str(values)))
        return rows(facts, sql, values)

    now = Store(open_snapshot(COMMITTED / "2019-08-illustrative"))
    earlier = before(now)
    monkeypatch.setattr(Facts, "rows", counted)
    assert tie_out(now, RECORD).agrees and checks(now, RECORD) and changes(earlier, now).totals
    assert len(asked) <= FEW
    asked.clear()
    assert tie_out(now, RECORD) and checks(now, RECORD) and not asked
