"""The words of a figure, which may hold a little HTML, as runs of type."""

from collections.abc import Iterable
from dataclasses import dataclass
from html.parser import HTMLParser

from backbone.text import Lang


@dataclass(frozen=True)
class Run:
    """Words of one look; `colour` "" is that of what stands around them, a size of 0 too, and a language of None that
    of the slide. A run that `breaks` begins a new line."""

    text: str
    bold: bool = False
    colour: str = ""
    size: float = 0.0
    breaks: bool = False
    lang: Lang | None = None


def runs(text: str) -> list[Run]:
    """What a figure writes, as runs."""
    reader = _Reader()
    reader.feed(text)
    reader.close()
    return reader.found


def plain(text: str) -> str:
    """The same words alone, in one line."""
    return " ".join(line(runs(text)).split())


def line(of: Iterable[Run]) -> str:
    """The words of some runs, a space where a line breaks."""
    return "".join(f"{' ' if run.breaks else ''}{run.text}" for run in of)


def lines(of: Iterable[Run]) -> list[str]:
    """The words of some runs, line by line."""
    found = [""]
    for run in of:
        if run.breaks:
            found.append("")
        found[-1] += run.text
    return found


class _Reader(HTMLParser):
    """Reads bold type, colours and line breaks; every other tag says nothing here."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[Run] = []
        self._bold, self._colours, self._breaks = 0, [""], False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "b":
            self._bold += 1
        elif tag == "span":
            style = dict(attrs).get("style") or ""
            self._colours.append(style.partition("color:")[2].partition(";")[0].strip())
        elif tag == "br":
            self._breaks = True

    def handle_endtag(self, tag: str) -> None:
        if tag == "b":
            self._bold -= 1
        elif tag == "span" and self._colours[1:]:
            self._colours.pop()

    def handle_data(self, data: str) -> None:
        self.found.append(Run(data, self._bold > 0, self._colours[-1], breaks=self._breaks))
        self._breaks = False
