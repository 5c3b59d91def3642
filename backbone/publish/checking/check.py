"""Checks what was sent, as filled tables or as a folder of four files, against every rule."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

import duckdb

from backbone.publish import rollup
from backbone.publish.checking import comparing, views
from backbone.publish.checking.personal import masked
from backbone.publish.checking.records import KEYS
from backbone.publish.checking.rule import WRITTEN, Rule, name_of
from backbone.publish.checking.rules import RULES
from backbone.publish.columns import TABLE_NAMES
from backbone.publish.fault import Fault
from backbone.publish.filled import Filled, Origin
from backbone.publish.progress import Phase, Progress, quiet
from backbone.publish.query import answered
from backbone.publish.raw import TABLES
from backbone.publish.reached import Reached, within
from backbone.publish.telling import NOTHING, Before
from backbone.text import Text, repeated

CHECKING = Text("Checking the records", "核对记录")
Origins = Mapping[str, Sequence[Origin]]
NO_TABLE = Text("No sheet was brought with the table “{table}”.", "没有提供“{table}”表。")
NO_TABLE_REMEDY = Text("Bring it too.", "请一并提供。")
NO_COLUMN = Text("There is no column for “{column}”.", "缺少“{column}”列。")
NO_COLUMN_REMEDY = Text(
    "Add the column, or say which one it is when you are asked.", "请补充该列，或在询问时指明对应的列。"
)


def check(
    con: duckdb.DuckDBPyConnection,
    tables: Sequence[Filled],
    as_of: str,
    before: Before = NOTHING,
    tell: Progress = quiet,
) -> tuple[Fault, ...]:
    """Every fault of the tables up to the month `as_of`, held also against what was told `before`: for each rule, file
    and sheet one. Leaves each raw table with its types in `con`, for the rollup."""
    views.of_filled(con, tables)
    views.surroundings(con, before)
    origins = {filled.table: filled.origins for filled in tables}
    every = (
        *(_no_table(table) for table in TABLES if table not in origins),
        *broken(con, origins, as_of, RULES, tell),
        *comparing.stated(con, tables),
        *comparing.worked(con, tables),
        *comparing.jumps(con, origins.get("enrolment", ())),
        *comparing.published(con, as_of),
    )
    # What women and men have in common on a sheet is read for each, and wrong once.
    return tuple(dict.fromkeys(every))


def broken(
    con: duckdb.DuckDBPyConnection, origins: Origins, as_of: str, rules: Iterable[Rule], tell: Progress = quiet
) -> Iterator[Fault]:
    """The faults that single rules find."""
    rows = rollup.rows_of(con)
    phase = Phase(tell, CHECKING, sum(rows[table] for table in origins))
    views.again(con, KEYS)
    groups = [(*source, [*group]) for source, group in groupby(sorted(rules, key=_source), _source)]
    groups = [(table, reads, group) for table, reads, group in groups if table in origins]
    # What takes time: what was written is read letter by letter for each rule; of values the rules of single rows ask
    # one question together, and each other one of its own.
    takes = [rows[table] * (len(group) if reads == WRITTEN else 1) for table, reads, group in groups]
    every = sum(takes) + sum(rows[table] * len(_apart(group)) for table, _, group in groups) or 1
    asked = 0
    for (table, reads, group), first in zip(groups, takes, strict=True):
        hit = _hit(con, f"{table}{reads}", group, as_of, within(phase.reached, asked / every, (asked + first) / every))
        asked += first
        for rule in hit:
            own = rows[table] * (rule in _apart(group))
            reached = within(phase.reached, asked / every, (asked + own) / every)
            yield from _faults(con, rule, origins[table], as_of, reached)
            asked += own


def _apart(rules: Iterable[Rule]) -> list[Rule]:
    """Those of the rules that look at more than a single row."""
    return [rule for rule in rules if "SELECT" in rule.wrong]


def _source(rule: Rule) -> tuple[str, str]:
    return rule.table, rule.reads


def _hit(con: duckdb.DuckDBPyConnection, source: str, rules: list[Rule], as_of: str, reached: Reached) -> list[Rule]:
    """Those of the rules that some row may break: those of single rows are tried in one reading."""
    apart = _apart(rules)
    simple = [rule for rule in rules if rule not in apart]
    tried = ", ".join(f"coalesce(bool_or({rule.wrong}), FALSE)" for rule in simple)
    found: tuple = ()
    if simple:
        query = f"SELECT {tried} FROM {source}"
        (found,) = answered(con, query, _given(query, as_of), reached)
    kept = {id(rule) for rule, hit in zip(simple, found, strict=True) if not hit}
    return [rule for rule in rules if id(rule) not in kept]


def _given(query: str, as_of: str) -> dict[str, str]:
    return {"as_of": as_of} if "$as_of" in query else {}


def _faults(
    con: duckdb.DuckDBPyConnection,
    rule: Rule,
    origins: Sequence[Origin],
    as_of: str,
    reached: Reached,
) -> Iterator[Fault]:
    """One fault of a rule for each origin that breaks it."""
    query = (
        f"SELECT origin, count(*), min(row, {comparing.MOST_CELLS}) FROM {rule.table}{rule.reads} WHERE {rule.wrong} "
        "GROUP BY origin ORDER BY origin"
    )
    for number, many, rows in answered(con, query, _given(query, as_of), reached):
        origin, column = origins[number], rule.columns[0]
        if rule.id == "empty" and column not in origin.letters:
            words = {"column": name_of(rule.table, column)}
            yield Fault(
                "no_column", NO_COLUMN.filled(**words), NO_COLUMN_REMEDY, True, origin.file, origin.sheet, count=many
            )
            continue
        concerned = [c for c in rule.columns if c in origin.letters] or [column]
        cells = dict.fromkeys(origin.cell(c, row) for row in rows for c in concerned)
        value = _value(con, rule, number, rows[0])
        yield Fault(rule.id, rule.said, rule.remedy, rule.blocks, origin.file, origin.sheet, tuple(cells), many, value)


def _value(con: duckdb.DuckDBPyConnection, rule: Rule, origin: int, row: int) -> str:
    """What stands in the first cell of a fault, as it was written; without what may be personal."""
    query = f"SELECT {rule.columns[0]} FROM {rule.table}_written WHERE origin = $origin AND row = $row LIMIT 1"
    ((said,),) = con.execute(query, {"origin": origin, "row": row}).fetchall()
    return masked(repeated(said or ""))


def _no_table(table: str) -> Fault:
    return Fault("no_table", NO_TABLE.filled(table=TABLE_NAMES[table]), NO_TABLE_REMEDY)
