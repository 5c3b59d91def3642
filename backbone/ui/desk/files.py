"""The first step: which files, from whom, and until when they count."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial

import streamlit as st
from streamlit import config
from streamlit.runtime.uploaded_file_manager import UploadedFile

from backbone.publish import intake
from backbone.publish.before import last_released
from backbone.publish.columns import TABLE_NAMES
from backbone.publish.mapping import Sender
from backbone.publish.progress import Progress, Step
from backbone.publish.raw import PublishError
from backbone.publish.templates import file_name, template
from backbone.record import record
from backbone.text import Text
from backbone.ui import opening, signin
from backbone.ui.alone import alone
from backbone.ui.desk.work import SENDERS, Work
from backbone.ui.dropzone import dropzone

HEADING = Text("1 · The files", "1 · 文件")
LEAD = Text(
    "Everything that the insurers and the counties sent, up to now: workbooks, CSV, Parquet or DuckDB files, as they "
    "are. They are read in memory; nothing is kept before it is known to hold nothing personal.",
    "承保机构和各县报送至今的全部文件：Excel、CSV、Parquet 或 DuckDB，按原样放入即可。"
    "文件只在内存中读取，确认不含个人信息之前不会保存。",
)
DROP = Text("Files of this delivery", "本次报送的文件")
SENDER = Text("Sent by", "报送单位")
SENDER_HELP = Text(
    "What is answered about these files is remembered under this name, and the next quarter is read by it.",
    "对这些文件的回答会记在此名称下，下一季度自动沿用。",
)
NEW_SENDER = Text("Pick a sender, or type a new name", "选择报送单位，或输入新名称")
NOT_HERE = Text(
    "This server takes no files: only one that nobody but its own machine can reach does, or one behind the proxy of "
    "`make serve`. Start one with `make run` where the files are, or use the command line: "
    "`python -m backbone publish FOLDER`.",
    "此服务器不接收文件：仅限本机访问，或由 `make serve` 的代理转发的服务器才接收。"
    "请在存放文件的电脑上用 `make run` 启动，或使用命令行：`python -m backbone publish FOLDER`。",
)
UNTIL, UNTIL_HELP = (
    Text("Counted until (month)", "统计截止月份"),
    Text("Like 2019-08. What lies after it is a fault.", "例如 2019-08。晚于该月的记录视为有误。"),
)
TEMPLATES, TEMPLATES_WHY = (
    Text("Empty files to fill in", "空白模板"),
    Text(
        "For an office that starts anew: what is chosen there needs no question.",
        "供初次报送的单位使用：按此填写无需再问。",
    ),
)
# Megabytes that a file may have where nobody but this machine comes; until the desk opens, no page takes any.
MOST = 500


def files(work: Work) -> None:
    """Takes the files in, and reads them when they are other files than before."""
    st.header(work.say(HEADING), anchor=False)
    st.caption(work.say(LEAD))
    most = MOST if alone() else signin.takes_files()
    if not most:
        st.info(work.say(NOT_HERE))
        return
    config.set_option("server.maxUploadSize", most)
    box, who = st.columns([3, 1], gap="large")
    with box:
        dropped = dropzone(work.say(DROP), f"files:{work.number}", accept_multiple_files=True)
    with who:
        known = sorted(path.stem for path in SENDERS.glob("*.toml")) if SENDERS.is_dir() else []
        named = st.selectbox(
            work.say(SENDER), known, index=0 if known else None, accept_new_options=True, key="sender",
            placeholder=work.say(NEW_SENDER), help=work.say(SENDER_HELP),
        )  # fmt: skip
        _templates(work)
    _read(work, dropped or [])
    if work.sent:
        _take(work, named or "")
        with who:
            _until(work)


def _templates(work: Work) -> None:
    """Workbooks to fill in, for an office that starts anew."""
    with st.popover(work.say(TEMPLATES), icon=":material/download:", type="tertiary"):
        st.caption(work.say(TEMPLATES_WHY))
        counties = sorted(county.adcode for county in record.load().counties)
        for table, name in TABLE_NAMES.items():
            st.download_button(
                name(work.lang),
                partial(template, table, work.lang, counties),
                file_name(table, work.lang),
                key=f"template:{table}",
                on_click="ignore",
                icon=":material/table_view:",
            )


def _until(work: Work) -> None:
    """Asks until which month the records count; the last that they speak of is proposed."""
    key = f"until:{work.number}"

    def chosen() -> None:
        work.as_of = st.session_state[key].strip()

    if work.taken and work.taken.latest:
        proposed = work.as_of or work.taken.latest
        st.text_input(work.say(UNTIL), proposed, key=key, on_change=chosen, help=work.say(UNTIL_HELP))


def _read(work: Work, dropped: list[UploadedFile]) -> None:
    """Reads the files, if they are others than those that were read last."""
    names = tuple(file.file_id for file in dropped)
    if names == work.files:
        return
    work.files, work.sent, work.taken, work.asked, work.draft = names, None, None, None, None
    if not dropped:
        return
    with _progress(work) as tell:
        work.sent = intake.read([(file.name, file.getvalue()) for file in dropped], tell)


def _take(work: Work, named: str) -> None:
    """Understands and checks what was read, if the question is another than before."""
    assert work.sent
    asked = (work.files, named, work.as_of, tuple(sorted(work.answers.items())))
    if asked == work.asked:
        return
    work.taken = None
    with _progress(work) as tell:
        work.sender = Sender.load(SENDERS, named)
        after = last_released(opening.SNAPSHOTS, "reported")
        before = opening.SNAPSHOTS / after if after else None
        work.taken = intake.take(work.sent, work.sender, work.answers, work.as_of, before, tell)
    work.asked, work.draft = asked, None


@contextmanager
def _progress(work: Work) -> Iterator[Progress]:
    """A bar while it lasts, with the phase, the rows and the time left; then what could not be done."""
    bar = st.progress(0.0, work.say(intake.READING))

    def tell(step: Step) -> None:
        bar.progress(step.done, step.said(work.lang))

    try:
        yield tell
    except PublishError as error:
        for fault in error.faults:
            st.error(fault(work.lang), icon=":material/error:")
    finally:
        bar.empty()
