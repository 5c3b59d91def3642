"""Making and checking a snapshot: `illustrative`, `publish-check`."""

import argparse
import re
from pathlib import Path

from backbone.snapshot.facts import Facts
from backbone.snapshot.groups import groups
from backbone.snapshot.manifest import open_snapshot
from backbone.terminal import LONGEST, Refused, together
from backbone.text import Text, repeated

# A programme this many times as large still fits into memory.
MOST = 100

NO_MONTH = Text(
    "there is no month '{asked}'; it is written like 2019-08, from 2017-07 on",
    "没有月份“{asked}”；请写作 2019-08，自 2017-07 起",
)
BETWEEN = Text(
    "--{what} is {least} or more, and at most {most}, not {given}", "--{what} 应在 {least} 到 {most} 之间，而非 {given}"
)


def add(commands: argparse._SubParsersAction, root: Path) -> None:
    """Adds the commands to a parser; `root` is the folder of snapshots where none is named."""
    proof = commands.add_parser("publish-check", help="how many groups a snapshot tells, the smallest, and what waits")
    proof.add_argument("folder", type=Path, metavar="FOLDER")
    proof.set_defaults(run=_publish_check)

    made = commands.add_parser("illustrative", help="generate and publish an illustrative snapshot")
    made.add_argument("--root", type=Path, default=root, help="the folder of snapshots")
    made.add_argument("--name", default="", help="default: named after the month")
    made.add_argument("--month", default="2019-08", help="the records as they stood at its end")
    made.add_argument("--after", default="", metavar="NAME", help="the snapshot it adds to; default: none")
    made.add_argument("--seed", type=int, default=20190831)
    made.add_argument("--scale", type=int, default=1, help="N times as many claims and people")
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
    wait = found.claims
    print(f"{said.name}: {said.basis}, as of {said.as_of}")
    print(f"groups: {found.many:,}; the smallest holds {found.smallest}")
    print(f"amounts told: {wait.told:,.0f} of {wait.paid:,.0f} paid claims; {wait.waiting:,.0f} wait")
    if said.waiting.paid is not None:
        print(f"amount that waits: RMB {said.waiting.paid:,.2f}")
    for name, remainder in found.remainders.items():
        print(f"not yet broken down by {name}: {remainder:,.0f}")
    if found.faults:
        raise Refused(together(found.faults))
    return 0
