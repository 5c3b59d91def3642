"""The thumbnail of a scene as SVG: its picture without words, or its words where it has none."""

from collections.abc import Iterator
from html import escape

from backbone.charts import Canvas
from backbone.charts.words import SIZE, lines_of
from backbone.deck.deck import Deck, Scene, Subject
from backbone.deck.kinds.registry import faults, kind
from backbone.deck.played import Played
from backbone.deck.thumbnail import maps, plots
from backbone.deck.thumbnail.sheet import HIGH, WIDE, rectangle
from backbone.pictures.sketch import SVG
from backbone.record.record import Record
from backbone.refusals import Unanswerable
from backbone.snapshot.memory import remembered
from backbone.snapshot.store import Store
from backbone.text import repeated
from backbone.theme import FONT

# How many thumbnails a snapshot keeps: those of some twenty decks, in a megabyte.
KEPT = 300
# The size of words, how many lines of them there are, how far they are from the edge, and how much of them is read.
TYPE, LINES, EDGE, LONGEST = 15, 3, 14, 60
# A mark for what plays, at the lower right.
PLAYS = "M144 73l10 6-10 6z"


def thumbnail(of: Played, scene: Scene, canvas: Canvas) -> str:
    """The thumbnail of a scene, in the language and the tone of the canvas."""
    palette = canvas.palette
    if faults(of, scene):
        edge = f'fill="none" stroke="{palette.warm}" stroke-width="1.5" stroke-dasharray="5 4"'
        return _whole((rectangle(2, 2, WIDE - 4, HIGH - 4, edge), *_words("!", canvas, palette.warm)))
    if kind(scene).form == "picture" and of.store is not None:
        inside = _drawn(of.store, of.record, scene.subject, canvas)
        halo = f'fill="{palette.accent}" stroke="{palette.paper}" stroke-width="1.5"'
        return _whole((inside, f'<path d="{PLAYS}" {halo}/>' if scene.plays else ""))
    return _whole(_told(scene, of, canvas))


def _told(scene: Scene, of: Played, canvas: Canvas) -> Iterator[str]:
    """A scene of words: a cover is on a ground of its own, a story and a closing word on paper."""
    palette, one, lang = canvas.palette, kind(scene), canvas.lang
    said = one.line(of, scene, lang) or scene.title.either(lang)
    if one.form == "cover":
        yield rectangle(0, 0, WIDE, HIGH, f'fill="{palette.accent}"')
        yield from _words(said, canvas, palette.paper)
    elif one.form == "story":
        yield rectangle(0, 0, 4, HIGH, f'fill="{palette.warm}"')
        yield from _words(said, canvas, palette.ink, below=3)
    else:
        yield from _words(said, canvas, palette.ink)
        yield rectangle(EDGE, HIGH - 16, 36, 3, f'fill="{palette.accent}"')


@remembered(KEPT)
def _drawn(store: Store, record: Record, subject: Subject, canvas: Canvas) -> str:
    """The picture of a scene; where there is none, what it says."""
    scene = Scene.bare(subject)
    try:
        drawn = kind(scene).picture(Played(Deck(""), record, store), scene, canvas)
    except Unanswerable as refused:
        return "".join(_words(refused.text(canvas.lang), canvas, canvas.palette.quiet))
    assert drawn is not None, "a picture is asked only of what has one"
    picture, said = drawn
    if picture.figure is None:
        return "".join(_words(said, canvas, canvas.palette.ink))
    return "".join((maps.drawn if picture.figure.is_map else plots.drawn)(picture.figure, canvas.palette))


def _words(said: str, canvas: Canvas, colour: str, below: int = 0) -> Iterator[str]:
    """Words in a few lines, and `below` them lines that stand for more."""
    most = LINES - (below > 0)
    lines = lines_of(repeated(said, LONGEST) or " ", (WIDE - 2 * EDGE) * SIZE / TYPE)
    lines = [*lines[: most - 1], f"{lines[most - 1]}…"] if len(lines) > most else lines
    top = EDGE + TYPE if below else (HIGH - (len(lines) - 1) * TYPE * 1.3) / 2 + TYPE / 3
    look = f'font-family="{escape(FONT)}" font-size="{TYPE}" font-weight="600" fill="{colour}"'
    for n, line in enumerate(lines):
        yield f'<text x="{EDGE}" y="{top + n * TYPE * 1.3:.0f}" {look}>{escape(line)}</text>'
    for n in range(below):
        high, wide = top + (len(lines) - 0.4) * TYPE * 1.3 + n * 9, (WIDE - 2 * EDGE) * (1 - n / 6)
        if high < HIGH - 8:
            yield rectangle(EDGE, high, wide, 3, f'fill="{canvas.palette.rule}"')


def _whole(inside: Iterator[str] | tuple[str, ...]) -> str:
    return f'<svg xmlns="{SVG}" viewBox="0 0 {WIDE} {HIGH}">{"".join(inside)}</svg>'
