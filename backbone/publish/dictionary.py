"""The data dictionary of the raw records: what each column means, how it is written, what may be chosen, an example."""

from collections.abc import Sequence

from backbone.publish.columns import COLUMNS, ROW_IS, Column
from backbone.publish.raw import TABLES, sql_type
from backbone.publish.sheet import Sheet
from backbone.punctuation import names
from backbone.text import LANGS, Lang, Text

DICTIONARY, EXAMPLE = Text("Data dictionary", "数据字典"), Text("Example", "示例")
FILL_IN = Text(
    "Fill in the first sheet from its second row on, and leave its header as it is.",
    "请从第一张表的第二行起填写，不要改动表头。",
)
HEADS = (
    Text("What", "栏目"),
    Text("In the other language", "另一种语言"),
    Text("Meaning", "含义"),
    Text("How it is written", "写法"),
    Text("Empty?", "可否留空"),
    Text("Choices", "可选项"),
    Text("Example", "示例"),
)
MAY_BE_EMPTY, MUST_BE_THERE = Text("may be empty", "可留空"), Text("needed", "必填")
ONE_OF_THE_LIST = Text("Choose from the list", "请从列表中选择")
# Type -> how its values are written, where the column itself does not say it.
_WRITTEN = {
    "VARCHAR": Text("Text", "文本"),
    "INTEGER": Text("Whole number", "整数"),
    "BIGINT": Text("Whole number", "整数"),
    "DECIMAL": Text("Amount with two decimals", "金额，两位小数"),
    "DATE": Text("Day", "日期"),
}


def kind(table: str, column: str) -> str:
    """The type of a column without its size: DECIMAL."""
    return sql_type(TABLES[table][column]).partition("(")[0]


def dictionary(table: str, lang: Lang) -> list[tuple[str, ...]]:
    """The rows of the dictionary of a raw table: what one row is, how to fill it in, and one row for each column."""
    head = tuple(text(lang) for text in HEADS)
    rows = [_row(table, column, described, lang) for column, described in COLUMNS[table].items()]
    return [(ROW_IS[table](lang),), (FILL_IN(lang),), head, *rows]


def example(table: str, lang: Lang) -> tuple[str, ...]:
    """A row of a raw table as an office writes it, in the order of its columns."""
    return tuple(_example(column, lang) for column in COLUMNS[table].values())


def headings(table: str, lang: Lang) -> tuple[str, ...]:
    """What stands above the columns of a raw table."""
    return tuple(column.heading(lang) for column in COLUMNS[table].values())


def is_own(sheet: Sheet) -> bool:
    """Whether a sheet is the dictionary or the example of a template of ours, which holds no records."""
    rows = _first_rows(sheet, 4)
    for lang in LANGS:
        if sheet.name == DICTIONARY(lang) and any(rows[:3] == dictionary(table, lang)[:3] for table in TABLES):
            return True
        if sheet.name == EXAMPLE(lang) and any(rows == _sample(table, lang) for table in TABLES):
            return True
    return False


def _first_rows(sheet: Sheet, many: int) -> list[tuple[str, ...]]:
    """The first rows of a sheet, without the empty cells at their ends."""
    columns = sheet.cells.slice(0, many).to_pydict().values()
    return [_trimmed([cell or "" for cell in row]) for row in zip(*columns, strict=True)]


def _sample(table: str, lang: Lang) -> list[tuple[str, ...]]:
    return [headings(table, lang), _trimmed(example(table, lang))]


def _trimmed(row: Sequence[str]) -> tuple[str, ...]:
    last = max((n for n, cell in enumerate(row, 1) if cell), default=0)
    return tuple(row[:last])


def _row(table: str, column: str, described: Column, lang: Lang) -> tuple[str, ...]:
    other = next(each for each in LANGS if each != lang)
    written = ONE_OF_THE_LIST if described.choices else described.unit or _WRITTEN[kind(table, column)]
    return (
        described.name(lang),
        described.name(other),
        described.meaning(lang),
        written(lang),
        (MAY_BE_EMPTY if TABLES[table][column].endswith(" NULL") else MUST_BE_THERE)(lang),
        names((word(lang) for word in described.choices.values()), lang),
        _example(described, lang),
    )


def _example(column: Column, lang: Lang) -> str:
    return column.choices[column.example](lang) if column.example in column.choices else column.example
