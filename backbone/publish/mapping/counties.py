"""Counties by their names, the plain ones only."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from backbone import places
from backbone.text import Text


@dataclass(frozen=True)
class Match:
    """A county for a name."""

    code: str
    confidence: float
    reason: Text
    candidates: tuple[str, ...] = field(default=())


def match(names: Iterable[str], province: str = "") -> dict[str, Match]:
    """The county of each name."""
    found = {}
    for name in names:
        inside = [p for p in places.find(name, limit=5) if p.level == "county"]
        if province:
            inside = [p for p in inside if places.province_of(p.code) == province]
        exact = [p for p in inside if name in (p.code, p.name.zh, p.short.zh, p.name.en)]
        sure = len(exact) == 1
        found[name] = Match(
            exact[0].code if sure else "",
            1.0 if sure else 0.0,
            Text("It is its name.", "名称一致。"),
            tuple(p.code for p in inside),
        )
    return found
