"""Understanding: sheets in; out come filled tables, what must be answered before they count, and how each was read."""

from collections.abc import Iterable, Mapping, Sequence

from backbone.publish.columns import ROW_IS, TABLE_NAMES
from backbone.publish.fault import Fault
from backbone.publish.mapping.deciding import Decided, decided, named
from backbone.publish.mapping.filling import Filling, Part, together
from backbone.publish.mapping.proposal import IGNORE, Proposal, Understood
from backbone.publish.mapping.sender import Sender
from backbone.publish.mapping.study import Study, study
from backbone.publish.mapping.tables import held
from backbone.publish.question import Question
from backbone.publish.raw import TABLES
from backbone.publish.sheet import Sheet
from backbone.text import Text

READ = "read"
EMPTY_SHEET = Text("It is empty, or holds no rows below a header.", "为空，或表头下没有数据行。")
LEFT_OUT = Text("It is hidden, and you said to leave it out.", "该表已隐藏，您选择不导入。")
HIDDEN = Text("“{sheet}” is hidden in the file. Does it count?", "“{sheet}”在文件中被隐藏，是否导入？")
COUNTS, COUNTS_NOT = Text("Yes, read it too", "是，一并读取"), Text("No, leave it out", "否，不导入")
NO_SHEET = Text("No sheet holds {table}.", "没有任何一张表是“{table}”表。")
BRING = Text("Bring a file with it. {row}", "请提供该表。{row}")


def understand(sheets: Sequence[Sheet], sender: Sender, answers: Mapping[str, str]) -> Understood:
    """What the sheets of one delivery hold, as far as the headings, the values, what is remembered of the sender, and
    the answers so far say."""
    parts: dict[str, list[Part]] = {table: [] for table in TABLES}
    questions: dict[str, Question] = {}
    faults: list[Fault] = []
    proposals = []
    for sheet in sheets:
        proposal, part, asked, wrong = _sheet(sheet, sender, answers)
        proposals.append(proposal)
        questions |= {question.key: question for question in asked}
        faults += wrong
        if part:
            parts[proposal.table].append(part)
    pending = {proposal.table for proposal in proposals}
    faults += [_no_sheet(table) for table in TABLES if table not in pending]
    tables = tuple(together(table, found) for table, found in parts.items() if found)
    return Understood(tables, tuple(questions.values()), tuple(faults), tuple(proposals))


def _sheet(
    sheet: Sheet, sender: Sender, answers: Mapping[str, str]
) -> tuple[Proposal, Part | None, Iterable[Question], Iterable[Fault]]:
    seen = study(sheet, answers)
    if seen is None:
        return Proposal(sheet.file, sheet.name, "", "", EMPTY_SHEET), None, (), ()
    table = held(seen, sender, answers)
    asked = [table.question] if table.question else []
    if sheet.hidden and table.table:
        said = answers.get(f"hidden:{seen.key}") or (READ if seen.before(sender) else "")
        if said == IGNORE:
            return Proposal(sheet.file, sheet.name, seen.key, "", LEFT_OUT), None, (), ()
        asked += [_hidden(seen)] if said != READ else []
    if not table.table:
        return Proposal(sheet.file, sheet.name, seen.key, "", table.why), None, asked, ()
    how = decided(seen, table.table, sender, answers)
    part = Filling(seen, table.table, how, sender, answers).part()
    return _proposal(seen, table.table, table.why, how), part, (*asked, *how.questions, *part.questions), how.faults


def _hidden(seen: Study) -> Question:
    choices = {READ: COUNTS, IGNORE: COUNTS_NOT}
    return Question(f"hidden:{seen.key}", HIDDEN.filled(sheet=named(seen)), choices)


def _proposal(seen: Study, table: str, why: Text, how: Decided) -> Proposal:
    rows = seen.extent.rows
    return Proposal(
        seen.grid.sheet.file,
        seen.grid.sheet.name,
        seen.key,
        table,
        why,
        (seen.header.first + 1, seen.header.last + 1),
        int(rows[0]) + 1,
        int(rows[-1]) + 1,
        len(rows),
        how.columns,
        how.fixed,
        seen.extent.left_out,
    )


def _no_sheet(table: str) -> Fault:
    return Fault("no_table", NO_SHEET.filled(table=TABLE_NAMES[table]), BRING.filled(row=ROW_IS[table]))
