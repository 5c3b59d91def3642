"""Who is insured where and when: the published totals shared out among counties, sexes and age bands."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from backbone.illustrative.model import VALUE
from backbone.words import AGE_BAND, SEX


@dataclass(frozen=True, slots=True)
class Wave:
    """Counties that start in the same months and whose insured, and premium, add up to one known total."""

    first: str
    last: str
    insured: int
    premium: int
    floor: int  # RMB a head that every county pays at least
    spread: float  # how far the remainder of the premium a head may differ between counties


# 2018 is cut where a source gives a running total: 1.09 m insured and RMB 23.70 m spent by 2018-05-23, and
# 1.178 m insured by 2018-06-30. July–August is sized so that the same counties make up the 2019 total.
WAVES = (
    Wave("2017-09", "2017-12", 813_200, 15_180_000, 15, 0.3),
    Wave("2018-01", "2018-05", 276_800, 8_520_000, 25, 0.03),
    Wave("2018-06", "2018-06", 88_000, 2_350_000, 25, 0.3),
    Wave("2018-07", "2018-08", 640_000, 17_000_000, 25, 0.6),
    Wave("2018-09", "2018-12", 2_435_200, 64_490_000, 25, 0.6),
    Wave("2019-01", "2019-08", 1_106_800, 1_106_800 * VALUE["premium_2019"], 25, 0.3),
)

# (adcode, policy year) -> what is published for that county.
INSURED = {
    ("530627", 2017): 270_000,
    ("530627", 2018): 330_100,
    ("530621", 2017): 71_300,
    ("421122", 2018): 65_940,
    ("411327", 2018): 32_097,
    ("610925", 2018): 39_138,
}
PREMIUM = {("530621", 2017): 2_220_000, ("421122", 2018): 1_780_000, ("610925", 2018): 39_138 * 30}
JOINED = {"530627": "2017-12-05", "510822": "2018-05-13"}
RAISED = {"2017-11": 15_200_000, "2017-12": 16_650_000, "2018-05": 55_270_000, "2018-12": 136_180_000}


def share_out(total: int, weights: np.ndarray) -> np.ndarray:
    """Whole parts of `total` in proportion to `weights`, adding up to it exactly (largest remainders)."""
    exact = total * (weights / weights.sum())
    parts = np.floor(exact).astype(np.int64)
    parts[np.argsort(parts - exact, kind="stable")[: total - parts.sum()]] += 1
    return parts


def counties(listing: Path, seed: int) -> pd.DataFrame:
    """One row per programme county, by adcode: names, the day it joined, and its drawn character."""
    rng = np.random.default_rng([seed, 1])
    frame = pd.read_csv(listing, dtype=str).sort_values("adcode").set_index("adcode")
    n = len(frame)

    def between(low: float, high: float) -> np.ndarray:
        """A number from low to high for each county."""
        return rng.uniform(low, high, n)

    joined = {
        code: f"{month}-01"
        for year in reversed(VALUE["starts"].values())
        for month, codes in reversed(year.items())
        for code in codes
    } | JOINED
    quiet = frame.index.isin(VALUE["quiet"])
    coverage = between(*VALUE["coverage"])
    differ = VALUE["counties_differ"]
    return pd.DataFrame(
        {
            "name_zh": frame.county_zh,
            "name_en": frame.county_en,
            "joined_on": frame.index.map(joined),
            "size": np.clip(np.exp(rng.normal(0, VALUE["county_size"], n)), 0.45, 2.2),
            "coverage": np.where(quiet | (rng.random(n) < 0.08), 1.0, coverage),
            "women": VALUE["women"] + between(*differ["women"]),
            "risk": np.where(quiet, between(*differ["quiet"]), between(*differ["risk"])),
            "cost": between(*differ["cost"]),
            "bill_met": between(*VALUE["bill_met"]),
            "slow": frame.index.isin(VALUE["slow"]),
            "reject": np.where(
                frame.index.isin(VALUE["strict"]),
                VALUE["rejected"][1],
                VALUE["rejected"][0] * between(*differ["reject"]),
            ),
        }
    )


def county_years(county: pd.DataFrame, seed: int) -> pd.DataFrame:
    """One row per county and policy year: start month, insured (persons) and premium (RMB), exact totals."""
    rng = np.random.default_rng([seed, 2])
    frame = pd.DataFrame(
        [
            (code, year, month)
            for year, months in VALUE["starts"].items()
            for month, codes in months.items()
            for code in codes
        ],
        columns=["adcode", "policy_year", "month"],
    ).drop_duplicates(["adcode", "policy_year"])
    keys = list(zip(frame.adcode, frame.policy_year, strict=True))
    frame["insured"] = [INSURED.get(key, 0) for key in keys]
    frame["premium"] = [PREMIUM.get(key, 0) for key in keys]
    for wave in WAVES:
        inside = frame.month.between(wave.first, wave.last)
        free = inside & (frame.insured == 0)
        weights = county["size"].reindex(frame.adcode[free]).to_numpy() * rng.uniform(0.92, 1.08, free.sum())
        frame.loc[free, "insured"] = share_out(wave.insured - frame.insured[inside].sum(), weights)
        free = inside & (frame.premium == 0)
        insured = frame.insured[free].to_numpy()
        above = wave.premium - frame.premium[inside].sum() - wave.floor * insured.sum()
        weights = insured * rng.uniform(1 - wave.spread, 1 + wave.spread, free.sum())
        frame.loc[free, "premium"] = wave.floor * insured + share_out(above, weights)
    return frame


def enrolment(county: pd.DataFrame, yearly: pd.DataFrame, seed: int) -> pd.DataFrame:
    """One row per county, policy year, start month, sex, age band: eligible, insured, premium (fen)."""
    rng = np.random.default_rng([seed, 3])
    cells = [(sex, band) for sex in SEX for band in AGE_BAND]
    ages = np.array(list(VALUE["ages"].values()))
    frames = []
    for row in yearly.itertuples():
        mine = county.loc[row.adcode]
        # In policy year 2017 cover began at 20, so the youngest band holds ten ages instead of twelve.
        youngest = 10 / 12 if row.policy_year == 2017 else 1
        age = ages * rng.uniform(0.93, 1.07, 4) * np.array([youngest, 1, 1, 1])
        insured = share_out(row.insured, np.concatenate([mine.women * age, (1 - mine.women) * age]))
        # Where cover is not full, older people take it up a little more often.
        tilt = np.tile([0.96, 0.99, 1.01, 1.02], 2) if mine.coverage < 1 else 1
        share = np.minimum(mine.coverage * tilt, 1)
        frames.append(
            pd.DataFrame(
                {
                    "adcode": row.adcode,
                    "policy_year": row.policy_year,
                    "month": row.month,
                    "sex": [sex for sex, _ in cells],
                    "age_band": [band for _, band in cells],
                    "eligible": np.ceil(insured / share).astype(np.int64),
                    "insured": insured,
                    "premium_rmb": share_out(row.premium * 100, insured),
                }
            )
        )
    return _with_second_groups(pd.concat(frames, ignore_index=True))


def _with_second_groups(enrolled: pd.DataFrame) -> pd.DataFrame:
    """`enrolled`, 30 % of it moved to the second start month of a county and year that has one.

    Eligible people are counted once per county and year, so they stay in the first month.
    """
    first = {
        (code, year): month
        for code, year, month in zip(enrolled.adcode, enrolled.policy_year, enrolled.month, strict=True)
    }
    seconds = []
    for year, months in VALUE["starts"].items():
        for month, codes in months.items():
            for code in codes:
                if month == first[code, year]:
                    continue
                mine = (enrolled.adcode == code) & (enrolled.policy_year == year)
                moved = enrolled[mine].assign(month=month, eligible=0)
                for column in ("insured", "premium_rmb"):
                    moved[column] = moved[column] * 3 // 10
                    enrolled.loc[mine, column] -= moved[column]
                seconds.append(moved)
    order = ["policy_year", "month", "adcode", "sex", "age_band"]
    return pd.concat([enrolled, *seconds]).sort_values(order, ignore_index=True)


def funds(enrolled: pd.DataFrame, seed: int, last: str) -> pd.DataFrame:
    """One row per month to `last`, in fen: raised (as published by date), spent (the month's premium)."""
    rng = np.random.default_rng([seed, 4])
    months = pd.period_range("2017-07", last, freq="M").strftime("%Y-%m")
    marks = RAISED | {last: max(RAISED.values()) + VALUE["raised_2019"]}
    raised: list[int] = []
    before, so_far = "", 0
    for month, total in marks.items():
        span = ((months > before) & (months <= month)).sum()
        raised.extend(share_out(total - so_far, rng.uniform(0.8, 1.2, span)) * 100)
        before, so_far = month, total
    spent = enrolled.groupby("month").premium_rmb.sum().reindex(months, fill_value=0)
    return pd.DataFrame({"month": months, "raised_rmb": raised, "spent_rmb": spent.to_numpy()})
