"""Makes the illustrative raw records: same seed and scale, same records."""

from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from backbone.illustrative.claims import claims
from backbone.illustrative.plan import counties, county_years, enrolment, funds

COUNTIES = Path(__file__).parents[2] / "data" / "published" / "counties.csv"
AS_OF = "2019-08"
SEED = 20190831


def generate(folder: Path, seed: int = SEED, scale: int = 1, listing: Path = COUNTIES) -> Path:
    """Writes enrolment, claims, funds and counties as parquet into `folder` and returns it.

    `scale` N makes N times as many people, claims and RMB, for benchmarks.
    """
    county = counties(listing, seed)
    enrolled = enrolment(county, county_years(county, seed), seed)
    money = funds(enrolled, seed, AS_OF)
    claimed = claims(county, enrolled, seed, scale, AS_OF)
    enrolled[["eligible", "insured", "premium_rmb"]] *= scale
    money[["raised_rmb", "spent_rmb"]] *= scale

    folder.mkdir(parents=True, exist_ok=True)
    _write(
        folder / "enrolment.parquet",
        enrolled,
        18,
        ["adcode", "policy_year", "month", "sex", "age_band", "eligible", "insured", "premium_rmb"],
    )
    _write(
        folder / "claims.parquet",
        claimed,
        14,
        [
            "claim_id",
            "adcode",
            "policy_year",
            "age",
            "sex",
            "illness",
            "hospital_tier",
            "admitted_on",
            "submitted_on",
            "decided_on",
            "outcome",
            "reject_reason",
            "hospital_cost_rmb",
            "public_paid_rmb",
            "out_of_pocket_rmb",
            "paid_rmb",
        ],
    )
    _write(folder / "funds.parquet", money, 18, ["month", "raised_rmb", "spent_rmb"])
    _write(
        folder / "counties.parquet",
        county.reset_index().assign(left_on=pd.NaT),
        18,
        ["adcode", "name_zh", "name_en", "joined_on", "left_on"],
    )
    return folder


def _write(path: Path, frame: pd.DataFrame, precision: int, columns: list[str]) -> None:
    """Writes `columns` of `frame`; *_rmb are fen and become decimals, *_on become dates."""
    arrays = {}
    for column in columns:
        if column.endswith("_rmb"):
            arrays[column] = _money(frame[column].to_numpy(np.int64), precision)
        elif column.endswith("_on"):
            days = pd.to_datetime(frame[column]).to_numpy("datetime64[D]")
            arrays[column] = pa.array(days, pa.date32())
        else:
            arrays[column] = pa.array(frame[column])
    pq.write_table(pa.table(arrays), path, compression="zstd")


def _money(fen: np.ndarray, precision: int) -> pa.Array:
    """Non-negative fen as decimals of RMB: a decimal128 is its whole number in 16 little-endian bytes."""
    words = np.zeros((len(fen), 2), dtype="<i8")
    words[:, 0] = fen
    return pa.Array.from_buffers(pa.decimal128(precision, 2), len(fen), [None, pa.py_buffer(words)])
