"""What never changes while the dashboard runs, written once for nginx: each file beside its compressed copy."""

import gzip
import os
import shutil
from pathlib import Path

COMPRESSIBLE = (".js", ".css", ".json", ".html", ".svg", ".txt", ".md", ".wasm", ".ttf")
LEAST = 1000


def lay_out(www: Path, base: str, streamlits: Path, ours: Path) -> None:
    """Lays Streamlit's files and ours below `www`; what is there already and is the same stays."""
    for source, place in ((streamlits / "static", "static"), (ours, "app/static")):
        for path in source.rglob("*"):
            if path.is_file():
                _lay(path, www / base.strip("/") / place / path.relative_to(source))


def _lay(source: Path, target: Path) -> None:
    """A copy with the time of its source, whole before it is seen under its name."""
    stat = source.stat()
    if target.exists() and (target.stat().st_size, target.stat().st_mtime_ns) == (stat.st_size, stat.st_mtime_ns):
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    new = target.with_name(f"{target.name}.new")
    if source.suffix in COMPRESSIBLE and stat.st_size >= LEAST:
        new.write_bytes(gzip.compress(source.read_bytes(), 6, mtime=0))
        os.utime(new, ns=(stat.st_atime_ns, stat.st_mtime_ns))
        new.replace(target.with_name(f"{target.name}.gz"))
    shutil.copy2(source, new)
    new.replace(target)
