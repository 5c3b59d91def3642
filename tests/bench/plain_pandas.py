"""Plain pandas that checks raw records and adds them up, as somebody would write it in an afternoon: the main
rules, the same totals (`python -m tests.bench.plain_pandas FOLDER` holds them against publishing's)."""

import re
import sys
from pathlib import Path

import numpy as np
import pandas as pd

from backbone.breakdowns import BREAKDOWNS, STORED, Band
from backbone.publish.raw import TABLES, file_of
from backbone.publish.rollup import BY, EXACT
from backbone.snapshot.manifest import TOTAL

OUTCOMES = ("paid", "rejected", "pending")
# An ID number, a mobile phone, a bank card, standing by itself.
PERSONAL = r"(?:^|[^0-9])(?:[0-9]{17}[0-9Xx]|[0-9]{15,19}|1[3-9][0-9]{9})(?:$|[^0-9])"
UNIQUE = {
    "enrolment": ["adcode", "policy_year", "month", "sex", "age_band"],
    "claims": ["claim_id"],
    "funds": ["month"],
    "counties": ["adcode"],
}
CELL = ["place", "policy_year", "month"]
AMOUNTS = ("hospital_cost", "public_paid", "out_of_pocket", "paid")


def totals(folder: Path, month: str) -> pd.DataFrame:
    """The exact totals of a folder of raw tables, checked."""
    raw = {table: pd.read_parquet(file_of(folder, table), dtype_backend="pyarrow") for table in TABLES}
    faults = [fault for fault, wrong in _wrong(raw, month).items() if wrong.any()]
    if faults:
        raise ValueError(", ".join(faults))
    parts = [*_cover(raw["enrolment"], month), *_claims(raw["claims"]), _funds(raw["funds"])]
    every = pd.concat(parts, ignore_index=True)
    every[list(EXACT)] = every.reindex(columns=EXACT).fillna(0).astype("int64")
    return every.groupby(list(BY), as_index=False, sort=True)[list(EXACT)].sum()


def _wrong(raw: dict[str, pd.DataFrame], month: str) -> dict[str, pd.Series]:
    """What is wrong with which rows."""
    claims, enrolment = raw["claims"], raw["enrolment"]
    wrong = {}
    for table, columns in TABLES.items():
        for column, kind in columns.items():
            wrong[f"{table}.{column} empty"] = raw[table][column].isna() & (not kind.endswith("NULL"))
            if kind.startswith("VARCHAR"):
                texts = raw[table][column].dropna().unique() if column != "claim_id" else raw[table][column]
                wrong[f"{table}.{column} personal"] = pd.Series(texts).str.contains(PERSONAL, regex=True)
        wrong[f"{table} twice"] = raw[table].duplicated(UNIQUE[table])
    for breakdown in BREAKDOWNS.values():
        if isinstance(breakdown.reads, str):
            column = claims[breakdown.reads]
            wrong[breakdown.id] = ~column.isin(list(breakdown.categories)) & column.notna()
    pairs = pd.MultiIndex.from_frame(enrolment[["adcode", "policy_year"]]).unique()
    of_county = claims[["adcode", "policy_year"]].drop_duplicates()
    wrong["not enrolled"] = pd.Series(~pd.MultiIndex.from_frame(of_county).isin(pairs))
    wrong["outcome"] = ~claims["outcome"].isin(OUTCOMES)
    wrong["age"] = ~claims["age"].between(18, 60)
    wrong["negative"] = (claims[[f"{name}_rmb" for name in AMOUNTS]] < 0).any(axis=1)
    wrong["more than out of pocket"] = claims["paid_rmb"] > claims["out_of_pocket_rmb"]
    wrong["sum"] = claims["hospital_cost_rmb"] != claims["public_paid_rmb"] + claims["out_of_pocket_rmb"]
    wrong["order"] = (claims["submitted_on"] < claims["admitted_on"]) | (claims["decided_on"] < claims["submitted_on"])
    wrong["late"] = claims["submitted_on"].astype("datetime64[s]").dt.strftime("%Y-%m") > month
    wrong["pending"] = (claims["outcome"] == "pending") != claims["decided_on"].isna()
    wrong["rejected"] = (claims["outcome"] == "rejected") != claims["reject_reason"].notna()
    wrong["paid"] = (claims["outcome"] == "paid") != (claims["paid_rmb"] > 0)
    return wrong


def _fen(rmb: pd.Series) -> pd.Series:
    return (rmb.astype("float64") * 100).round().astype("int64")


