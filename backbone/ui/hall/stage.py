"""A stage: the deck that is on it, the scene that is seen, and how it is dressed."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Self
from urllib.parse import urlencode

from backbone import places
from backbone.charts import Canvas
from backbone.deck.deck import scene_number
from backbone.deck.played import Played
from backbone.dress import Dress
from backbone.site import DECKS, SHOW
from backbone.text import Lang, Text
from backbone.theme import Tone


@dataclass(frozen=True)
class Stage:
    """What an address asks to be shown: a scene of a deck by its number (from 1), the county of a detour ("" for
    none), the language, the tone, and whether the deck walks by itself (a kiosk)."""

    of: Played
    number: int
    lang: Lang
    tone: Tone = Dress.tone
    detour: str = ""
    kiosk: bool = False
    base: str = ""

    @property
    def canvas(self) -> Canvas:
        """What its pictures are drawn on."""
        return Canvas(self.lang, self.tone, self.base)

    @property
    def last(self) -> int:
        """The number of the last scene."""
        return len(self.of.deck)

    def with_(self, **changes: Any) -> Self:
        """This stage with something else on it."""
        return replace(self, **changes)

    def say(self, text: Text, **values: object) -> str:
        """`text` in the language of the stage."""
        return text(self.lang, **values)

    def params(self) -> dict[str, str]:
        """The URL parameters of what is seen: only what differs from the default."""
        said = {
            "deck": self.of.deck.name,
            "scene": str(self.number) if self.number > 1 else "",
            "lang": self.lang if self.lang != "en" else "",
            "dress": "" if self.tone == Dress.tone else self.tone,
            "detour": self.detour,
            "present": "1" if self.kiosk else "",
        }
        return {name: value for name, value in said.items() if value}

    @property
    def address(self) -> str:
        """The address of what is seen."""
        return f"{self.base}/{SHOW.slug}?{urlencode(self.params())}"

    @property
    def way_out(self) -> str:
        """The address of the deck, to which the stage is left."""
        asks = {"deck": self.of.deck.name} | ({"lang": self.lang} if self.lang != "en" else {})
        return f"{self.base}/{DECKS.slug}?{urlencode(asks)}"


def read(of: Played, params: Mapping[str, str], lang: Lang, base: str) -> Stage:
    """The stage that URL parameters ask for; junk in one gives its default, a scene beyond the last is the last."""
    return Stage(
        of,
        number=scene_number(params.get("scene", ""), len(of.deck)),
        lang=lang,
        tone="light" if params.get("dress") == "light" else Dress.tone,
        detour=places.meant(params.get("detour", "")),
        kiosk=params.get("present") == "1",
        base=base,
    )
