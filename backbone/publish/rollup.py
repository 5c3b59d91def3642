"""Raw records -> exact totals: every record counted once in each breakdown, in the month it happened. They hold single
claims, so they never leave the publishing side: `telling` makes of them what a snapshot may say."""

from collections.abc import Collection, Iterable

import duckdb
import pandas as pd

from backbone.breakdowns import CROSSED, STORED, Band, Breakdown
from backbone.measures import COLUMNS
from backbone.places import NATION
from backbone.publish.raw import PublishError
from backbone.snapshot.manifest import TOTAL
from backbone.text import Text

# What the raw records say themselves; the others are made when it is told.
EXACT = tuple(c for c in COLUMNS if c not in ("told_claims", "women", "insured_by_sex"))
# The numbers of a raw claim that are worked out; the others are its columns.
WORKED_OUT = {"days": "date_diff('day', submitted_on, decided_on)"}


def exact(con: duckdb.DuckDBPyConnection, as_of: str) -> pd.DataFrame:
    """One row per breakdown ("all" for none), category, county (or the nation, for funds), policy year and month, of
    the checked raw tables in `con` up to the month `as_of`; every column of EXACT as a whole number, money in fen."""
    con.execute(f"CREATE TEMP TABLE event AS {' UNION ALL '.join(_events(as_of))}")
    sums = ", ".join(f"CAST(sum({name}) AS BIGINT) AS {name}" for name in EXACT)
    parts = [f"SELECT '{TOTAL}' AS breakdown, '{TOTAL}' AS category, place, policy_year, month, {sums} FROM event"]
    for number, stored in enumerate(STORED.values()):
        parts.append(
            f"SELECT '{stored.id}' AS breakdown, in_{number} AS category, place, policy_year, month, {sums} "
            f"FROM event WHERE in_{number} IS NOT NULL"
        )
    found = con.execute(" UNION ALL ".join(f"{part} GROUP BY 1, 2, 3, 4, 5" for part in parts) + " ORDER BY ALL").df()
    con.execute("DROP TABLE event")
    return found


def _events(as_of: str) -> Iterable[str]:
    """Enrolments, cover that ended and was renewed, submissions, decisions and funds, as SELECTs of one shape."""
    claim = {"place": "adcode", "policy_year": "policy_year"}
    cover = {"eligible": "eligible", "insured": "insured", "premium": _fen("premium_rmb")}
    covered = [stored for stored in STORED.values() if stored.kept.cover]
    yield _event(claim | {"month": "month"} | cover, "enrolment", {s.id: _joined(b.id for b in s.of) for s in covered})
    for column, source in (("due", _due(as_of)), ("renewed", _renewed(as_of))):
        yield _event(claim | {"month": "month", column: column}, f"({source}) AS {column}")
    yield _event(claim | {"month": "strftime(submitted_on, '%Y-%m')", "submitted": "1"}, "claims")
    decided = claim | {"month": "strftime(decided_on, '%Y-%m')", "decided": "1"}
    paid = {
        "paid_claims": "1",
        "settle_days": WORKED_OUT["days"],
        "paid_within_5": f"CASE WHEN {working_days('submitted_on', 'decided_on')} <= 5 THEN 1 ELSE 0 END",
        "hospital_cost": _fen("hospital_cost_rmb"),
        "public_paid": _fen("public_paid_rmb"),
        "out_of_pocket": _fen("out_of_pocket_rmb"),
        "paid": _fen("paid_rmb"),
    }
    yield _event(decided | paid, "claims WHERE outcome = 'paid'", _categories("paid_claims"))
    yield _event(decided | {"rejected": "1"}, "claims WHERE outcome = 'rejected'", _categories("rejected"))
    funds = {"place": f"'{NATION}'", "policy_year": "CAST(left(month, 4) AS INTEGER)", "month": "month"}
    yield _event(funds | {"raised": _fen("raised_rmb"), "spent": _fen("spent_rmb")}, "funds")


def _event(values: dict[str, str], source: str, categories: dict[str, str] | None = None) -> str:
    """A SELECT of what happened: one value for each key, stored breakdown and exact column, 0 where not given."""
    chosen = [f"{values[key]} AS {key}" for key in ("place", "policy_year", "month")]
    for number, stored in enumerate(STORED.values()):
        chosen.append(f"{(categories or {}).get(stored.id, 'CAST(NULL AS VARCHAR)')} AS in_{number}")
    chosen += [f"CAST({values.get(name, '0')} AS BIGINT) AS {name}" for name in EXACT]
    return f"SELECT {', '.join(chosen)} FROM {source}"


def _categories(counts: str) -> dict[str, str]:
    """SQL for a claim's category in each breakdown of those claims."""
    return {s.id: _joined(_code(b) for b in s.of) for s in STORED.values() if s.kept.counts == counts}


