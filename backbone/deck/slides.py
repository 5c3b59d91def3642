"""Slides: the scenes of a deck as they are seen, each drawn from the snapshot that the deck is pinned to. Screen,
file, pack and hand-out all come from these."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from backbone.charts import Canvas
from backbone.deck import family
from backbone.deck.deck import Deck, Pin, Scene
from backbone.periods import month_name
from backbone.pictures import growth
from backbone.pictures import scene as pages
from backbone.pictures.beside import BESIDE
from backbone.pictures.picture import Picture
from backbone.pictures.scene import Shown
from backbone.pictures.sheet import UNTIL, foot, marks
from backbone.places import NATION
from backbone.punctuation import dotted
from backbone.record.record import Record, Story
from backbone.refusals import Unanswerable
from backbone.site import PAGES
from backbone.snapshot.manifest import SnapshotError
from backbone.snapshot.opened import opened
from backbone.snapshot.store import Store
from backbone.spoken import Spoken
from backbone.text import Lang, Text, repeated
from backbone.view import View
from backbone.where import EVERYTHING

NO_SNAPSHOT = Text(
    "This deck is of the data “{name}”, which are not here. Put their folder back, or pin the deck to other data.",
    "本演示使用的数据“{name}”不在此处。请放回其文件夹，或改用其他数据。",
)
OTHER_SNAPSHOT = Text(
    "The data “{name}” are not those that this deck was made of. Pin the deck to them anew if you trust them.",
    "数据“{name}”与制作本演示时的不同。如确认可信，请重新选用。",
)
NOT_THERE = Text("This scene asks for {field} “{asked}”, which is not there.", "本场景中的{field}“{asked}”不存在。")
NO_STORY = Text("The public record has no case “{asked}”.", "公开记录中没有个案“{asked}”。")
GREW = Text("From {was} in {first} to {now} in {last}.", "从{first}的{was}到{last}的{now}。")
FIELDS: dict[str, Text] = {
    "indicator": Text("the indicator", "指标"),
    "place": Text("the place", "地区"),
    "period": Text("the policy year", "保单年度"),
    "as_of": Text("the month", "月份"),
    "picture": Text("the picture", "图"),
}


@dataclass(frozen=True)
class Played:
    """A deck with what it is played from: the store that it is pinned to (None where that is not here, for the reason
    `wrong`), and the public record; and the codes of the places that were flown to on the way."""

    deck: Deck
    record: Record
    store: Store | None
    wrong: Text | None = None
    detours: tuple[str, ...] = ()


@dataclass(frozen=True)
class Month:
    """A month of a scene that plays: its code, its name, and the number of that month as it is said."""

    code: str
    name: str
    number: str


@dataclass(frozen=True)
class Slide:
    """One scene as it is seen, in one language: its number from 1, what is shown, the presenter's notes. Where it
    cannot be shown, `faults` say why, and stand in its place. `rests` is what must stand small on it: basis, as of and
    the source of the boundaries."""

    number: int
    scene: Scene
    lang: Lang
    shown: Shown
    notes: str
    rests: str
    faults: tuple[str, ...] = ()


def played(deck: Deck, record: Record, snapshots: Path, opens: Callable[[Path], Store] = opened) -> Played:
    """The deck with the snapshot that it is pinned to, from a folder of snapshots; `opens` is how one is opened."""
    name = repeated(deck.pin.name)
    try:
        # A name is one folder in there, and no way out of it.
        store = opens(snapshots / Path(deck.pin.name).name) if deck.pin.name else None
    except (SnapshotError, OSError, ValueError):  # a name may be none that a folder can have
        store = None
    if store is None:
        return Played(deck, record, None, NO_SNAPSHOT.filled(name=name or "–"))
    if store.snapshot.digest != deck.pin.digest:
        return Played(deck, record, None, OTHER_SNAPSHOT.filled(name=name))
    return Played(deck, record, store)


def pin(store: Store) -> Pin:
    """What pins a deck to the data of a store."""
    return Pin(store.snapshot.manifest.name, store.snapshot.digest)


def slides(of: Played, canvas: Canvas) -> Iterator[Slide]:
    """Every scene as it is seen."""
    return (slide(of, number, canvas) for number in range(1, len(of.deck) + 1))


def slide(of: Played, number: int, canvas: Canvas) -> Slide:
    """Scene `number` (from 1) as it is seen on a canvas, in its language."""
    scene, lang = of.deck.scenes[number - 1], canvas.lang
    wrong = faults(of, scene)
    shown, rests = Shown("", Spoken(""), "", Picture("nothing", View(lang=lang))), ""
    if not wrong:
        try:
            shown, rests = _shown(of, scene, canvas)
        except Unanswerable as refused:
            wrong = (refused.text,)
    faulty = tuple(one(lang) for one in wrong)
    return Slide(number, scene, lang, shown, scene.notes(lang), rests or _rests(of, lang), faulty)


def _rests(of: Played, lang: Lang) -> str:
    """What every number of a deck rests on: what a scene says that shows none of its own, a cover as well."""
    if of.store is None:
        return ""
    until = UNTIL(lang, month=month_name(of.store.horizon.last, lang))
    return dotted((*marks(of.store, lang), until))


def playing(of: Played, one: Slide) -> View | None:
    """The question whose months go by on the map of a slide; None where none do."""
    if of.store is None or not one.scene.plays or one.shown.picture.key != "map":
        return None
    view = one.scene.view(one.lang, of.store.horizon).with_(only=EVERYTHING)
    return view if PAGES[one.scene.page].follows else view.into(NATION)


def months(of: Played, one: Slide) -> tuple[Month, ...]:
    """The months that go by on a slide."""
    view = playing(of, one)
    if of.store is None or view is None:
        return ()
    return tuple(
        Month(code, month_name(code, one.lang), growth.number(of.store, view, code))
        for code in growth.months(of.store, view)
    )


def grew(of: Played, one: Slide) -> str:
    """From what to what a slide grows, for paper; "" where no months go by, or there was no number in the first."""
    if not (gone := months(of, one)) or not gone[0].number:
        return ""
    first, last = gone[0], gone[-1]
    return GREW(one.lang, was=first.number, first=first.name, now=last.number, last=last.name)


def faults(of: Played, scene: Scene) -> tuple[Text, ...]:
    """What keeps a scene from being shown; nothing where it can be."""
    wrong = list(scene.faults)
    if scene.kind == "family" and story(of.record, scene) is None:
        wrong.append(NO_STORY.filled(asked=repeated(scene.story) or "–"))
    if scene.kind == "view":
        if of.store is None:
            wrong.append(of.wrong or NO_SNAPSHOT.filled(name="–"))
        else:
            wrong += _unread(scene, of.store)
    return tuple(wrong)


def _unread(scene: Scene, store: Store) -> list[Text]:
    """What a scene asks for and cannot have: a number of something else would stand in its place."""
    view, default = scene.view("en", store.horizon), View()
    read, asked = view.params(), dict(scene.asks)
    if scene.picture and scene.picture not in BESIDE.get(scene.page, {}):
        asked["picture"] = scene.picture
    return [
        NOT_THERE.filled(field=FIELDS.get(key) or f"“{repeated(key)}”", asked=repeated(value))
        for key, value in asked.items()
        if key not in read and value not in ("", getattr(default, key, None), view.month(store.horizon))
    ]


def _shown(of: Played, scene: Scene, canvas: Canvas) -> tuple[Shown, str]:
    lang = canvas.lang
    if scene.kind == "family":
        told = story(of.record, scene)
        assert told is not None, "faults come first"
        return family.shown(told, scene.caption(lang), canvas), family.rests(told, lang)
    if scene.kind != "view":
        bare = Picture(scene.kind, View(lang=lang))
        return Shown("", Spoken(scene.title.either(lang)), "", bare, told=tuple(scene.caption(lang).splitlines())), ""
    assert of.store is not None, "faults come first"
    view = scene.view(lang, of.store.horizon)
    shown = pages.shown(scene.page, of.store, of.record, view, canvas, scene.picture)
    if scene.caption(lang):
        shown = replace(shown, sentence=around(scene.caption(lang), shown.sentence.number))
    return shown, foot(shown.picture, of.store)


def around(caption: str, number: str) -> Spoken:
    """A caption split at the number that the data give, where it contains that number: the words before, the number,
    the words after."""
    found = standing(number, caption)
    return Spoken(caption[: found.start()], number, caption[found.end() :]) if found else Spoken(caption)


def standing(number: str, caption: str) -> re.Match[str] | None:
    """Where a caption contains a number as a whole: 5 is not in 2015, nor in 1.5."""
    return re.search(_whole(number), caption) if number else None


def renumbered(caption: str, before: str, after: str) -> str:
    """A caption with another number wherever it said the one before."""
    return re.sub(_whole(before), lambda _: after, caption) if before else caption


def _whole(number: str) -> str:
    """The pattern of a number that is no part of another."""
    before, after = r"(?<!\d)(?<!\d[.,])", r"(?!\d|[.,]\d)"
    return f"{before if number[:1].isdigit() else ''}{re.escape(number)}{after if number[-1:].isdigit() else ''}"


def story(record: Record, scene: Scene) -> Story | None:
    """The case of the public record that a family scene tells of."""
    return next((one for one in record.stories if one.story_id == scene.story), None)
