"""Makes the illustrative raw records: same seed and scale, same records."""

import re
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from backbone.illustrative.claims import claims
from backbone.illustrative.plan import counties, county_years, enrolment, funds
from backbone.publish.raw import TABLES, file_of

COUNTIES = Path(__file__).parents[2] / "data" / "published" / "counties.csv"
AS_OF = "2019-08"
SEED = 20190831


def generate(folder: Path, seed: int = SEED, scale: int = 1) -> Path:
    """Writes enrolment, claims, funds and counties as parquet into `folder` and returns it.

    `scale` N makes N times as many people, claims and RMB, for benchmarks.
    """
    county = counties(COUNTIES, seed)
    enrolled = enrolment(county, county_years(county, seed), seed)
    money = funds(enrolled, seed, AS_OF)
    claimed = claims(county, enrolled, seed, scale, AS_OF)
    enrolled[["eligible", "insured", "premium_rmb"]] *= scale
    money[["raised_rmb", "spent_rmb"]] *= scale

    folder.mkdir(parents=True, exist_ok=True)
    joined = county.reset_index().assign(left_on=pd.NaT)
    for table, frame in (("enrolment", enrolled), ("claims", claimed), ("funds", money), ("counties", joined)):
        _write(folder, table, frame)
    return folder


def _write(folder: Path, table: str, frame: pd.DataFrame) -> None:
    """Writes the columns of a raw table; amounts are fen in `frame` and become decimals."""
    arrays = {}
    for column, kind in TABLES[table].items():
        if amount := re.match(r"DECIMAL\((\d+),2\)", kind):
            arrays[column] = _money(frame[column].to_numpy(np.int64), int(amount[1]))
        elif kind.startswith("DATE"):
            arrays[column] = pa.array(pd.to_datetime(frame[column]).to_numpy("datetime64[D]"), pa.date32())
        else:
            arrays[column] = pa.array(frame[column])
    pq.write_table(pa.table(arrays), file_of(folder, table), compression="zstd")


def _money(fen: np.ndarray, precision: int) -> pa.Array:
    """Non-negative fen as decimals of RMB: a decimal128 is its whole number in 16 little-endian bytes."""
    words = np.zeros((len(fen), 2), dtype="<i8")
    words[:, 0] = fen
    return pa.Array.from_buffers(pa.decimal128(precision, 2), len(fen), [None, pa.py_buffer(words)])
