"""The parts of an .xlsx: examined before it is read, for what a workbook should not contain, and for what stands beside
its values: comments, formulas that were never worked out, errors."""

import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import IO
from xml.etree import ElementTree

from backbone.publish.fault import Cell
from backbone.publish.reached import Reached, nobody
from backbone.publish.reading.limits import EXPANDED, MB, NAMED, PART, PARTS, RATIO, SHEETS
from backbone.publish.reading.refusals import Refused

BOOK = "xl/workbook.xml"
# An ordinary workbook may unpack to this whatever the ratio.
_HARMLESS = 64 * MB
_PLAIN = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_CELL = re.compile(rb"<(?:\w+:)?c(\s[^>]*)?(?<!/)>(.*?)</(?:\w+:)?c>", re.DOTALL)
_AT = re.compile(rb"""\sr=["']([A-Z]{1,3})(\d{1,7})["']""")
_TYPE = re.compile(rb"""\st=["'](\w+)["']""")
_FORMULA, _VALUE = re.compile(rb"<(?:\w+:)?f[\s>/]"), re.compile(rb"<(?:\w+:)?v(?:\s[^>]*)?>[^<]")
# A cell is shorter, whatever it contains.
_LONGEST = MB


@dataclass
class Cells:
    """Cells of one sheet that are alike: the first of them, and how many there are."""

    first: list[Cell] = field(default_factory=list)
    count: int = 0

    def add(self, attributes: bytes) -> None:
        """Counts one more, and notes where it stands if it is among the first."""
        self.count += 1
        if len(self.first) < NAMED and (at := _AT.search(attributes)):
            self.first.append(Cell(int(at[2]), at[1].decode()))


@dataclass
class Beside:
    """What stands beside the values of a sheet: its comments, how many bytes it unpacks to, and the cells that a
    refusal is about, by its name."""

    comments: tuple[str, ...] = ()
    size: int = 0
    faults: dict[str, Cells] = field(default_factory=lambda: {"unworked": Cells(), "errors": Cells()})


def examined(raw: bytes, reached: Reached = nobody) -> dict[str, Beside]:
    """What stands beside the values, by the name of the sheet. Refused where the workbook is damaged or more than a
    workbook."""
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as packed:
            _check(packed.infolist(), len(raw))
            size = {part.filename: part.file_size for part in packed.infolist()}
            odd: dict[str, dict[str, Cells]] = {}
            for part in packed.infolist():
                odd[part.filename] = _looked_through(packed, part)
                reached(sum(size[name] for name in odd) / (sum(size.values()) or 1))
            return {name: Beside(tuple(_comments(packed, at)), size[at], odd[at]) for name, at in _sheets(packed)}
    except (
        zipfile.BadZipFile,
        zlib.error,
        ElementTree.ParseError,
        ValueError,
        KeyError,
        EOFError,
        NotImplementedError,
    ):
        raise Refused("damaged") from None


def _check(parts: list[zipfile.ZipInfo], size: int) -> None:
    names = [part.filename.lower() for part in parts]
    whole = sum(part.file_size for part in parts)
    if whole > EXPANDED or (whole > _HARMLESS and whole > RATIO * size) or len(parts) > PARTS:
        raise Refused("bomb")
    if any(name.endswith("vbaproject.bin") or name.startswith("xl/macrosheets/") for name in names):
        raise Refused("macros")
    if any(name.startswith("xl/externallinks/") for name in names):
        raise Refused("links")
    if any(part.flag_bits & 1 for part in parts):
        raise Refused("encrypted")
    strange = any(part.compress_type not in _PLAIN for part in parts)
    if (
        strange
        or len(set(names)) < len(names)
        or any(".." in name or "\\" in name or name[:1] == "/" for name in names)
    ):
        raise Refused("damaged")


def _looked_through(packed: zipfile.ZipFile, part: zipfile.ZipInfo) -> dict[str, Cells]:
    """The odd cells of a part, where it is a sheet. Every part is unpacked once, so that its checksum is compared; one
    that is XML must not define entities."""
    found = Beside().faults
    is_xml, is_sheet = (
        part.filename.endswith((".xml", ".rels", ".vml")),
        part.filename.lower().startswith("xl/worksheets/"),
    )
    with packed.open(part) as file:
        for piece in _pieces(file):
            if is_xml and (b"<!DOCTYPE" in piece or b"<!ENTITY" in piece):
                raise Refused("xml")
            if is_xml and b"\0" in piece:  # in another encoding, nothing above would have been seen
                raise Refused("damaged")
            if is_sheet and (b"<f" in piece or b":f" in piece or b't="e"' in piece or b"t='e'" in piece):
                _note(piece, found)
    return found


def _pieces(file: IO[bytes]) -> Iterator[bytes]:
    """A part in pieces of a few MB that end where a cell ends, if there are any."""
    left = b""
    while more := file.read(MB):
        piece = left + more
        end = piece.rfind(b"</c>") + 4
        end = end if end > 3 else max(piece.rfind(b":c>") + 3, len(piece) - _LONGEST, 0)
        yield piece
        left = piece[end:]


def _note(piece: bytes, found: dict[str, Cells]) -> None:
    for cell in _CELL.finditer(piece):
        attributes, inside = cell[1] or b"", cell[2]
        kind = _TYPE.search(attributes)
        if kind and kind[1] == b"e":
            found["errors"].add(attributes)
        elif not (kind and kind[1] == b"str") and _FORMULA.search(inside) and not _VALUE.search(inside):
            found["unworked"].add(attributes)


def _xml(packed: zipfile.ZipFile, part: str) -> ElementTree.Element:
    if packed.getinfo(part).file_size > PART:
        raise Refused("memory")
    return ElementTree.fromstring(packed.read(part))


def _named(root: ElementTree.Element, name: str) -> list[ElementTree.Element]:
    """The elements of this name, in whatever namespace."""
    return [element for element in root.iter() if element.tag.rpartition("}")[2] == name]


def _targets(packed: zipfile.ZipFile, part: str) -> Iterator[tuple[str, str, str]]:
    """What a part refers to within the workbook: identifier, type and part."""
    folder, name = posixpath.split(part)
    rels = f"{folder}/_rels/{name}.rels"
    for relation in _named(_xml(packed, rels), "Relationship") if rels in packed.namelist() else ():
        target = posixpath.normpath(posixpath.join("/" + folder, relation.get("Target", ""))).lstrip("/")
        if relation.get("TargetMode") != "External":
            yield relation.get("Id", ""), relation.get("Type", "").rpartition("/")[2], target


def _sheets(packed: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    """Name and part of each sheet."""
    if packed.getinfo(BOOK).file_size > PART or len(sheets := _named(_xml(packed, BOOK), "sheet")) > SHEETS:
        raise Refused("sheets", most=SHEETS)
    parts = {key: target for key, kind, target in _targets(packed, BOOK) if kind == "worksheet"}
    for sheet in sheets:
        key = next((value for name, value in sheet.items() if name.rpartition("}")[2] == "id"), "")
        if key in parts:
            yield sheet.get("name", ""), parts[key]


def _comments(packed: zipfile.ZipFile, sheet: str) -> Iterator[str]:
    """What was written beside the cells of a sheet, without who wrote it."""
    for _, kind, part in _targets(packed, sheet):
        if kind in ("comments", "threadedComment"):
            for text in _named(_xml(packed, part), "text"):
                if said := "".join(text.itertext()).strip():
                    yield said
