"""Each snapshot adds to the one before: what was told stays told, and what comes late or contradicts it waits."""

import json
import math
import shutil
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from backbone.gathering import LEAST
from backbone.measures import COLUMNS, TOLD
from backbone.publish.ledger.log import HEAD, LOG
from backbone.publish.ledger.switch import discard
from backbone.publish.raw import PublishError
from backbone.refusals import Unanswerable
from backbone.snapshot.manifest import FACTS, KEYS, MANIFEST, TOTAL, current, open_snapshot
from backbone.snapshot.store import Store
from backbone.where import Only, Where
from tests.publish.conftest import COMMITTED
from tests.small import HONGAN, MACHENG, XISHUI, added, claims, cover, drafted, paid, published, said

COUNTIES = (HONGAN, MACHENG, XISHUI)
COVER = [row for county in COUNTIES for row in cover(county, 2018)]
TOLD_OF_CLAIMS = [c for c, column in COLUMNS.items() if column.kind == TOLD]
MARCH, APRIL, MAY = (said(f"2019-0{n}") for n in (3, 4, 5))


def at(root: Path, name: str) -> Store:
    return Store(open_snapshot(root / name))


def told(root: Path, name: str) -> pd.DataFrame:
    """Everything that the snapshot says of groups of claims."""
    facts = pd.read_parquet(open_snapshot(root / name).facts)
    facts = facts.astype(dict.fromkeys(COLUMNS, float)).set_index(list(KEYS))
    by_category = facts.index.get_level_values("breakdown") != TOTAL
    counts = facts[["paid_claims", "rejected"]].mul(by_category, axis=0)
    every = facts[TOLD_OF_CLAIMS].join(counts)
    return every[every.any(axis=1)]


# -- which snapshot comes before ---------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def begun(tmp_path_factory) -> Path:
    """A folder with one snapshot, as of March 2019, named so; nobody changes it."""
    root = tmp_path_factory.mktemp("begun") / "snapshots"
    added(root, COVER, paid(HONGAN, "2019-02", 9), "march", MARCH)
    return root


@pytest.fixture
def march(begun, tmp_path) -> Path:
    """A copy of it, to be worked on."""
    return Path(shutil.copytree(begun, tmp_path / "snapshots"))


def refused(root: Path, en: str, zh: str, name: str = "next", about=APRIL, after: str = "march") -> None:
    """Asserts that nothing is published, and why, in both languages."""
    before = sorted(path.name for path in root.iterdir() if not path.name.startswith("raw"))
    with pytest.raises(PublishError) as caught:
        published(root, COVER, paid(HONGAN, "2019-02", 9), name, about, after)
    fault = caught.value.faults[0]
    assert en in fault.en and zh in fault.zh
    assert sorted(path.name for path in root.iterdir() if not path.name.startswith("raw")) == before
    assert current(root).name == "march"


def test_a_predecessor_that_is_missing(march):
    refused(march, "february, cannot be opened. Bring its folder back", "请恢复其文件夹", after="february")


@pytest.mark.parametrize("after", ["../march", "/", ".", "a b"])
def test_a_predecessor_elsewhere(march, after):
    refused(march, "cannot be opened", "无法打开", after=after)


def test_a_predecessor_of_the_old_schema(march):
    path = march / "march" / MANIFEST
    path.write_text(json.dumps(json.loads(path.read_text("utf-8")) | {"schema": 2}), "utf-8")
    with pytest.raises(PublishError) as caught:
        published(march, COVER, paid(HONGAN, "2019-02", 9), "next", APRIL, "march")
    assert [len(fault.en.split("\n")) for fault in caught.value.faults] == [1, 1]
    assert "another version" in caught.value.faults[1].en and "其他版本" in caught.value.faults[1].zh


def test_a_predecessor_of_another_basis(march):
    about = said("2019-04", "illustrative")
    refused(march, "march, is reported, and this one is illustrative: publish after", "请接在同一口径", about=about)


