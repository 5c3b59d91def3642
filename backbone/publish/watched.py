"""Watched: a question to DuckDB that may take long, of which it is told meanwhile how far it is."""

from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor, wait
from typing import Any

import duckdb

from backbone.publish.progress import EVERY

_COUNTS = "SET enable_progress_bar = true; SET enable_progress_bar_print = false; SET progress_bar_time = 0"


def answered(
    con: duckdb.DuckDBPyConnection, query: str, given: Mapping[str, str], reached: Callable[[float], None]
) -> list[tuple]:
    """The rows that answer a query. While it works `reached` is told how much of it is done, 0 to 1, by this thread;
    what that raises stops the query."""
    con.execute(_COUNTS)
    with ThreadPoolExecutor(1) as aside:
        asked = aside.submit(lambda: con.execute(query, dict(given)).fetchall())
        try:
            while not wait([asked], EVERY).done:
                reached(_share(con.query_progress()))
            reached(1.0)
        except BaseException:
            con.interrupt()
            raise
        return asked.result()


def _share(percent: Any) -> float:
    """What DuckDB says, 0 to 1; it says -1 where it does not know yet."""
    return min(1.0, max(0.0, float(percent) / 100))
