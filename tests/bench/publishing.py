"""Publishing's benchmark: a million claims from Parquet files, beside plain pandas that checks and adds up the same,
and ten times as many.

    python -m tests.bench --publish

Each run is a process of its own; its memory is the most that it ever held (as the system counts it), its time that of
the work without starting Python, its CPU that of the whole process. *checked and added up* is what pandas does too, and
both come to the same totals; *published* goes on to the snapshot: told in groups, written, read back."""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import duckdb

from backbone.illustrative.generate import generate
from backbone.publish.raw import file_of
from tests.bench.report import mark

# So many times the programme is a million claims.
MILLION = 27
TEN = 10
MONTH = "2019-08"
SECONDS, MEGABYTES, LINEAR = 60, 2048, 1.2
ADDED_UP, PUBLISHED, PANDAS = "checked and added up", "published", "plain pandas, the same"


def publishing() -> None:
    """Makes the records, runs every contestant, and prints what each took."""
    with tempfile.TemporaryDirectory() as temporary:
        once = generate(Path(temporary) / "once", scale=MILLION)
        often = _multiplied(once, Path(temporary) / "often")
        print(
            f"\n{'':26}{'claims':>12}{'insured':>14}{'seconds':>10}{'CPU, s':>9}{'MB':>8}{'snapshot, KB':>14}   budgets"
        )
        taken = {}
        for folder in (once, often):
            for what in (ADDED_UP, PUBLISHED, *([PANDAS] if folder == once else [])):
                taken[folder, what] = _run(what, folder)
        _linear(taken[once, ADDED_UP], taken[often, ADDED_UP])


def _multiplied(folder: Path, target: Path) -> Path:
    """TEN times the records of a folder: as many claims, and people and money."""
    target.mkdir()
    with duckdb.connect() as con:
        con.execute("SET threads = 1")
        for table, chosen in {
            "claims": f"* EXCLUDE n REPLACE (claim_id || '-' || n AS claim_id) FROM claims, range({TEN}) AS times (n)",
            "enrolment": f"* REPLACE (eligible * {TEN} AS eligible, insured * {TEN} AS insured, "
            f"CAST(premium_rmb * {TEN} AS DECIMAL(18,2)) AS premium_rmb) FROM enrolment",
            "funds": "* FROM funds",
            "counties": "* FROM counties",
        }.items():
            con.read_parquet(str(file_of(folder, table))).create_view(table)
            con.execute(f"COPY (SELECT {chosen}) TO '{file_of(target, table)}' (FORMAT parquet, COMPRESSION zstd)")
    return target


def _run(what: str, folder: Path) -> tuple[float, float]:
    """Runs one contestant in a process of its own, prints its line, and returns its seconds and megabytes."""
    child = subprocess.Popen(
        [sys.executable, "-m", "tests.bench.publishing", what, str(folder)], stdout=subprocess.PIPE, text=True
    )
    said = child.stdout.read().split()
    _, status, used = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise RuntimeError(f"{what} ended with {child.returncode}")
    seconds, size, megabytes = float(said[0]), int(said[1]), used.ru_maxrss / 1024
    claims, insured = duckdb.sql(
        f"SELECT (SELECT count(*) FROM '{file_of(folder, 'claims')}'), sum(insured) "
        f"FROM '{file_of(folder, 'enrolment')}'"
    ).fetchall()[0]
    cpu = used.ru_utime + used.ru_stime
    line = f"{what:26}{claims:12,}{int(insured):14,}{seconds:10.1f}{cpu:9.1f}{megabytes:8.0f}"
    line += f"{size / 1024:14.0f}" if size else f"{'–':>14}"
    limits = (
        [mark(seconds, SECONDS, "s"), mark(megabytes, MEGABYTES, "MB")] if what == PUBLISHED and claims < 2e6 else []
    )
    print(line, " ", ", ".join(limits), flush=True)
    return seconds, megabytes


def _linear(one: tuple[float, float], ten: tuple[float, float]) -> None:
    ratio = ten[0] / one[0] / TEN
    print(f"ten times as many take {ten[0] / one[0]:.1f} times as long: {mark(ratio, LINEAR, 'of linear')}; "
          f"{ten[1] - one[1]:+.0f} MB")  # fmt: skip


def _work(what: str, folder: Path) -> None:
    """What one contestant does, in its own process: prints the seconds it took, and the bytes of the snapshot."""
    size = 0
    if what == PANDAS:
        from tests.bench.plain_pandas import totals

        began = time.monotonic()
        totals(folder, MONTH)
    elif what == ADDED_UP:
        from tests.checked import exact

        began = time.monotonic()
        exact(str(folder), MONTH)
    else:
        from backbone.publish.write import Said, publish

        with tempfile.TemporaryDirectory() as root:
            began = time.monotonic()
            made = publish(folder, Path(root) / "snapshots", "bench", Said("reported", MONTH, "2019-06", "2019-09-01"))
            size = (made.folder / "facts.parquet").stat().st_size
    print(time.monotonic() - began, size)


if __name__ == "__main__":
    _work(sys.argv[1], Path(sys.argv[2]))
