"""The illustrative claims: who falls ill, when they claim, how it is decided and what is paid."""

import numpy as np
import pandas as pd

from backbone.illustrative.model import VALUE
from backbone.illustrative.plan import share_out
from backbone.words import AGE_BAND, SEX

CAP = 100_000_00  # fen: the published annual cap
# (adcode, policy year) -> paid claims and RMB paid by August 2019, as published.
PAID = {("421122", 2018): (336, 1_160_000)}
# (adcode, policy year) -> no claim is submitted before this day, as published.
NOT_BEFORE = {("530627", 2017): np.datetime64("2018-04-02")}


def claims(county: pd.DataFrame, enrolled: pd.DataFrame, seed: int, scale: int, last: str) -> pd.DataFrame:
    """One row per claim reported by the end of month `last`, amounts in fen, sorted by submission day."""
    rng = np.random.default_rng([seed, 5])
    cover = enrolled.groupby(["adcode", "policy_year", "month"], as_index=False).insured.sum()
    frame = _people(county, cover, rng, scale)
    end = np.datetime64(last, "M") + 1
    frame = _timed(frame, rng, end)
    frame = _ill(frame, rng)
    frame = _decided(frame, rng, end)
    frame = _trimmed(frame, rng, scale)
    frame = _billed(frame, rng, scale)
    order = ["submitted_on", "adcode", "out_of_pocket_rmb"]
    frame = frame.sort_values(order, kind="stable", ignore_index=True)
    return frame.assign(claim_id=[f"C{number:08d}" for number in range(1, len(frame) + 1)])


def _draw(rng: np.random.Generator, weights: np.ndarray) -> np.ndarray:
    """One column number per row of `weights`, drawn in proportion to the row."""
    edges = np.cumsum(weights, axis=1)
    return (rng.random((len(edges), 1)) * edges[:, -1:] >= edges).sum(axis=1)


def _people(county: pd.DataFrame, cover: pd.DataFrame, rng: np.random.Generator, scale: int) -> pd.DataFrame:
    """One row per future claim: county, policy year, start of cover, sex, age and the county's terms."""
    # A county whose paid claims are published gets a few more than that, to be trimmed.
    published = county.index.isin([code for code, _ in PAID])
    risk = cover.insured * county.risk.mask(published, 0.85).reindex(cover.adcode).to_numpy()
    many = np.rint(risk * VALUE["incidence"] * cover.insured.sum() / risk.sum() * scale).astype(int)
    frame = cover.loc[cover.index.repeat(many), ["adcode", "policy_year", "month"]].reset_index(drop=True)
    local = county.loc[frame.adcode, ["women", "cost", "bill_met", "slow", "reject"]].reset_index(drop=True)
    ages = np.array([VALUE["ages"][band] * VALUE["age_risk"][band] for band in AGE_BAND])
    band = rng.choice(len(ages), len(frame), p=ages / ages.sum())
    low, high = (np.array([int(band.split("-")[end]) for band in AGE_BAND]) for end in (0, 1))
    low = np.where((frame.policy_year == 2017) & (band == 0), 20, low[band])
    women, men = SEX
    return frame.join(local).assign(
        sex=np.where(rng.random(len(frame)) < local.women, women, men),
        age=rng.integers(low, high[band] + 1),
    )


def _timed(frame: pd.DataFrame, rng: np.random.Generator, end: np.datetime64) -> pd.DataFrame:
    """`frame` with days of admission and submission; only what is submitted and reported before `end`."""
    start = frame.month.to_numpy("datetime64[M]").astype("datetime64[D]")
    admitted = start + rng.integers(0, VALUE["cover_days"], len(frame))
    lag = 4 + rng.gamma(1.6, (VALUE["days_to_submit"] - 4) / 1.6, len(frame))
    submitted = admitted + np.rint(lag).astype(int)
    for (code, year), day in NOT_BEFORE.items():
        early = ((frame.adcode == code) & (frame.policy_year == year)).to_numpy() & (submitted < day)
        submitted[early] = day + rng.integers(0, 45, early.sum())
    month = submitted.astype("datetime64[M]")
    reported = np.ones(len(frame))
    for incomplete, share in VALUE["reported"].items():
        reported[month == np.datetime64(incomplete)] = share
    kept = (submitted < end) & (rng.random(len(frame)) < reported)
    return frame.assign(admitted_on=admitted, submitted_on=submitted)[kept].reset_index(drop=True)


