"""A presentation as a file: the same bytes for the same slides, whenever it is made."""

from datetime import datetime
from io import BytesIO
from re import sub
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from pptx.presentation import Presentation as Slides

# What a file inside a file says of its own day.
DATES = r"(<dcterms:(created|modified)[^>]*>)[^<]*(</dcterms:\2>)"


def saved(slides: Slides, day: str) -> bytes:
    """The file, all of it made on `day` (ISO), as far as it says."""
    own = slides.core_properties
    own.created = own.modified = datetime.fromisoformat(day)
    own.revision = 1
    raw = BytesIO()
    slides.save(raw)
    return _still(raw.getvalue(), day)


def _still(made: bytes, day: str) -> bytes:
    """A zip file whose parts, and the workbooks among them, say no other day."""
    out = BytesIO()
    with ZipFile(BytesIO(made)) as read, ZipFile(out, "w", ZIP_DEFLATED) as written:
        for name in read.namelist():
            part = read.read(name)
            if name.endswith(".xlsx"):
                part = _still(part, day)
            elif name == "docProps/core.xml":
                part = sub(DATES, rf"\g<1>{day}T00:00:00Z\g<3>", part.decode("utf-8")).encode("utf-8")
            info = ZipInfo(name)
            info.compress_type = ZIP_DEFLATED
            written.writestr(info, part)
    return out.getvalue()
