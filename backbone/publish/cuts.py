"""Cuts: whether two ways of grouping the same claims, set against each other, could single out a few of them."""

from collections import defaultdict
from collections.abc import Hashable

from backbone.telling import LEAST

Group = Hashable
UNTOLD: Group = None


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
                self._edges[group][other] += many
                self._edges[other][group] += many

    def holds(self, group: Group) -> bool:
        """Whether every cut between `group` and the untold holds no claim or at least LEAST.

        Where it held before `group` was taken out of the untold, it then holds for the whole graph: a cut that leaves
        the two on one side was there before. The smallest cut is the largest flow (Ford and Fulkerson 1956)."""
        flow = 0
        sent: dict[tuple[Group, Group], int] = defaultdict(int)
        while flow < LEAST and (way := self._way(group, sent)):
            room = min(self._edges[a][b] - sent[a, b] for a, b in way)
            for a, b in way:
                sent[a, b] += room
                sent[b, a] -= room
            flow += room
        return flow == 0 or flow >= LEAST

    def _way(self, group: Group, sent: dict[tuple[Group, Group], int]) -> list[tuple[Group, Group]]:
        """A shortest way with room from `group` to the untold; empty where there is none."""
        came_from, reached = {group: group}, [group]
        for node in reached:
            for other, claims in self._edges[node].items():
                if other not in came_from and claims > sent[node, other]:
                    came_from[other] = node
                    if other is UNTOLD:
                        return _back(came_from, other)
                    reached.append(other)
        return []


def _back(came_from: dict[Group, Group], at: Group) -> list[tuple[Group, Group]]:
    way = []
    while came_from[at] != at:
        way.append((came_from[at], at))
        at = came_from[at]
    return way


class Relation:
    """Two groupings, each of its own cells (a place and a category), of which any cell may be told at any time; one
    graph for each `key`, beyond which the claims have nothing to do with one another."""

    def __init__(self) -> None:
        self._joints: dict[Hashable, Joint] = defaultdict(Joint)
        self._atoms: list[tuple[Hashable, int, list[Group]]] = []
        self._waiting: tuple[dict, dict] = (defaultdict(list), defaultdict(list))

    def add(self, key: Hashable, cells: tuple[Hashable, Hashable], claims: int, told_as: Group = UNTOLD) -> None:
        """Adds claims that are told together or not at all; `told_as` is their group on the first side, where they
        have one already."""
        atom = len(self._atoms)
        self._atoms.append((key, claims, [told_as, UNTOLD]))
        self._joints[key].move(UNTOLD, told_as, UNTOLD, claims)
        for side, cell in enumerate(cells):
            if side or told_as is UNTOLD:
                self._waiting[side][cell].append(atom)

    def tell(self, side: int, cell: Hashable, group: Group) -> bool:
        """Makes a group of all that waits in a cell of one side; whether nobody can be singled out by it."""
        touched = {}
        for atom in self._waiting[side][cell]:
            key, claims, groups = self._atoms[atom]
            self._joints[key].move(UNTOLD, group, groups[1 - side], claims)
            groups[side] = group
            touched[key] = self._joints[key]
        return all(joint.holds(group) for joint in touched.values())

    def settle(self, side: int, cell: Hashable, group: Group, told: bool) -> None:
        """Keeps a group that was made, or takes it back."""
        for atom in () if told else self._waiting[side][cell]:
            key, claims, groups = self._atoms[atom]
            self._joints[key].move(group, UNTOLD, groups[1 - side], claims)
            groups[side] = UNTOLD
        if told:
            self._waiting[side][cell] = []
