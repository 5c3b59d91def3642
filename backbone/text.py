"""Two-language text: the only way a word reaches a reader."""

import unicodedata
from dataclasses import dataclass
from string import Formatter
from typing import Literal

Lang = Literal["en", "zh"]
LANGS: tuple[Lang, ...] = ("en", "zh")
# The signs from here on are as wide as they are high.
CHINESE_FROM = 0x2E80


def language(asked: object) -> Lang | None:
    """The language that an address asks for, however it writes it: zh, ZH, zh-CN, zh_Hans; None for any other."""
    first = asked.strip().lower().replace("_", "-").split("-")[0] if isinstance(asked, str) else ""
    return next((lang for lang in LANGS if lang == first), None)


def repeated(said: str, most: int = 40) -> str:
    """What came from outside (an address, a command line, a file) as a sentence of ours may repeat it: without what
    steers a screen or turns the direction of writing, and no longer than `most`."""
    kept = "".join(c for c in said[: 4 * most] if unicodedata.category(c)[0] != "C" and c not in "\u2028\u2029")
    return kept if len(kept) == len(said) <= most else f"{kept[: most - 1]}…"


@dataclass(frozen=True, slots=True)
class Text:
    """One thing said in English and in Simplified Chinese; an empty side is an error, never a fallback."""

    en: str
    zh: str

    def __post_init__(self) -> None:
        if not self.en.strip() or not self.zh.strip():
            raise ValueError(f"text is missing a language: en={self.en!r} zh={self.zh!r}")

    def __call__(self, lang: Lang, **values: object) -> str:
        """The text in `lang`, its {names} filled from `values`; a missing name raises KeyError. A number is followed
        by the word for one or for many: {n:county|counties}."""
        said = {"en": self.en, "zh": self.zh}[lang]
        if not values:
            return said
        return _COUNTING.vformat(said, (), values) if "|" in said else said.format(**values)

    def filled(self, **values: object) -> "Text":
        """The text with its {names} filled, in both languages; a Text among the values is said in each."""
        en, zh = ({n: v(lang) if isinstance(v, Text) else v for n, v in values.items()} for lang in LANGS)
        return Text(self("en", **en), self("zh", **zh))


class _Counting(Formatter):
    def format_field(self, value: object, spec: str) -> str:
        one, bar, many = spec.partition("|")
        if not bar:
            return super().format_field(value, spec)
        return f"{value} {one if str(value) == '1' else many}"


_COUNTING = _Counting()