def test_a_predecessor_of_a_later_month(march):
    refused(march, "counts to 2019-03, after 2019-02: publish the later", "请按月份先后", about=said("2019-02"))


def test_a_predecessor_that_another_follows_already(march):
    added(march, COVER, paid(HONGAN, "2019-02", 9), "april", APRIL, "march")
    (march / "current").write_text("march")
    refused(march, "april was published after march", "april 已接在 march 之后", name="other")
    shutil.rmtree(march / "april")
    refused(march, "bring its folder back if it is gone", "请先恢复", name="third")


def test_a_predecessor_that_another_follows_of_which_the_log_knows_nothing(march):
    added(march, COVER, paid(HONGAN, "2019-02", 9), "april", APRIL, "march")
    for name in (LOG, HEAD):
        (march / name).unlink()
    (march / "current").write_text("march")
    refused(march, "april comes after march already", "april 已接在 march 之后", name="other")


def test_a_first_snapshot_where_there_is_one(march):
    refused(march, "There is a snapshot of this basis already (march)", "已有同一口径的快照（march）", after="")
    added(march, COVER, paid(HONGAN, "2019-02", 9), "made-up", replace(MARCH, basis="illustrative"))


def test_folders_that_say_nothing_are_no_obstacle(march):
    for name, content in (("junk", "{"), ("list", "[]"), ("word", '{"basis": "reported", "predecessor": "march"}')):
        (march / name).mkdir()
        (march / name / MANIFEST).write_text(content)
    assert added(march, COVER, paid(HONGAN, "2019-02", 9), "april", APRIL, "march").report == ()


# -- what has ended ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("as_of", "left"), [("2019-08", ""), ("2019-09", "2019-08")])
def test_cover_of_twelve_months_has_ended_by_the_thirteenth(tmp_path, as_of, left):
    added(tmp_path, COVER, paid(HONGAN, "2019-02", 9), "one", said(as_of))
    assert at(tmp_path, "one").left(HONGAN) == left


def test_a_month_after_the_one_counted_to_has_no_answer(march):
    with pytest.raises(Unanswerable, match="February 2019 lies after January 2019"):
        at(march, "march").value("claims_paid", Where(as_of="2019-01", only=Only(month="2019-02")))


# -- what stays --------------------------------------------------------------------------------------------------------


def known(filed: list[dict], month: str) -> list[dict]:
    """The claims as they stood at the end of a month, where each is known as soon as it is filed or decided."""
    pending = {"outcome": "pending", "decided_on": None, "reject_reason": None, "paid_rmb": 0}
    return [
        row if row["decided_on"] and f"{row['decided_on']:%Y-%m}" <= month else row | pending
        for row in filed
        if f"{row['submitted_on']:%Y-%m}" <= month
    ]


def test_month_by_month_and_at_once_agree(tmp_path):
    filed = [row for county in COUNTIES for row in claims(county, 2018, 90)]
    step, after = tmp_path / "step", ""
    for month in ("2018-12", "2019-01", "2019-02", "2019-03", "2019-05", "2019-06"):
        after = added(step, COVER, known(filed, month), month, said(month), after).folder.name
    whole = published(tmp_path / "whole", COVER, known(filed, "2019-06"), "2019-06").folder
    assert (step / "2019-06" / FACTS).read_bytes() == (whole / FACTS).read_bytes()
    assert len(told(step, "2019-06").loc["illness"]) > 5 and at(step, "2019-06").told().waiting >= 0


def test_a_place_that_is_broken_down_whole_tells_its_next_category(tmp_path):
    filed = paid(HONGAN, "2019-02", 8) + paid(HONGAN, "2019-04", 8, 20, illness="injury")
    added(tmp_path / "step", COVER, known(filed, "2019-03"), "march", MARCH)
    step = added(tmp_path / "step", COVER, filed, "april", APRIL, "march").folder
    whole = added(tmp_path / "whole", COVER, filed, "april", APRIL).folder
    assert (step / FACTS).read_bytes() == (whole / FACTS).read_bytes()