def _cover(enrolment: pd.DataFrame, month: str) -> list[pd.DataFrame]:
    rows = enrolment.rename(columns={"adcode": "place"}).assign(premium=_fen(enrolment["premium_rmb"]))
    rows[["eligible", "insured"]] = rows[["eligible", "insured"]].astype("int64")
    crossed = rows.assign(breakdown="sex/age_band", category=rows["sex"] + "/" + rows["age_band"])
    cover = rows.groupby(CELL, as_index=False)["insured"].sum().query("insured > 0")
    ends = (pd.to_datetime(cover["month"] + "-01") + pd.DateOffset(months=12)).dt.strftime("%Y-%m")
    due = cover.assign(month=ends, policy_year=cover["policy_year"] + 1, due=cover["insured"], again=0)
    due = due[(due["month"] <= month) & due["policy_year"].isin(rows["policy_year"])]
    moves = pd.concat([due, cover.assign(due=0, again=cover["insured"])])
    moves = moves.groupby(CELL, as_index=False)[["due", "again"]].sum()
    so_far = moves.groupby(CELL[:2])[["due", "again"]].cumsum().min(axis=1)
    moves["renewed"] = so_far.groupby([moves[key] for key in CELL[:2]]).diff().fillna(so_far)
    kept = [_plain(rows, ["eligible", "insured", "premium"]), _plain(due, ["due"]), _plain(moves, ["renewed"])]
    return [*kept, crossed[[*BY, "eligible", "insured", "premium"]]]


def _plain(rows: pd.DataFrame, columns: list[str]) -> pd.DataFrame:
    """The totals without a breakdown."""
    sums = rows.groupby(CELL, as_index=False)[columns].sum()
    return sums.assign(breakdown=TOTAL, category=TOTAL)


def _claims(claims: pd.DataFrame) -> list[pd.DataFrame]:
    claims = claims.rename(columns={"adcode": "place"})
    days = {name: claims[name].astype("datetime64[s]") for name in ("submitted_on", "decided_on")}
    filed = claims[CELL[:2]].assign(month=days["submitted_on"].dt.strftime("%Y-%m"), submitted=1)
    parts = [_plain(filed, ["submitted"])]
    claims = claims.assign(month=days["decided_on"].dt.strftime("%Y-%m"), decided=1)
    decided = claims["outcome"] != "pending"
    claims, days = claims[decided], {name: day[decided].to_numpy("datetime64[D]") for name, day in days.items()}
    claims["days"] = (days["decided_on"] - days["submitted_on"]).astype("int64")
    claims["settle_days"] = claims["days"]
    claims["paid_within_5"] = np.busday_count(days["submitted_on"] + 1, days["decided_on"] + 1) <= 5
    claims[list(AMOUNTS)] = claims[[f"{name}_rmb" for name in AMOUNTS]].apply(_fen)
    of_paid = ["decided", "paid_claims", *AMOUNTS, "settle_days", "paid_within_5"]
    for outcome, column, sums in (("paid", "paid_claims", of_paid), ("rejected", "rejected", ["decided", "rejected"])):
        rows = claims[claims["outcome"] == outcome].assign(**{column: 1})
        parts.append(_plain(rows, sums))
        codes = {b.id: _code(rows, b) for b in BREAKDOWNS.values()}
        for stored in STORED.values():
            if stored.kept.counts == column:
                first, *others = (codes[b.id] for b in stored.of)
                rows["category"] = first.str.cat(others, sep="/") if others else first
                by = rows.groupby(["category", *CELL], as_index=False)[sums].sum()
                parts.append(by.assign(breakdown=stored.id))
    return parts


def _code(rows: pd.DataFrame, breakdown: object) -> pd.Series:
    reads = breakdown.reads
    if not isinstance(reads, Band):
        return rows[reads].astype("str")
    lows = [int(re.match(r"\d+", code)[0]) for code in breakdown.categories]
    bands = pd.cut(rows[reads.of].astype("float64"), [*lows, np.inf], right=False, labels=list(breakdown.categories))
    return bands.astype("str")


def _funds(funds: pd.DataFrame) -> pd.DataFrame:
    year = funds["month"].str[:4].astype("int64")
    rows = funds.assign(
        place="100000", policy_year=year, raised=_fen(funds["raised_rmb"]), spent=_fen(funds["spent_rmb"])
    )
    return _plain(rows, ["raised", "spent"])


if __name__ == "__main__":
    from tests.checked import exact

    ours, theirs = exact(sys.argv[1], "2019-08"), totals(Path(sys.argv[1]), "2019-08")
    theirs = theirs.astype(ours.dtypes.to_dict())[list(ours.columns)]
    pd.testing.assert_frame_equal(ours, theirs)
    print("the same")
