"""Memory: what a sender's file keeps of what was understood and answered, so that the next quarter asks only for what
is new."""

import re
from collections.abc import Mapping
from dataclasses import replace

from backbone.publish.columns import COLUMNS
from backbone.publish.mapping.headings import shaped
from backbone.publish.mapping.proposal import IGNORE, NONE, Proposal, Understood
from backbone.publish.mapping.sender import Known, Sender
from backbone.publish.raw import TABLES

# What may be a value, or somebody's number, is not kept.
_NO_WORD = re.compile(r"\d{6}|.{41}", re.DOTALL)


def remembered(sender: Sender, understood: Understood, answers: Mapping[str, str]) -> Sender:
    """The sender with what was confirmed of these sheets: tables, columns, and answers that hold next quarter too."""
    sheets = dict(sender.sheets)
    for proposal in understood.proposals:
        if proposal.key and (known := _sheet(proposal, answers)):
            sheets[proposal.key] = known
    places = {key: said for key, said in _answers("place", answers).items() if said != NONE}
    words = {column: dict(known) for column, known in sender.words.items()}
    for key, said in _answers("word", answers).items():
        column, _, word = key.partition("/")
        if said in _choices(column) and not _NO_WORD.search(word):
            words.setdefault(column, {})[word] = said
    kept = {name: code for name, code in places.items() if not _NO_WORD.search(name.partition("/")[2])}
    return replace(sender, sheets=sheets, places={**sender.places, **kept}, words=words)


def _sheet(proposal: Proposal, answers: Mapping[str, str]) -> Known | None:
    """What is kept of a sheet; nothing of one that needs no memory."""
    if not proposal.table:
        said = (answers.get(f"hidden:{proposal.key}"), answers.get(f"table:{proposal.key}"))
        shapes = [shaped(column.heading) for column in proposal.columns]
        return Known(NONE, dict.fromkeys(shapes, IGNORE)) if IGNORE in said or NONE in said else None
    if {column.heading for column in proposal.columns} == set(TABLES[proposal.table]):
        return None
    columns: dict[str, str] = {}
    twice: set[str] = set()
    for column in proposal.columns:
        shape, canonical = shaped(column.heading), column.canonical or IGNORE
        if columns.setdefault(shape, canonical) != canonical:
            twice.add(shape)
    kept = {shape: said for shape, said in columns.items() if shape not in twice and not re.search(r"\d{6}", shape)}
    return Known(
        proposal.table,
        kept,
        _of_sheet("unit", proposal, answers),
        _of_sheet("dates", proposal, answers),
        {c: said for c, said in _of_sheet("fixed", proposal, answers).items() if said != NONE},
    )


def _of_sheet(kind: str, proposal: Proposal, answers: Mapping[str, str]) -> dict[str, str]:
    """The answers of a kind about sheets of this shape, by what they are about."""
    start = f"{proposal.key}/"
    return {key.removeprefix(start): said for key, said in _answers(kind, answers).items() if key.startswith(start)}


def _answers(kind: str, answers: Mapping[str, str]) -> dict[str, str]:
    start = f"{kind}:"
    return {key.removeprefix(start): said for key, said in answers.items() if key.startswith(start)}


def _choices(column: str) -> Mapping[str, object]:
    return next((columns[column].choices for columns in COLUMNS.values() if column in columns), {})