def test_the_same_records_after_the_same_snapshot_are_the_same_bytes(march, tmp_path):
    other = tmp_path / "other"
    other.mkdir()
    shutil.copytree(march / "march", other / "march")
    for root in (march, other):
        added(root, COVER, paid(HONGAN, "2019-02", 9) + paid(HONGAN, "2019-04", 9, 9), "april", APRIL, "march")
    for file in (FACTS, MANIFEST):
        assert (march / "april" / file).read_bytes() == (other / "april" / file).read_bytes()


def stays(root: Path, before: str, after: str) -> None:
    """Asserts that all that was told is told again, alike, and that only months after it are new."""
    was, now = told(root, before), told(root, after)
    pd.testing.assert_frame_equal(now.reindex(was.index), was)
    new = now.index.difference(was.index)
    assert all(new.get_level_values("month") > open_snapshot(root / before).manifest.as_of)


def test_what_was_told_stays_told_in_the_committed_snapshots():
    stays(COMMITTED, "2019-07-illustrative", "2019-08-illustrative")


def test_what_was_told_stays_told_whatever_the_records_say_now(tmp_path):
    first = [row for county in COUNTIES for row in claims(county, 2018, 60)]
    added(tmp_path, COVER, known(first, "2019-03"), "march", MARCH)
    gone, moved = first[:9], [row | {"adcode": XISHUI} for row in first[60:75]]
    changed = [row | {"illness": "cancer", "hospital_cost_rmb": row["hospital_cost_rmb"] + 1,
                      "public_paid_rmb": row["public_paid_rmb"] + 1} for row in first[80:120]]  # fmt: skip
    now = [row for row in first if row not in gone][51:] + moved + changed
    now = list({row["claim_id"]: row for row in [*first[9:60], *now]}.values())
    publication = added(tmp_path, COVER, known(now, "2019-06"), "june", said(), "march")
    stays(tmp_path, "march", "june")
    assert any("Hong'an" in text.en and "红安县" in text.zh for text in publication.report)
    assert at(tmp_path, "june").told().told > 0


# -- what contradicts --------------------------------------------------------------------------------------------------

TWENTY = paid(HONGAN, "2019-02", 20)
CONTRADICTIONS = {
    "fewer claims": (TWENTY[3:], 3, 303),
    "another county": (TWENTY[3:] + [row | {"adcode": MACHENG} for row in TWENTY[:3]], 3, 303),
    "less paid": ([TWENTY[0] | {"paid_rmb": 40}, *TWENTY[1:]], 0, 60),
}


@pytest.mark.parametrize(("now", "fewer", "less"), CONTRADICTIONS.values(), ids=CONTRADICTIONS)
def test_records_that_contradict_what_was_told_are_published_and_the_difference_waits(tmp_path, now, fewer, less):
    added(tmp_path, COVER, TWENTY, "march", MARCH)
    publication = added(tmp_path, COVER, now, "april", APRIL, "march")
    (text,) = publication.report
    assert f"Hong'an, policy year 2018: the records hold {fewer} paid claims and ¥{less:.2f} less than" in text.en
    assert f"红安县，2018 保单年度：记录比已公布的少 {fewer:,} 件、{less:.2f} 元" in text.zh
    stays(tmp_path, "march", "april")
    store, where = at(tmp_path, "april"), Where(HONGAN)
    assert store.value("claims_paid", where) == 20 - fewer, "plain counts are the records'"
    assert store.sums(("told_claims", "paid"), where) == {"told_claims": 20, "paid": 2190}
    # With the next group, told is what the records say again.
    more = now + paid(HONGAN, "2019-05", 8 + fewer, 100)
    added(tmp_path, COVER, more, "may", MAY, "april")
    stays(tmp_path, "april", "may")
    here = [row["paid_rmb"] for row in more if row["adcode"] == HONGAN]
    assert at(tmp_path, "may").sums(("told_claims", "paid"), where) == {"told_claims": len(here), "paid": sum(here)}


