"""The fourth step: a draft of the snapshot, what it would change, a look at it, and then publishing or discarding."""

from datetime import UTC, datetime
from functools import partial

import streamlit as st

from backbone import places
from backbone.periods import month_name
from backbone.publish import intake
from backbone.publish.before import last_released
from backbone.publish.draft import Candidate, drafts
from backbone.publish.ledger import diff
from backbone.publish.ledger.switch import discard, shown, switch
from backbone.publish.mapping.memory import remembered
from backbone.publish.raw import PublishError
from backbone.publish.write import Said
from backbone.punctuation import dotted, labelled, names
from backbone.site import PAGES
from backbone.snapshot.manifest import Basis
from backbone.text import Text
from backbone.ui import drafts as looking
from backbone.ui import opening
from backbone.ui.desk.work import REGISTER, SENDERS, Work, clear, who

HEADING = Text("4 · What would change", "4 · 将有何变化")
LEAD = Text(
    "The draft is a snapshot like any other, which nobody else sees. Look at it on every page before you publish it.",
    "草稿与正式快照完全相同，但只有您能看到。发布前请逐页查看。",
)
BASIS: Basis = "reported"
MAKE = Text("Make the draft", "生成草稿")
NAME, NAME_HELP = (
    Text("Name of the snapshot", "快照名称"),
    Text(
        "Letters, digits, dots and dashes. A snapshot is never changed.",
        "字母、数字、点和短横线。快照一经发布不再更改。",
    ),
)
COMPLETE, COMPLETE_HELP = (
    Text("Claims complete through", "理赔基本报齐至"),
    Text("Later months are marked as incomplete on every page.", "此后月份在各页均标为尚不完整。"),
)
ACCEPT_FIRST = Text("Say first why the warnings are accepted.", "请先说明接受各项提示的理由。")
CAME, LEFT, NOBODY = Text("New counties", "新增县"), Text("Counties that leave", "退出县"), Text("none", "无")
TOTALS, MOVES, TIES = (
    Text("Totals of the programme", "项目合计"),
    Text("The ten largest moves", "变化最大的十项"),
    Text("Do its totals tie out?", "合计是否相符？"),
)
BESIDE = Text(
    "{name}, as of {month}, beside {before}, which is shown now.", "{name}（截至{month}）与正在展示的 {before} 对比。"
)
LOOK = Text("Look at the dashboard with it", "用草稿查看看板")
PUBLISH, DISCARD = Text("Publish", "发布"), Text("Discard", "放弃")
WHY = Text("Why is it discarded?", "为什么放弃？")
DONE = Text("{name} is published: every page shows it from now on.", "{name} 已发布，各页即刻展示。")
GONE = Text("The draft {name} is discarded.", "草稿 {name} 已放弃。")


def change(work: Work) -> None:
    """Makes the draft, shows what it would change, and publishes or discards it."""
    waiting = _waiting(work)
    if not work.ready and waiting is None:
        return
    st.header(work.say(HEADING), anchor=False)
    st.caption(work.say(LEAD))
    if waiting is None:
        _make(work)
    else:
        _show(work, waiting)


def _waiting(work: Work) -> Candidate | None:
    """The draft that waits: this session's, or one that was left from before."""
    every = {draft.folder: draft for draft in drafts(opening.SNAPSHOTS)} if opening.SNAPSHOTS.is_dir() else {}
    if work.draft is not None:
        return every.get(work.draft.folder)
    return next(iter(every.values()), None) if not work.ready else None


def _make(work: Work) -> None:
    """Asks for what the records do not say, and writes the draft."""
    assert work.taken
    month = work.as_of or work.taken.latest
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
        name = st.text_input(work.say(NAME), month, help=work.say(NAME_HELP), key="name", width=220)
        complete = st.text_input(
            work.say(COMPLETE), intake.complete_through(month), help=work.say(COMPLETE_HELP), key="complete", width=220
        )
        if intake.unanswered(work.taken, work.reasons):
            st.caption(work.say(ACCEPT_FIRST))
            return
        st.button(work.say(MAKE), key="make", type="primary", on_click=_draft, args=(work, month, name, complete))


def _draft(work: Work, month: str, name: str, complete: str) -> None:
    """Writes the draft, and what was answered into the sender's file. A callback."""
    assert work.sent and work.taken and work.taken.understood
    root = opening.SNAPSHOTS
    said = Said(BASIS, month, complete, f"{datetime.now(UTC):%Y-%m-%d}")
    try:
        sender = remembered(work.sender, work.taken.understood, work.answers)
        after = last_released(root, BASIS)
        work.draft = intake.draft(work.taken, root, name, said, after, REGISTER, work.reasons, work.sent.files, sender)
        if sender.name:
            sender.save(SENDERS)
    except PublishError as error:
        work.refused = error.faults


def _show(work: Work, draft: Candidate) -> None:
    """What a draft would change, and what can be done with it."""
    root, lang = opening.SNAPSHOTS, work.lang
    for sentence in draft.report:
        st.warning(sentence(lang), icon=":material/info:")
    try:
        if before := shown(root):
            _difference(work, diff.diff(root / before, draft.folder))
    except PublishError as error:
        st.error(error.faults[0](lang))
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
        if st.button(work.say(LOOK), key="look", icon=":material/visibility:"):
            looking.look_at(draft.folder)
            st.switch_page(PAGES["home"].path, query_params={"lang": lang})
        st.button(work.say(PUBLISH), key="publish", type="primary", on_click=_publish, args=(work, draft))
        why = st.text_input(work.say(WHY), key="why", width=320)
        st.button(work.say(DISCARD), key="discard", on_click=_discard, args=(work, draft, why))


def _difference(work: Work, found: diff.Difference) -> None:
    lang = work.lang
    month = month_name(found.after.as_of, lang)
    st.markdown(work.say(BESIDE, name=found.after.name, month=month, before=found.before.name))
    if found.caution:
        st.info(found.caution(lang))
    for heading, codes in ((CAME, found.came), (LEFT, found.left)):
        called = names([places.get(code).name(lang) for code in codes if code in places.CODES], lang)
        st.markdown(labelled(work.say(heading), dotted((str(len(codes)), called)) if codes else work.say(NOBODY), lang))
    tables = (
        (TOTALS, diff.frame(found.totals, lang).drop(columns=[diff.PLACE(lang), diff.SHARE(lang)])),
        (MOVES, diff.frame(found.moves, lang)),
        (TIES, diff.tied(found.ties, lang)),
    )
    for tab, (_, table) in zip(st.tabs([work.say(title) for title, _ in tables]), tables, strict=True):
        tab.dataframe(table, hide_index=True)


def _publish(work: Work, draft: Candidate) -> None:
    """Publishes, and clears the desk. A callback."""
    _done(work, draft, partial(switch, draft, who()), DONE)


def _discard(work: Work, draft: Candidate, why: str) -> None:
    """Discards, and lets the files lie. A callback."""
    _done(work, draft, partial(discard, draft, why, who()), GONE)


def _done(work: Work, draft: Candidate, do: partial, said: Text) -> None:
    try:
        do()
    except PublishError as error:
        work.refused = error.faults
        return
    looking.look_at(None)
    if said is DONE:
        clear(said.filled(name=draft.name))
    else:
        work.draft, work.told = None, (said.filled(name=draft.name),)
