"""Manifests as a publisher would write who is mistaken: what they say is wrong, and the checksum is right."""

import json
from hashlib import sha256
from pathlib import Path

import pandas as pd

from backbone.measures import COLUMNS
from backbone.snapshot.manifest import FACTS, MANIFEST, TOTAL, checksum


def said_by(folder: Path) -> dict:
    """What the manifest in `folder` says."""
    return json.loads((folder / MANIFEST).read_text(encoding="utf-8"))


def write(folder: Path, said: dict) -> None:
    """Writes a manifest as it is."""
    (folder / MANIFEST).write_text(json.dumps(said), encoding="utf-8")


def rewrite(folder: Path, without: str = "", **changes: object) -> None:
    """Changes keys of the manifest in `folder`, or leaves one out, with the right checksum."""
    said = {key: value for key, value in (said_by(folder) | changes).items() if key != without}
    write(folder, said | {"checksum": checksum(said)})


def put_facts(folder: Path, facts: pd.DataFrame) -> None:
    """Puts other facts into `folder`, and makes the manifest fit them as far as they are facts."""
    facts.to_parquet(folder / FACTS)
    raw, whole = (folder / FACTS).read_bytes(), facts[facts.breakdown == TOTAL]
    sums = {c: pd.to_numeric(whole[c], "coerce").replace(float("inf"), 0).sum() for c in COLUMNS}
    rewrite(
        folder,
        files={FACTS: {"rows": len(facts), "bytes": len(raw), "sha256": sha256(raw).hexdigest()}},
        totals={c: float(sums[c]) if column.is_money else int(sums[c]) for c, column in COLUMNS.items()},
        waiting={"claims": int(sums["paid_claims"] - sums["told_claims"]), "paid": None},
    )
