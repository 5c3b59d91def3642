"""Understanding: sheets in; out come filled tables, what must be answered before they count, and how each was read."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from backbone.publish.columns import ROW_IS, TABLE_NAMES
from backbone.publish.dictionary import is_own
from backbone.publish.fault import Fault
from backbone.publish.mapping import beside
from backbone.publish.mapping.deciding import TOO_COARSE, Decided, decided
from backbone.publish.mapping.filling import Filling, Part, together
from backbone.publish.mapping.grid import WIDEST
from backbone.publish.mapping.headings import forget
from backbone.publish.mapping.joining import Piece, fit, is_piece, joined
from backbone.publish.mapping.parting import parted
from backbone.publish.mapping.proposal import IGNORE, NONE, Proposal, Understood
from backbone.publish.mapping.sender import Sender
from backbone.publish.mapping.study import Study, called, place_of, study
from backbone.publish.mapping.tables import Held, held
from backbone.publish.mapping.turning import Turned
from backbone.publish.question import Question
from backbone.publish.raw import TABLES
from backbone.publish.reached import Reached, nobody, within
from backbone.publish.sheet import Sheet
from backbone.text import Text, repeated

READ = "read"
EMPTY_SHEET = Text("It is empty.", "为空表。")
NO_HEADER = Text(
    "No row of it is a header with records below. Put the names of the columns above them if it holds records.",
    "没有找到表头及其下的记录。如有记录，请在各列上方写明列名。",
)
NOT_READ = Text("The sheet is left out: it has no header.", "该表没有表头，未导入。")
TOO_WIDE = Text("The sheet has more than {most} columns.", "该表超过 {most} 列。")
NARROW = Text("Bring only the columns that are asked for.", "请只保留所需的列。")
OF_A_TEMPLATE = Text("It explains a template and holds no records.", "这是模板的说明，不含数据。")
LEFT_OUT = Text("It is hidden, and you said to leave it out.", "该表已隐藏，您选择不导入。")
HIDDEN = Text("“{sheet}” is hidden in the file. Does it count?", "“{sheet}”在文件中被隐藏，是否导入？")
COUNTS, COUNTS_NOT = Text("Yes, read it too", "是，一并读取"), Text("No, leave it out", "否，不导入")
SUMMARY = Text(
    "“{sheet}” has people who are not broken down by sex and age. Is it a summary of others?",
    "“{sheet}”中的人数没有按性别和年龄段细分，是否为其他表的汇总？",
)
A_SUMMARY, NO_SUMMARY = (
    Text("Yes, leave it out", "是，不导入"),
    Text("No, they are records of their own", "否，是单独的数据"),
)
NO_SHEET = Text("No sheet holds {table}.", "没有任何一张表是“{table}”表。")
BRING = Text("Bring a file with it. {row}", "请提供该表。{row}")


@dataclass(frozen=True)
class _Sheet:
    """What is understood of one sheet; no `part` where it brings no rows, or not yet."""

    proposal: Proposal
    part: Part | None = None
    asked: tuple[Question, ...] = ()
    faults: tuple[Fault, ...] = ()
    lacks: frozenset[str] = frozenset()


def understand(
    sheets: Sequence[Sheet],
    sender: Sender,
    answers: Mapping[str, str],
    reached: Reached = nobody,
) -> Understood:
    """What the sheets of one delivery hold, as far as the headings, the values, what is remembered of the sender, and
    the answers so far say. `reached` is told how much is understood, 0 to 1."""
    every: list[_Sheet] = []
    done, rows = 0, sum(sheet.cells.num_rows for sheet in sheets) or 1
    for sheet in sheets:
        stand = [*_every_table((sheet,), answers)]
        own = within(reached, done / rows, (done + sheet.cells.num_rows) / rows)
        records = [_sheet(table, sender, answers, own) for table in stand if not table.sums]
        every += [*records, *_sums([table for table in stand if table.sums], records, sender, answers)]
        done += sheet.cells.num_rows
        reached(done / rows)
    forget()
    every, unfit = _joined(_summaries(every, answers))
    parts: dict[str, list[Part]] = {table: [] for table in TABLES}
    for found in every:
        if found.part:
            parts[found.proposal.table].append(found.part)
    questions = {question.key: question for found in every for question in found.asked}
    pending = {found.proposal.table for found in every}
    faults = [*(fault for found in every for fault in found.faults), *unfit]
    faults += [_no_sheet(table) for table in TABLES if table not in pending]
    tables = tuple(together(table, found) for table, found in parts.items() if found)
    return Understood(tables, tuple(questions.values()), tuple(faults), tuple(found.proposal for found in every))


def _summaries(every: list[_Sheet], answers: Mapping[str, str]) -> list[_Sheet]:
    """The sheets; of one whose insured are not by sex and age, while those of another are, it is asked first whether it
    is a summary, to be left out."""
    whole = any(one.proposal.table == "enrolment" and one.part and not one.faults for one in every)
    return [
        _Sheet(one.proposal, asked=(_summary(one.proposal),)) if whole and _is_coarse(one, answers) else one
        for one in every
    ]


def _is_coarse(one: _Sheet, answers: Mapping[str, str]) -> bool:
    return f"table:{one.proposal.key}" not in answers and any(fault.rule == TOO_COARSE for fault in one.faults)


def _summary(proposal: Proposal) -> Question:
    choices = {NONE: A_SUMMARY, proposal.table: NO_SUMMARY}
    said = SUMMARY.filled(sheet=repeated(proposal.called or proposal.file))
    return Question(f"table:{proposal.key}", said, choices, NONE)


def _joined(every: list[_Sheet]) -> tuple[list[_Sheet], tuple[Fault, ...]]:
    """The sheets with the numbers of one enrolment put together that stand on several, once nothing is asked of them;
    and what does not fit."""
    at = {n: one for n, one in enumerate(every) if is_piece(one.proposal.table, one.lacks)}
    pieces = [Piece(n, one.proposal, one.part, one.lacks) for n, one in at.items() if one.part]
    if len(pieces) < len(at) or not fit(pieces):
        return every, ()
    if any(one.asked for one in at.values()):
        return [replace(one, faults=()) if n in at else one for n, one in enumerate(every)], ()
    done = joined(pieces)
    put = {piece.at: _Sheet(piece.proposal, piece.part) for piece in done.pieces}
    return [put.get(n, one) for n, one in enumerate(every)], done.faults


def _every_table(sheets: Sequence[Sheet], answers: Mapping[str, str]) -> Iterator[Sheet]:
    """Each sheet, or each of the tables that stand on it, unless it was said where its header is."""
    for sheet in sheets:
        yield from (sheet,) if is_own(sheet) or f"header:{place_of(sheet)}" in answers else parted(sheet)


def _sums(
    tables: Sequence[Sheet], records: Sequence[_Sheet], sender: Sender, answers: Mapping[str, str]
) -> Iterator[_Sheet]:
    """What is seen of sums that stand beside records on a sheet, once these are read."""
    read = [one for one in records if one.part and not one.asked]
    held = {one.proposal.table for one in read}
    for table in tables:
        parts = [one.part for one in read if one.part]
        found = beside.faults(table, held.pop(), parts, sender, answers) if len(held) == 1 else ()
        yield _Sheet(beside.proposal(records[0].proposal), faults=tuple(found))


def _sheet(sheet: Sheet, sender: Sender, answers: Mapping[str, str], reached: Reached) -> _Sheet:
    """What is understood of one sheet. What it holds is asked before anything else is."""
    if is_own(sheet):
        return _Sheet(Proposal(sheet.file, sheet.name, "", "", OF_A_TEMPLATE))
    seen = study(sheet, answers)
    if seen is None:
        return _no_table_in(sheet)
    table = held(seen, sender, answers)
    if table.table and sheet.hidden and not table.question:
        before = seen.before(sender)
        said_of_it = answers.get(f"hidden:{seen.key}") or (before.hidden if before else "")
        if said_of_it == IGNORE:
            return _Sheet(Proposal(sheet.file, sheet.name, seen.key, "", LEFT_OUT))
        if said_of_it != READ:
            return _Sheet(_proposal(seen, table, Decided(())), asked=(_hidden(seen),))
    if table.question or not table.table:
        return _Sheet(_proposal(seen, table, Decided(())), asked=(table.question,) if table.question else ())
    if sheet.cells.num_columns > WIDEST:
        return _Sheet(_proposal(seen, table, Decided(())), faults=(_too_wide(sheet),))
    how = decided(seen, table.table, sender, answers)
    part = Filling(seen, table.table, how, sender, answers, reached).part()
    return _Sheet(_proposal(seen, table, how), part, (*how.questions, *part.questions), how.faults, how.lacks)


def _no_table_in(sheet: Sheet) -> _Sheet:
    """A sheet without a header: one with as many cells as a table has is warned about."""
    cells = sheet.cells
    if not cells.num_rows or not cells.num_columns:
        return _Sheet(Proposal(sheet.file, sheet.name, "", "", EMPTY_SHEET))
    full = sum(cells.num_rows - column.null_count for column in cells.columns)
    like_a_table = min(cells.num_rows, cells.num_columns) > 2 and 2 * full > cells.num_rows * cells.num_columns
    fault = Fault("no_header", NOT_READ, NO_HEADER, False, sheet.file, sheet.name)
    return _Sheet(Proposal(sheet.file, sheet.name, "", "", NO_HEADER), faults=(fault,) if like_a_table else ())


def _hidden(seen: Study) -> Question:
    choices = {READ: COUNTS, IGNORE: COUNTS_NOT}
    return Question(f"hidden:{seen.key}", HIDDEN.filled(sheet=called(seen)), choices)


def _proposal(seen: Study, table: Held, how: Decided) -> Proposal:
    rows = seen.extent.rows
    proposal = Proposal(
        seen.grid.sheet.file,
        seen.grid.sheet.name,
        seen.key,
        table.table,
        table.why,
        (seen.header.first + 1, seen.header.last + 1),
        int(rows[0]) + 1,
        int(rows[-1]) + 1,
        len(rows),
        how.columns,
        how.fixed,
        seen.extent.left_out,
        seen.begins if seen.grid.sheet.part else "",
    )
    return proposal if seen.turned is None else _as_sent(proposal, seen.turned)


def _as_sent(proposal: Proposal, turned: Turned) -> Proposal:
    """The proposal of a sheet that was turned, said of its rows as they were sent."""
    columns = tuple(replace(column, letters=str(turned.row(column.letters))) for column in proposal.columns)
    header, *records = turned.rows
    return replace(proposal, header=(header, header), first=records[0], last=records[-1], columns=columns, left_out=())


def _too_wide(sheet: Sheet) -> Fault:
    return Fault("too_wide", TOO_WIDE.filled(most=WIDEST), NARROW, file=sheet.file, sheet=sheet.name)


def _no_sheet(table: str) -> Fault:
    return Fault("no_table", NO_SHEET.filled(table=TABLE_NAMES[table]), BRING.filled(row=ROW_IS[table]))
