"""What was published and done before, and the way back."""

import streamlit as st

from backbone.publish.ledger.history import History
from backbone.publish.ledger.history import history as past
from backbone.publish.ledger.rollback import rollback
from backbone.publish.ledger.verify import verify
from backbone.publish.raw import PublishError
from backbone.text import Text
from backbone.ui import opening
from backbone.ui.desk.work import Work, who

HEADING = Text("History", "发布历史")
DEEDS = Text("What was done", "操作记录")
BACK = Text("Go back to a snapshot", "回退到某一快照")
WHICH, WHY, SHOW = Text("Snapshot", "快照"), Text("Why?", "原因"), Text("Show it again", "重新展示")
VERIFY = Text("Verify all of it", "全部校验")


def history(work: Work) -> None:
    """The snapshots, what was done, and two buttons: one goes back to a snapshot, one verifies everything."""
    st.header(work.say(HEADING), anchor=False)
    try:
        found = past(opening.SNAPSHOTS)
    except PublishError as error:
        st.info(error.faults[0](work.lang))
        return
    for fault in found.faults:
        st.error(fault(work.lang))
    with st.container(key="snapshots"):
        st.dataframe(found.snapshots(work.lang), hide_index=True)
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
        _back(work, found)
        if st.button(work.say(VERIFY), key="verify", icon=":material/fact_check:"):
            verified = verify(opening.SNAPSHOTS)
            tell = st.success if verified.is_whole else st.error
            tell("  \n".join(one(work.lang) for one in (verified.said, *(f.said for f in verified.findings))))
    with st.expander(work.say(DEEDS)):
        st.dataframe(found.deeds(work.lang), hide_index=True)


def _back(work: Work, found: History) -> None:
    """The way back, where there is another snapshot to go back to."""
    others = [one.name for one in found.releases if one.manifest and not one.is_shown]
    if not others:
        return
    with st.popover(work.say(BACK), icon=":material/history:"):
        name = st.selectbox(work.say(WHICH), others, key="back-to")
        why = st.text_input(work.say(WHY), key="back-why")
        st.button(work.say(SHOW), key="back", on_click=_roll, args=(work, name, why))


def _roll(work: Work, name: str, why: str) -> None:
    try:
        work.told = rollback(opening.SNAPSHOTS, name, why, who())
    except PublishError as error:
        work.refused = error.faults
