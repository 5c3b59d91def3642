"""The registry of kinds: what a scene can be. A new kind is an entry here, and nothing else need know of it."""

from collections.abc import Mapping

from backbone.deck.deck import Scene
from backbone.deck.kinds.family import OfFamily
from backbone.deck.kinds.gift import OfGift
from backbone.deck.kinds.kind import Kind, Large
from backbone.deck.kinds.page import OfPage
from backbone.deck.played import Played
from backbone.text import Text

# By the word that stands in a file.
KINDS: Mapping[str, Kind] = {
    "cover": Large(Text("Cover", "封面"), "cover", "first"),
    "view": OfPage(),
    "family": OfFamily(),
    "gift": OfGift(),
    "closing": Large(Text("Closing", "结尾"), "closing", "last"),
}


def kind(scene: Scene) -> Kind:
    """The kind of a scene."""
    return KINDS[scene.kind]


def faults(of: Played, scene: Scene) -> tuple[Text, ...]:
    """What keeps a scene from being shown; nothing where it can be."""
    return (*scene.faults, *kind(scene).faults(of, scene))
