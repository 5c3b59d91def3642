"""A table as a file."""

import pandas as pd


def csv(table: pd.DataFrame) -> bytes:
    """The table as UTF-8 CSV with a byte-order mark, so that Excel reads the Chinese."""
    return table.to_csv(index=False, lineterminator="\r\n").encode("utf-8-sig")
