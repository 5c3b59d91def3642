"""Peers: the places that are like a place, and in what."""

import math
from collections.abc import Collection
from dataclasses import dataclass, replace

from backbone import places, shapes
from backbone.indicators import INDICATORS
from backbone.periods import period_name
from backbone.places import NATION, Level
from backbone.punctuation import capitalised, clauses
from backbone.snapshot.memory import remembered
from backbone.snapshot.store import Store
from backbone.text import Lang, Text
from backbone.where import Where

# Similar in size: neither more than this many times the other.
SIMILAR = 1.25
SIZE = Text("similar size ({insured} insured)", "规模相近（参保 {insured}人次）")
BORDER = Text("next to it", "与其相邻")
PROVINCE = Text("same province", "同省")
JOINED = Text("also joined in {year}", "同为 {year}加入")


@dataclass(frozen=True)
class Peer:
    """A place like another.

    `insured` is how many person-times are insured there, `similar` whether that is about as many.
    `borders` and `same_province` say where it lies.
    `joined` is the policy year in which both joined, "" where they did not join in one."""

    code: str
    insured: float
    similar: bool
    borders: bool
    same_province: bool
    joined: str

    @property
    def reasons(self) -> int:
        """In how many ways it is alike: size, region, joining."""
        return self.similar + (self.borders or self.same_province) + bool(self.joined)

    def why(self, lang: Lang) -> str:
        """The reasons in words."""
        said = []
        if self.similar:
            said.append(SIZE(lang, insured=INDICATORS["insured"].unit.short(self.insured, lang)))
        if self.borders or self.same_province:
            said.append((BORDER if self.borders else PROVINCE)(lang))
        if self.joined:
            said.append(JOINED(lang, year=period_name(self.joined, lang)))
        return capitalised(clauses(said, lang))


def peers(store: Store, where: Where, taken: Collection[str] = (), most: int = 4) -> tuple[Peer, ...]:
    """Up to `most` places of the level of the place of `where`, with somebody insured in its period, best first: those
    alike in most ways, of those the nearest in size. Only places alike in some way; none of `taken`."""
    code, level = where.place, places.get(where.place).level
    answer = store.aggregate(("insured",), "place", replace(where, place=NATION), level)
    insured = {p: v for p, v in zip(answer["place"], answer["insured"], strict=True) if v > 0}
    if code not in insured:
        return ()
    first, near = joining(store, level), shapes.neighbours(code)
    found = []
    for other, size in insured.items():
        if other == code or other in taken:
            continue
        same = level == "county" and places.province_of(other) == places.province_of(code)
        joined = first[code] if first.get(other) == first[code] else ""
        similar = max(size, insured[code]) <= SIMILAR * min(size, insured[code])
        found.append(Peer(other, size, similar, other in near, same, joined))
    alike = [peer for peer in found if peer.reasons]
    alike.sort(key=lambda p: (-p.reasons, abs(math.log(p.insured / insured[code])), p.code))
    return tuple(alike[:most])


@remembered(2)
def joining(store: Store, level: Level) -> dict[str, str]:
    """The first policy year in which somebody was insured, of each place at `level`."""
    years = store.aggregate(("insured",), ("place", "period"), level=level)
    years = years[years["insured"] > 0].sort_values("period")
    return years.groupby("place")["period"].first().to_dict()
