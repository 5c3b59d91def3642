"""Raw records -> facts: every record counted once in each breakdown, in the month it happened."""

from pathlib import Path

import duckdb

from backbone.publish.raw import PublishError
from backbone.snapshot.manifest import ADDITIVE, COUNTS, KEYS, MONEY
from backbone.text import Text
from backbone.words import AGE_BAND, SETTLEMENT, SIZE

NATION = "100000"
# breakdown -> the additive columns that must come to the same total as they do under `all`.
WHOLE = {
    "illness": ("submitted", "decided", "paid_claims", "rejected", "paid", "settle_days", "hospital_cost"),
    "person": ("eligible", "insured", "women", "premium", "submitted", "decided", "paid_claims", "paid"),
    "hospital": ("submitted", "decided", "paid_claims", "rejected", "paid", "settle_days", "hospital_cost"),
    "illness_hospital": ("paid_claims", "paid", "settle_days", "hospital_cost", "out_of_pocket"),
    "settlement": ("paid_claims", "paid", "settle_days", "paid_within_5"),
    "size": ("paid_claims", "paid", "out_of_pocket"),
    "reason": ("rejected",),
}
BREAKDOWNS = ("all", *WHOLE)
# Kept for provinces and the last month only: taken apart two ways, a county's claims are single people.
COARSE = ("illness_hospital",)


def band(value: str, codes: object) -> str:
    """SQL for the band of `value`: the last of `codes` (as '8-30', '91+') that does not begin above it."""
    lows = {int(code.rstrip("+").split("-")[0]): code for code in codes}
    highest_first = sorted(lows.items(), reverse=True)
    cases = " ".join(f"WHEN {value} >= {low} THEN '{code}'" for low, code in highest_first)
    return f"CASE {cases} END"


def working_days(start: str, end: str) -> str:
    """SQL for the Mondays to Fridays after `start` up to and including `end`."""

    # Day 0 of DATE arithmetic is a Thursday, so three days more count from a Monday; of each
    # whole week five days work, and of what is left at most five.
    def up_to(day: str) -> str:
        since = f"(({day}) - DATE '1970-01-01' + 4)"
        return f"({since} // 7 * 5 + least({since} % 7, 5))"

    return f"({up_to(end)} - {up_to(start)})"


def _event(columns: dict[str, str], source: str) -> str:
    """SELECT of what happened: one value for each key, breakdown and additive column, 0 where not given."""
    keys = ("place", "policy_year", "month")
    chosen = [f"{columns[key]} AS {key}" for key in keys]
    chosen += [f"{columns.get(name, 'NULL::VARCHAR')} AS in_{name}" for name in BREAKDOWNS[1:]]
    chosen += [f"CAST({columns.get(name, '0')} AS BIGINT) AS {name}" for name in COUNTS]
    chosen += [f"CAST({columns.get(name, '0')} AS DECIMAL(18,2)) AS {name}" for name in MONEY]
    return f"SELECT {', '.join(chosen)} FROM {source}"


def _events(as_of: str) -> str:
    """Enrolments, cover that ended and was renewed, submissions, decisions and funds as rows of one shape."""
    days = "decided_on - submitted_on"
    claim = {
        "place": "adcode",
        "policy_year": "policy_year",
        "illness": "illness",
        "person": f"sex || '/' || {band('age', AGE_BAND)}",
        "hospital": "hospital_tier",
    }
    enrolled = _event(
        {
            "place": "adcode",
            "policy_year": "policy_year",
            "month": "month",
            "person": "sex || '/' || age_band",
            "eligible": "eligible",
            "insured": "insured",
            "women": "if(sex = 'female', insured, 0)",
            "premium": "premium_rmb",
        },
        "enrolment",
    )
    submitted = _event(claim | {"month": "strftime(submitted_on, '%Y-%m')", "submitted": "1"}, "claims")
    decided = claim | {"month": "strftime(decided_on, '%Y-%m')", "decided": "1"}
    paid = _event(
        decided
        | {
            "illness_hospital": "illness || '/' || hospital_tier",
            "settlement": band(days, SETTLEMENT),
            "size": band("paid_rmb", SIZE),
            "paid_claims": "1",
            "settle_days": days,
            "paid_within_5": f"if({working_days('submitted_on', 'decided_on')} <= 5, 1, 0)",
            "hospital_cost": "hospital_cost_rmb",
            "public_paid": "public_paid_rmb",
            "out_of_pocket": "out_of_pocket_rmb",
            "paid": "paid_rmb",
        },
        "claims WHERE outcome = 'paid'",
    )
    rejected = _event(
        decided | {"reason": "reject_reason", "rejected": "1"},
        "claims WHERE outcome = 'rejected'",
    )
    funds = _event(
        {
            "place": f"'{NATION}'",
            "policy_year": "CAST(left(month, 4) AS INTEGER)",
            "month": "month",
            "raised": "raised_rmb",
            "spent": "spent_rmb",
        },
        "funds",
    )
    return " UNION ALL ".join([enrolled, *_ended(as_of), submitted, paid, rejected, funds])


