"""What the facts in memory add up to is what a slow, obvious count over the rows of the file gives, to the fen."""

import shutil
from collections import defaultdict
from decimal import Decimal
from itertools import product

import pandas as pd
import pytest

from backbone import places
from backbone.breakdowns import BREAKDOWNS, cut, is_told
from backbone.measures import COLUMNS
from backbone.places import NATION
from backbone.snapshot.facts import Facts
from backbone.snapshot.manifest import FACTS, open_snapshot
from backbone.snapshot.sums import DISTINCT, Sums
from backbone.where import Where
from tests.manifests import put_facts
from tests.publish.conftest import COMMITTED

NOW = COMMITTED / "2019-08-illustrative"
WAYS = ((), ("place",), ("period", "place"), ("month",), ("month", "place"), ("place", "period", "month"))
PARTS = ((), ("illness",), ("age_band",), ("age_band", "sex"), ("hospital_tier", "illness"), ("reason",))
ASKED = [
    ((*way, *part), Where(place, period, as_of), level)
    for way, part, place, period, as_of, level in product(
        WAYS, PARTS, (NATION, "420000", "421122"), ("all", "2017", "2018"), ("", "2017-09"), places.LEVELS
    )
    if places.LEVELS.index(level) >= places.LEVELS.index(places.get(place).level)
    if "place" in way or level == places.get(place).level
]


def changed(folder, change):
    """The committed snapshot's facts, changed by `change(facts)`, in a folder of their own; and their frame."""
    shutil.copytree(NOW, folder / NOW.name)
    frame = change(pd.read_parquet(folder / NOW.name / FACTS))
    put_facts(folder / NOW.name, frame)
    return Facts(open_snapshot(folder / NOW.name)), frame


@pytest.fixture(scope="module")
def strayed(tmp_path_factory):
    """With a county that nobody knows, and one without totals of a year that is broken down."""

    def strays(facts):
        gone = (facts.breakdown == "all") & (facts.place == "421122") & (facts.policy_year == 2018)
        return facts[~gone].assign(place=facts.place.replace({"530627": "429998"}))

    return changed(tmp_path_factory.mktemp("strayed"), strays)


def place_at(level, row):
    """The place of a row at a level; "" where it has none there."""
    if level == "nation":
        return NATION
    if row.place == NATION or row.place not in places.CODES:
        return ""
    return row.place if level == "county" else places.province_of(row.place)


def labels(row, by, level):
    """What a row is called in an answer by these dimensions."""
    of = dict(zip(row.breakdown.split("/"), row.category.split("/"), strict=True))
    of |= {"place": place_at(level, row), "period": str(row.policy_year), "month": row.month}
    return tuple(of[name] for name in by)


class Slowly:
    """Answers from the rows of the file, one after the other."""

    def __init__(self, facts, frame):
        self.months, self.rows = facts.horizon.months, defaultdict(list)
        for row in frame.itertuples():
            self.rows[row.breakdown].append(row)

    def about(self, rows, by, where, level):
        at = places.get(where.place).level
        return [
            row
            for row in rows
            if row.month <= (where.as_of or self.months[-1])
            and where.period in ("all", str(row.policy_year))
            and where.place in (NATION, place_at(at, row))
            and ("place" not in by or place_at(level, row))
        ]

    def sums(self, columns, by, where, level, broken):
        """One dict a row of the answer, in order."""
        every = totals = self.about(self.rows["all"], by, where, level)
        if broken.stored:
            rows = [row for row in self.rows[broken.stored.id] if row.level == level]
            every = self.about(rows, by, where, level)
        outer = [name for name in by if name in ("place", "period")]
        months = [m for m in self.months if m <= (where.as_of or self.months[-1])]
        inner = {"month": months} if "month" in by else {}
        inner |= {b.id: list(b.categories) for b in broken.of}
        found, first, new = defaultdict(list), {}, {}
        for row in every:
            found[labels(row, (*outer, *inner), level)].append(row)
        for row in totals:
            group = labels(row, outer, level)
            if row.due == 0 or row.insured > 0:
                first[group] = min(first.get(group, row.month), row.month)
            for name, of in DISTINCT.items():
                place = place_at(of, row)
                if row.insured > 0 and place:
                    new[name, group, place] = min(new.get((name, group, place), row.month), row.month)
        for group in sorted({labels(row, outer, level) for row in totals}) if outer else [()]:
            for cell in product(*inner.values()):
                covered = group in first and ("month" not in by or cell[0] >= first[group])
                mine = found.get((*group, *cell))
                answer = dict(zip((*outer, *inner), (*group, *cell), strict=True))
                nothing = 0.0 if covered else None
                for name in columns:
                    if name in DISTINCT:
                        months_of = [m for (n, g, _), m in new.items() if (n, g) == (name, group)]
                        answer[name] = sum("month" not in by or m == cell[0] for m in months_of)
                    else:
                        answer[name] = float(sum(Decimal(getattr(row, name)) for row in mine)) if mine else nothing
                yield answer


def test_every_sum_is_that_of_the_rows(strayed):
    facts, frame = strayed
    assert facts.unmatched["place"].tolist() == ["429998"]
    sums, slow, asked, answered = Sums(facts), Slowly(facts, frame), set(), 0
    for by, where, level in ASKED[::11]:
        broken = cut([name for name in by if name in BREAKDOWNS])
        columns = [*COLUMNS, *DISTINCT]
        if broken.stored:
            columns = [name for name in COLUMNS if is_told(broken.stored.kept, name, level)]
        if not columns:
            continue
        found = sums.sums(columns, by, where, level, broken)
        said = pd.DataFrame(slow.sums(columns, by, where, level, broken), columns=[*by, *columns])
        said = said.astype(dict.fromkeys(columns, float))
        # pandas stores text in more ways than one, and an answer without a row is of no type.
        pd.testing.assert_frame_equal(found, said, check_exact=True, check_dtype=False)
        answered += len(said)
        asked.add(broken.stored.id if broken.stored else "")
    assert answered > 1000 and len(asked) == 5, asked


def test_before_the_first_month_nothing_is_known(strayed):
    sums, early = Sums(strayed[0]), Where(as_of="2017-01")
    assert sums.sums(("paid",), (), early, "county").isna().all(axis=None)
    assert sums.sums(("paid",), ("place",), early, "county").empty
    assert sums.sums(("paid",), ("month",), early, "county").empty
    assert sums.sums(("paid_claims",), ("month", "illness"), early, "nation", cut(["illness"])).empty
    assert sums.sums(("distinct_county",), (), early, "nation")["distinct_county"].tolist() == [0]


def test_an_amount_may_be_as_large_as_its_column_takes(tmp_path):
    """In fen, 999 trillion yuan fit into no column of the database."""
    facts, _ = changed(tmp_path, lambda facts: facts.assign(raised=[999e12, *[0.0] * (len(facts) - 1)]))
    assert Sums(facts).sums(("raised",), (), Where(), "nation")["raised"].tolist() == [999e12]
