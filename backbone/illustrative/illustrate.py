"""The illustrative snapshot: generated records through the ordinary publish path."""

import tempfile
from pathlib import Path

import pandas as pd

from backbone.illustrative.earlier import earlier
from backbone.illustrative.generate import AS_OF, SEED, generate
from backbone.illustrative.model import ASSUMPTIONS
from backbone.publish import register, rollup
from backbone.publish.raw import connect, type_tables
from backbone.publish.write import Said, publish
from backbone.snapshot.manifest import open_snapshot
from backbone.text import Text

NOTE = Text(
    "Illustrative data: the records are generated. They agree with the published figures and model the rest, and "
    "describe no real person or claim.",
    "示意数据（非实际业务数据）：记录由程序生成，与已公布的数字相符，其余为模拟，不代表任何真实的个人或理赔案件。",
)


def illustrative(
    root: Path, seed: int = SEED, scale: int = 1, name: str = "", month: str = AS_OF, after: str = ""
) -> Path:
    """The new folder `root/name` (by default named after the month), made current: the records as they stood at the
    end of `month`, told after the snapshot `after` ("" for the first). `scale` N has N times as many people, claims
    and RMB."""
    complete_through, following = (str(pd.Period(month, "M") + n) for n in (-2, 1))
    said = Said(
        "illustrative",
        month,
        complete_through,
        f"{following}-01",  # fixed, so that the same seed gives the same bytes
        generator={"seed": seed, "scale": scale},
        note=NOTE,
        modelled=tuple((assumption.text, assumption.of) for assumption in ASSUMPTIONS),
    )
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        raw = generate(folder / "all", seed, scale)
        private = _register(raw, folder, open_snapshot(root / after).manifest.as_of) if after else None
        raw = raw if month == AS_OF else earlier(raw, folder / month, month)
        return publish(raw, root, name or f"{month}-illustrative", said, after, private).folder


def _register(raw: Path, folder: Path, month: str) -> Path:
    """The register that a publisher of the records as of an earlier month would have kept."""
    con = connect(earlier(raw, folder / "before", month))
    type_tables(con)
    exact = rollup.exact(con, month)
    con.close()
    register.write(folder / "register.parquet", register.known_since(exact, None, ""))
    return folder / "register.parquet"
