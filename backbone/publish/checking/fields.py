"""The rules of single columns, made from the schema: empty, unreadable, unknown code, out of range."""

from collections.abc import Iterator, Mapping

from backbone.breakdowns import BREAKDOWNS, STORED
from backbone.publish.checking.rule import WRITTEN, Example, Rule, name_of
from backbone.publish.columns import COLUMNS, OUTCOME
from backbone.publish.raw import TABLES, sql_type
from backbone.text import Text

MONTH = r"20[0-9]{2}-(0[1-9]|1[0-2])"
# Nothing is older: the programme was prepared in 2017.
FIRST_MONTH = "2017-01"
# What no row holds: a county has fewer people, the programme less money.
MOST_PEOPLE, MOST_MONEY = 100_000_000, 1_000_000_000_000
_PATTERNS = {"adcode": "[1-9][0-9]{5}", "month": MONTH}
KINDS: Mapping[str, Text] = {
    "DATE": Text("a date with four digits of the year, like 2018-05-03", "含四位年份的日期（如 2018-05-03）"),
    "DECIMAL": Text("an amount like 1200.50", "1200.50 这样的金额"),
    "INTEGER": Text("a whole number", "整数"),
    "BIGINT": Text("a whole number of people", "整数"),
    "month": Text("a month with four digits of the year, like 2018-05", "含四位年份的月份（如 2018-05）"),
    "adcode": Text("a six-digit county code", "六位县级行政区划代码"),
}

COUNT_ON = Text(
    "Correct the cell; or bring the funds of that month, up to which is counted; or say until which month (--as-of).",
    "请更正该单元格；或一并提供该月的资金数据（统计截止到资金表的最后一月）；或指定统计截止月份（--as-of）。",
)


def typed(column: str, kind: str) -> str:
    """SQL for a written value as its type; NULL where it cannot be read so. Half a person is none."""
    plain = sql_type(kind)
    if plain in ("INTEGER", "BIGINT"):
        number = f"TRY_CAST({column} AS DECIMAL(38,6))"
        return f"CASE WHEN {number} = floor({number}) THEN TRY_CAST({number} AS {plain}) END"
    if pattern := _PATTERNS.get(column):
        return f"CASE WHEN regexp_full_match({column}, '{pattern}') THEN {column} END"
    return f"TRY_CAST({column} AS {plain})"


def rules() -> Iterator[Rule]:
    """The rules of every column of every table."""
    for table, columns in TABLES.items():
        for column, kind in columns.items():
            name = name_of(table, column)
            if not kind.endswith(" NULL"):
                yield from _empty(table, column, name)
            if sql_type(kind).startswith(("DECIMAL", "BIGINT")):
                yield _percentage(table, column, kind, name)
            if words := KINDS.get(column) or KINDS.get(sql_type(kind).split("(")[0]):
                yield _unreadable(table, column, kind, name, words)
            if sql_type(kind).startswith(("DECIMAL", "BIGINT")):
                yield from _of_numbers(table, column, kind, name)
            if sql_type(kind) == "DATE" or column == "month":
                yield from _of_time(table, column, name)
    yield from _codes()


def _empty(table: str, column: str, name: Text) -> Iterator[Rule]:
    yield Rule(
        "empty",
        table,
        (column,),
        f"trim(coalesce({column}, '')) = ''",
        Text(f"“{name.en}” is empty.", f"“{name.zh}”为空。"),
        Example({column: None}),
        Text("Fill it in.", "请填写。"),
        reads=WRITTEN,
    )


def _unreadable(table: str, column: str, kind: str, name: Text, words: Text) -> Rule:
    return Rule(
        "unreadable",
        table,
        (column,),
        f"trim({column}) <> '' AND ({typed(column, kind)}) IS NULL{_no_percentage(column, kind)}",
        Text(f"“{name.en}” is not {words.en}.", f"“{name.zh}”不是{words.zh}。"),
        Example({column: "12.5" if kind in ("INTEGER", "BIGINT") else "不详"}),
        Text(f"Write {words.en}.", f"请填写{words.zh}。"),
        reads=WRITTEN,
    )


