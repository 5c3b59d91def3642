"""How a view is dressed, apart from what it asks, and the address of both."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Self

from backbone.number import Number
from backbone.periods import Horizon
from backbone.theme import Tone
from backbone.view import View

TONES: tuple[Tone, ...] = ("dark", "light")


@dataclass(frozen=True)
class Dress:
    """Whether a view stands on a stage, the tone of that stage, and the name of the number whose passport is open
    (see `number`)."""

    stage: bool = False
    tone: Tone = "dark"
    passport: str = ""

    @classmethod
    def from_params(cls, params: Mapping[str, str], horizon: Horizon) -> Self:
        """The dress that URL parameters ask for; junk in a field gives that field's default, and nothing raises."""
        tone, name = params.get("dress"), params.get("passport")
        number = Number.read(name, horizon) if isinstance(name, str) else None
        return cls(
            stage=params.get("stage") == "1",
            tone=tone if isinstance(tone, str) and tone in TONES else cls.tone,
            passport=number.name if number else "",
        )

    def params(self) -> dict[str, str]:
        """The URL parameters of this dress: only what differs from the default."""
        tone = "" if self.tone == type(self).tone else self.tone
        said = {"stage": "1" if self.stage else "", "dress": tone, "passport": self.passport}
        return {name: value for name, value in said.items() if value}

    def with_(self, **changes: Any) -> Self:
        """This dress with some fields changed."""
        return replace(self, **changes)


PLAIN = Dress()


def address(view: View, dress: Dress = PLAIN) -> dict[str, str]:
    """The URL parameters of a question and how it is dressed."""
    return view.params() | dress.params()