def test_fewer_claims_than_were_counted_are_named_though_none_of_them_was_told(tmp_path):
    added(tmp_path, COVER, TWENTY + paid(HONGAN, "2019-03", 3, 20), "march", MARCH)
    fewer = TWENTY + paid(HONGAN, "2019-03", 1, 20)
    (text,) = added(tmp_path, COVER, fewer, "april", APRIL, "march").report
    assert "2 paid claims and ¥0.00 less" in text.en


def test_a_bill_that_is_corrected_is_named(tmp_path):
    added(tmp_path, COVER, TWENTY, "march", MARCH)
    lower = [TWENTY[0] | {"hospital_cost_rmb": 900, "out_of_pocket_rmb": 500}, *TWENTY[1:]]
    (text,) = added(tmp_path, COVER, lower, "april", APRIL, "march").report
    assert "less than was told of hospital bills of paid claims and what was left to the family." in text.en
    assert "记录中的赔付案件住院总费用和家庭需承担金额少于" in text.zh
    stays(tmp_path, "march", "april")


def test_rejections_that_are_withdrawn_do_not_close_the_dashboard(tmp_path):
    rejected = [row | {"outcome": "rejected", "reject_reason": "duplicate", "paid_rmb": 0} for row in TWENTY]
    added(tmp_path, COVER, rejected, "march", MARCH)
    (text,) = added(tmp_path, COVER, rejected[2:], "april", APRIL, "march").report
    assert "less than was told of claims rejected" in text.en
    store = at(tmp_path, "april")
    by_reason = store.aggregate(("rejected",), "reason").set_index("reason")["rejected"]
    assert (store.value("rejected"), by_reason["duplicate"], by_reason["remainder"]) == (18, 20, -2)


@pytest.mark.parametrize("outcome", [{}, {"outcome": "rejected", "reject_reason": "duplicate", "paid_rmb": 0}])
def test_a_category_that_is_corrected_never_tells_more_than_there_is(tmp_path, outcome):
    breakdown, codes = ("reason", ("duplicate", "papers_missing")) if outcome else ("illness", ("cancer", "injury"))
    column = {"illness": "illness", "reason": "reject_reason"}[breakdown]

    def of(code: str, rows: list[dict]) -> list[dict]:
        return [row | outcome | {column: code} for row in rows]

    added(tmp_path, COVER, of(codes[0], TWENTY), "march", MARCH)
    corrected = of(codes[1], TWENTY[:2]) + of(codes[0], TWENTY[2:])
    more = corrected + of(codes[1], paid(HONGAN, "2019-04", 8, 100))
    added(tmp_path, COVER, more, "april", APRIL, "march")
    stays(tmp_path, "march", "april")
    store, count = at(tmp_path, "april"), "rejected" if outcome else "claims_paid"
    for where in (Where(), Where("420000"), Where(HONGAN)):
        assert not (store.aggregate((count,), breakdown, where)[count] < 0).any()


def test_cover_that_is_corrected_downwards_is_told(tmp_path):
    added(tmp_path, cover(HONGAN, 2018, 200), TWENTY, "march", MARCH)
    added(tmp_path, cover(HONGAN, 2018, 180), TWENTY, "april", APRIL, "march")
    store = at(tmp_path, "april")
    assert store.value("insured") == 8 * 180
    assert store.aggregate(("insured",), "sex")["insured"].tolist() == [4 * 180, 4 * 180]
    assert store.value("women_share") == 50


# -- what comes late ---------------------------------------------------------------------------------------------------


