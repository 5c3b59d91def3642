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
from backbone.commands.refused import Refused, in_one_line


def add(commands: argparse._SubParsersAction, root: Path) -> None:
    """Adds the commands to a parser; `root` is the folder of snapshots where none is named."""
    past = commands.add_parser("history", help="what was published, shown again and discarded, the latest first")
    past.set_defaults(run=_history)

    between = commands.add_parser("diff", help="what came, left and moved between two snapshots or drafts")
    between.add_argument("before", metavar="A")
    between.add_argument("after", metavar="B")
    between.set_defaults(run=_diff)

    back = commands.add_parser("rollback", help="show a snapshot again that was published before")
    back.add_argument("name", metavar="NAME")
    back.add_argument("--because", required=True, metavar="WHY", help="the reason, which stands in the log")
    back.add_argument("--by", default="", metavar="WHO", help="default: the user of this machine")
    back.set_defaults(run=_rollback)

    proof = commands.add_parser("verify", help="whether log and snapshots are as they were published")
    proof.add_argument("--noted", default="", metavar="CHECKSUM", help="of a last line that was noted before")
    proof.set_defaults(run=_verify)
    for command in (past, between, back, proof):
        command.add_argument("--root", type=Path, default=root, metavar="DIR", help="the folder of snapshots")


@in_one_line
def _history(arguments: argparse.Namespace) -> int:
    from backbone.publish.ledger.history import history

    found = history(arguments.root)
    _print(found.snapshots("en"), "no snapshots yet")
    for draft in found.drafts:
        print(f"draft: {draft.name}, {draft.said.basis}, as of {draft.said.as_of}")
    print()
    _print(found.deeds("en"), "no log yet")
    if found.faults:
        raise Refused(" ".join(fault.en for fault in found.faults))
    return 0


@in_one_line
def _diff(arguments: argparse.Namespace) -> int:
    from backbone.publish.ledger import diff

    found = diff.diff(*(diff.folder_of(arguments.root, name) for name in (arguments.before, arguments.after)))
    print(found.said.en)
    for what, codes in (("came", found.came), ("left", found.left)):
        print(f"counties that {what}: {', '.join(_county(code) for code in codes) or 'none'}")
    for title, table in (
        ("totals of the programme", diff.frame(found.totals, "en").drop(columns=[diff.PLACE.en, diff.SHARE.en])),
        ("largest moves of counties", diff.frame(found.moves, "en")),
        ("tie-out", diff.tied(found.ties, "en")),
    ):
        print(f"\n{title}")
        _print(table, "none")
    return 0


@in_one_line
def _rollback(arguments: argparse.Namespace) -> int:
    from backbone.publish.ledger.rollback import rollback

    for sentence in rollback(arguments.root, arguments.name, arguments.because, arguments.by):
        print(sentence.en)
    return 0


@in_one_line
def _verify(arguments: argparse.Namespace) -> int:
    """What is not as it was published; 2 where anything was changed."""
    from backbone.publish.ledger.verify import verify

    found = verify(arguments.root, arguments.noted)
    for finding in found.findings:
        if not finding.grave:
            print(finding.said.en)
    if not found.is_whole:
        raise Refused(" ".join([found.said.en, *(one.said.en for one in found.findings if one.grave)]))
    print(found.said.en)
    if found.lines:
        print(f"the log's last line: {found.last}")
        print("note it elsewhere: `verify --noted` then tells whether the log was written anew")
    return 0


def _county(code: str) -> str:
    name = places.get(code).name
    return f"{code} {name.en} {name.zh}"


def _print(table: pd.DataFrame, nothing: str) -> None:
    print(nothing if table.empty else table.to_string(index=False))
