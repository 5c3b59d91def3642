"""A DuckDB query that may take long, and how far it is meanwhile."""

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor, wait
from typing import Any

import duckdb

from backbone.publish.progress import EVERY
from backbone.publish.reached import Reached

_COUNTS = "SET enable_progress_bar = true; SET enable_progress_bar_print = false; SET progress_bar_time = 0"


def answered(con: duckdb.DuckDBPyConnection, query: str, given: Mapping[str, str], reached: Reached) -> list[tuple]:
    """The rows that answer a query. Meanwhile the calling thread tells `reached` which part of it is done, 0 to 1;
    whatever `reached` raises stops the query."""
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
    """DuckDB's per cent as a part of 1; 0 for −1, by which it says that it does not know yet."""
    return min(1.0, max(0.0, float(percent) / 100))
