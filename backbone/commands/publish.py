"""From files to a published snapshot, on the command line: the same steps as on the steward's page.

python -m backbone publish FOLDER --sender offices
python -m backbone publish FOLDER --sender offices --answer hidden:1a2b=ignore --accept "jump=it doubled" --yes
python -m backbone publish postgresql://reader@host/records --as-of 2019-08 --yes
"""

import argparse
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from backbone import private
from backbone.commands import options
from backbone.commands.deck import write
from backbone.commands.refused import in_one_line
from backbone.files.tables import lines
from backbone.punctuation import bracketed, labelled, names, statements
from backbone.terminal import Refused, folder_named, no_empty, path_named
from backbone.text import Lang, Text, repeated
from backbone.words import SEX

if TYPE_CHECKING:
    from backbone.publish.draft import Candidate
    from backbone.publish.intake import Sent, Taken
    from backbone.publish.ledger.line import Brought
    from backbone.publish.mapping import Sender
    from backbone.snapshot.manifest import Basis

BASIS: "Basis" = "reported"
# So many choices of a question are written out; of the counties of a province there are a hundred.
FEW = 12
DATABASES = ("duckdb:", "postgresql:", "postgres:", "spark:")

LEFT_OUT = Text("left out", "不导入")
ROWS = Text("{holds}, {n} rows", "{holds}，{n} 行")
CHOICES = Text("choices:", "可选：")
MOVES = Text("largest moves beside {before}, which is shown now", "与当前展示的 {before} 相比变动最大的项")
NONE = Text("none", "无")
WAITS = Text(
    "the draft {name} waits: look at it on the steward's page, or publish it with --yes",
    "草稿 {name} 等待发布：可在发布页面查看，或加上 --yes 发布",
)
PUBLISHED = Text("published {name}", "已发布 {name}")
ONE_DATABASE = Text("a database is published by itself: name one", "数据库须单独发布：请只给出一个")
NO_PAIR = Text("“{said}” is not like KEY=VALUE", "“{said}”不符合 KEY=VALUE 的写法")
SEE_ABOVE = Text("nothing is published: see above", "未发布任何内容：原因见上")
SAY_WHY = Text(
    "say why these are accepted, with --accept RULE=WHY: {rules}",
    "请用 --accept RULE=理由 说明为何接受以下各项：{rules}",
)


HELP = Text("from files to a snapshot: read, check, draft, publish", "从文件到快照：读取、核查、草拟、发布")
SOURCES = Text(
    "files, a folder of files, or duckdb:…, postgresql:…, spark:…",
    "文件、存放文件的文件夹，或 duckdb:…、postgresql:…、spark:…",
)
SENDER = Text(
    "who sent them: what is answered is remembered under this name", "报送单位：此前的答复按该名称记住，下次沿用"
)
ANSWER = Text("to a question; may be repeated", "答复提问，可重复")
ACCEPT = Text("a warning; may be repeated", "接受提示，可重复")
AS_OF = Text("default: the last month in the records", "统计截至的月份；默认为记录中最后一个月")
COMPLETE = Text("default: two months before", "数据齐全到哪个月；默认为再往前两个月")
NAME = Text("default: the month", "快照名称；默认为月份")
YES = Text("publish the draft; without it the draft waits", "发布草稿；不加则草稿等待发布")
MARKED = Text("write each faulty file there, its cells marked", "将有问题的文件标出单元格后存入此文件夹")
PRIVATE = Text("the folder of senders and register", "存放报送单位记忆与登记册的文件夹")


def add(commands: argparse._SubParsersAction, root: Path, lang: Lang) -> None:
    """Adds the command to a parser; `root` is the folder of snapshots where none is named."""
    made = commands.add_parser("publish", help=HELP(lang))
    made.add_argument("sources", nargs="+", type=no_empty, metavar="SOURCE", help=SOURCES(lang))
    made.add_argument("--sender", default="", metavar="NAME", help=SENDER(lang))
    made.add_argument("--answer", action="append", default=[], metavar="KEY=VALUE", help=ANSWER(lang))
    made.add_argument("--accept", action="append", default=[], metavar="RULE=WHY", help=ACCEPT(lang))
    made.add_argument("--as-of", default="", metavar="YYYY-MM", help=AS_OF(lang))
    made.add_argument("--complete-through", default="", metavar="YYYY-MM", help=COMPLETE(lang))
    made.add_argument("--name", default="", help=NAME(lang))
    made.add_argument("--yes", action="store_true", help=YES(lang))
    made.add_argument("--by", default="", metavar="WHO", help=options.BY(lang))
    made.add_argument("--marked", type=folder_named, metavar="DIR", help=MARKED(lang))
    made.add_argument("--root", type=path_named, default=root, metavar="DIR", help=options.ROOT(lang))
    made.add_argument("--private", type=path_named, default=private.FOLDER, metavar="DIR", help=PRIVATE(lang))
    made.set_defaults(run=_publish)


