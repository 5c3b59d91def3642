"""Nobody is recovered from all that is told; and people are, when the rule is switched off."""

import pandas as pd
import pytest

from backbone.publish import claims as claiming
from backbone.publish import cuts
from backbone.publish.cells import AMOUNTS
from backbone.publish.telling import Before, tell
from backbone.snapshot.manifest import TOTAL, open_snapshot
from tests.conftest import ROOT
from tests.privacy.attack import found_by_counts, found_by_sums
from tests.privacy.programme import Claim, exact, recorded, told

SNAPSHOTS = ROOT / "data" / "snapshots"


@pytest.fixture(scope="module")
def claims(raw_folder, before) -> list[Claim]:
    """Every decided claim of the illustrative records, and since when it is known."""
    return recorded(raw_folder, before)


@pytest.fixture(scope="module")
def facts() -> pd.DataFrame:
    """What the second release tells; it holds all that the first told."""
    return in_fen(SNAPSHOTS / "2019-08-illustrative")


@pytest.fixture(scope="module")
def of_2019(claims) -> list[Claim]:
    """Those of one policy year: enough to show what the rule keeps back."""
    return [c for c in claims if c.year == 2019]


@pytest.fixture(scope="module")
def singly(of_2019) -> tuple[pd.DataFrame, pd.DataFrame]:
    """What the two releases would tell of them if a group could be one claim."""
    with pytest.MonkeyPatch.context() as patch:
        for module in (claiming, cuts):
            patch.setattr(module, "LEAST", 1)
        first = tell(exact(of_2019, "2019-07"), "2019-07")
        return first, tell(exact(of_2019, "2019-08"), "2019-08", Before(first, "2019-07"))


def in_fen(folder) -> pd.DataFrame:
    """The facts of a committed snapshot; money stays in RMB, for only groups are looked at."""
    return pd.read_parquet(open_snapshot(folder).facts)


def test_no_sum_of_sums_is_one_persons(claims, facts):
    assert found_by_sums(claims, facts) == []


def test_sums_of_single_claims_are_found(of_2019, singly):
    assert len(found_by_sums(of_2019, singly[1])) > 100


def test_no_few_that_wait_are_the_only_number_that_fits(claims, facts):
    assert found_by_counts(claims, facts, tries=3) == []


def test_few_that_wait_are_found_where_levels_stand_alone(of_2019, singly):
    """A nation that tells single claims beside counties that wait for eight gives away what waits in them."""
    counties = in_fen(SNAPSHOTS / "2019-08-illustrative")
    loose = singly[1]
    mixed = pd.concat([counties[counties["level"] == "county"], loose[loose["level"] != "county"]])
    assert found_by_counts(of_2019, mixed, 8, ["illness"])


# -- the five leaks ------------------------------------------------------------------------------------------------


def added(first: pd.DataFrame, second: pd.DataFrame) -> pd.DataFrame:
    """What the second release tells of amounts that the first did not."""
    keys = ["breakdown", "level", "place", "category", "policy_year", "month"]
    new = second.set_index(keys)["told_claims"].sub(first.set_index(keys)["told_claims"], fill_value=0)
    return new[new != 0].reset_index()


def test_two_releases_subtracted_are_groups(facts, singly):
    first = in_fen(SNAPSHOTS / "2019-07-illustrative")
    assert (added(first, facts)["told_claims"] >= 8).all()
    assert (added(*singly)["told_claims"] == 1).any(), "one person's bill"


def test_a_nation_that_is_one_county_tells_groups():
    """Two counties are covered, one has claims: nine of cancer and one of an injury."""
    kinds = {"sex": "male", "age_band": "40-49", "hospital_tier": "city", "settlement": "4-7", "size": "0-499"}
    made = [
        Claim("421122", 2018, "2018-03", "2018-03", "paid", kinds | {"illness": illness}, (1,) * len(AMOUNTS))
        for illness in [*["cancer"] * 9, "injury"]
    ]

    def nation(facts: pd.DataFrame) -> dict[str, int]:
        rows = facts[(facts["breakdown"] == "illness") & (facts["level"] == "nation")]
        return rows[rows["paid_claims"] > 0].set_index("category")["paid_claims"].to_dict()

    assert nation(tell(exact(made, "2018-03"), "2018-03")) in ({}, {"cancer": 9})
    with pytest.MonkeyPatch.context() as patch:
        for module in (claiming, cuts):
            patch.setattr(module, "LEAST", 1)
        assert nation(tell(exact(made, "2018-03"), "2018-03")) == {"cancer": 9, "injury": 1}


def test_bands_amounts_and_days_of_two_claims_wait(facts, singly):
    def of_yuanyang(rows: pd.DataFrame) -> pd.DataFrame:
        return rows[(rows["place"] == "532528") & (rows["policy_year"] == 2019) & (rows["told_claims"] > 0)]

    assert of_yuanyang(facts).empty
    assert (of_yuanyang(singly[1])["told_claims"] < 8).any()


def test_a_month_of_one_claim_says_no_amount(facts, singly):
    def alone(rows: pd.DataFrame) -> int:
        return int(((rows["breakdown"] == TOTAL) & (rows["told_claims"] == 1)).sum())

    assert alone(facts) == 0 and alone(singly[1]) >= 5


def test_no_row_of_the_file_is_one_claim(facts, singly):
    def alone(rows: pd.DataFrame) -> int:
        amounts = rows[list(AMOUNTS)].ne(0).any(axis=1)
        broken = rows["breakdown"] != TOTAL
        one = (rows["told_claims"] == 1) | (broken & ((rows["paid_claims"] == 1) | (rows["rejected"] == 1)))
        return int((one & (amounts | broken)).sum())

    assert alone(facts) == 0 and alone(singly[1]) > 1_000


def test_what_waits_cannot_be_told_from_what_is_told(claims, facts):
    """Published figures help nobody: the programme's exact total, less all that is told, is at least eight claims of
    two counties."""
    paid = [c for c in claims if c.outcome == "paid"]
    waits = [c for c, month in zip(paid, told(paid, facts)["plain"], strict=True) if not month]
    assert len(waits) >= 8 and len({c.county for c in waits}) >= 2


@pytest.mark.parametrize("bands", ["settlement", "size"])
def test_bands_of_days_and_payments_carry_no_amounts(facts, bands):
    """Who was paid ¥10,000 is not among eight who got ¥828 together: bands say which claims lie in two groups."""
    rows = facts[facts["breakdown"] == bands]
    assert len(rows) and not rows[["told_claims", *AMOUNTS]].any(axis=None)
