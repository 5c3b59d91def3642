"""A table as a file."""

from collections.abc import Sequence

import pandas as pd

from backbone.files import tables


def csv(answer: pd.DataFrame, ids: Sequence[str], basis: str, period: str, as_of: str, note: str = "") -> bytes:
    """The tidy answer as UTF-8 CSV with a byte-order mark (so that Excel reads the Chinese), its last columns
    saying period, basis, as of and the note, if any, on every row: a file that has lost its name still says what it
    is and what it leaves out."""
    return plain(tables.tidy(answer, ids), basis, period, as_of, note)


def plain(frame: pd.DataFrame, basis: str, period: str, as_of: str, note: str = "") -> bytes:
    """A table that is read as it stands (statistics, differences) as the same kind of file; rows that say a period or
    month of their own keep it."""
    last = {"period": period, "basis": basis, "as_of": as_of} | ({"note": note} if note else {})
    frame = frame.assign(**{column: value for column, value in last.items() if column not in frame})
    return frame.to_csv(index=False, lineterminator="\r\n").encode("utf-8-sig")
