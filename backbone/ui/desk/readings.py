"""The second step: how each sheet was understood, and what must be answered before its rows count."""

from collections.abc import Mapping, Sequence

import pandas as pd
import streamlit as st

from backbone import places
from backbone.publish.columns import COLUMNS, TABLE_NAMES
from backbone.publish.mapping.fixing import FROM_MONTH, ITS_MONTH
from backbone.publish.mapping.proposal import IGNORE, Column, Proposal
from backbone.publish.question import Question
from backbone.punctuation import bracketed, clauses, dotted, labelled, prose, sentence
from backbone.punctuation import names as names_of
from backbone.text import Lang, Text, repeated
from backbone.ui import panels
from backbone.ui.desk.work import Work
from backbone.ui.plain import plain

HEADING = Text("2 · How they are read", "2 · 如何读取")
OPEN = Text("{n:question|questions} to answer first", "还有 {n} 个问题待回答")
NONE_OPEN = Text("Nothing to ask: every sheet is understood.", "没有疑问，所有表格均已识别。")
NOT_SAID = Text("Please choose", "请选择")
WHY = Text("Why", "依据")
FILE, SHEET, RECORDS = Text("File", "文件"), Text("Sheet", "工作表"), Text("Rows", "行数")
LOOK_AT = Text("Look at the columns of a sheet, and correct them", "查看并更正某张表的各列")
YES = Text("Yes, so it is", "对，就是这样")
LEFT_OUT = Text("Left out", "不导入")
LETTERS, HEADED, IS, UNIT, SURE, VALUES = (
    Text("Column", "列"),
    Text("Heading", "表头"),
    Text("Read as", "识别为"),
    Text("Unit", "单位"),
    Text("Sure", "把握"),
    Text("For example", "示例"),
)
FIXED = Text("The same in every row", "各行相同")
ROWS_OUT = Text("Rows left out", "未导入的行")
FEW = 6
# How many questions stand beside one another.
ABREAST = 3


def readings(work: Work) -> None:
    """The questions, and below them each sheet as it was understood."""
    if not work.taken or not work.taken.understood:
        return
    st.header(work.say(HEADING), anchor=False)
    asked = work.taken.understood.questions
    st.caption(work.say(OPEN, n=len(asked)) if asked else work.say(NONE_OPEN))
    columns = st.columns(ABREAST, gap="medium")
    for n, question in enumerate(asked):
        with columns[n % ABREAST]:
            _ask(work, question)
    with st.container(key="sheets"):
        _sheets(work, work.taken.understood.proposals)


def _ask(work: Work, question: Question) -> None:
    """A question with its choices; the answer counts at once."""
    key = f"answer:{question.key}"

    def answered() -> None:
        if chosen := st.session_state.get(key):
            work.answers[question.key] = chosen

    choices = [*question.choices]
    st.selectbox(
        question.said(work.lang),
        choices,
        index=choices.index(question.proposed) if question.proposed in choices else None,
        format_func=lambda choice: question.choices[choice](work.lang),
        placeholder=work.say(NOT_SAID),
        help=question.why(work.lang) if question.why else None,
        key=key,
        on_change=answered,
    )
    if question.proposed in choices:
        st.button(work.say(YES), key=f"yes:{question.key}", on_click=answered)


def _sheets(work: Work, proposals: Sequence[Proposal]) -> None:
    """Every sheet in a line; one of them, which is chosen, column by column."""
    lang = work.lang
    head = [*map(work.say, (FILE, SHEET, IS, RECORDS, WHY))]
    panels.sheet("readings", head, [_line(work, one) for one in proposals], ":--|:--|:--|--:|:--")
    tables = [n for n, one in enumerate(proposals) if one.table]
    chosen = st.selectbox(
        work.say(LOOK_AT),
        tables,
        index=None,
        format_func=lambda n: dotted((repeated(proposals[n].file), repeated(proposals[n].called))),
        placeholder=work.say(NOT_SAID),
        key="sheet",
    )
    if chosen is not None:
        _columns(work, f"columns:{chosen}", proposals[chosen])
        st.caption(prose(_beside(work, proposals[chosen]), lang))


def _line(work: Work, proposal: Proposal) -> list[str]:
    """A sheet in a line: where it stands, what it holds, how many rows, and why it is read so."""
    found = [*map(repeated, (proposal.file, proposal.called)), _holds(work, proposal), f"{proposal.records:,}"]
    return [*map(plain, (*found, proposal.why(work.lang)))]


def _holds(work: Work, proposal: Proposal) -> str:
    """Which table a sheet holds, and whose where its rows are women's or men's alone."""
    if not proposal.table:
        return work.say(LEFT_OUT)
    name, sex = TABLE_NAMES[proposal.table](work.lang), proposal.fixed.get("sex", "")
    return bracketed(name, _value("sex", sex, proposal.table, work.lang), work.lang) if sex else name


def _columns(work: Work, key: str, proposal: Proposal) -> None:
    """Each column as it is read; another reading can be chosen, and counts at once."""
    names = {IGNORE: work.say(LEFT_OUT), **{c: of.name(work.lang) for c, of in COLUMNS[proposal.table].items()}}
    rows = pd.DataFrame([_row(work, column, names) for column in proposal.columns])
    read_as = work.say(IS)

    def edited() -> None:
        codes = {name: code for code, name in names.items()}
        for row, cells in st.session_state[key]["edited_rows"].items():
            work.answers[f"column:{proposal.key}/{proposal.columns[row].heading}"] = codes[cells[read_as]]

    st.data_editor(
        rows,
        column_config={read_as: st.column_config.SelectboxColumn(options=[*names.values()], required=True)},
        disabled=[heading for heading in rows if heading != read_as],
        hide_index=True,
        key=key,
        on_change=edited,
    )


def _row(work: Work, column: Column, names: Mapping[str, str]) -> dict[str, str]:
    return {
        work.say(LETTERS): column.letters,
        work.say(HEADED): repeated(column.heading),
        work.say(IS): names.get(column.canonical, names[IGNORE]),
        work.say(UNIT): column.unit(work.lang) if column.unit else "",
        work.say(SURE): f"{column.confidence:.0%}",
        work.say(WHY): column.reason(work.lang),
        work.say(VALUES): dotted(map(repeated, column.samples)),
    }


def _beside(work: Work, proposal: Proposal) -> Sequence[str]:
    """What is said below the columns: values that hold for all rows, and rows that are no records."""
    lang, columns = work.lang, COLUMNS[proposal.table]
    fixed = [
        f"{columns[canonical].name(lang)} {_value(canonical, value, proposal.table, lang)}"
        for canonical, value in proposal.fixed.items()
        if canonical in columns
    ]
    said = [labelled(work.say(FIXED), clauses(fixed, lang), lang)] if fixed else []
    for out in proposal.left_out:
        rows = names_of([str(row) for row in out.rows[:FEW]], lang) + ("…" if len(out.rows) > FEW else "")
        said.append(labelled(f"{work.say(ROWS_OUT)} {rows}", out.why(lang), lang))
    return [sentence(one, lang) for one in said]


def _value(canonical: str, value: str, table: str, lang: Lang) -> str:
    """A value that holds for all rows, in words: the county of a code, the name of a category, where it is said."""
    if value == FROM_MONTH:
        return ITS_MONTH(lang)
    if canonical == "adcode":
        return places.get(value).name(lang) if value in places.CODES else value
    choices = COLUMNS[table][canonical].choices
    return choices[value](lang) if value in choices else value
