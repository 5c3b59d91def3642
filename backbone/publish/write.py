"""Checked raw records -> a new snapshot folder, which becomes the current one."""

import hashlib
import json
import os
import re
import shutil
import tempfile
from collections.abc import Iterable
from pathlib import Path

from backbone.publish import check, raw, rollup
from backbone.publish.raw import PublishError
from backbone.snapshot.manifest import CURRENT, FACTS, MANIFEST, NAME, SCHEMA, SMALLEST_SHOWN
from backbone.text import Text

AS_SUBMITTED = Text(
    "Figures as submitted by the insurers and the counties.",
    "数字由承保机构和各县报送。",
)


def publish(
    raw_folder: Path,
    root: Path,
    name: str,
    basis: str,
    as_of: str,
    complete_through: str,
    created: str,
    *,
    generator: dict[str, int] | None = None,
    note: Text = AS_SUBMITTED,
    modelled: Iterable[Text] = (),
) -> Path:
    """The new folder `root/name`, checked, tied out and made current; PublishError says every fault.

    Months are 'YYYY-MM', `created` an ISO date. An existing folder is never touched.
    """
    _check_dates(as_of, complete_through)
    folder = root / name
    if not NAME.fullmatch(name):
        raise PublishError(
            Text(
                f"{name!r} is not a plain folder name: use letters, digits, dots and dashes.",
                f"{name!r} 不是有效的文件夹名称：请只用字母、数字、点和短横线。",
            )
        )
    if folder.exists():
        raise PublishError(
            Text(
                f"{name} exists and is never changed: publish under another name.",
                f"{name} 已存在且不可更改：请换一个名称发布。",
            )
        )
    con = raw.connect(raw_folder)
    check.check(con, as_of)
    rollup.roll_up(con, as_of)
    rollup.tie_out(con)

    root.mkdir(parents=True, exist_ok=True)
    partial = Path(tempfile.mkdtemp(prefix=".partial-", dir=root))
    try:
        rows = rollup.write_facts(con, partial / FACTS)
        facts = (partial / FACTS).read_bytes()
        first, periods = con.execute(
            "SELECT min(month), list(DISTINCT policy_year ORDER BY policy_year) FROM facts"
        ).fetchone()
        _write_json(
            partial / MANIFEST,
            {
                "schema": SCHEMA,
                "name": name,
                "basis": basis,
                "as_of": as_of,
                "first_month": first,
                "complete_through": complete_through,
                "created": created,
                "periods": periods,
                "generator": generator,
                "files": {
                    FACTS: {"rows": rows, "bytes": len(facts), "sha256": hashlib.sha256(facts).hexdigest()},
                },
                "totals": rollup.totals(con),
                "disclosure": {"smallest_shown": SMALLEST_SHOWN},
                "note_en": note.en,
                "note_zh": note.zh,
                "modelled": [{"en": text.en, "zh": text.zh} for text in modelled],
            },
        )
        partial.chmod(0o755)  # a temporary folder is its maker's alone
        partial.rename(folder)
    except BaseException:
        shutil.rmtree(partial, ignore_errors=True)
        raise
    finally:
        con.close()
    switch(root, name)
    return folder


def _check_dates(as_of: str, complete_through: str) -> None:
    """PublishError unless both are months, the second not after the first."""
    months = all(re.fullmatch(check.MONTH, month) for month in (as_of, complete_through))
    if not months or complete_through > as_of:
        raise PublishError(
            Text(
                f"as of {as_of!r}, complete through {complete_through!r}: give months like 2019-08, in order.",
                f"截至 {as_of!r}、完整至 {complete_through!r}：请按先后给出两个 2019-08 格式的月份。",
            )
        )


def switch(root: Path, name: str) -> None:
    """Makes `name` the current snapshot; a reader sees the old name or the new, never half of one."""
    pointer = root / f".{CURRENT}"
    pointer.write_text(name + "\n", encoding="utf-8")
    os.replace(pointer, root / CURRENT)


def _write_json(path: Path, content: dict) -> None:
    """Writes `content` for people to read too, the same every time."""
    path.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
