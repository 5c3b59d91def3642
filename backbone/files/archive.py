"""Several files as one."""

import zipfile
from collections.abc import Mapping
from io import BytesIO


def zipped(files: Mapping[str, bytes], day: str = "1980-01-01") -> bytes:
    """A zip of the files by name, all of a `day` (ISO): the same files give the same bytes."""
    out, (year, month, date) = BytesIO(), map(int, day.split("-"))
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, made in files.items():
            archive.writestr(zipfile.ZipInfo(name, (year, month, date, 0, 0, 0)), made, zipfile.ZIP_DEFLATED)
    return out.getvalue()
