"""Changes of a deck: each gives another deck, and leaves the one before as it was. Scenes are counted from 0; a change
of a scene that is not there changes nothing."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from backbone.charts import Canvas
from backbone.deck import captions
from backbone.deck.deck import Deck, Scene, Words
from backbone.deck.kinds.registry import KINDS, kind
from backbone.deck.played import Played, pin
from backbone.deck.sentences import own
from backbone.text import LANGS, Lang
from backbone.view import View

# A page whose address says nothing that is not of its view.
NOTHING: Mapping[str, str] = {}


def scene_of(page: str, view: View, picture: str = "", more: Mapping[str, str] = NOTHING) -> Scene | None:
    """The scene of a view: what a page (its id) shows of its question and of `more` in its address, in whichever
    language it is told; or the picture of that key which it shows beside its own. None where a page makes no scene."""
    for word, one in KINDS.items():
        if page in one.pages:
            return Scene(word, page if "page" in one.keys else Scene.page, one.asked(view, more), picture)
    return None


def place_for(deck: Deck, scene: Scene) -> int:
    """Where a new scene goes: a cover first, everything else last, but before a closing word."""
    if kind(scene).stands == "first":
        return 0
    closes = bool(deck.scenes) and kind(deck.scenes[-1]).stands == "last" != kind(scene).stands
    return len(deck) - closes


def added(deck: Deck, scene: Scene, at: int) -> Deck:
    """The deck with a further scene before scene `at`."""
    return deck.with_(scenes=(*deck.scenes[:at], scene, *deck.scenes[at:]))


def moved(deck: Deck, number: int, to: int) -> Deck:
    """The deck with a scene at another place; both must be there."""
    if not (_has(deck, number) and _has(deck, to)):
        return deck
    rest = [*deck.scenes]
    rest.insert(to, rest.pop(number))
    return deck.with_(scenes=tuple(rest))


def earlier(deck: Deck, number: int) -> Deck:
    """The deck with a scene one place earlier."""
    return moved(deck, number, number - 1)


def later(deck: Deck, number: int) -> Deck:
    """The deck with a scene one place later."""
    return moved(deck, number, number + 1)


def doubled(deck: Deck, number: int) -> Deck:
    """The deck with a scene twice, one after the other."""
    return added(deck, deck.scenes[number], number + 1) if _has(deck, number) else deck


def without(deck: Deck, number: int) -> Deck:
    """The deck without a scene."""
    return deck.with_(scenes=tuple(scene for n, scene in enumerate(deck) if n != number))


def changed(deck: Deck, number: int, make: Callable[[Scene], Scene]) -> Deck:
    """The deck with another scene made of a scene."""
    return deck.with_(scenes=tuple(make(scene) if n == number else scene for n, scene in enumerate(deck)))


def _has(deck: Deck, number: int) -> bool:
    return 0 <= number < len(deck)


def said(words: Words, lang: Lang, now: str) -> Words:
    """The words with those of one language replaced."""
    return Words(*(now.strip() if one == lang else words(one) for one in LANGS))


def renamed(deck: Deck, lang: Lang, now: str) -> Deck:
    """The deck under another title in a language; a cover that said the one before says this one."""

    def follows(scene: Scene) -> Scene:
        same = kind(scene).stands == "first" and scene.title(lang) == deck.title(lang)
        return scene.with_(title=said(scene.title, lang, now)) if same else scene

    return deck.with_(title=said(deck.title, lang, now), scenes=tuple(follows(scene) for scene in deck))


# -- other data --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Moved:
    """A sentence that says something else with other data: of which scene (from 0), and what it said before."""

    number: int
    lang: Lang
    before: str
    after: str


def renewed(of: Played, now: Played, canvases: Sequence[Canvas]) -> tuple[Deck, tuple[Moved, ...]]:
    """The deck of `of` pinned to the data of `now`, and every sentence of these canvases' languages that moves. A
    caption that says the number of before says the new one."""
    assert now.store is not None, "a deck is pinned to data that are here"
    scenes, moves = [*of.deck.scenes], []
    for number, scene in enumerate(of.deck):
        for canvas in canvases:
            before, after = own(of, scene, canvas), own(now, scene, canvas)
            if before == after or not before.whole:
                continue
            caption = scene.caption(canvas.lang)
            written = captions.renumbered(caption, before.number, after.number)
            if written != caption:
                words = said(scenes[number].caption, canvas.lang, written)
                scenes[number] = scenes[number].with_(caption=words)
            moves.append(Moved(number, canvas.lang, caption or before.whole, written or after.whole))
    return of.deck.with_(pin=pin(now.store), scenes=tuple(scenes)), tuple(moves)
