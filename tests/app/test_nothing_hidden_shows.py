"""What is hidden cannot be seen anywhere: two programmes that differ only in hidden counts give the same answers, the
same files and the same screens, to the last tooltip."""

import hashlib
import itertools
import json
import shutil
from pathlib import Path

import pandas as pd
import pytest

from backbone import places
from backbone.__main__ import main
from backbone.breakdowns import BREAKDOWNS, cut
from backbone.periods import ALL
from backbone.places import NATION
from backbone.refusals import Unanswerable
from backbone.snapshot.disclosure import SHOWN, SMALL
from backbone.snapshot.manifest import FACTS, MANIFEST, open_snapshot
from backbone.snapshot.store import Store
from backbone.ui import opening
from backbone.where import Only, Where
from tests.app.app import figures, visit, words

SMALLEST, ILLNESS = 8, cut(("illness",))


def box_that_moves(store):
    """Two counties of a province, two illnesses and a policy year whose four counts, and those of all years, are hidden
    and can go up and down by one with every mark as it was; nothing of the province changes."""
    counts = store._facts.select(
        ("paid_claims",), ("place", "illness", "period"), Where(), "county", ILLNESS
    ).set_index(["place", "illness", "period"])["paid_claims"]
    states = store._masks.of("paid_claims", ("illness",))

    def value(place, illness, period):
        years = store.horizon.years if period == ALL else (period,)
        return sum(counts.get((place, illness, year), 0.0) for year in years)

    def stays(place, illness, year, step):
        return counts.get((place, illness, year), 0.0) >= 1 and all(
            states[place, illness, p] != SHOWN
            and (value(place, illness, p) < SMALLEST) == (value(place, illness, p) + step < SMALLEST)
            for p in (year, ALL)
        )

    for (a, i, year), state in states.items():
        if a not in store.counties or year == ALL or state != SMALL or not 0 < value(a, i, year) < SMALLEST:
            continue
        for b, j in itertools.product(store.counties, BREAKDOWNS["illness"].categories):
            inside = places.province_of(a) == places.province_of(b) and a != b and i != j
            moves = ((a, i, 1), (b, j, 1), (a, j, -1), (b, i, -1))
            if inside and all(stays(place, illness, year, step) for place, illness, step in moves):
                return (a, b), (i, j), year
    raise AssertionError("no box of the snapshot can move within a province")


def _by_illness(store, place, year):
    """The county's claims of a policy year, all illnesses together, counted illness by illness."""
    return store._facts.select(("paid_claims",), (), Where(place, year), "county", ILLNESS)


@pytest.fixture(scope="module")
def worlds(store, tmp_path_factory):
    """The folder of the committed snapshot's double in which one hidden box has moved, its name, and the box."""
    (a, b), (i, j), year = box = box_that_moves(store)
    root = tmp_path_factory.mktemp("double")
    folder = root / store.snapshot.folder.name
    shutil.copytree(store.snapshot.folder, folder)
    facts = pd.read_parquet(folder / FACTS)
    for place, illness, step in ((a, i, 1), (b, j, 1), (a, j, -1), (b, i, -1)):
        mine = (facts.breakdown == "illness") & (facts.category == illness) & (facts.place == place)
        row = facts.index[mine & (facts.policy_year == int(year)) & (facts.paid_claims > 0)][0]
        facts.loc[row, ["paid_claims", "decided", "submitted", "settle_days"]] += step
        facts.loc[row, ["paid", "out_of_pocket", "hospital_cost"]] += step  # what it came to is as secret as the count
    facts.to_parquet(folder / FACTS)
    said = json.loads((folder / MANIFEST).read_text("utf-8"))
    said["files"][FACTS] |= {"sha256": hashlib.sha256((folder / FACTS).read_bytes()).hexdigest()}
    (folder / MANIFEST).write_text(json.dumps(said), "utf-8")
    (root / "current").write_text(folder.name)
    return root, folder, box


def test_the_double_differs_where_nobody_can_look(store, worlds):
    _, folder, ((a, b), illnesses, year) = worlds
    double = Store(open_snapshot(folder))
    for one in itertools.product((a, b), illnesses):
        where = Where(one[0], year, only=Only((("illness", one[1]),)))
        assert _by_illness(store, one[0], year).equals(_by_illness(double, one[0], year)), "its total is as it was"
        assert store.aggregate(("claims_paid",), (), where)["claims_paid:state"].iloc[0] != SHOWN
    cells = [s._masks._counts("paid_claims", ILLNESS) for s in (store, double)]
    assert (cells[0] != cells[1]).sum() == 4


def test_every_answer_is_the_same(store, worlds):
    double = Store(open_snapshot(worlds[1]))
    (a, b), illnesses, year = worlds[2]
    for ids in (("claims_paid", "paid", "average_claim"), ("days_to_settle", "still_left", "hospital_cost")):
        for by in (("illness",), ("place", "illness"), ("place", "illness", "period"), ("illness", "hospital_tier")):
            for level in ("nation", "province", "county"):
                for place, period in itertools.product((NATION, places.province_of(a), a, b), (ALL, year)):
                    asked = ids, by, Where(place, period), level
                    assert _answer(store, asked).equals(_answer(double, asked)), asked
        for illness in illnesses:
            for level in ("province", "county"):
                asked = ids, ("place",), Where(NATION, year, only=Only((("illness", illness),))), level
                assert _answer(store, asked).equals(_answer(double, asked)), asked


def _answer(store, asked):
    try:
        return store.aggregate(*asked)
    except Unanswerable as refused:
        return pd.Series([refused.text.en])


@pytest.mark.parametrize("page", ["claims", "place", "compare"])
def test_every_screen_is_the_same(worlds, monkeypatch, page):
    root, _, ((a, _), (illness, _), year) = worlds
    links = [{}, {"only": f"illness.{illness}"}] if page == "claims" else [{}]
    for more in links:
        seen = []
        for snapshots in (opening.SNAPSHOTS, root):
            with monkeypatch.context() as patch:
                patch.setattr(opening, "SNAPSHOTS", Path(snapshots))
                at = visit(page, place=a, period=year, by="illness", **more)
                assert not at.exception
                seen.append((words(at), figures(at)))
        assert seen[0] == seen[1], more


def test_the_command_line_says_the_same(worlds, capsys):
    _, folder, ((a, _), (illness, _), year) = worlds
    said = []
    for snapshot in (opening.SNAPSHOTS / folder.name, folder):
        asked = ["claims_paid", "paid", "--period", year, "--format", "csv", "--snapshot", str(snapshot)]
        assert main(["ask", *asked, "--by", "place", "--by", "illness"]) == 0
        assert main(["ask", *asked, "--by", "place", "--only", f"illness={illness}"]) == 0
        assert main(["ask", *asked, "--place", a, "--by", "illness"]) == 0
        said.append(capsys.readouterr().out)
    assert said[0] == said[1] and "<8" in said[0]