def _ill(frame: pd.DataFrame, rng: np.random.Generator) -> pd.DataFrame:
    """`frame` with illness and hospital tier, and what the two make of the bill: `severity`, `public`."""
    share, with_age, illness_cost = np.array(list(VALUE["illness"].values())).T
    decades = (frame.age.to_numpy()[:, None] - 42) / 20
    illness = _draw(rng, share * np.exp(with_age * decades))
    tiers, tier_cost, public = np.array(list(VALUE["hospital"].values())).T
    # A costlier illness is treated further up.
    tier = _draw(rng, tiers * tier_cost ** np.log(illness_cost[illness] / 0.95)[:, None])
    return frame.assign(
        illness=np.array(list(VALUE["illness"]))[illness],
        hospital_tier=np.array(list(VALUE["hospital"]))[tier],
        severity=illness_cost[illness] * tier_cost[tier],
        public=public[tier],
    )


def _decided(frame: pd.DataFrame, rng: np.random.Generator, end: np.datetime64) -> pd.DataFrame:
    """`frame` with the day of the decision, the outcome and the reason; undecided at `end` is pending."""
    n = len(frame)
    slow = frame.slow.to_numpy()[:, None]
    kind = _draw(rng, np.where(slow, VALUE["settling"]["slow"], VALUE["settling"]["usual"]))
    quick = rng.choice(list(VALUE["quick"]), n, p=list(VALUE["quick"].values()))
    working = np.choose(kind, [quick, rng.integers(6, 21, n), 0, 0])
    days = np.choose(kind, [0, 0, rng.integers(30, 91, n), rng.integers(91, 171, n)])
    submitted = frame.submitted_on.to_numpy("datetime64[D]")
    decided = np.busday_offset(submitted, working, roll="backward") + days
    decided = np.busday_offset(decided, 0, roll="forward")
    refused = rng.random(n) < frame.reject.to_numpy()
    reasons = np.array(list(VALUE["reasons"]), dtype=object)
    reason = rng.choice(reasons, n, p=list(VALUE["reasons"].values()))
    pending = decided >= end
    reason[~refused | pending] = None
    return frame.assign(
        decided_on=np.where(pending, np.datetime64("NaT"), decided),
        outcome=np.where(pending, "pending", np.where(refused, "rejected", "paid")),
        reject_reason=reason,
    )


def _trimmed(frame: pd.DataFrame, rng: np.random.Generator, scale: int) -> pd.DataFrame:
    """`frame` with as many paid claims as published where a number is, other outcomes in proportion."""
    kept = np.ones(len(frame), dtype=bool)
    for (code, year), (count, _) in PAID.items():
        mine = ((frame.adcode == code) & (frame.policy_year == year)).to_numpy()
        wanted = count * scale / (mine & (frame.outcome == "paid")).sum()
        for outcome in ("paid", "rejected", "pending"):
            rows = rng.permutation(np.flatnonzero(mine & (frame.outcome == outcome)))
            kept[rows[round(len(rows) * wanted) :]] = False
    return frame[kept].reset_index(drop=True)


def _billed(frame: pd.DataFrame, rng: np.random.Generator, scale: int) -> pd.DataFrame:
    """`frame` with the four amounts in fen: paid ≤ out of pocket, and cost = public + out of pocket."""
    n = len(frame)
    worth = frame.severity * frame.cost * np.exp(rng.normal(0, VALUE["paid_spread"], n))
    worth = np.clip(worth, 0.03, None).to_numpy()
    is_paid = (frame.outcome == "paid").to_numpy()
    fen = np.zeros(n, dtype=np.int64)
    rest, left = is_paid.copy(), VALUE["paid_total"] * 100 * scale
    for (code, year), (_, total) in PAID.items():
        mine = is_paid & ((frame.adcode == code) & (frame.policy_year == year)).to_numpy()
        fen[mine] = _capped(total * 100 * scale, worth[mine])
        rest &= ~mine
        left -= total * 100 * scale
    fen[rest] = _capped(left, worth[rest])
    # What an unpaid claim would have been worth only sets the size of its bill.
    bill = np.where(is_paid, fen, worth * fen[rest].sum() / worth[rest].sum())
    bill = np.where(frame.reject_reason == "below_deductible", bill * 0.25, bill)
    met = np.clip(frame.bill_met * rng.uniform(0.8, 1.2, n), 0.2, 0.8)
    own = np.ceil(bill / met).astype(np.int64)
    public = np.clip(frame.public * rng.uniform(0.93, 1.07, n), 0.4, 0.93)
    by_public = np.rint(own * public / (1 - public)).astype(np.int64)
    return frame.assign(
        hospital_cost_rmb=own + by_public,
        public_paid_rmb=by_public,
        out_of_pocket_rmb=own,
        paid_rmb=fen,
    )


def _capped(total: int, worth: np.ndarray) -> np.ndarray:
    """`total` fen shared out by `worth`, nobody above the cap."""
    # Clipping a few outliers raises every other part by far less than the 5 % kept in hand.
    return share_out(total, np.minimum(worth, 0.95 * CAP * worth.sum() / total))
