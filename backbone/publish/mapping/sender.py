"""Senders: what was answered about the files of one office, remembered as a file that people can read and mend."""

import re
import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from backbone.publish.disk import put
from backbone.publish.raw import TABLES, PublishError
from backbone.text import Text, repeated

# What may stand in a sender's file, and in a sheet of it.
_PARTS = ("name", "sheets", "places", "words")
_OF_SHEET = ("columns", "units", "dates", "fixed")
_TABLES = (*TABLES, "none")
_LONGEST = 80
# Sheets are alike that have so many of their headings in common.
_ALIKE = 0.6
_HEADER = """# What is known of the files of one sender. The mapping page writes it; it may be mended by hand.
# It holds headings, county names and words that were asked about, and no value of any record.
"""


@dataclass(frozen=True)
class Known:
    """What is remembered of sheets of one shape.

    `table`: what they hold, or "none".
    `columns`: heading -> column of the raw table, or "ignore".
    `units`: heading -> how many of ours its numbers count. `dates`: heading -> "day" or "month", which stands first.
    `fixed`: column -> where its value is said, as "title". `hidden`: "read" or "ignore", where one was hidden."""

    table: str
    columns: Mapping[str, str] = field(default_factory=dict)
    units: Mapping[str, str] = field(default_factory=dict)
    dates: Mapping[str, str] = field(default_factory=dict)
    fixed: Mapping[str, str] = field(default_factory=dict)
    hidden: str = ""


@dataclass(frozen=True)
class Sender:
    """One who sends files, and what is remembered of them.

    `sheets`: the shape of a sheet -> what is known of it.
    `places`: a county as it was written, after its province -> its code.
    `words`: column -> a word as it was written -> its code."""

    name: str
    sheets: Mapping[str, Known] = field(default_factory=dict)
    places: Mapping[str, str] = field(default_factory=dict)
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def known(self, key: str, headings: Collection[str]) -> Known | None:
        """What is known of sheets of a shape, else of those most like it: with most headings in common."""
        if key in self.sheets or not headings:
            return self.sheets.get(key)
        common = {like: len(set(headings) & set(known.columns)) for like, known in sorted(self.sheets.items())}
        best = max(common, key=lambda like: common[like], default="")
        alike = best and common[best] >= _ALIKE * max(len(set(headings)), len(self.sheets[best].columns))
        return self.sheets[best] if alike else None

    @classmethod
    def load(cls, folder: Path, name: str) -> "Sender":
        """What is remembered of a sender; nothing where it is new. PublishError where its file cannot be read."""
        path = file_of(folder, name)
        try:
            read = tomllib.loads(path.read_text("utf-8"))
        except FileNotFoundError:
            return cls(name)
        except (OSError, ValueError) as broken:
            raise PublishError(_broken(path, type(broken).__name__)) from None
        if wrong := _wrong(read):
            raise PublishError(_broken(path, wrong))
        sheets = {key: Known(**sheet) for key, sheet in read.get("sheets", {}).items()}
        return cls(read.get("name", name), sheets, read.get("places", {}), read.get("words", {}))

    def save(self, folder: Path) -> Path:
        """Writes it, whole or not at all, and says where."""
        path = file_of(folder, self.name)
        folder.mkdir(parents=True, exist_ok=True)
        put(path, self.written().encode())
        return path

    def written(self) -> str:
        """Its file: TOML, the same for the same."""
        parts = [f"name = {_quoted(self.name)}\n", *_section("places", self.places)]
        for column in sorted(self.words):
            parts += _section(f"words.{_quoted(column)}", self.words[column])
        for key in sorted(self.sheets):
            known, at = self.sheets[key], f"sheets.{_quoted(key)}"
            parts.append(f"\n[{at}]\ntable = {_quoted(known.table)}\n")
            parts += [f"hidden = {_quoted(known.hidden)}\n"] if known.hidden else []
            for part in _OF_SHEET:
                parts += _section(f"{at}.{part}", getattr(known, part))
        return _HEADER + "".join(parts)


def file_of(folder: Path, name: str) -> Path:
    """Where a sender's file lies: its name, without what could lead elsewhere."""
    kept = re.sub(r"[^\w\-]+", "_", name).strip("_")[:_LONGEST]
    return folder / f"{kept or 'sender'}.toml"


def _section(name: str, values: Mapping[str, str]) -> list[str]:
    if not values:
        return []
    lines = [f"{_quoted(key)} = {_quoted(values[key])}\n" for key in sorted(values)]
    return [f"\n[{name}]\n", *lines]


def _quoted(said: str) -> str:
    """A basic string of TOML."""
    escaped = said.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + re.sub(r"[\x00-\x1f\x7f]", lambda c: f"\\u{ord(c[0]):04x}", escaped) + '"'


def _wrong(read: Mapping[str, object]) -> str:
    """The first key that is not known, or holds something else than belongs there; "" for none."""
    for key, value in read.items():
        if key not in _PARTS or not isinstance(value, str if key == "name" else dict):
            return key
    for key in ("places", "words", "sheets"):
        part = read.get(key, {})
        for name, value in part.items() if isinstance(part, dict) else ():
            if not (isinstance(value, str) if key == "places" else isinstance(value, dict)):
                return f"{key}.{name}"
            if key == "words" and not _is_words(value):
                return f"words.{name}"
            if key == "sheets" and (wrong := _wrong_sheet(value)):
                return f"sheets.{name}.{wrong}"
    return ""


def _wrong_sheet(sheet: Mapping[str, object]) -> str:
    if sheet.get("table") not in _TABLES:
        return "table"
    if sheet.get("hidden", "") not in ("", "read", "ignore"):
        return "hidden"
    others = (part for part in sheet if part not in ("table", "hidden"))
    return next((part for part in others if part not in _OF_SHEET or not _is_words(sheet[part])), "")


def _is_words(part: object) -> bool:
    return isinstance(part, dict) and all(isinstance(value, str) for value in part.values())


def _broken(path: Path, what: str) -> Text:
    return Text(
        f"What is remembered of this sender cannot be read ({repeated(path.name)}: {repeated(what)}). Mend the file, or"
        " take it away to be asked anew.",
        f"无法读取该报送单位的记忆文件（{repeated(path.name)}：{repeated(what)}）。请修正该文件，或将其移走后重新回答。",
    )
