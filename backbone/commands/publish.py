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
from backbone.commands.refused import Refused, in_one_line
from backbone.text import repeated

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


def add(commands: argparse._SubParsersAction, root: Path) -> None:
    """Adds the command to a parser; `root` is the folder of snapshots where none is named."""
    made = commands.add_parser("publish", help="from files to a snapshot: read, check, draft, publish")
    made.add_argument(
        "sources", nargs="+", metavar="SOURCE", help="files, a folder of files, or duckdb:…, postgresql:…, spark:…"
    )
    made.add_argument("--sender", default="", help="who sent them: what is answered is remembered under this name")
    made.add_argument(
        "--answer", action="append", default=[], metavar="KEY=VALUE", help="to a question; may be repeated"
    )
    made.add_argument("--accept", action="append", default=[], metavar="RULE=WHY", help="a warning; may be repeated")
    made.add_argument("--as-of", default="", metavar="YYYY-MM", help="default: the last month in the records")
    made.add_argument("--complete-through", default="", metavar="YYYY-MM", help="default: two months before")
    made.add_argument("--name", default="", help="default: the month")
    made.add_argument("--yes", action="store_true", help="publish the draft; without it the draft waits")
    made.add_argument("--by", default="", metavar="WHO", help="default: the user of this machine")
    made.add_argument("--marked", type=Path, metavar="DIR", help="write each faulty file there, its cells marked")
    made.add_argument("--root", type=Path, default=root, metavar="DIR", help="the folder of snapshots")
    made.add_argument(
        "--private", type=Path, default=private.FOLDER, metavar="DIR", help="the folder of senders and register"
    )
    made.set_defaults(run=_publish)


@in_one_line
def _publish(arguments: argparse.Namespace) -> int:
    """Publishes, or writes the draft and says what it would change; 2 where something is in the way."""
    from backbone.publish import intake
    from backbone.publish.before import last_released
    from backbone.publish.mapping import Sender
    from backbone.publish.mapping.memory import remembered
    from backbone.publish.progress import on_a_terminal

    tell = on_a_terminal(sys.stderr)
    answers, reasons = _pairs(arguments.answer), _pairs(arguments.accept)
    after = last_released(arguments.root, BASIS) if arguments.root.is_dir() else ""
    if arguments.sources[0].startswith(DATABASES):
        taken = intake.take_where_it_lies(_alone(arguments.sources), arguments.as_of, tell)
        _say(taken)
        return _end(arguments, _draft(arguments, taken, reasons, after))
    sender = Sender.load(arguments.private / private.SENDERS, arguments.sender)
    sent = intake.read_all([Path(source) for source in arguments.sources], tell)
    taken = intake.take(sent, sender, answers, arguments.as_of, arguments.root / after if after else None, tell)
    _say(taken)
    _mark(arguments.marked, sent, taken)
    if taken.understood:
        sender = remembered(sender, taken.understood, answers)
    draft = _draft(arguments, taken, reasons, after, sent.files, sender)
    if arguments.sender:
        sender.save(arguments.private / private.SENDERS)
    return _end(arguments, draft)


def _alone(sources: list[str]) -> str:
    if len(sources) > 1:
        raise Refused("a database is published by itself: name one")
    return sources[0]


def _pairs(said: list[str]) -> dict[str, str]:
    """KEY=VALUE, as given; Refused for what is none."""
    if wrong := [one for one in said if "=" not in one]:
        raise Refused(f"“{repeated(wrong[0])}” is not like KEY=VALUE")
    return {key: value for key, _, value in (one.rpartition("=") for one in said)}


def _say(taken: "Taken") -> None:
    """How the sheets are read, what is asked, and what is wrong."""
    from backbone.publish.checking import report

    if known := taken.understood:
        for one in known.proposals:
            holds = ", ".join(filter(None, (one.table or "left out", one.fixed.get("sex", ""))))
            print(f"{repeated(one.file)} {repeated(one.called)}: {holds}, {one.records} rows")
        for question in known.questions:
            every = [f"{key} ({text.en})" for key, text in question.choices.items()]
            choices = "; ".join([*every[:FEW], "…", every[-1]] if len(every) > FEW + 1 else every)
            print(f'? {question.said.en}\n  --answer "{question.key}={question.proposed or "…"}"   choices: {choices}')
    if taken.faults:
        print("\n".join(report.lines(taken.faults, "en")))


def _mark(folder: Path | None, sent: "Sent", taken: "Taken") -> None:
    """Writes the faulty files, marked, where that was asked for and nothing personal was found."""
    from backbone.publish.checking.marked import marked

    if folder is None or taken.understood is None:
        return
    folder.mkdir(parents=True, exist_ok=True)
    for file in dict.fromkeys(fault.file for fault in taken.faults if fault.cells):
        sheets = [sheet for sheet in sent.sheets if sheet.file == file]
        raw = marked(sheets, [fault for fault in taken.faults if fault.file == file], "zh")
        (folder / f"{Path(file).stem}-checked.xlsx").write_bytes(raw)


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
        raise Refused("nothing is published: see above")
    if missing := intake.unanswered(taken, reasons):
        raise Refused(f"say why these are accepted, with --accept RULE=WHY: {', '.join(sorted(missing))}")
    month = arguments.as_of or taken.latest
    complete = arguments.complete_through or intake.complete_through(month)
    said = Said(BASIS, month, complete, f"{datetime.now(UTC):%Y-%m-%d}")
    register, name = arguments.private / private.REGISTER, arguments.name or month
    return intake.draft(taken, arguments.root, name, said, after, register, reasons, files, sender)


def _difference(root: Path, draft: "Candidate") -> None:
    from backbone.publish.ledger import diff
    from backbone.publish.ledger.switch import shown

    for sentence in draft.report:
        print(sentence.en)
    if before := shown(root):
        found = diff.diff(root / before, draft.folder)
        print(f"\nlargest moves beside {before}, which is shown now")
        if found.caution:
            print(found.caution.en)
        print(diff.frame(found.moves, "en").to_string(index=False) if found.moves else "none")


def _end(arguments: argparse.Namespace, draft: "Candidate") -> int:
    from backbone.publish.ledger.switch import switch

    _difference(arguments.root, draft)
    if not arguments.yes:
        print(f"\nthe draft {draft.name} waits: look at it on the steward's page, or publish it with --yes")
        return 0
    print(f"published {switch(draft, arguments.by).folder.name}")
    return 0
