"""Text with a row a line -> cells: its encoding and what parts its cells are found out."""

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Collection, Iterator
from itertools import islice

import pyarrow as pa

from backbone.publish.reached import Reached, nobody
from backbone.publish.reading.grid import cells
from backbone.publish.reading.kinds import marked
from backbone.publish.reading.limits import CELL, MB
from backbone.publish.reading.refusals import Refused
from backbone.publish.sheet import Sheet

# What may part cells. Of two that part the rows equally well the first is taken: it is less likely to stand in a cell.
DELIMITERS = ("\t", "|", ";", ",", "，")
SAMPLE = 1_000
# What no table's text contains: signs for machines, and what stands for bytes that are no character.
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\ufffe\uffff]")
_END = b"\x1a"  # what old programs write at the end of a text
_BAD = "\ufffd"
# Of the different characters beyond ASCII, those that everyday Chinese knows: fewer, and it was no GB18030.
COMMON = 0.8


def read(name: str, raw: bytes, reached: Reached = nobody) -> Iterator[Sheet]:
    """The one table of a text; Refused where its characters or its quotation marks cannot be made out."""
    raw = raw.removesuffix(_END)
    encoding = encoding_of(raw)
    file = io.BytesIO(raw)
    rows = _rows(file, encoding, _delimiter(raw, encoding))
    try:
        yield Sheet(name, "", cells(rows, went=lambda _: reached(file.tell() / len(raw))))
    except UnicodeDecodeError:
        raise Refused("encoding") from None


def encoding_of(raw: bytes) -> str:
    """How a text writes its characters: as its first bytes say, else UTF-8, else GB18030."""
    said = marked(raw)
    for encoding in (said,) if said else ("utf-8", "gb18030"):
        found = _characters(raw, encoding)
        if found and (encoding != "gb18030" or _is_chinese(found)):
            return encoding
        if said or (not found and _mostly(raw, encoding)):
            raise _damaged(raw, encoding)
    raise Refused("encoding")


def is_cut(raw: bytes, cells: pa.Table) -> bool:
    """Whether a text breaks off within its last row, as far as can be seen."""
    if cells.num_rows < 2 or raw.endswith((b"\n", b"\r", b"\n\0", _END)):
        return False
    above, last = (sum(v is not None for v in row.values()) for row in cells.slice(cells.num_rows - 2).to_pylist())
    return last < above


def _characters(raw: bytes, encoding: str) -> set[str]:
    """The different characters of a text, those beyond ASCII and one more; none where it is not of this encoding."""
    decoder, found, line = codecs.getincrementaldecoder(encoding)(), {"a"}, 1
    try:
        for start in range(0, max(len(raw), 1), MB):
            said = decoder.decode(raw[start : start + MB], start + MB >= len(raw))
            if steers := CONTROL.search(said):
                raise Refused("control", row=line + said.count("\n", 0, steers.start()))
            line += said.count("\n")
            if not said.isascii():
                found |= set(said)
    except UnicodeDecodeError:
        return set()
    return {c for c in found if not c.isascii()} | {"a"}


def _mostly(raw: bytes, encoding: str) -> bool:
    """Whether a text that is not of this encoding throughout is so for the most part: it was damaged."""
    said = raw[:MB].decode(encoding, "replace")
    bad, good = said.count(_BAD), [c for c in said if not c.isascii() and c != _BAD]
    if encoding == "gb18030" and not _is_chinese(good):
        return False
    return len(good) > bad or (not good and bad == 0 and len(raw) > MB)


def _damaged(raw: bytes, encoding: str) -> Refused:
    try:
        raw.decode(encoding)
    except UnicodeDecodeError as error:
        end = b"\n\0" if raw.startswith(b"\xff\xfe") else b"\n"
        return Refused("half_text", row=raw.count(end, 0, error.start) + 1)
    return Refused("half_text", row=1)


def _is_chinese(characters: Collection[str]) -> bool:
    """Whether these are, for the most part, signs of everyday Chinese."""
    return len("".join(characters).encode("gb2312", "ignore").decode("gb2312")) >= COMMON * len(characters)


def _rows(file: io.BytesIO, encoding: str, delimiter: str) -> Iterator[list[str]]:
    csv.field_size_limit(CELL)
    text = io.TextIOWrapper(file, encoding, newline="")
    taking = csv.reader(text, delimiter=delimiter, strict=True)
    try:
        yield from taking
    except csv.Error as error:
        if "limit" in str(error):
            raise Refused("long", most=CELL, row=taking.line_num) from None
        raise Refused("quotes", row=taking.line_num) from None
    finally:
        text.detach()  # else it would close the file, of which it is asked how far it was read


def _delimiter(raw: bytes, encoding: str) -> str:
    """What parts the cells: what parts most lines of the beginning equally often, and into most cells."""
    said = codecs.getincrementaldecoder(encoding)().decode(raw[:MB])
    if named := re.match(r'"?sep=([^\s"])', said):
        return named[1]
    lines = io.StringIO(said, newline="").readlines()[:SAMPLE]
    whole = lines[:-1] if len(raw) > MB and 1 < len(lines) < SAMPLE else lines
    return max(DELIMITERS, key=lambda delimiter: _parts(whole, delimiter))


def _parts(lines: list[str], delimiter: str) -> float:
    """How often a delimiter parts a line, if it parts most of them equally often."""
    csv.field_size_limit(CELL)
    try:
        rows = [len(row) for row in islice(csv.reader(lines, delimiter=delimiter), SAMPLE) if row]
    except csv.Error:
        return 0.0
    several = Counter(width for width in rows if width > 1)
    (width, count), *_ = several.most_common(1) or [(1, 0)]
    return count / len(rows) * (width - 1) if rows else 0.0
