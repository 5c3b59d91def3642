"""Cuts: whether two ways of grouping the same claims, set against each other, could single out a few of them."""

from collections import defaultdict
from collections.abc import Hashable

from backbone.gathering import LEAST

Group = Hashable
UNTOLD: Group = None
Cells = tuple[Hashable | None, Hashable | None]


class Joint:
    """Two groupings of the same claims as a graph: a node is a group of either, or what is untold; an edge weighs the
    claims that its two groups share.

    Whoever adds and subtracts published sums of both gives every node a number and sees each claim with the sum of
    the numbers of its two groups. The claims that stay in sight are those of a cut through the graph. So nobody is
    singled out as long as every cut holds no claim or at least LEAST."""

    def __init__(self) -> None:
        self._edges: dict[Group, dict[Group, int]] = defaultdict(lambda: defaultdict(int))

    def move(self, old: Group, new: Group, other: Group, claims: int) -> None:
        """Takes `claims`, which lie in `other` on the other side, out of group `old` and into `new`."""
        for group, many in ((old, -claims), (new, claims)):
            if group != other:
                for one, two in ((group, other), (other, group)):
                    edges = self._edges[one]
                    edges[two] += many
                    if not edges[two]:  # an edge without claims is dropped: no search need follow it
                        del edges[two]

    def holds(self, group: Group, rest: Group) -> bool:
        """Whether every cut between `group` and `rest` holds no claim or at least LEAST.

        Where it held before `group` was taken out of `rest`, it then holds for the whole graph: a cut that leaves the
        two on one side was there before. The smallest cut is the largest flow (Ford and Fulkerson 1956)."""
        flow = 0
        sent: dict[tuple[Group, Group], int] = defaultdict(int)
        while flow < LEAST and (way := self._way(group, rest, sent)):
            room = min(self._edges[a][b] - sent[a, b] for a, b in way)
            for a, b in way:
                sent[a, b] += room
                sent[b, a] -= room
            flow += room
        return flow == 0 or flow >= LEAST

    def _way(self, group: Group, rest: Group, sent: dict[tuple[Group, Group], int]) -> list[tuple[Group, Group]]:
        """A way with room from `group` to `rest`, looked for from both ends; empty where there is none."""
        ends = ({group: group}, {rest: rest})
        reached = ([group], [rest])
        while reached[0] and reached[1]:
            side = int(len(reached[1]) < len(reached[0]))
            found, mine, theirs = [], ends[side], ends[1 - side]
            for node in reached[side]:
                for other, claims in self._edges[node].items():
                    if other in mine or claims <= sent.get((other, node) if side else (node, other), 0):
                        continue
                    mine[other] = node
                    if other in theirs:
                        return _joined(*ends, other)
                    found.append(other)
            reached = (found, reached[1]) if side == 0 else (reached[0], found)
        return []


def _joined(came_from: dict[Group, Group], goes_to: dict[Group, Group], middle: Group) -> list[tuple[Group, Group]]:
    """The steps from the one end to the middle, and on to the other."""
    way, at = [], middle
    while came_from[at] != at:
        way.append((came_from[at], at))
        at = came_from[at]
    at = middle
    while goes_to[at] != at:
        way.append((at, goes_to[at]))
        at = goes_to[at]
    return way


class Relation:
    """Two groupings, each of its own cells (a place and a category), of which any cell may be told at any time; one
    graph for each `key`, beyond which the claims have nothing to do with one another."""

    def __init__(self) -> None:
        self._joints: dict[Hashable, Joint] = defaultdict(Joint)
        self._atoms: list[tuple[Hashable, int, list[Group], tuple[Group, Group]]] = []
        self._waiting: tuple[dict, dict] = (defaultdict(list), defaultdict(list))

    def add(self, key: Hashable, cells: Cells, claims: int, groups: tuple[Group, Group] = (UNTOLD, UNTOLD)) -> None:
        """Adds claims that are told together or not at all, and the groups in which they begin: a side without a cell
        stays in its group, a side with one is in it until the cell is told."""
        atom = len(self._atoms)
        self._atoms.append((key, claims, list(groups), groups))
        self._joints[key].move(UNTOLD, groups[0], UNTOLD, claims)
        self._joints[key].move(UNTOLD, groups[1], groups[0], claims)
        for side, cell in enumerate(cells):
            if cell is not None:
                self._waiting[side][cell].append(atom)

    def tell(self, side: int, cell: Hashable, group: Group) -> bool:
        """Makes a group of all that waits in a cell of one side; whether nobody can be singled out by it."""
        touched = set()
        for atom in self._waiting[side][cell]:
            key, claims, groups, first = self._atoms[atom]
            self._joints[key].move(groups[side], group, groups[1 - side], claims)
            groups[side] = group
            touched.add((key, first[side]))
        return all(self._joints[key].holds(group, rest) for key, rest in touched)

    def settle(self, side: int, cell: Hashable, group: Group, told: bool) -> None:
        """Keeps a group that was made, or takes it back."""
        for atom in () if told else self._waiting[side][cell]:
            key, claims, groups, first = self._atoms[atom]
            self._joints[key].move(group, first[side], groups[1 - side], claims)
            groups[side] = first[side]
        if told:
            self._waiting[side][cell] = []
