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
    found: dict[str, Known] = {}
    for proposal in understood.proposals:
        if proposal.key and (known := _sheet(proposal, sender, found.get(proposal.key), answers)):
            found[proposal.key] = known
    places = {key: said for key, said in _answers("place", answers).items() if said != NONE}
    words = {column: dict(known) for column, known in sender.words.items()}
    for key, said in _answers("word", answers).items():
        column, _, word = key.partition("/")
        if said in _choices(column) and not _NO_WORD.search(word):
            words.setdefault(column, {})[word] = said
    kept = {name: code for name, code in places.items() if not _NO_WORD.search(name.partition("/")[2])}
    return replace(sender, sheets={**sender.sheets, **found}, places={**sender.places, **kept}, words=words)


def settled(understood: Understood) -> Understood:
    """What was understood, without the sheets of which something is still asked: what only seems so is not kept."""
    asked = [question.key for question in understood.questions]
    kept = tuple(one for one in understood.proposals if not (one.key and any(one.key in key for key in asked)))
    return replace(understood, proposals=kept)


def _sheet(proposal: Proposal, sender: Sender, now: Known | None, answers: Mapping[str, str]) -> Known | None:
    """What is kept of sheets of one shape: what was known of it before, `now` of another of this shape, and this."""
    shapes = [shaped(column.heading) for column in proposal.columns]
    before = now or sender.known(proposal.key, shapes) or Known(NONE)
    hidden = answers.get(f"hidden:{proposal.key}", before.hidden)
    if not proposal.table:
        left_out = hidden == IGNORE or answers.get(f"table:{proposal.key}") == NONE
        return replace(before, hidden=hidden) if left_out else now
    if {column.heading for column in proposal.columns} == set(TABLES[proposal.table]):
        return now
    fixed = {c: said for c, said in _of_sheet("fixed", proposal, answers).items() if said != NONE}
    return Known(
        proposal.table,
        _columns(proposal),
        {**before.units, **_of_sheet("unit", proposal, answers)},
        {**before.dates, **_orders(proposal), **_of_sheet("dates", proposal, answers)},
        {**before.fixed, **fixed},
        hidden,
    )


def _orders(proposal: Proposal) -> dict[str, str]:
    """What stands first in the dates of each heading whose column told it: next quarter's may not."""
    return {shaped(column.heading): column.order for column in proposal.columns if column.order}


def _columns(proposal: Proposal) -> dict[str, str]:
    """What each heading is, but for those that are two things, and those that may be somebody's number."""
    found: dict[str, set[str]] = {}
    for column in proposal.columns:
        found.setdefault(shaped(column.heading), set()).add(column.canonical or IGNORE)
    return {shape: said.pop() for shape, said in found.items() if len(said) == 1 and not re.search(r"\d{6}", shape)}


def _of_sheet(kind: str, proposal: Proposal, answers: Mapping[str, str]) -> dict[str, str]:
    """The answers of a kind about sheets of this shape, by what they are about."""
    start = f"{proposal.key}/"
    return {key.removeprefix(start): said for key, said in _answers(kind, answers).items() if key.startswith(start)}


def _answers(kind: str, answers: Mapping[str, str]) -> dict[str, str]:
    start = f"{kind}:"
    return {key.removeprefix(start): said for key, said in answers.items() if key.startswith(start)}


def _choices(column: str) -> Mapping[str, object]:
    return next((columns[column].choices for columns in COLUMNS.values() if column in columns), {})