def test_late_claims_wait_and_are_told_with_the_next_eight(tmp_path):
    first, late, next_five = paid(HONGAN, "2019-02", 8), paid(HONGAN, "2019-02", 3, 8), paid(HONGAN, "2019-05", 5, 11)
    added(tmp_path, COVER, first, "march", MARCH)
    assert added(tmp_path, COVER, first + late, "april", APRIL, "march").report == ()
    store, where = at(tmp_path, "april"), Where(HONGAN)
    assert (store.told(where).paid, store.told(where).told, store.told(where).waiting) == (11, 8, 3)
    assert store.value("claims_paid", Where(HONGAN, as_of="2019-02")) == 11, "their month is known at once"
    added(tmp_path, COVER, first + late + next_five, "may", MAY, "april")
    store = at(tmp_path, "may")
    assert store.told(where).waiting == 0
    assert store.sums(("told_claims", "paid"), Where(HONGAN, only=Only(month="2019-05"))) == {
        "told_claims": 8,
        "paid": sum(row["paid_rmb"] for row in late + next_five),
    }
    assert store.told(Where(HONGAN, as_of="2019-04")).told == 8


def test_with_a_register_late_claims_are_not_broken_down_before_they_are_told(tmp_path):
    """Two late claims of an illness of which six were told plainly: with them it has eight."""
    private = tmp_path / "private" / "register.parquet"
    first = paid(HONGAN, "2019-02", 8) + paid(HONGAN, "2019-02", 6, 20, illness="injury")
    late = paid(HONGAN, "2019-02", 2, 30, illness="injury")
    more = paid(HONGAN, "2019-05", 8, 40)
    where = Where(HONGAN, only=Only((("illness", "injury"),)))
    added(tmp_path, COVER, first, "march", MARCH, private=private)
    added(tmp_path, COVER, first + late, "april", APRIL, "march", private)
    april = at(tmp_path, "april")
    assert (april.told(Where(HONGAN)).waiting, april.sums(["paid_claims"], where)) == (2, {"paid_claims": 0})
    assert math.isnan(april.value("claims_paid", where)), "how many it has is not known yet"
    added(tmp_path, COVER, first + late + more, "may", MAY, "april", private)
    assert (at(tmp_path, "may").told(Where(HONGAN)).waiting, at(tmp_path, "may").value("claims_paid", where)) == (0, 8)


def test_a_register_of_a_draft_that_was_discarded_does_no_harm(tmp_path):
    private = tmp_path / "private" / "register.parquet"
    first, more = paid(HONGAN, "2019-02", 8), paid(HONGAN, "2019-05", 8, 40)
    added(tmp_path, COVER, first, "march", MARCH, private=private)
    kept = private.read_bytes()
    draft = drafted(tmp_path, COVER, first + more, "may", MAY, "march", private)
    assert private.read_bytes() == kept, "it is written anew when the draft is published"
    discard(draft, "a file of March was missing")
    assert [path.name for path in private.parent.iterdir()] == [private.name]
    added(tmp_path, COVER, first, "april", APRIL, "march", private)
    added(tmp_path, COVER, first + more, "again", MAY, "april", private)
    assert at(tmp_path, "april").told().told == 8 and at(tmp_path, "again").told().told == 16


def test_what_is_known_only_when_its_month_is_published_again_waits_for_the_next(tmp_path):
    private = tmp_path / "private" / "register.parquet"
    first, late = paid(HONGAN, "2019-02", 9), paid(HONGAN, "2019-03", 9, 20)
    added(tmp_path, COVER, first, "march", MARCH, private=private)
    added(tmp_path, COVER, first + late, "again", MARCH, "march", private)
    assert (at(tmp_path, "again").told().paid, at(tmp_path, "again").told().told) == (18, 9)
    added(tmp_path, COVER, first + late, "april", APRIL, "again", private)
    stays(tmp_path, "march", "april")
    assert at(tmp_path, "april").told().told == 18


