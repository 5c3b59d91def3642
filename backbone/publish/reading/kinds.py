"""What a file is, told by what is in it; its name is only compared with that."""

import io
import zipfile
from pathlib import PurePath

from backbone.publish.reading.refusals import Refused

# How a file of each kind may end.
ENDINGS = {
    "xlsx": (".xlsx",),
    "xls": (".xls",),
    "text": (".csv", ".txt", ".tsv"),
    "parquet": (".parquet", ".pq"),
    "duckdb": (".duckdb", ".db", ".ddb"),
}
_BEGINS = (
    (b"PAR1", "parquet"),
    (b"%PDF", "pdf"),
    (b"\x89PNG", "picture"),
    (b"\xff\xd8\xff", "picture"),
    (b"GIF8", "picture"),
    (b"SQLite format 3", "sqlite"),
    (b"{\\rtf", "word"),
    (b"Rar!\x1a", "archive"),
    (b"7z\xbc\xaf\x27\x1c", "archive"),
    (b"\x1f\x8b", "archive"),
    (b"\xfd7zXZ", "archive"),
    (b"\x28\xb5\x2f\xfd", "archive"),
)
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_DUCK = slice(8, 12)
_NOTHING = b"\0 \t\r\n"
# Streams of an OLE file, by what they say of it; the first that is there counts.
_STREAMS = (
    ("EncryptedPackage", "encrypted"),
    ("_VBA_PROJECT", "macros"),
    ("Workbook", "xls"),
    ("Book", "xls"),
    ("WordDocument", "word"),
    ("PowerPoint Document", "slides"),
)
# Parts of a zip, likewise.
_PARTS = (
    ("xl/workbook.xml", "xlsx"),
    ("xl/workbook.bin", "xlsb"),
    ("word/document.xml", "word"),
    ("ppt/presentation.xml", "slides"),
    ("mimetype", "ods"),
)
_MARKS = ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"\xef\xbb\xbf", "utf-8-sig"))


def kind_of(raw: bytes) -> str:
    """What a file with these bytes is: a name in `refusals.READ`. Refused where it is anything else."""
    if not raw[:4096].strip(_NOTHING) and not raw.strip(_NOTHING):
        raise Refused("empty")
    if raw.startswith((b"PK\3\4", b"PK\5\6")):
        kind = _zipped(raw)
    elif raw.startswith(_OLE):
        kind = next((kind for stream, kind in _STREAMS if stream.encode("utf-16-le") in raw), "binary")
    elif raw[_DUCK] == b"DUCK":
        kind = "duckdb"
    else:
        kind = next((kind for begin, kind in _BEGINS if raw.startswith(begin)), "") or _written(raw)
    if kind in ("encrypted", "macros"):
        raise Refused(kind)
    if kind not in ENDINGS:
        raise Refused("foreign", what=kind)
    return kind


def misnamed(name: str, kind: str) -> bool:
    """Whether a file's name ends as files of another kind do."""
    return PurePath(name).suffix.lower() not in ("", *ENDINGS[kind])


def marked(raw: bytes) -> str:
    """The encoding that the first bytes of a text name; "" where they name none."""
    return next((encoding for mark, encoding in _MARKS if raw.startswith(mark)), "")


def _zipped(raw: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as packed:
            names = {name.replace("\\", "/").lower() for name in packed.namelist()}
    except (zipfile.BadZipFile, ValueError, NotImplementedError, UnicodeDecodeError):
        raise Refused("damaged") from None
    return next((kind for part, kind in _PARTS if part in names), "archive")


def _written(raw: bytes) -> str:
    """Text, and what begins like markup; whatever else is binary."""
    encoding = marked(raw)
    if b"\0" in raw and encoding != "utf-16":
        return "binary"
    begins = raw[:400].decode(encoding or "latin-1", "ignore").strip().lower()
    if begins.startswith(("<?xml", "<html", "<!doctype", "<table", "<meta", "<head", "<style", "<workbook")):
        return "web"
    return "json" if begins.startswith(('{"', '[{"', "[[")) else "text"
