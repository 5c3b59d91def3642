"""A table as a file."""

from collections.abc import Sequence

import pandas as pd

from backbone import tables


def csv(answer: pd.DataFrame, ids: Sequence[str], basis: str, period: str, as_of: str) -> bytes:
    """The tidy answer as UTF-8 CSV with a byte-order mark (so that Excel reads the Chinese), its last columns
    saying period, basis and as of on every row: a file that has lost its name still says what it is."""
    frame = tables.tidy(answer, ids)
    if "period" not in frame:
        frame["period"] = period
    frame = frame.assign(basis=basis, as_of=as_of)
    return frame.to_csv(index=False, lineterminator="\r\n").encode("utf-8-sig")
