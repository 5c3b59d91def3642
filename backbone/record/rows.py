"""Lines of a CSV file as checked cells: a cell comes back typed, or RecordError says which file and line."""

import csv
import math
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from backbone import diskfile
from backbone.text import Text, repeated

HAN = re.compile(r"[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]")
DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")


class RecordError(ValueError):
    """A fault in the public record; `text` says in both languages which file and line, and what to do."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.en)
        self.text = text


@dataclass(frozen=True, slots=True)
class Row:
    """One line of `file`, its cells by column; every method raises RecordError where the cell is at fault."""

    file: str
    line: int
    cells: Mapping[str, str]

    def fault(self, en: str, zh: str) -> RecordError:
        """The error to raise about this line: what is wrong and what to do, in both languages."""
        return RecordError(Text(f"{self.file}, line {self.line}: {en}", f"{self.file} 第 {self.line} 行：{zh}"))

    def one_of(self, column: str, known: Collection[str]) -> str:
        """The cell, which is one of `known`."""
        cell = self.cells[column]
        if cell not in known:
            names, said = ", ".join(known), repeated(cell)
            raise self.fault(
                f"{column} “{said}” is not known; use one of: {names}.",
                f"{column} 的值“{said}”无法识别；请改用其中之一：{names}。",
            )
        return cell

    def filled(self, column: str) -> str:
        """The cell, which is not empty."""
        if not self.cells[column].strip():
            raise self.fault(f"{column} is empty; fill it in.", f"{column} 为空；请填写。")
        return self.cells[column]

    def number(self, column: str) -> int | float:
        """The cell as a number, zero or more, whole where it is printed whole."""
        cell = self.cells[column]
        try:
            number = int(cell) if cell.isdecimal() else float(cell)
        except ValueError:
            number = math.nan
        if not 0 <= number < math.inf:
            raise self.fault(
                f"{column} “{repeated(cell)}” is not a number; write digits only, such as 65940.",
                f"{column} 的值“{repeated(cell)}”不是数字；请只写数字，例如 65940。",
            )
        return number

    def number_or_none(self, column: str) -> int | float | None:
        """The cell as a number, None where it is empty."""
        return self.number(column) if self.cells[column] else None

    def whole(self, column: str) -> int:
        """The cell as a whole number, for what is counted."""
        number = self.number(column)
        if not isinstance(number, int):
            raise self.fault(f"{column} counts something; write a whole number.", f"{column} 是计数；请写整数。")
        return number

    def date(self, column: str) -> str:
        """The cell as an ISO year, month or day."""
        cell = self.cells[column]
        try:
            date.fromisoformat((cell + "-01-01")[:10])
            good = DATE.fullmatch(cell)
        except ValueError:
            good = None
        if not good:
            raise self.fault(
                f"{column} “{repeated(cell)}” is not a date; write 2018, 2018-12 or 2018-12-31.",
                f"{column} 的值“{repeated(cell)}”不是日期；请写 2018、2018-12 或 2018-12-31。",
            )
        return cell

    def date_or_empty(self, column: str) -> str:
        """The cell as an ISO date, or empty."""
        return self.date(column) if self.cells[column] else ""

    def text(self, column: str) -> Text:
        """The pair `column`_en, `column`_zh: both written, each in its own script."""
        en, zh = self.filled(f"{column}_en"), self.filled(f"{column}_zh")
        if HAN.search(en) or not HAN.search(zh):
            raise self.fault(
                f"{column}_en must be English and {column}_zh Chinese; write each in its own language.",
                f"{column}_en 应为英文，{column}_zh 应为中文；请分别用各自的语言书写。",
            )
        return Text(en, zh)

    def text_or_none(self, column: str) -> Text | None:
        """The pair of columns as a text, None where both are empty."""
        return self.text(column) if self.cells[f"{column}_en"] or self.cells[f"{column}_zh"] else None


def read(path: Path, columns: Collection[str]) -> Iterator[Row]:
    """The lines of a CSV file with exactly `columns`, the first of them filled and never twice the same."""
    top = Row(path.name, 1, {})
    try:
        text = diskfile.read(path).decode("utf-8")
    except OSError:
        raise top.fault("the file cannot be read; put it back.", "文件无法读取；请将其放回原处。") from None
    except UnicodeDecodeError:
        raise top.fault("the file is not UTF-8; save it as UTF-8.", "文件不是 UTF-8 编码；请另存为 UTF-8。") from None
    lines = csv.reader(text.splitlines())
    if next(lines, []) != [*columns]:
        names = ",".join(columns)
        raise top.fault(f"the columns must be {names}; restore them.", f"各列应为 {names}；请恢复。")
    seen: set[str] = set()
    for cells in lines:
        row = Row(path.name, lines.line_num, dict(zip(columns, cells, strict=False)))
        if len(cells) != len(columns):
            raise row.fault(
                f"{len(cells)} cells instead of {len(columns)}; put a text with commas in quotes.",
                f"有 {len(cells)} 格，应为 {len(columns)} 格；含逗号的文字请加引号。",
            )
        key = row.filled(next(iter(columns)))
        if key in seen:
            said = repeated(key)
            raise row.fault(f"“{said}” is there twice; keep one of them.", f"“{said}”重复出现；请只保留一处。")
        seen.add(key)
        yield row
