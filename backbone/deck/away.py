"""What a deck leaves behind: every kind of file that is made of its slides, and the one way to make it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from backbone.deck.deck import NO_SCENES
from backbone.deck.kinds.kind import WORDS
from backbone.deck.kinds.registry import kind
from backbone.deck.played import Played
from backbone.refusals import Unmade
from backbone.text import Lang, Text, repeated

Make = Callable[[Played, Sequence[Lang]], Mapping[str, bytes]]
NO_PICTURES = Text("No scene of this deck has a picture.", "本演示没有带图的场景。")


@dataclass(frozen=True)
class Away:
    """One kind of take-away: its name, and what makes it: the files by name, of a deck in one language or in several.
    The maker imports what it needs when it is called: no page pays for it before. Some are of `pictures` alone."""

    name: Text
    make: Make
    pictures: bool = False

    def why_not(self, of: Played) -> Text | None:
        """Why there is nothing to make of a deck; None where there is something."""
        if not of.deck.scenes:
            return NO_SCENES.filled(name=repeated(of.deck.name))
        bare = self.pictures and all(kind(scene).form in WORDS for scene in of.deck)
        return NO_PICTURES if bare else None

    def files(self, of: Played, langs: Sequence[Lang]) -> Mapping[str, bytes]:
        """What is made of a deck. Unmade, with a sentence, where there is nothing to make, or that cannot be here."""
        if why := self.why_not(of):
            raise Unmade(why)
        return self.make(of, langs)


def _pack(of: Played, langs: Sequence[Lang]) -> Mapping[str, bytes]:
    from backbone.deck.pack.pack import pack

    return pack(of, langs)


def _powerpoint(of: Played, langs: Sequence[Lang]) -> Mapping[str, bytes]:
    from backbone.deck.powerpoint.powerpoint import make

    return make(of, langs)


def _bilingual(of: Played, langs: Sequence[Lang]) -> Mapping[str, bytes]:
    from backbone.deck.powerpoint.powerpoint import both

    return both(of, langs)


def _pdf(of: Played, langs: Sequence[Lang]) -> Mapping[str, bytes]:
    from backbone.deck.paper.handout import handout

    return handout(of, langs)


def _png(of: Played, langs: Sequence[Lang]) -> Mapping[str, bytes]:
    from backbone.deck.paper.pictures import pngs

    return pngs(of, langs)


def _svg(of: Played, langs: Sequence[Lang]) -> Mapping[str, bytes]:
    from backbone.deck.paper.pictures import svgs

    return svgs(of, langs)


def _xlsx(of: Played, langs: Sequence[Lang]) -> Mapping[str, bytes]:
    from backbone.deck.paper.workbook import workbooks

    return workbooks(of, langs)


# By the word that stands behind `--to`.
AWAY: Mapping[str, Away] = {
    "pptx": Away(Text("PowerPoint: slides to edit", "PowerPoint：可编辑的幻灯片"), _powerpoint),
    "bilingual": Away(Text("PowerPoint: each slide in both languages", "PowerPoint：每页中英对照"), _bilingual),
    "pack": Away(Text("Event pack: one file for a USB stick", "活动包：可放入 U 盘的单个文件"), _pack),
    "pdf": Away(Text("PDF: a hand-out to print", "PDF：可打印的讲义"), _pdf),
    "png": Away(Text("Pictures for slides (PNG)", "图片（PNG）"), _png, pictures=True),
    "svg": Away(Text("Pictures for print (SVG)", "矢量图（SVG）"), _svg, pictures=True),
    "xlsx": Away(Text("Excel: the numbers of every scene", "Excel：各场景的数据"), _xlsx),
}
