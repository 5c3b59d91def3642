"""What lies on the desk: the files of one delivery, what was answered about them, and how far they got."""

from dataclasses import dataclass, field

import streamlit as st

from backbone import private
from backbone.publish.checking.personal import masked
from backbone.publish.draft import Candidate
from backbone.publish.intake import Sent, Taken
from backbone.publish.mapping import Sender
from backbone.text import Lang, Text
from backbone.ui import signin, steward

SENDERS, REGISTER = private.FOLDER / private.SENDERS, private.FOLDER / private.REGISTER
ON_DESK = "desk"


@dataclass
class Work:
    """One delivery, kept as long as the session lasts and in its memory only.

    `files`: which files lie in the box, as the browser names them.
    `sent`: what was read of them. `sender`, `answers`: what is known of who sent them, and what was answered now.
    `as_of`: the month that was chosen; "" for the last that the records speak of.
    `taken`: how far they got with all that. `reasons`: why each warning is accepted, by rule.
    `draft`: what was made of them.
    `number`: how many deliveries lay here before. `told`, `refused`: what the last press did, or why it did nothing."""

    lang: Lang = "en"
    files: tuple[str, ...] = ()
    sent: Sent | None = None
    sender: Sender = field(default_factory=lambda: Sender(""))
    answers: dict[str, str] = field(default_factory=dict)
    as_of: str = ""
    taken: Taken | None = None
    asked: object = None
    reasons: dict[str, str] = field(default_factory=dict)
    draft: Candidate | None = None
    number: int = 0
    told: tuple[Text, ...] = ()
    refused: tuple[Text, ...] = ()

    def say(self, text: Text, **values: object) -> str:
        """`text` in the reader's language."""
        return text(self.lang, **values)

    @property
    def ready(self) -> bool:
        """Whether nothing stands between the files and a draft."""
        return self.taken is not None and self.taken.exact is not None


def open_desk() -> Work:
    """The desk of this session, the head of its page drawn; where it is not open to the visitor, the run stops."""
    lang = steward.open_steward("publish")
    work = st.session_state.setdefault(ON_DESK, Work())
    work.lang = lang
    for text in work.told:
        st.success(text(lang), icon=":material/check:")
    for text in work.refused:
        st.error(text(lang), icon=":material/error:")
    work.told, work.refused = (), ()
    return work


def who() -> str:
    """Who publishes, as the log is to say it: how the sign-in calls them, unless that looks like a telephone number; ""
    for the user of this machine."""
    return next((one for one in signin.called() if masked(one) == one), "")


def clear(said: Text) -> None:
    """Takes everything off the desk, and says why."""
    st.session_state[ON_DESK] = Work(number=st.session_state[ON_DESK].number + 1, told=(said,))
