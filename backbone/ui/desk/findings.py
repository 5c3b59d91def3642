"""The third step: what is wrong, cell by cell, what to do about it, and the sheets to send back."""

from collections.abc import Sequence
from functools import partial
from itertools import groupby

import streamlit as st

from backbone.publish.checking import marked, report
from backbone.publish.fault import Fault
from backbone.punctuation import dotted
from backbone.text import Text, repeated
from backbone.ui import panels
from backbone.ui.desk.work import Work
from backbone.ui.plain import plain

HEADING = Text("3 · What was found", "3 · 核对结果")
NOTHING = Text("Nothing is wrong: {n:row|rows} passed every check.", "没有发现问题：{n} 行全部通过核对。")
BLOCKED = Text("{n:thing|things} must be put right before anything can be published.", "有 {n} 项须更正后才能发布。")
WARNED = Text(
    "{n:warning|warnings} may be accepted, each for a reason, which then stands in the log.",
    "有 {n} 项提示：如有理由可照此发布，理由将记入日志。",
)
WHERE, WHAT, VALUE, REMEDY, ROWS = (
    Text("Where", "位置"),
    Text("What is wrong", "问题"),
    Text("It says", "原值"),
    Text("What to do", "处理办法"),
    Text("Rows", "行数"),
)
EVERYWHERE = Text("All files", "全部文件")
REPORT, SEND_BACK = (
    Text("The report as text", "下载核对报告"),
    Text("{file}, marked, to send back", "{file}（已标注，可退回）"),
)
REASON = Text("{said} Why is this accepted?", "{said}接受的理由是什么？")
REASONS = Text("{said} {n} more are like it. Why are they accepted?", "{said}另有同类 {n} 项。接受的理由是什么？")


def findings(work: Work) -> None:
    """Every fault, those that block first; the reasons for what may be accepted; and the files to send back."""
    if not work.taken:
        return
    st.header(work.say(HEADING), anchor=False)
    faults = work.taken.faults
    blocking = [fault for fault in faults if fault.blocks]
    if blocking:
        st.error(work.say(BLOCKED, n=len(blocking)), icon=":material/block:")
    if work.taken.warnings:
        st.warning(work.say(WARNED, n=len(work.taken.warnings)), icon=":material/info:")
    if not faults and work.ready:
        st.success(work.say(NOTHING, n=f"{_rows(work):,}"), icon=":material/check:")
    for n, ((_, file, sheet), own) in enumerate(groupby(report.ordered(faults), key=_sheet)):
        st.markdown(f"**{dotted((repeated(file), repeated(sheet))) or work.say(EVERYWHERE)}**")
        _table(work, [*own], f"faults-{n}")
    _accept(work)
    _files(work)


def _table(work: Work, faults: Sequence[Fault], key: str) -> None:
    """The faults of one sheet, a line each."""
    head = [*map(work.say, (WHERE, WHAT, VALUE, REMEDY, ROWS))]
    panels.sheet(key, head, [_line(work, fault) for fault in faults], ":--|:--|:--|:--|--:")


def _sheet(fault: Fault) -> tuple[bool, str, str]:
    return fault.blocks, fault.file, fault.sheet


def _line(work: Work, fault: Fault) -> list[str]:
    said = (report.where(fault, work.lang), fault.said(work.lang), str(fault.value), fault.remedy(work.lang))
    return [*map(plain, said), f"{fault.count:,}"]


def _accept(work: Work) -> None:
    """Asks why each warning is accepted, once a rule."""
    if not work.ready or not work.taken:
        return
    by_rule: dict[str, list[Fault]] = {}
    for fault in work.taken.warnings:
        by_rule.setdefault(fault.rule, []).append(fault)
    for rule, (first, *more) in by_rule.items():
        asked = work.say(REASONS if more else REASON, said=first.said(work.lang), n=len(more))
        work.reasons[rule] = st.text_input(asked, key=f"reason:{rule}")


def _files(work: Work) -> None:
    """The report, and each file with its faulty cells marked; nothing of a file that holds something personal."""
    assert work.taken
    faults = work.taken.faults
    if not faults:
        return
    with st.container(horizontal=True):
        made = partial(_text, work)
        st.download_button(
            work.say(REPORT), made, "report.txt", "text/plain", key="report", on_click="ignore",
            icon=":material/description:",
        )  # fmt: skip
        if not work.taken.understood or not work.sent:
            return
        for file in dict.fromkeys(fault.file for fault in faults if fault.cells):
            sheets = [sheet for sheet in work.sent.sheets if sheet.file == file]
            own = [fault for fault in faults if fault.file == file]
            st.download_button(
                work.say(SEND_BACK, file=repeated(file)),
                partial(marked.marked, sheets, own, work.lang),
                f"{file.rsplit('.', 1)[0]}-checked.xlsx",
                key=f"marked:{file}",
                on_click="ignore",
                icon=":material/rule:",
            )


def _text(work: Work) -> bytes:
    assert work.taken
    return "\n".join(report.lines(work.taken.faults, work.lang)).encode("utf-8-sig")


def _rows(work: Work) -> int:
    assert work.taken and work.taken.understood
    return sum(table.rows.num_rows for table in work.taken.understood.tables)
