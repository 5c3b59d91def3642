"""A deck: a list of scenes, pinned to one snapshot, so that its numbers cannot change between two of them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Self, TypeAlias

from backbone.periods import Horizon
from backbone.text import Lang, Text
from backbone.view import View

# What a scene is of, whatever is written on it: kind, page, picture, story, and what it asks.
Subject: TypeAlias = tuple[str, str, str, str, tuple[tuple[str, str], ...]]
NO_SCENES = Text("The deck “{name}” has no scenes yet. Add some first.", "演示“{name}”还没有场景，请先添加。")


def scene_number(asked: str, last: int) -> int:
    """The number (from 1) of the scene that an address asks for: the first for what is no number, at most the last."""
    number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 9 else 1
    return min(max(number, 1), max(1, last))


@dataclass(frozen=True)
class Words:
    """What a presenter wrote, in either language; a language in which nothing was written is empty."""

    en: str = ""
    zh: str = ""

    def __call__(self, lang: Lang) -> str:
        return self.en if lang == "en" else self.zh

    def __bool__(self) -> bool:
        return bool(self.en or self.zh)

    def either(self, lang: Lang) -> str:
        """What was written in a language; what was in the other, where nothing was in this one."""
        return self(lang) or self.en or self.zh


@dataclass(frozen=True)
class Scene:
    """One scene, of a `kind` (backbone/deck/kinds). A view is what `page` (an id of PAGES) shows of what it `asks`, the
    parameters of an address, or the `picture` of that key which the page shows beside its own; a gift is what the
    page of gifts shows of them; a family is the case `story` of the public record.
    `title` is the large line of a cover or closing. `caption` is the sentence on the scene; where it is empty the
    data's own stands there. A scene that `plays` runs through the months. `faults` say what in the file was not
    understood; `rest` is what the file said beyond this, kept when it is saved."""

    kind: str = "view"
    page: str = "home"
    asks: Mapping[str, str] = field(default_factory=dict)
    picture: str = ""
    story: str = ""
    title: Words = Words()
    caption: Words = Words()
    notes: Words = Words()
    plays: bool = False
    faults: tuple[Text, ...] = ()
    rest: Mapping[str, Any] = field(default_factory=dict)

    @property
    def subject(self) -> Subject:
        """What it is of, whatever is written on it."""
        return self.kind, self.page, self.picture, self.story, tuple(sorted(self.asks.items()))

    @classmethod
    def bare(cls, of: Subject) -> Self:
        """The scene of a subject, on which nothing is written."""
        kind, page, picture, story, asks = of
        return cls(kind, page, dict(asks), picture, story)

    def view(self, lang: Lang, horizon: Horizon) -> View:
        """The view that the scene asks for, in a language."""
        return View.from_params(self.asks, horizon).with_(lang=lang)

    def with_(self, **changes: Any) -> Self:
        """This scene with some fields changed."""
        return replace(self, **changes)


@dataclass(frozen=True)
class Pin:
    """The snapshot that a deck is of: its name, and its digest, by which another of the same name is told."""

    name: str = ""
    digest: str = ""


@dataclass(frozen=True)
class Deck:
    """A deck as it is written: `name` is that of its file. `faults` say what is wrong with it as a whole."""

    name: str
    title: Words = Words()
    pin: Pin = Pin()
    scenes: tuple[Scene, ...] = ()
    faults: tuple[Text, ...] = ()
    rest: Mapping[str, Any] = field(default_factory=dict)

    def with_(self, **changes: Any) -> Self:
        """This deck with some fields changed."""
        return replace(self, **changes)

    def __iter__(self) -> Iterator[Scene]:
        return iter(self.scenes)

    def __len__(self) -> int:
        return len(self.scenes)
