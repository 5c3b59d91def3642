"""The illustrative records as they stood at the end of an earlier month: what was not yet filed, decided or reported
then is not in them."""

from pathlib import Path

import duckdb

from backbone.publish.raw import TABLES, file_of

# Of the claims filed in the last month and in the one before it, the share that is reported by the end of a month,
# against what is reported a month later: the same incompleteness that the current records have.
REPORTED = (0.55 / 0.85, 0.85)


def earlier(raw_folder: Path, target: Path, month: str) -> Path:
    """Writes into `target`, and returns it, the records of `raw_folder` as of the end of `month` ('YYYY-MM')."""
    target.mkdir(parents=True, exist_ok=True)
    con = duckdb.connect()
    con.execute("SET threads = 1")  # the same rows in the same order, every time
    this, last = (f"strftime('{month}-01'::DATE - INTERVAL {n} MONTH, '%Y-%m')" for n in (0, 1))
    filed, decided = "strftime(submitted_on, '%Y-%m')", f"strftime(decided_on, '%Y-%m') <= '{month}'"
    # A number in [0, 1) that belongs to the claim for good.
    luck = "(substr(claim_id, 2)::BIGINT * 2654435761 % 1000) / 1000"
    chosen = {
        "enrolment": f"* FROM enrolment WHERE month <= '{month}'",
        "claims": f"""* REPLACE (
                if({decided}, decided_on, NULL) AS decided_on, if({decided}, outcome, 'pending') AS outcome,
                if({decided}, reject_reason, NULL) AS reject_reason,
                if({decided}, paid_rmb, 0)::DECIMAL(14,2) AS paid_rmb)
            FROM claims WHERE {filed} <= '{month}'
                AND ({filed} <> {this} OR {luck} < {REPORTED[0]}) AND ({filed} <> {last} OR {luck} < {REPORTED[1]})""",
        "funds": f"* FROM funds WHERE month <= '{month}'",
        "counties": f"* FROM counties WHERE strftime(joined_on, '%Y-%m') <= '{month}'",
    }
    for table in TABLES:
        con.read_parquet(str(file_of(raw_folder, table))).create_view(table)
        con.execute(f"COPY (SELECT {chosen[table]}) TO '{file_of(target, table)}' (FORMAT parquet, COMPRESSION zstd)")
    con.close()
    return target