def _code(breakdown: Breakdown) -> str:
    """SQL for a claim's category in one breakdown."""
    reads = breakdown.reads
    return band(WORKED_OUT.get(reads.of, reads.of), breakdown.categories) if isinstance(reads, Band) else reads


def _joined(codes: Iterable[str]) -> str:
    return f" || '{CROSSED}' || ".join(codes)


def band(value: str, codes: Collection[str]) -> str:
    """SQL for the band of `value`: the last of `codes` (as '8-30', '91+') that does not begin above it."""
    lows = {int(code.rstrip("+").split("-")[0]): code for code in codes}
    highest_first = sorted(lows.items(), reverse=True)
    cases = " ".join(f"WHEN {value} >= {low} THEN '{code}'" for low, code in highest_first)
    return f"CASE {cases} END"


def working_days(start: str, end: str) -> str:
    """SQL for the Mondays to Fridays after `start` up to and including `end`."""

    # Day 0 of dates is a Thursday, so three days more count from a Monday; of each whole week five days work, and of
    # what is left at most five.
    def up_to(day: str) -> str:
        since = f"(date_diff('day', DATE '1970-01-01', {day}) + 4)"
        return f"({since} // 7 * 5 + least({since} % 7, 5))"

    return f"({up_to(end)} - {up_to(start)})"


def _fen(rmb: str) -> str:
    return f"{rmb} * 100"


# Cover of a county and policy year by the month it starts in, and the first month without it.
COVER = """
    SELECT adcode, policy_year, month, sum(insured) AS insured,
           strftime(CAST(month || '-01' AS DATE) + INTERVAL 12 MONTH, '%Y-%m') AS ends
    FROM enrolment GROUP BY 1, 2, 3 HAVING sum(insured) > 0
"""


def _due(as_of: str) -> str:
    """SQL for the cover that had ended by `as_of`, as due in the policy year after."""
    return f"""
        SELECT adcode, policy_year + 1 AS policy_year, ends AS month, insured AS due FROM ({COVER}) AS cover
        WHERE ends <= '{as_of}' AND policy_year + 1 IN (SELECT policy_year FROM enrolment)
    """


def _renewed(as_of: str) -> str:
    """SQL for what can have been renewed, month by month: so far, the smaller of the cover that has ended and of that
    which the county has taken again. It grows with whichever of the two lags behind."""
    return f"""
        SELECT adcode, policy_year, month, so_far - coalesce(lag(so_far) OVER months, 0) AS renewed FROM (
            SELECT adcode, policy_year, month, least(sum(due) OVER months, sum(again) OVER months) AS so_far FROM (
                SELECT adcode, policy_year, month, sum(due) AS due, sum(again) AS again FROM (
                    SELECT adcode, policy_year, month, due, 0 AS again FROM ({_due(as_of)}) AS ended
                    UNION ALL SELECT adcode, policy_year, month, 0, insured FROM ({COVER}) AS begun
                ) AS moves GROUP BY 1, 2, 3
            ) AS monthly WINDOW months AS (PARTITION BY adcode, policy_year ORDER BY month)
        ) AS upto WINDOW months AS (PARTITION BY adcode, policy_year ORDER BY month)
    """


def tie_out(con: duckdb.DuckDBPyConnection, found: pd.DataFrame) -> None:
    """PublishError unless the exact totals add up to the raw records, in all and in every breakdown."""
    raw = con.execute("""
        SELECT * FROM
            (SELECT sum(eligible) AS eligible, sum(insured) AS insured, sum(premium_rmb) * 100 AS premium
             FROM enrolment),
            (SELECT count(*) AS submitted, count(decided_on) AS decided,
                    count(*) FILTER (outcome = 'paid') AS paid_claims,
                    count(*) FILTER (outcome = 'rejected') AS rejected, sum(paid_rmb) * 100 AS paid FROM claims),
            (SELECT sum(raised_rmb) * 100 AS raised, sum(spent_rmb) * 100 AS spent FROM funds)
    """).df()
    raw = raw.iloc[0].fillna(0).astype("int64")
    sums = found.groupby("breakdown")[list(EXACT)].sum().reindex([TOTAL, *STORED], fill_value=0)
    wrong = [(TOTAL, name) for name, total in raw.items() if sums.loc[TOTAL, name] != total]
    for stored in STORED.values():
        kept = [name for name in EXACT if stored.kept.has(name) or (stored.kept.amounts and name == "paid")]
        wrong += [(stored.id, name) for name in kept if sums.loc[stored.id, name] != sums.loc[TOTAL, name]]
    if wrong:
        raise PublishError(
            *(
                Text(
                    f"{column} by {breakdown} does not add up to the raw records.",
                    f"按 {breakdown} 汇总的 {column} 与原始记录不符。",
                )
                for breakdown, column in wrong
            )
        )
