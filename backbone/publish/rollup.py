"""Raw records -> exact totals: every record counted once in each breakdown, in the month it happened. They hold single
claims, so they never leave the publishing side: `telling` makes of them what a snapshot may say."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

import duckdb
import pandas as pd
import pyarrow as pa

from backbone.breakdowns import CROSSED, STORED, Band, Breakdown
from backbone.measures import COLUMNS
from backbone.places import NATION
from backbone.publish.progress import Phase, Progress, quiet
from backbone.publish.raw import TABLES, PublishError
from backbone.snapshot.manifest import TOTAL
from backbone.text import Text

# What the raw records say themselves; the others are made when it is told.
EXACT = tuple(c for c in COLUMNS if c not in ("told_claims", "women", "insured_by_sex"))
# What a total is a total of.
BY = {
    "breakdown": "VARCHAR", "category": "VARCHAR", "place": "VARCHAR", "policy_year": "INTEGER", "month": "VARCHAR",
}  # fmt: skip
ADDING_UP = Text("Adding up", "汇总")
# The numbers of a raw claim that are worked out; the others are its columns.
WORKED_OUT = {"days": "date_diff('day', submitted_on, decided_on)"}


@dataclass(frozen=True)
class Part:
    """What happened in one way (people were insured, claims were paid), added up: a query in DuckDB's SQL over the raw
    tables, all breakdowns in one reading of `table`. It gives breakdown, category, place, policy_year, month and those
    columns of EXACT that are not 0. Other engines run it translated (see `engines`)."""

    table: str
    sql: str


def exact(con: duckdb.DuckDBPyConnection, as_of: str, tell: Progress = quiet) -> pd.DataFrame:
    """One row per breakdown ("all" for none), category, county (or the nation, for funds), policy year and month, of
    the checked raw tables in `con` up to the month `as_of`; every column of EXACT as a whole number, money in fen."""
    return added_up(as_of, lambda sql: con.sql(sql).to_arrow_table(), rows_of(con), tell)


def rows_of(con: duckdb.DuckDBPyConnection) -> dict[str, int]:
    """How many rows each raw table in `con` has."""
    counted = ", ".join(f"(SELECT count(*) FROM {table})" for table in TABLES)
    (found,) = con.execute(f"SELECT {counted}").fetchall()
    return dict(zip(TABLES, found, strict=True))


def added_up(as_of: str, ask: Callable[[str], pa.Table], rows: Mapping[str, int], tell: Progress) -> pd.DataFrame:
    """The exact totals of raw tables with so many `rows`, in an engine that answers what `ask` asks it."""
    parts = tuple(_parts(as_of))
    phase = Phase(tell, ADDING_UP, sum(rows[part.table] for part in parts))
    found = []
    for part in parts:
        found.append(ask(part.sql))
        phase.went(rows[part.table])
    return _together(found)


def _together(found: Sequence[pa.Table]) -> pd.DataFrame:
    """What the parts gave, in one table: the same whichever engine gave it, in whatever order."""
    con = duckdb.connect()
    for number, table in enumerate(found):
        con.register(f"part_{number}", table)
    every = " UNION ALL BY NAME ".join(f"SELECT * FROM part_{number}" for number in range(len(found)))
    sums = ", ".join(f"CAST(coalesce(sum({name}), 0) AS BIGINT) AS {name}" for name in EXACT)
    keys = ", ".join(f"CAST({key} AS {kind}) AS {key}" for key, kind in BY.items())
    try:
        return con.execute(f"SELECT {keys}, {sums} FROM ({every}) GROUP BY {', '.join(BY)} ORDER BY ALL").df()
    finally:
        con.close()


def _parts(as_of: str) -> Iterable[Part]:
    """Enrolments, cover that ended and was renewed, submissions, decisions and funds."""
    claim = {"place": "adcode", "policy_year": "policy_year"}
    cover = {"eligible": "eligible", "insured": "insured", "premium": _fen("premium_rmb")}
    covered = [stored for stored in STORED.values() if stored.kept.cover]
    in_cover = {s.id: _joined(b.id for b in s.of) for s in covered}
    yield _part("enrolment", "enrolment", claim | {"month": "month"} | cover, in_cover)
    for column, source in (("due", _due(as_of)), ("renewed", _renewed(as_of))):
        yield _part("enrolment", f"({source}) AS {column}", claim | {"month": "month", column: column})
    yield _part("claims", "claims", claim | {"month": "strftime(submitted_on, '%Y-%m')", "submitted": "1"})
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
    yield _part("claims", "claims WHERE outcome = 'paid'", decided | paid, _categories("paid_claims"))
    rejected = decided | {"rejected": "1"}
    yield _part("claims", "claims WHERE outcome = 'rejected'", rejected, _categories("rejected"))
    funds = {"place": f"'{NATION}'", "policy_year": "CAST(left(month, 4) AS INTEGER)", "month": "month"}
    yield _part("funds", "funds", funds | {"raised": _fen("raised_rmb"), "spent": _fen("spent_rmb")})


def _part(table: str, source: str, values: Mapping[str, str], categories: Mapping[str, str] | None = None) -> Part:
    """The part that adds up `values`, SQL of each key and column, of the rows of `source`; `categories` has SQL of a
    row's category in each stored breakdown that it is in."""
    cell = ("place", "policy_year", "month")
    sums = [name for name in EXACT if name in values]
    within = {f"in_{number}": stored for number, stored in enumerate(categories or {})}
    columns = [f"{values[key]} AS {key}" for key in cell]
    columns += [f"{sql} AS in_{number}" for number, sql in enumerate((categories or {}).values())]
    columns += [f"CAST({values[name]} AS BIGINT) AS {name}" for name in sums]
    # A row that is in no category by mistake is added to the total once more, and `tie_out` finds that.
    cases = "".join(f"WHEN {name} IS NOT NULL THEN '{stored}' " for name, stored in within.items())
    breakdown = f"CASE {cases}ELSE '{TOTAL}' END" if within else f"'{TOTAL}'"
    category = f"coalesce({', '.join(within)}, '{TOTAL}')" if within else f"'{TOTAL}'"
    sets = ", ".join(f"({', '.join([*cell, *one])})" for one in ((), *((name,) for name in within)))
    added = ", ".join(f"CAST(sum({name}) AS BIGINT) AS {name}" for name in sums)
    return Part(
        table,
        f"SELECT {breakdown} AS breakdown, {category} AS category, {', '.join(cell)}, {added} "
        f"FROM (SELECT {', '.join(columns)} FROM {source}) AS happened GROUP BY GROUPING SETS ({sets})",
    )


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