def _ended(as_of: str) -> tuple[str, str]:
    """The cover that has ended, twelve months after it began, and what of it can have been renewed, as events of the
    policy year after. A county renews at most as many as it insures again; each group that ended has its part of
    those, from the month in which the county has cover again."""
    cover = """
        SELECT adcode, policy_year, month, sum(insured) AS insured, sum(sum(insured)) OVER year AS in_year,
               min(month) OVER year AS began, strftime((month || '-01')::DATE + INTERVAL 12 MONTH, '%Y-%m') AS ends
        FROM enrolment GROUP BY adcode, policy_year, month HAVING sum(insured) > 0
        WINDOW year AS (PARTITION BY adcode, policy_year)
    """
    known = f"ends <= '{as_of}' AND policy_year + 1 IN (SELECT policy_year FROM enrolment)"
    next_year = {"place": "adcode", "policy_year": "policy_year + 1"}
    due = _event(next_year | {"month": "ends", "due": "insured"}, f"({cover}) WHERE {known}")
    again = f"""
        (SELECT old.adcode, old.policy_year, greatest(ends, new.began) AS month,
                insured * least(old.in_year, new.in_year) // old.in_year AS renewed
         FROM ({cover}) AS old
         JOIN (SELECT DISTINCT adcode, policy_year, in_year, began FROM ({cover})) AS new
           ON new.adcode = old.adcode AND new.policy_year = old.policy_year + 1
         WHERE ends <= '{as_of}')
    """
    return due, _event(next_year | {"month": "month", "renewed": "renewed"}, again)


def roll_up(con: duckdb.DuckDBPyConnection, as_of: str) -> None:
    """Makes the table `facts` from the checked raw tables; `as_of` is the last month counted."""
    con.execute(f"CREATE TEMP TABLE event AS {_events(as_of)}")
    sums = ", ".join(
        [f"CAST(sum({name}) AS BIGINT) AS {name}" for name in COUNTS]
        + [f"CAST(sum({name}) AS DECIMAL(18,2)) AS {name}" for name in MONEY]
    )
    parts = []
    for name in BREAKDOWNS:
        category, where = ("'all'", "TRUE") if name == "all" else (f"in_{name}", f"in_{name} IS NOT NULL")
        place, month = ("left(place, 2) || '0000'", f"'{as_of}'") if name in COARSE else ("place", "month")
        parts.append(
            f"SELECT '{name}' AS breakdown, {category} AS category, {place} AS place, policy_year, {month} AS month, "
            f"{sums} FROM event WHERE {where} GROUP BY ALL"
        )
    con.execute(f"CREATE TEMP TABLE facts AS {' UNION ALL '.join(parts)}")
    con.execute("DROP TABLE event")


def totals(con: duckdb.DuckDBPyConnection) -> dict[str, int | float]:
    """Every additive column over the whole programme: counts, days and RMB."""
    sums = ", ".join(f"sum({name})" for name in ADDITIVE)
    row = con.execute(f"SELECT {sums} FROM facts WHERE breakdown = 'all'").fetchone()
    pairs = zip(ADDITIVE, row, strict=True)
    return {name: int(value) if name in COUNTS else float(value) for name, value in pairs}


def tie_out(con: duckdb.DuckDBPyConnection) -> None:
    """PublishError unless the facts add up to the raw records, in total and in every breakdown."""
    raw = con.execute("""
        SELECT * FROM
            (SELECT sum(eligible), sum(insured), sum(premium_rmb) FROM enrolment),
            (SELECT count(*), count(decided_on), count(*) FILTER (outcome = 'paid'),
                    count(*) FILTER (outcome = 'rejected'), coalesce(sum(paid_rmb), 0) FROM claims),
            (SELECT coalesce(sum(raised_rmb), 0), coalesce(sum(spent_rmb), 0) FROM funds)
    """).fetchone()
    names = (
        "eligible",
        "insured",
        "premium",
        "submitted",
        "decided",
        "paid_claims",
        "rejected",
        "paid",
        "raised",
        "spent",
    )
    found = con.execute(
        f"SELECT {', '.join(f'sum({name})' for name in names)} FROM facts WHERE breakdown = 'all'"
    ).fetchone()
    wrong = [("all", name) for name, a, b in zip(names, raw, found, strict=True) if a != b]
    for breakdown, columns in WHOLE.items():
        sums = ", ".join(
            f"coalesce(sum({name}) FILTER (breakdown = '{breakdown}'), 0) = sum({name}) FILTER (breakdown = 'all')"
            for name in columns
        )
        same = con.execute(f"SELECT {sums} FROM facts").fetchone()
        wrong += [(breakdown, name) for name, is_same in zip(columns, same, strict=True) if not is_same]
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


def write_facts(con: duckdb.DuckDBPyConnection, path: Path) -> int:
    """Writes `facts` sorted to `path` and returns the number of rows; same facts, same bytes."""
    con.execute("SET threads = 1")  # several threads would cut row groups differently each time
    columns = ", ".join(KEYS + ADDITIVE)
    return con.execute(
        f"COPY (SELECT {columns} FROM facts ORDER BY {', '.join(KEYS)}) TO $path "
        "(FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL 19)",
        {"path": str(path)},
    ).fetchone()[0]
