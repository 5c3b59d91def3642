"""What was published, what is different, and back again: `history`, `diff`, `rollback`, `verify`.

python -m backbone history
python -m backbone diff 2019-07-illustrative 2019-08-illustrative
python -m backbone rollback 2019-07-illustrative --because "a file was counted twice"
python -m backbone verify
"""

import argparse
from pathlib import Path

import pandas as pd

from backbone import places
from backbone.commands import options
from backbone.commands.refused import in_one_line
from backbone.files.tables import lines
from backbone.punctuation import labelled, names
from backbone.snapshot.manifest import BASES
from backbone.terminal import Refused, path_named, together
from backbone.text import Lang, Text

NO_SNAPSHOTS, NO_LOG = Text("no snapshots yet", "尚无快照"), Text("no log yet", "尚无日志")
DRAFT = Text("draft: {name}, {basis}, as of {month}", "草稿：{name}，{basis}，截至 {month}")
CAME, LEFT = Text("counties that came", "新增的县"), Text("counties that left", "退出的县")
TOTALS, MOVES = Text("totals of the programme", "全项目合计"), Text("largest moves of counties", "变动最大的县")
TIED, NONE = Text("tie-out", "合计核对"), Text("none", "无")
LAST = Text("the log's last line: {line}", "日志最后一行：{line}")
NOTE_IT = Text(
    "note it elsewhere: `verify --noted` then tells whether the log was written anew",
    "请另行记下：以后用 `verify --noted` 即可查明日志是否被改写",
)


HISTORY = Text(
    "what was published, shown again and discarded, the latest first", "发布、恢复展示和放弃的记录，最近的在前"
)
DIFF = Text("what came, left and moved between two snapshots or drafts", "两个快照或草稿之间的新增、退出与变动")
ROLLBACK = Text("show a snapshot again that was published before", "恢复展示此前发布的快照")
BECAUSE = Text("the reason, which stands in the log", "理由，记入日志")
VERIFY = Text("whether log and snapshots are as they were published", "核对日志和快照是否与发布时一致")
NOTED = Text("of a last line that was noted before", "此前记下的最后一行的校验值")


def add(commands: argparse._SubParsersAction, root: Path, lang: Lang) -> None:
    """Adds the commands to a parser; `root` is the folder of snapshots where none is named."""
    past = commands.add_parser("history", help=HISTORY(lang))
    past.set_defaults(run=_history)

    between = commands.add_parser("diff", help=DIFF(lang))
    between.add_argument("before", metavar="A")
    between.add_argument("after", metavar="B")
    between.set_defaults(run=_diff)

    back = commands.add_parser("rollback", help=ROLLBACK(lang))
    back.add_argument("name", metavar="NAME")
    back.add_argument("--because", required=True, metavar="WHY", help=BECAUSE(lang))
    back.add_argument("--by", default="", metavar="WHO", help=options.BY(lang))
    back.set_defaults(run=_rollback)

    proof = commands.add_parser("verify", help=VERIFY(lang))
    proof.add_argument("--noted", default="", metavar="CHECKSUM", help=NOTED(lang))
    proof.set_defaults(run=_verify)
    for command in (past, between, back, proof):
        command.add_argument("--root", type=path_named, default=root, metavar="DIR", help=options.ROOT(lang))


@in_one_line
def _history(arguments: argparse.Namespace) -> int:
    from backbone.publish.ledger.history import history

    found, lang = history(arguments.root), arguments.lang
    _print(found.snapshots(lang), NO_SNAPSHOTS(lang))
    for draft in found.drafts:
        print(DRAFT(lang, name=draft.name, basis=BASES[draft.said.basis](lang), month=draft.said.as_of))
    print()
    _print(found.deeds(lang), NO_LOG(lang))
    if found.faults:
        raise Refused(together(found.faults))
    return 0


@in_one_line
def _diff(arguments: argparse.Namespace) -> int:
    from backbone.publish.ledger import diff

    lang = arguments.lang
    found = diff.diff(*(diff.folder_of(arguments.root, name) for name in (arguments.before, arguments.after)))
    print(found.said(lang))
    for what, codes in ((CAME, found.came), (LEFT, found.left)):
        print(labelled(what(lang), names((_county(code, lang) for code in codes), lang) or NONE(lang), lang))
    for title, table in (
        (TOTALS, diff.frame(found.totals, lang).drop(columns=[diff.PLACE(lang), diff.SHARE(lang)])),
        (MOVES, diff.frame(found.moves, lang)),
        (TIED, diff.tied(found.ties, lang)),
    ):
        print(f"\n{title(lang)}")
        _print(table, NONE(lang))
    return 0


@in_one_line
def _rollback(arguments: argparse.Namespace) -> int:
    from backbone.publish.ledger.rollback import rollback

    for sentence in rollback(arguments.root, arguments.name, arguments.because, arguments.by):
        print(sentence(arguments.lang))
    return 0


@in_one_line
def _verify(arguments: argparse.Namespace) -> int:
    """What is not as it was published; 2 where anything was changed."""
    from backbone.publish.ledger.verify import verify

    found, lang = verify(arguments.root, arguments.noted), arguments.lang
    for finding in found.findings:
        if not finding.grave:
            print(finding.said(lang))
    if not found.is_whole:
        raise Refused(together([found.said, *(one.said for one in found.findings if one.grave)]))
    print(found.said(lang))
    if found.lines:
        print(LAST(lang, line=found.last))
        print(NOTE_IT(lang))
    return 0


def _county(code: str, lang: Lang) -> str:
    return f"{code} {places.get(code).name(lang)}"


def _print(table: pd.DataFrame, nothing: str) -> None:
    print(nothing if table.empty else lines(table))
