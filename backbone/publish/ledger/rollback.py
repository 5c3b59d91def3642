"""Rolling back: readers are led to a snapshot that was published before, in one rename, and the log says why."""

from pathlib import Path

from backbone.publish import disk
from backbone.publish.before import NOT_AS_RELEASED, last_released
from backbone.publish.draft import open_as_a_reader
from backbone.publish.ledger.line import Line, reason
from backbone.publish.ledger.log import NONE, Log, named_in
from backbone.publish.ledger.switch import point, shown, writing
from backbone.publish.raw import PublishError
from backbone.punctuation import names
from backbone.text import Text, repeated

NO_SUCH = Text(
    "No snapshot “{name}” was published here. These were: {known}.",
    "此处没有发布过名为“{name}”的快照。已发布的有：{known}。",
)
NONE_YET = Text("none", "无")
SHOWN = Text("{name} is shown already.", "{name} 正在展示中。")
DONE = Text("{name} is shown now.", "现在展示的是 {name}。")
INSTEAD = Text(
    "{name} is shown now, and no longer {was}, which stays in its folder and in the log.",
    "现在展示的是 {name}，不再展示 {was}；后者仍保留在文件夹和日志中。",
)
NEXT_ADDS = Text(
    "The next snapshot adds to {last} all the same: what it told has been seen, and stays told.",
    "下一个快照仍须接在 {last} 之后：其数字已经公布，不可收回。",
)
# How many names a sentence lists.
MOST = 8


def rollback(root: Path, name: str, why: str, who: str = "") -> tuple[Text, ...]:
    """Leads readers to the snapshot `root/name`, which was published before; those who read another finish on it.
    What the steward should know of it. PublishError where it was never published or cannot be shown, or no reason is
    given."""
    why = reason(why)
    if name not in named_in(root):
        raise PublishError(_no_such(name, named_in(root)))
    with writing(root) as log:
        was = shown(root)
        if name not in (known := _published(root, log)):
            raise PublishError(_no_such(name, known))
        snapshot = open_as_a_reader(root / name)
        said = snapshot.manifest
        if log.released.get(name, snapshot.digest) != snapshot.digest:
            raise PublishError(NOT_AS_RELEASED.filled(name=name))
        if name == was:
            raise PublishError(SHOWN.filled(name=name))
        line = Line(0, NONE, "", "", "rollback", name, snapshot.digest, said.basis, said.as_of, was, why)
        point(root, log, line, who)
    with disk.in_words(root):
        last = last_released(root, said.basis)
    done = INSTEAD.filled(name=name, was=was) if was else DONE.filled(name=name)
    return (done, NEXT_ADDS.filled(last=last)) if last != name else (done,)


def _published(root: Path, log: Log) -> tuple[str, ...]:
    """What readers could see before: by the log, or all that lies there where there is none yet."""
    return tuple(n for n in named_in(root) if n in log.released or not log.lines)


def _no_such(name: str, known: tuple[str, ...]) -> Text:
    listed = [names(known[-MOST:], lang) or NONE_YET(lang) for lang in ("en", "zh")]
    return NO_SUCH.filled(name=repeated(name), known=Text(*listed))
