"""Two counties that became one between two quarters: every number of the one, worked out from the records."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from backbone.__main__ import main
from backbone.gathering import LEAST
from backbone.measures import COLUMNS, TOLD
from backbone.publish.ledger.verify import verify
from backbone.publish.raw import PublishError
from backbone.snapshot.manifest import Waiting, current, open_snapshot
from backbone.snapshot.store import Store
from backbone.text import Text
from backbone.where import Where
from tests.small import HONGAN, MACHENG, added, claims, cover, paid, published, said
from tests.successions import successions

# Two codes of before, and what they became in April 2019; a neighbour; and one that took in another and kept its code.
ONE, OTHER, INTO, BESIDE = "421190", "421191", HONGAN, MACHENG
FAMILY = (ONE, OTHER, INTO)
MARCH, JUNE, SEPTEMBER = said("2019-03"), said("2019-06"), said("2019-09")
HERE = Where(INTO)


@pytest.fixture
def became():
    with successions({ONE: INTO, OTHER: INTO}, "2019-04", {ONE: Text("Jia", "甲县"), OTHER: Text("Yi", "乙县")}):
        yield


def at(root: Path, name: str) -> Store:
    return Store(open_snapshot(root / name))


def told_of(rows: list[dict], until: list[str]) -> list[dict]:
    """The claims that are told, one release after the other: month by month, each county's wait until there are eight,
    and after the first release those of all three wait together."""
    told, waiting = [], []
    for n, (start, end) in enumerate(zip(["", *until], until, strict=False)):
        months = sorted({f"{r['decided_on']:%Y-%m}" for r in rows})
        for month in [m for m in months if start < m <= end] or [end]:
            waiting += [r for r in rows if f"{r['decided_on']:%Y-%m}" == month]
            for county in FAMILY if n == 0 else [""]:
                group = [r for r in waiting if county in ("", r["adcode"])]
                if len(group) >= LEAST:
                    told += group
                    waiting = [r for r in waiting if r not in group]
    return told


def sums(rows: list[dict], enrolled: list[dict], told: list[dict]) -> dict[str, float]:
    """Every column that claims and cover add to."""
    days = [(r["decided_on"] - r["submitted_on"]).days for r in told]
    within = [np.busday_count(r["submitted_on"], r["decided_on"]) <= 5 for r in told]
    money = {c: sum(r[f"{c}_rmb"] for r in told) for c in ("hospital_cost", "public_paid", "out_of_pocket", "paid")}
    cover_of = {c: sum(r[c] for r in enrolled) for c in ("eligible", "insured")}
    counted = dict.fromkeys(("submitted", "decided", "paid_claims"), len(rows))
    return {
        **counted, **cover_of, **money, "premium": sum(r["premium_rmb"] for r in enrolled), "told_claims": len(told),
        "settle_days": sum(days), "paid_within_5": sum(within),
    }  # fmt: skip


def quarter(seed: int, codes: tuple[str, ...], months: tuple[str, ...], start: int) -> list[dict]:
    rng = np.random.default_rng(seed)
    rows = []
    for code in codes:
        for month in months:
            rows += paid(code, month, int(rng.integers(0, 9)), start, illness=str(rng.choice(["cancer", "injury"])))
            start += 10
    return rows


@pytest.mark.parametrize("recoded", [False, True], ids=["each under its code", "all under the new code"])
@pytest.mark.parametrize("seed", range(2))
def test_every_number_is_that_of_the_records(became, tmp_path, seed, recoded):
    register = tmp_path / "private" / "register"
    enrolled = [*cover(ONE, 2018), *cover(OTHER, 2018), *cover(BESIDE, 2018)]
    first = quarter(seed, (ONE, OTHER, BESIDE), ("2018-12", "2019-01", "2019-02", "2019-03"), 0)
    added(tmp_path, enrolled, first, "march", MARCH, private=register)
    second = [*first, *quarter(seed + 50, (ONE, INTO, BESIDE), ("2019-04", "2019-05", "2019-06"), 500)]
    if recoded:
        second = [row | {"adcode": INTO} if row["adcode"] in FAMILY else row for row in second]
    third = [*second, *quarter(seed + 90, (INTO, BESIDE), ("2019-07", "2019-08"), 900)]
    for name, after, about, brought in (("june", "march", JUNE, second), ("september", "june", SEPTEMBER, third)):
        report = added(tmp_path, enrolled, brought, name, about, after, register).report
        assert report == ()
    before = {row["claim_id"]: row["adcode"] for row in first}
    for name, ends, brought in (
        ("march", ["2019-03"], first),
        ("june", ["2019-03", "2019-06"], second),
        ("september", ["2019-03", "2019-06", "2019-09"], third),
    ):
        family = [r | {"adcode": before.get(r["claim_id"], INTO)} for r in brought if r["adcode"] in FAMILY]
        of_them = [row for row in enrolled if row["adcode"] in FAMILY]
        expected = sums(family, of_them, told_of(family, ends))
        store = at(tmp_path, name)
        assert store.sums(tuple(expected), HERE) == pytest.approx(expected), name
        assert store.counties == (INTO, BESIDE)
        assert store.value("counties", Where(as_of=about.as_of if name == "september" else "")) == 2
        ratio = expected["insured"] / expected["eligible"] * 100
        assert store.value("coverage", HERE) == pytest.approx(ratio)
    assert verify(tmp_path).is_whole


def test_three_and_five_that_waited_are_told_together(became, tmp_path):
    enrolled = [*cover(ONE, 2018), *cover(OTHER, 2018)]
    rows = [*paid(ONE, "2019-02", 3), *paid(OTHER, "2019-03", 5)]
    added(tmp_path, enrolled, rows, "march", MARCH)
    assert at(tmp_path, "march").told(HERE).told == 0
    added(tmp_path, enrolled, rows, "june", JUNE, "march")
    june = at(tmp_path, "june")
    assert june.told(HERE).told == 8 and june.value("paid", HERE) == sum(row["paid_rmb"] for row in rows)
    by_illness = june.aggregate(("claims_paid",), "illness", HERE).set_index("illness")["claims_paid"]
    assert by_illness["cancer"] == 8
    assert open_snapshot(tmp_path / "june").manifest.joined == {ONE: "2019-04", OTHER: "2019-04"}
    assert open_snapshot(tmp_path / "march").manifest.joined == {}


def test_what_is_told_since_is_none_or_eight_of_everything(became, tmp_path):
    """Whoever kept the first release subtracts it from the second, county by county and category by category."""
    enrolled = [*cover(ONE, 2018), *cover(OTHER, 2018), *cover(BESIDE, 2018)]
    first = [row for code in (ONE, OTHER, BESIDE) for row in claims(code, 2018, 60, rejected=0.5)]
    first = [row for row in first if f"{row['decided_on']:%Y-%m}" <= "2019-03"]
    added(tmp_path, enrolled, first, "march", MARCH)
    added(tmp_path, enrolled, [*first, *paid(INTO, "2019-05", 2, 500)], "june", JUNE, "march")
    march, june = at(tmp_path, "march"), at(tmp_path, "june")
    for breakdown, column in (("illness", "paid_claims"), ("reason", "rejected"), ("hospital_tier", "paid_claims")):
        was, now = (s.table((column,), breakdown, HERE).set_index(breakdown)[column] for s in (march, june))
        change = now.sub(was, fill_value=0).drop("remainder", errors="ignore")
        assert ((change == 0) | (change >= LEAST)).all(), breakdown
    told = [c for c, column in COLUMNS.items() if column.kind == TOLD]
    change = june.sums(("told_claims",), HERE)["told_claims"] - march.sums(("told_claims",), HERE)["told_claims"]
    assert change == 0 or change >= LEAST, told


def test_renewals_before_the_merger_are_the_sum_and_those_since_are_of_all(became, tmp_path):
    """100 and 50 had ended, 80 and 60 had come again: 130. Then 30 come again under the new code, of 20 left."""

    def row(code, year, month, insured):
        return cover(code, 2018)[0] | {"adcode": code, "policy_year": year, "month": month, "insured": insured,
                                       "eligible": 500, "premium_rmb": 29 * insured}  # fmt: skip

    before = [row(ONE, 2018, "2018-02", 100), row(OTHER, 2018, "2018-02", 50),
              row(ONE, 2019, "2019-02", 80), row(OTHER, 2019, "2019-03", 60)]  # fmt: skip
    added(tmp_path, before, paid(ONE, "2018-12", 8), "march", MARCH)
    assert at(tmp_path, "march").sums(("due", "renewed"), HERE) == {"due": 150, "renewed": 130}
    now = [*before, row(INTO, 2019, "2019-05", 30)]
    added(tmp_path, now, paid(ONE, "2018-12", 8), "june", JUNE, "march")
    june = at(tmp_path, "june")
    assert june.sums(("due", "renewed"), HERE) == {"due": 150, "renewed": 150}
    assert june.sums(("renewed",), Where(INTO, as_of="2019-04")) == {"renewed": 130}


def test_before_its_date_nothing_is_told_together(tmp_path):
    with successions({ONE: INTO, OTHER: INTO}, "2020-01"):
        rows = [*paid(ONE, "2019-02", 3), *paid(OTHER, "2019-03", 5)]
        added(tmp_path, [*cover(ONE, 2018), *cover(OTHER, 2018)], rows, "june", JUNE)
        assert at(tmp_path, "june").told(HERE).waiting == 8


def test_a_county_that_took_in_another_and_kept_its_code(tmp_path):
    with successions({ONE: INTO, INTO: INTO}, "2019-04"):
        enrolled = [*cover(ONE, 2018), *cover(INTO, 2018)]
        first = [*paid(INTO, "2019-01", 9), *paid(ONE, "2019-01", 3), *paid(INTO, "2019-03", 4, 30)]
        added(tmp_path, enrolled, first, "march", MARCH)
        assert at(tmp_path, "march").told(HERE).told == 9
        added(tmp_path, enrolled, [*first, *paid(ONE, "2019-05", 1, 60)], "june", JUNE, "march")
        june = at(tmp_path, "june")
        assert june.told(HERE).told == 17 and june.counties == (INTO,)
        added(tmp_path, enrolled, [*first, *paid(ONE, "2019-05", 1, 60)], "september", SEPTEMBER, "june")
        assert at(tmp_path, "september").told(HERE).told == 17


def test_a_code_of_before_the_programme_is_still_refused(tmp_path):
    with successions({ONE: INTO}, "2012-12"), pytest.raises(PublishError, match="another code today"):
        published(tmp_path, cover(ONE, 2018), paid(ONE, "2019-02", 9), "march", MARCH)


# -- what waits in the whole programme --------------------------------------------------------------------------------

# Claims decided before the merger and since, by county: whether the amount of what waits is said before, and since.
WAIT = {
    "four and four, told together": ({ONE: 4, OTHER: 4}, {}, (8, True), (0, True)),
    "seven of one county of today": ({}, {ONE: 4, OTHER: 3}, (0, True), (7, False)),
    "seven of one county of today and one": ({}, {ONE: 4, OTHER: 3, BESIDE: 1}, (0, True), (8, False)),
    "four of one county of today and four": ({}, {ONE: 2, INTO: 2, BESIDE: 4}, (0, True), (8, True)),
    "the same as before": ({ONE: 2, OTHER: 2, BESIDE: 4}, {}, (8, True), (8, False)),
}


@pytest.mark.parametrize(("before", "since", "march", "june"), WAIT.values(), ids=WAIT)
def test_the_amount_that_waits_is_of_the_counties_of_today(became, tmp_path, before, since, march, june):
    enrolled = [row for code in (ONE, OTHER, BESIDE) for row in cover(code, 2018)]
    told = [row for code in (ONE, OTHER, BESIDE) for row in paid(code, "2019-01", 8, 200)]
    first = [*told, *(row for code, many in before.items() for row in paid(code, "2019-02", many))]
    every = [*first, *(row for code, many in since.items() for row in paid(code, "2019-05", many, 50))]
    for name, about, after, rows, (wait, is_said) in (
        ("march", MARCH, "", first, march),
        ("june", JUNE, "march", every, june),
    ):
        added(tmp_path, enrolled, rows, name, about, after)
        amount = sum(row["paid_rmb"] for row in rows) - at(tmp_path, name).value("paid")
        assert open_snapshot(tmp_path / name).manifest.waiting == Waiting(wait, amount if is_said else None), name


# -- what offices send ------------------------------------------------------------------------------------------------


def test_offices_may_name_the_counties_of_before_and_of_today_in_one_file(became, tmp_path, capsys):
    names = {ONE: "甲县", OTHER: "乙县", INTO: "红安县", BESIDE: "罗田县"}
    root = tmp_path / "snapshots"

    def send(name: str, enrolled: list[dict], filed: list[dict], *more: str) -> None:
        folder = tmp_path / name
        folder.mkdir()
        listed = [{"adcode": code, "name_zh": names[code], "name_en": "County", "joined_on": "2018-09-01"}
                  for code in sorted({row["adcode"] for row in enrolled})]  # fmt: skip
        funds = [{"month": "2018-09", "raised_rmb": 1000, "spent_rmb": 500}]
        for table, rows in {"enrolment": enrolled, "claims": filed, "counties": listed, "funds": funds}.items():
            sent = pd.DataFrame(rows)
            if "adcode" in sent and table != "counties":
                sent = sent.assign(adcode=sent["adcode"].map(names)).rename(columns={"adcode": "县"})
            sent.to_csv(folder / f"{table}.csv", index=False)
        done = main(["publish", str(folder), "--root", str(root), "--private", str(tmp_path / "private"),
                     "--sender", "offices", "--accept", "published=a handful of claims", "--yes", *more])  # fmt: skip
        assert done == 0, "".join(capsys.readouterr())

    enrolled = [row for code in (ONE, OTHER, BESIDE) for row in cover(code, 2018)]
    first = [row for code in (ONE, OTHER, BESIDE) for row in paid(code, "2019-02", 9)]
    send("march", enrolled, first, "--as-of", "2019-03")
    second = [*first, *paid(INTO, "2019-05", 9, 50), *paid(ONE, "2019-05", 2, 70)]
    later = [*enrolled, *(row | {"month": "2019-05"} for row in cover(INTO, 2019))]
    send("june", later, second, "--as-of", "2019-06")
    here = [row for row in second if row["adcode"] != BESIDE]
    store = Store(open_snapshot(current(root)))
    assert store.counties == (INTO, BESIDE)
    assert store.value("paid", HERE) == sum(row["paid_rmb"] for row in here)
    assert store.value("insured", HERE) == sum(row["insured"] for row in later if row["adcode"] != BESIDE)