def test_a_bill_that_is_corrected_stands_in_no_difference_alone(tmp_path):
    """Hong'an tells eight injuries and the correction of one bill; its province, the eight injuries."""
    private = tmp_path / "private" / "register.parquet"
    others = paid(MACHENG, "2019-02", 4, illness="digestive") + paid(MACHENG, "2019-02", 4, 4, illness="respiratory")
    first = paid(HONGAN, "2019-02", 8) + others
    changed = {"hospital_cost_rmb": 5000, "out_of_pocket_rmb": 4600}
    more = [first[0] | changed, *first[1:], *paid(HONGAN, "2019-04", 8, 40, illness="injury")]
    added(tmp_path, COVER, first, "march", MARCH, private=private)
    added(tmp_path, COVER, more, "april", APRIL, "march", private)
    store = at(tmp_path, "april")
    plain = store.sums(("hospital_cost",), Where(HONGAN, only=Only(month="2019-04")))["hospital_cost"]
    injuries = store.sums(("hospital_cost",), Where("420000", only=Only((("illness", "injury"),))))["hospital_cost"]
    assert plain - injuries != 4000 and injuries == 0


# Just as many as make a group: one fewer were never told.
MOVED = paid(HONGAN, "2019-02", LEAST)
PLACES_OF_MOVED = {
    "another county": {"adcode": MACHENG},
    "another policy year": {"policy_year": 2019},
}


@pytest.mark.parametrize("change", PLACES_OF_MOVED.values(), ids=PLACES_OF_MOVED)
def test_claims_that_moved_are_not_told_twice(tmp_path, change):
    """A county's claims come back elsewhere with one new among them: told again, the difference would be that one."""
    enrolled = [*COVER, *cover(HONGAN, 2019, 200)] if "policy_year" in change else COVER
    enrolled = [row | {"month": min(row["month"], "2019-01")} for row in enrolled]
    added(tmp_path, enrolled, MOVED, "march", MARCH)
    now = [row | change for row in MOVED] + [row | change for row in paid(HONGAN, "2019-04", 1, 40)]
    report = added(tmp_path, enrolled, now, "april", APRIL, "march").report
    assert at(tmp_path, "april").told().told == LEAST
    assert "Nothing more is told of claims in Hubei" in report[-1].en and "湖北省" in report[-1].zh
    # Back under the county that they were told of, all goes on.
    added(tmp_path, enrolled, MOVED + paid(HONGAN, "2019-05", 8, 50), "may", MAY, "april")
    assert at(tmp_path, "may").told().told == LEAST + 8


# -- renewal -----------------------------------------------------------------------------------------------------------


def test_renewal_is_that_of_its_month(tmp_path):
    """Of 800 whose cover ended in March, 160 were insured again by March and 480 more in June."""
    (row, *_) = cover(HONGAN, 2018)
    filled = [
        row | {"policy_year": year, "month": month, "insured": insured, "eligible": insured}
        for year, month, insured in ((2018, "2018-03", 800), (2019, "2019-03", 160), (2019, "2019-06", 480))
    ]
    added(tmp_path, filled, paid(HONGAN, "2018-11", 8))
    store = at(tmp_path, "small")
    assert [store.value("renewal", Where(as_of=f"2019-0{n}")) for n in (3, 5, 6)] == [20, 20, 80]
    by_month = store.aggregate(("renewal",), "month").set_index("month")["renewal"]
    assert by_month["2019-03":].tolist() == [20, 20, 20, 80]


def test_renewal_counts_nobody_twice_and_none_before_his_cover_ended(tmp_path):
    """600 end in March and 200 in May; 700 are insured again in March, 200 more in June."""
    (row, *_) = cover(HONGAN, 2018)
    filled = [
        row | {"policy_year": year, "month": month, "insured": insured, "eligible": insured}
        for year, month, insured in (
            (2018, "2018-03", 600),
            (2018, "2018-05", 200),
            (2019, "2019-03", 700),
            (2019, "2019-06", 200),
        )
    ]
    added(tmp_path, filled, paid(HONGAN, "2018-11", 8))
    store = at(tmp_path, "small")
    assert [store.value("renewal", Where(as_of=f"2019-0{n}")) for n in (3, 4, 5, 6)] == [100, 100, 87.5, 100]
