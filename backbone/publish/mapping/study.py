"""A study of one sheet: its header, its records and what its columns hold, before anything is decided."""

import hashlib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from backbone.publish.mapping.contents import Contents, contents
from backbone.publish.mapping.extent import Extent, extent
from backbone.publish.mapping.grid import Grid, grid
from backbone.publish.mapping.header import Header, at, header, is_canonical
from backbone.publish.mapping.headings import shaped
from backbone.publish.mapping.sender import Known, Sender
from backbone.publish.mapping.title import Title, title
from backbone.publish.mapping.turning import Turned, turned
from backbone.publish.sheet import Sheet
from backbone.text import repeated


@dataclass(frozen=True)
class Study:
    """What is seen of a sheet; `turned` where its records stand side by side in the file."""

    grid: Grid
    header: Header
    extent: Extent
    title: Title
    turned: Turned | None = None

    @cached_property
    def key(self) -> str:
        """The shape of the sheet: the same for other records under the same headings."""
        said = "\n".join(sorted(set(self.shaped.values())))
        return hashlib.sha256(said.encode()).hexdigest()[:12]

    @cached_property
    def headings(self) -> dict[str, str]:
        """The letters of each column -> its heading on one line; one that comes again, or has none, is numbered."""
        seen: Counter[str] = Counter()
        found = {}
        for letters, text in zip(self.grid.letters, self.header.texts, strict=True):
            said = " ".join(text.split())[:120]
            if not said and not self.grid.has_cells(letters, self.extent.first):
                continue
            seen[said] += 1
            found[letters] = said if said and seen[said] == 1 else f"{said} #{seen[said]}".strip()
        return found

    @cached_property
    def shaped(self) -> dict[str, str]:
        """The letters of each column -> its heading as it is the same next quarter."""
        return {letters: shaped(heading) for letters, heading in self.headings.items()}

    def before(self, sender: Sender) -> Known | None:
        """What is remembered of sheets like it; nothing where it needs no memory."""
        return None if self.canonical else sender.known(self.key, self.shaped.values())

    @cached_property
    def texts(self) -> dict[str, str]:
        """The letters of each of those -> its heading, the rows of the header on lines of their own."""
        every = zip(self.grid.letters, self.header.texts, strict=True)
        return {letters: text for letters, text in every if letters in self.headings}

    @cached_property
    def contents(self) -> dict[str, Contents]:
        """The letters of each column with a heading -> some of its values."""
        return {letters: contents(self.grid, letters, self.extent.rows) for letters in self.headings}

    @property
    def begins(self) -> str:
        """The cells of its header, the first and the last: A30:H30."""
        texts = zip(self.grid.letters, self.header.texts, strict=True)
        named, row = [letters for letters, text in texts if text], self.header.first + 1
        return f"{named[0]}{row}:{named[-1]}{row}" if named else f"A{row}"

    @property
    def canonical(self) -> str:
        """The table whose own columns the first row names; "" for none."""
        return is_canonical(self.header)


def study(sheet: Sheet, answers: Mapping[str, str]) -> Study | None:
    """What is seen of a sheet; None where it holds no table: nothing below something like a header."""
    if not sheet.cells.num_columns or not sheet.cells.num_rows:
        return None
    seen = grid(sheet)
    found = _answered(seen, answers) or header(seen)
    if found is None or found.last + 1 >= seen.rows:
        return None
    below, above = extent(seen, found), title(seen, found.first)
    if not below.kept.any():
        return None
    if side_by_side := turned(seen, found, below):
        seen = grid(side_by_side.sheet)
        found = at(seen, 0, 0)
        below = extent(seen, found)
    return Study(seen, found, below, above, side_by_side)


def place_of(sheet: Sheet) -> str:
    """A sheet by its file and name: what is asked about it alone is asked under this."""
    part = f"#{sheet.part}" if sheet.part else ""
    return f"{sheet.file}/{sheet.name}{part}" if sheet.name else f"{sheet.file}{part}"


def called(study: Study) -> str:
    """What a sheet is called in a question; of several tables on it, with the cells of its header."""
    name = repeated(study.grid.sheet.name or study.grid.sheet.file)
    return f"{name}!{study.begins}" if study.grid.sheet.part else name


def _answered(seen: Grid, answers: Mapping[str, str]) -> Header | None:
    """The header that was said to be it, as "3" or "3-4"; None where nothing was said that can be one."""
    first, _, last = answers.get(f"header:{place_of(seen.sheet)}", "").partition("-")
    if not (first.isdigit() and (last.isdigit() or not last)):
        return None
    rows = range(int(first) - 1, int(last or first))
    return at(seen, rows.start, rows.stop - 1) if rows and rows.start >= 0 and rows.stop <= len(seen.top) else None
