"""What is told of the paid claims, worked out slowly: county by county, policy year by policy year, month by month."""

from collections import defaultdict
from pathlib import Path

import pandas as pd

from tests.oracle import Oracle

LEAST = 8
AMOUNTS = ("hospital_cost", "public_paid", "out_of_pocket", "paid", "settle_days", "paid_within_5")
CELL = ["county", "policy_year"]


class Told(Oracle):
    """The oracle of what is told of the records in a folder, after what was told of those in an earlier one.

    Its happenings have the amounts and days of claims, and `told_claims`, in the month in which they are told."""

    def __init__(self, raw_folder: Path, before: "Told | None" = None) -> None:
        super().__init__(raw_folder)
        exact = self.happenings[self.happenings["paid_claims"] > 0].rename(columns={"paid_claims": "told_claims"})
        done = before.told if before else pd.DataFrame(columns=[*CELL, "month", "told_claims", *AMOUNTS])
        since = before.happenings["month"].max() if before else ""
        self.told = pd.DataFrame(self._told(exact, done, since))
        rest = self.happenings.assign(**dict.fromkeys(AMOUNTS, 0))
        self.happenings = pd.concat([rest, self._placed(self.told)], ignore_index=True)
        counts = self.happenings.select_dtypes("number").columns
        self.happenings[counts] = self.happenings[counts].fillna(0).astype("int64")

    def _told(self, exact: pd.DataFrame, done: pd.DataFrame, since: str) -> list[dict]:
        """What waits is told as soon as it stands for LEAST claims; what was told stays told in its month."""
        rows = done.to_dict("records")
        said = {cell: own[["told_claims", *AMOUNTS]].sum() for cell, own in done.groupby(CELL)}
        months = sorted(month for month in self.happenings["month"].unique() if month > since)
        for cell, own in exact.groupby(CELL):
            told = said.get(cell, defaultdict(int))
            for month in months:
                so_far = own.loc[own["month"] <= month, ["told_claims", *AMOUNTS]].sum()
                waits = {column: so_far[column] - told[column] for column in so_far.index}
                if waits["told_claims"] >= LEAST:
                    rows.append(dict(zip(CELL, cell, strict=True)) | {"month": month} | waits)
                    told = so_far
        return rows

    def _placed(self, told: pd.DataFrame) -> pd.DataFrame:
        return told.assign(province=told["county"].str[:2] + "0000", nation="100000")