def _percentage(table: str, column: str, kind: str, name: Text) -> Rule:
    return Rule(
        "percentage",
        table,
        (column,),
        _is_percentage(column, kind),
        Text(
            f"“{name.en}” is a percentage or a part of one, where the number itself is due.",
            f"“{name.zh}”填写的是百分比或小于 1 的比例，应填实际数字。",
        ),
        Example({column: "87.3%"}),
        Text(
            "Ask the sender for the number itself: from a rounded percentage it cannot be worked out.",
            "请向报送单位索取实际数字：由四舍五入的百分比无法倒推。",
        ),
        reads=WRITTEN,
    )


def _is_percentage(column: str, kind: str) -> str:
    """SQL for a number that is written with %, or that is a part of one where people are counted."""
    signed = f"regexp_full_match(trim({column}), '[0-9０-９.．]+ ?[%％‰]')"
    return f"({signed} OR {_part_of_one(column)})" if sql_type(kind) == "BIGINT" else signed


def _part_of_one(column: str) -> str:
    number = f"TRY_CAST({column} AS DECIMAL(38,6))"
    return f"({number} > 0 AND {number} < 1)"


def _no_percentage(column: str, kind: str) -> str:
    """SQL that leaves percentages to their own rule."""
    number = sql_type(kind).startswith(("DECIMAL", "BIGINT"))
    return f" AND NOT coalesce({_is_percentage(column, kind)}, FALSE)" if number else ""


def _of_numbers(table: str, column: str, kind: str, name: Text) -> Iterator[Rule]:
    said = Text(f"“{name.en}” is negative.", f"“{name.zh}”为负数。")
    yield Rule("negative", table, (column,), f"{column} < 0", said, Example({column: "-1"}))
    most = MOST_PEOPLE if kind == "BIGINT" else MOST_MONEY
    if not kind.startswith("DECIMAL(14"):
        said = Text(f"“{name.en}” is larger than anything can be.", f"“{name.zh}”大得不合情理。")
        yield Rule("too_large", table, (column,), f"{column} > {most}", said, Example({column: str(10 * most)}))
    if kind != "BIGINT":
        yield Rule(
            "finer_than_fen",
            table,
            (column,),
            f"abs(TRY_CAST({column} AS DECIMAL(38,6)) - round(TRY_CAST({column} AS DECIMAL(38,6)), 2)) > 0.0001",
            Text(
                f"“{name.en}” has parts of a fen; it is rounded to the fen.",
                f"“{name.zh}”精确到分以下，将四舍五入到分。",
            ),
            Example({column: "1200.505"}),
            Text("Check the unit: is it written in 10,000 RMB?", "请核对单位：是否以万元填写？"),
            blocks=False,
            reads=WRITTEN,
        )


def _of_time(table: str, column: str, name: Text) -> Iterator[Rule]:
    month = column if column == "month" else f"strftime({column}, '%Y-%m')"
    if column != "left_on":
        yield Rule(
            "long_ago",
            table,
            (column,),
            f"{month} < '{FIRST_MONTH}'",
            Text(f"“{name.en}” lies before the programme began.", f"“{name.zh}”早于项目启动。"),
            Example({column: "2008-05" if column == "month" else "1918-10-03"}),
        )
        yield Rule(
            "future",
            table,
            (column,),
            f"{month} > $as_of",
            Text(f"“{name.en}” lies after the last month counted.", f"“{name.zh}”晚于统计截止月份。"),
            Example({column: "2031-05" if column == "month" else "2031-05-03"}),
            COUNT_ON,
            blocks=table != "counties",
        )


def _codes() -> Iterator[Rule]:
    """What holds the code of a category, and the outcome of a claim."""
    covered = {b.id: b.categories for stored in STORED.values() if stored.kept.cover for b in stored.of}
    claimed = {b.reads: b.categories for b in BREAKDOWNS.values() if isinstance(b.reads, str)}
    for table, codes in (("enrolment", covered), ("claims", claimed | {"outcome": OUTCOME})):
        for column, categories in codes.items():
            if column in COLUMNS[table]:
                yield _code(table, column, categories)


def _code(table: str, column: str, categories: Mapping[str, Text]) -> Rule:
    name, listed = name_of(table, column), "', '".join(categories)
    codes = "/".join(categories)
    return Rule(
        "code",
        table,
        (column,),
        f"{column} NOT IN ('{listed}')",
        Text(f"“{name.en}” is none of the known words.", f"“{name.zh}”不在约定的类别之内。"),
        Example({column: "zzz"}),
        Text(
            f"Write one of {codes}, or its words.",
            f"请填写下列类别之一或其代码：{'/'.join(text.zh for text in categories.values())}。",
        ),
    )