@in_one_line
def _publish(arguments: argparse.Namespace) -> int:
    """Publishes, or writes the draft and says what it would change; 2 where something is in the way."""
    from backbone.publish import disk, intake
    from backbone.publish.before import last_released
    from backbone.publish.mapping import Sender
    from backbone.publish.mapping.memory import remembered, settled
    from backbone.publish.progress import on_a_terminal

    tell = on_a_terminal(sys.stderr, arguments.lang)
    answers, reasons = _pairs(arguments.answer), _pairs(arguments.accept)
    after = last_released(arguments.root, BASIS) if arguments.root.is_dir() else ""
    if arguments.sources[0].startswith(DATABASES):
        taken = intake.take_where_it_lies(_alone(arguments.sources), arguments.as_of, tell)
        _say(taken, arguments.lang)
        return _end(arguments, _draft(arguments, taken, reasons, after))
    sender = Sender.load(arguments.private / private.SENDERS, arguments.sender)
    sent = intake.read_all([Path(source) for source in arguments.sources], tell)
    taken = intake.take(sent, sender, answers, arguments.as_of, arguments.root / after if after else None, tell)
    _say(taken, arguments.lang)
    _mark(arguments.marked, sent, taken)
    if taken.understood:
        sender = remembered(sender, settled(taken.understood), answers)
        if arguments.sender:  # what was answered holds, whatever else is in the way of this delivery
            disk.own(arguments.private)
            sender.save(arguments.private / private.SENDERS)
    return _end(arguments, _draft(arguments, taken, reasons, after, sent.files, sender))


def _alone(sources: list[str]) -> str:
    if len(sources) > 1:
        raise Refused(ONE_DATABASE)
    return sources[0]


def _pairs(said: list[str]) -> dict[str, str]:
    """KEY=VALUE, as given; Refused for what is none."""
    if wrong := [one for one in said if "=" not in one]:
        raise Refused(NO_PAIR.filled(said=repeated(wrong[0])))
    return {key: value for key, _, value in (one.rpartition("=") for one in said)}


def _say(taken: "Taken", lang: Lang) -> None:
    """How the sheets are read, what is asked, and what is wrong."""
    from backbone.publish.checking import report
    from backbone.publish.columns import TABLE_NAMES

    if known := taken.understood:
        for one in known.proposals:
            table = TABLE_NAMES[one.table] if one.table else LEFT_OUT
            sex = SEX[one.fixed["sex"]](lang) if one.fixed.get("sex") in SEX else ""
            rows = ROWS(lang, holds=names((table(lang), sex), lang), n=f"{one.records:,}")
            print(labelled(f"{repeated(one.file)} {repeated(one.called)}".strip(), rows, lang))
        for question in known.questions:
            every = [bracketed(key, text(lang), lang) for key, text in question.choices.items()]
            choices = statements([*every[:FEW], "…", every[-1]] if len(every) > FEW + 1 else every, lang)
            asked = f'--answer "{question.key}={question.proposed or "…"}"'
            print(f"? {question.said(lang)}", f"  {asked}   {CHOICES(lang)} {choices}", sep="\n")
    if taken.faults:
        print("\n".join(report.lines(taken.faults, lang)))


def _mark(folder: Path | None, sent: "Sent", taken: "Taken") -> None:
    """Writes the faulty files, marked, where that was asked for and nothing personal was found."""
    from backbone.publish.checking.marked import marked

    if folder is None or taken.understood is None:
        return
    for file in dict.fromkeys(fault.file for fault in taken.faults if fault.cells):
        sheets = [sheet for sheet in sent.sheets if sheet.file == file]
        raw = marked(sheets, [fault for fault in taken.faults if fault.file == file], "zh")
        write(folder / f"{Path(file).stem}-checked.xlsx", raw)


def _draft(
    arguments: argparse.Namespace,
    taken: "Taken",
    reasons: dict[str, str],
    after: str,
    files: "tuple[Brought, ...]" = (),
    sender: "Sender | None" = None,
) -> "Candidate":
    """The draft; Refused where something blocks it, or a warning is not accepted."""
    from backbone.publish import intake
    from backbone.publish.write import Said

    if taken.exact is None:
        raise Refused(SEE_ABOVE)
    if missing := intake.unanswered(taken, reasons):
        raise Refused(SAY_WHY.filled(rules=", ".join(sorted(missing))))
    month = arguments.as_of or taken.latest
    complete = arguments.complete_through or intake.complete_through(month)
    said = Said(BASIS, month, complete, f"{datetime.now(UTC):%Y-%m-%d}")
    register, name = arguments.private / private.REGISTER, arguments.name or month
    return intake.draft(taken, arguments.root, name, said, after, register, reasons, files, sender)


def _difference(root: Path, draft: "Candidate", lang: Lang) -> None:
    from backbone.publish.ledger import diff
    from backbone.publish.ledger.switch import shown

    for sentence in draft.report:
        print(sentence(lang))
    if before := shown(root):
        found = diff.diff(root / before, draft.folder)
        print(f"\n{MOVES(lang, before=before)}")
        if found.caution:
            print(found.caution(lang))
        print(lines(diff.frame(found.moves, lang)) if found.moves else NONE(lang))


def _end(arguments: argparse.Namespace, draft: "Candidate") -> int:
    from backbone.publish.ledger.switch import switch

    _difference(arguments.root, draft, arguments.lang)
    if not arguments.yes:
        print(f"\n{WAITS(arguments.lang, name=draft.name)}")
        return 0
    print(PUBLISHED(arguments.lang, name=switch(draft, arguments.by).folder.name))
    return 0
