"""Every reason why a file is not read, or not without a word: what is wrong with it, and what to do."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

from backbone.text import Text


@dataclass(frozen=True)
class Refusal:
    """What is wrong with a file, and what to do; {file} and what else they name is filled in. Nothing that stands in a
    cell or a heading is ever among it.

    `refuses`: whether the file is not read at all; else its sheets carry a fault, which blocks or warns."""

    said: Text
    remedy: Text
    refuses: bool = True
    blocks: bool = True


class Refused(Exception):
    """A file that is not read: the name of the reason in REFUSALS, and what fills its sentences."""

    def __init__(self, reason: str, **values: str | int) -> None:
        super().__init__(reason)
        self.reason, self.values = reason, values


@contextmanager
def in_sheet(number: int) -> Iterator[None]:
    """What is refused here is refused for this sheet of the file, by its number from 1."""
    try:
        yield
    except Refused as refused:
        raise Refused(refused.reason, **{**refused.values, "sheet": number}) from None


# How a sentence calls a sheet, whose name may be a person's.
SHEET = Text("{file} (sheet {sheet})", "{file}（第 {sheet} 张工作表）")
# What a file is that is none of ours, by the name that `kinds` gives it.
FOREIGN: Mapping[str, Text] = {
    "archive": Text("a packed archive, to be unpacked first", "压缩包（请先解压）"),
    "binary": Text("no table that can be read here", "无法读取的文件"),
    "json": Text("a JSON file", "JSON 文件"),
    "ods": Text("an OpenDocument spreadsheet", "OpenDocument 表格"),
    "pdf": Text("a PDF", "PDF 文件"),
    "picture": Text("a picture", "图片"),
    "slides": Text("a presentation", "演示文稿"),
    "sqlite": Text("an SQLite database", "SQLite 数据库"),
    "web": Text("a web page or XML, whatever its name says", "网页或 XML 文件（与扩展名不符）"),
    "word": Text("a text document", "文字文档"),
    "xlsb": Text("a binary workbook (.xlsb)", "二进制工作簿（.xlsb）"),
}
# What is read, by the name that `kinds` gives it.
READ: Mapping[str, Text] = {
    "xlsx": Text("an Excel workbook (.xlsx)", "Excel 工作簿（.xlsx）"),
    "xls": Text("an old Excel workbook (.xls)", "旧版 Excel 工作簿（.xls）"),
    "text": Text("text with a row a line (.csv)", "分行文本（.csv）"),
    "parquet": Text("a Parquet file (.parquet)", "Parquet 文件（.parquet）"),
    "duckdb": Text("a DuckDB file (.duckdb)", "DuckDB 文件（.duckdb）"),
}
_SPLIT = Text("Split it, by province or by quarter, and bring the parts.", "请按省或按季度拆分后分别提供。")
_SHORTEN = Text(
    "Delete rows and columns that are empty, and split it by province or by quarter.",
    "请删除空行和空列，并按省或按季度拆分。",
)
_SAVE = Text(
    "Open it in a spreadsheet program, save it as .xlsx, and bring that.", "请用表格软件打开，另存为 .xlsx 后提供。"
)
_AGAIN = Text(
    "Open it where it was made, see that it is whole, save it anew, and bring it again.",
    "请在原来的软件中打开，确认内容完整，重新保存后再提供。",
)
_AS_TABLE = Text("Save it as a plain table, and bring that.", "请另存为普通数据表后提供。")

REFUSALS: Mapping[str, Refusal] = {
    "missing": Refusal(
        Text("{file} is not there, or may not be opened.", "找不到 {file}，或无权打开。"),
        Text("See that the name is right and that the file may be read.", "请核对名称，并确认该文件可以读取。"),
    ),
    "no_file": Refusal(
        Text("{file} is no ordinary file.", "{file} 不是普通文件。"),
        Text(
            "Bring the file itself, not a folder, a device or a pipe in its place.",
            "请提供文件本身，不要提供文件夹、设备或管道。",
        ),
    ),
    "link": Refusal(
        Text("{file} only points at a file elsewhere.", "{file} 只是指向别处文件的链接。"),
        Text("Put the file itself into the folder.", "请将文件本身放入该文件夹。"),
    ),
    "name": Refusal(
        Text("“{file}” is no plain file name.", "“{file}”不是有效的文件名。"),
        Text(
            "Give it a short name without slashes and without signs that cannot be seen.",
            "请改用较短的名称，不含斜杠和不可见字符。",
        ),
    ),
    "large": Refusal(
        Text("{file} is larger than {most} MB.", "{file} 超过 {most} MB。"),
        _SPLIT,
    ),
    "empty": Refusal(
        Text("{file} is empty.", "{file} 是空的。"),
        Text("Bring a file with a table in it, or leave this one out.", "请提供含有数据表的文件，或去掉此文件。"),
    ),
    "lock": Refusal(
        Text(
            "{file} only marks that somebody has a workbook open.",
            "{file} 只是表格软件打开工作簿时留下的标记文件。",
        ),
        Text("Close the workbook, and bring it instead.", "请关闭该工作簿，并提供工作簿本身。"),
    ),
    "foreign": Refusal(
        Text("{file} is {what}.", "{file} 是{what}。"),
        Text(
            "Bring a workbook (.xlsx, .xls), a .csv, a Parquet or a DuckDB file: open it where it was made, and save "
            "the table as one of these. If it holds no figures, leave it out.",
            "请提供工作簿（.xlsx、.xls）、.csv、Parquet 或 DuckDB 文件：在原来的软件中打开，将数据表另存为其中一种。"
            "如不含数据，请去掉。",
        ),
    ),
    "damaged": Refusal(
        Text(
            "{file} cannot be read to its end: it is damaged, or only a part of it was sent.",
            "{file} 无法完整读取：文件已损坏，或只传来了一部分。",
        ),
        _AGAIN,
    ),
    "crashed": Refusal(
        Text("{file} made the reading break off: it is damaged.", "{file} 使读取中断：文件已损坏。"),
        _AGAIN,
    ),
    "changed": Refusal(
        Text("{file} changed while it was read.", "{file} 在读取过程中发生了变化。"),
        Text("Bring it again when nobody writes to it any more.", "请在无人写入后重新提供。"),
    ),
    "encrypted": Refusal(
        Text("{file} is protected by a password.", "{file} 设有密码。"),
        Text("Open it, remove the password, save it, and bring that.", "请打开文件，去除密码并保存后提供。"),
    ),
    "macros": Refusal(
        Text("{file} contains macros, that is, a program.", "{file} 含有宏（程序）。"),
        Text(
            "Save it as a workbook without macros (.xlsx), and bring that.", "请另存为不含宏的工作簿（.xlsx）后提供。"
        ),
    ),
    "links": Refusal(
        Text(
            "{file} takes values from other workbooks, which nobody can check here.",
            "{file} 引用了其他工作簿的数值，此处无法核对。",
        ),
        Text(
            "Break its links (Data, Edit Links, Break Link), so that the values stand in it, and save it.",
            "请断开链接（数据 → 编辑链接 → 断开链接），使数值保留在表中，然后保存。",
        ),
    ),
    "xml": Refusal(
        Text(
            "{file} defines names inside its XML, which no spreadsheet program does.",
            "{file} 的 XML 中自定义了实体，正常的表格软件不会这样写。",
        ),
        _SAVE,
    ),
    "bomb": Refusal(
        Text("{file} unpacks to far more than it seems to hold.", "{file} 解压后远大于其外观。"),
        _SAVE,
    ),
    "sheets": Refusal(
        Text("{file} has more than {most} sheets.", "{file} 的工作表超过 {most} 张。"),
        Text("Bring its sheets in several workbooks.", "请将工作表分放在几个工作簿中提供。"),
    ),
    "columns": Refusal(
        Text("{file} has more than {most} columns in row {row}.", "{file} 第 {row} 行超过 {most} 列。"),
        Text("Bring one row for each record, and delete columns that are empty.", "请每条记录占一行，并删除空列。"),
    ),
    "wide": Refusal(
        Text("{file} has more than {most} columns.", "{file} 超过 {most} 列。"),
        Text("Bring one row for each record, and delete columns that are empty.", "请每条记录占一行，并删除空列。"),
    ),
    "cells": Refusal(
        Text("{file} has more than {most} cells.", "{file} 的单元格超过 {most} 个。"),
        _SHORTEN,
    ),
    "merged": Refusal(
        Text(
            "{file} merges cells in more than {most} places, or merges some twice.",
            "{file} 的合并单元格超过 {most} 处，或有重叠。",
        ),
        Text("Unmerge its cells, and write the value into each of them.", "请取消合并，并在每个单元格中填写数值。"),
    ),
    "sheet_name": Refusal(
        Text("The name of a sheet is too long: {file}.", "工作表名称过长：{file}。"),
        Text("Give the sheet a short name.", "请改用较短的工作表名称。"),
    ),
    "long": Refusal(
        Text(
            "A cell of {file} (row {row}) is longer than {most} characters.",
            "{file} 中有单元格（第 {row} 行）超过 {most} 个字符。",
        ),
        Text(
            "Shorten it; if it is not that long, a quotation mark before it is not closed.",
            "请缩短；若并没有这么长，则是其前面的引号没有成对。",
        ),
    ),
    "quotes": Refusal(
        Text(
            "A quotation mark in {file} is not closed, or stands in the middle of a cell (line {row}).",
            "{file} 中的引号没有成对，或出现在单元格中间（第 {row} 行附近）。",
        ),
        Text(
            "Look at this line and the cell that begins before it; or save the table as .xlsx, and bring that.",
            "请检查该行及其前面的单元格；或另存为 .xlsx 后提供。",
        ),
    ),
    "encoding": Refusal(
        Text("It cannot be told how {file} writes its characters.", "无法判断 {file} 的文字编码。"),
        Text("Save it as “CSV UTF-8” or as .xlsx, and bring that.", "请另存为“CSV UTF-8”或 .xlsx 后提供。"),
    ),
    "half_text": Refusal(
        Text(
            "{file} is damaged in line {row}: bytes there are no characters.",
            "{file} 第 {row} 行已损坏：其中的字节不是文字。",
        ),
        _AGAIN,
    ),
    "control": Refusal(
        Text(
            "{file} contains signs that steer a machine, first in line {row}.",
            "{file} 含有控制字符，首次出现在第 {row} 行。",
        ),
        _AGAIN,
    ),
    "nested": Refusal(
        Text(
            "Column {column} of {file} does not hold single values.",
            "{file} 第 {column} 列不是单一的值。",
        ),
        Text("Bring one number, text or date a cell.", "请保证每格只有一个数字、文字或日期。"),
    ),
    "views": Refusal(
        Text(
            "{file} contains views, which are worked out only when somebody looks.",
            "{file} 含有视图，其内容在查看时才计算。",
        ),
        _AS_TABLE,
    ),
    "unclosed": Refusal(
        Text(
            "{file} is still open in a program, or was not closed: part of it stands in a second file (.wal).",
            "{file} 仍被程序打开或未正常关闭：部分内容在另一文件（.wal）中。",
        ),
        Text("Open and close it with DuckDB, and bring it again.", "请用 DuckDB 打开后正常关闭，再重新提供。"),
    ),
    "linux": Refusal(
        Text("{file} is a DuckDB file, which is read on Linux only.", "{file} 是 DuckDB 文件，只能在 Linux 上读取。"),
        Text("Bring its tables as Parquet.", "请以 Parquet 提供其中的数据表。"),
    ),
    "memory": Refusal(
        Text("{file} takes more memory than reading a file may take.", "读取 {file} 所需内存超过上限。"),
        Text(
            "Often a cell far from the others was touched: delete the empty rows and columns behind the table, or "
            "split it.",
            "常见原因是离表格很远处有单元格被编辑过：请删除表格之后的空行和空列，或拆分文件。",
        ),
    ),
    "time": Refusal(
        Text("{file} takes longer than reading a file may take.", "读取 {file} 所需时间超过上限。"),
        _SHORTEN,
    ),
    "files": Refusal(
        Text(
            "{file} holds more than {most} files, or folders more than {deep} deep.",
            "{file} 中的文件超过 {most} 个，或文件夹超过 {deep} 层。",
        ),
        Text("Bring only the folder with this time’s files.", "请只提供存放本期文件的文件夹。"),
    ),
    "no_files": Refusal(
        Text("{file} holds no file to be read.", "{file} 中没有可读取的文件。"),
        Text("Put the workbooks into it, and try again.", "请放入工作簿后重试。"),
    ),
    "extension": Refusal(
        Text(
            "{file} has another ending than what it is: {what}. It is read as that.",
            "{file} 的扩展名与内容不符：实为{what}，已按此读取。",
        ),
        Text("Nothing needs to be done; next time give it its own ending.", "无需处理；下次请使用正确的扩展名。"),
        refuses=False,
        blocks=False,
    ),
    "cut": Refusal(
        Text(
            "The last row is shorter than the one above, and its line does not end: perhaps only a part was sent.",
            "最后一行比上一行短，且行尾没有换行：可能只传来了一部分。",
        ),
        Text("See that the last row is whole.", "请确认最后一行完整。"),
        refuses=False,
        blocks=False,
    ),
    "open": Refusal(
        Text(
            "Somebody has {file} open in a spreadsheet program: what is not saved there is not in it.",
            "{file} 正被表格软件打开：尚未保存的修改不在其中。",
        ),
        Text("If it was being changed, save and close it, and bring it again.", "如正在修改，请保存并关闭后重新提供。"),
        refuses=False,
        blocks=False,
    ),
    "unworked": Refusal(
        Text(
            "There are formulas whose value is not in the file, so that their cells are empty here.",
            "有公式的计算结果没有存入文件，这些单元格读出为空。",
        ),
        Text(
            "Open the file in a spreadsheet program, let it calculate, save it, and bring it again.",
            "请用表格软件打开，重新计算并保存后再提供。",
        ),
        refuses=False,
    ),
    "errors": Refusal(
        Text(
            "There are cells with an error (#REF!, #DIV/0!, #N/A …) in place of a value.",
            "有单元格显示错误值（#REF!、#DIV/0!、#N/A 等）。",
        ),
        Text("Put the formulas right, or write the values in their place.", "请修正公式，或直接填写数值。"),
        refuses=False,
    ),
}
