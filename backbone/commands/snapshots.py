"""Making and checking a snapshot: `illustrative`, `publish-check`."""

import argparse
import re
from pathlib import Path

from backbone.breakdowns import STORED
from backbone.commands import options
from backbone.snapshot.facts import Facts
from backbone.snapshot.groups import groups
from backbone.snapshot.manifest import BASES, open_snapshot
from backbone.terminal import LONGEST, Refused, path_named, together
from backbone.text import Lang, Text, repeated

# A programme this many times as large still fits into memory.
MOST = 100

NO_MONTH = Text(
    "there is no month '{asked}'; it is written like 2019-08, from 2017-07 on",
    "没有月份“{asked}”；请写作 2019-08，自 2017-07 起",
)
BETWEEN = Text(
    "--{what} is {least} or more, and at most {most}, not {given}", "--{what} 应在 {least} 到 {most} 之间，而非 {given}"
)


SNAPSHOT = Text("{name}: {basis}, as of {month}", "{name}：{basis}，截至 {month}")
GROUPS = Text("groups: {many}; the smallest holds {least}", "共 {many} 组；最小的一组有 {least} 件（人次）")
AMOUNTS = Text(
    "amounts told: {told} of {paid} paid claims; {waiting} wait",
    "已计入金额：{paid} 件已赔付案件中的 {told} 件；其余 {waiting} 件待计入",
)
WAITS = Text("amount that waits: RMB {paid}", "待计入金额：{paid} 元")
NOT_YET = Text("not yet broken down by {by}: {n}", "尚未按{by}细分：{n} 件")
CHECK = Text(
    "how many groups a snapshot tells, the smallest, and what waits", "快照公布多少组、最小的一组、尚待计入的案件"
)
ILLUSTRATIVE = Text("generate and publish an illustrative snapshot", "生成并发布示意数据快照")
NAMED = Text("default: named after the month", "默认以月份命名")
MONTH = Text("the records as they stood at its end", "记录截至该月月末")
AFTER = Text("the snapshot it adds to; default: none", "接在哪个快照之后；默认无")
SEED = Text("of what chance decides", "随机数种子")
SCALE = Text("N times as many claims and people", "案件和人数扩大到多少倍")


def add(commands: argparse._SubParsersAction, root: Path, lang: Lang) -> None:
    """Adds the commands to a parser; `root` is the folder of snapshots where none is named."""
    proof = commands.add_parser("publish-check", help=CHECK(lang))
    proof.add_argument("folder", type=path_named, metavar="FOLDER")
    proof.set_defaults(run=_publish_check)

    made = commands.add_parser("illustrative", help=ILLUSTRATIVE(lang))
    made.add_argument("--root", type=path_named, default=root, metavar="DIR", help=options.ROOT(lang))
    made.add_argument("--name", default="", help=NAMED(lang))
    made.add_argument("--month", default="2019-08", metavar="YYYY-MM", help=MONTH(lang))
    made.add_argument("--after", default="", metavar="NAME", help=AFTER(lang))
    made.add_argument("--seed", type=int, default=20190831, metavar="NUMBER", help=SEED(lang))
    made.add_argument("--scale", type=int, default=1, metavar="N", help=SCALE(lang))
    made.set_defaults(run=_illustrative)


def _illustrative(arguments: argparse.Namespace) -> int:
    from backbone.illustrative import illustrative  # the show side never pays for it
    from backbone.publish.raw import PublishError

    if not re.fullmatch(r"20\d\d-(0[1-9]|1[0-2])", arguments.month) or arguments.month < "2017-07":
        raise Refused(NO_MONTH.filled(asked=repeated(arguments.month)))
    for what, least, most in (("scale", 1, MOST), ("seed", 0, 2**63)):
        if not least <= (given := getattr(arguments, what)) <= most:
            raise Refused(BETWEEN.filled(what=what, least=least, most=most, given=repeated(str(given))))
    asked = arguments.root, arguments.seed, arguments.scale, arguments.name, arguments.month, arguments.after
    try:
        print(repeated(str(illustrative(*asked)), LONGEST))
    except PublishError as error:
        raise Refused(together(error.faults)) from error
    return 0


def _publish_check(arguments: argparse.Namespace) -> int:
    """What a snapshot tells in groups, read from its file alone; 2 where a group is too small."""
    snapshot = open_snapshot(arguments.folder)
    said = snapshot.manifest
    found = groups(Facts(snapshot), said.predecessor is not None)
    lang, wait = arguments.lang, found.claims
    print(SNAPSHOT(lang, name=said.name, basis=BASES[said.basis](lang), month=said.as_of))
    print(GROUPS(lang, many=f"{found.many:,}", least=found.smallest))
    print(AMOUNTS(lang, **{k: f"{getattr(wait, k):,.0f}" for k in ("told", "paid", "waiting")}))
    if said.waiting.paid is not None:
        print(WAITS(lang, paid=f"{said.waiting.paid:,.2f}"))
    for name, remainder in found.remainders.items():
        print(NOT_YET(lang, by=STORED[name].name(lang), n=f"{remainder:,.0f}"))
    if found.faults:
        raise Refused(together(found.faults))
    return 0
