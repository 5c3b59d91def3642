"""The hand-out of a deck: every scene a page of vector shapes and text, with what it rests on."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from backbone.charts import Canvas
from backbone.deck.deck import Scene
from backbone.deck.detours import scene
from backbone.deck.kinds.registry import kind
from backbone.deck.paper.cards import cards
from backbone.deck.paper.links import code, link
from backbone.deck.paper.pictures import notes
from backbone.deck.played import Played
from backbone.deck.slides import Slide, slides
from backbone.deck.steps import WIDE, Step, steps
from backbone.files import pdf
from backbone.files.drawing import drawn
from backbone.files.png import Sheet, bare
from backbone.pictures.sheet import light, marks
from backbone.punctuation import dotted
from backbone.site import PRODUCT
from backbone.text import Lang, Text

SOURCE = Path(__file__).with_name("handout.typ")
# The pixels of a picture on a page; its letters are small, but no smaller than those beside it.
WIDTH, LEAST = 780, 600
# On a cover there is room for so many lines of contents.
LISTED = 16
CONTENTS = Text("In this hand-out", "本讲义内容")
# A detour is shown as it is when a scene that asks nothing is left for it.
COVER = Scene(kind="cover")


def handout(of: Played, langs: Sequence[Lang]) -> dict[str, bytes]:
    """One PDF a language, by its file name."""
    return {f"{of.deck.name}-{lang}.pdf": _handout(of, lang) for lang in langs}


def _handout(of: Played, lang: Lang) -> bytes:
    own, detours = len(of.deck), [scene(COVER, place) for place in dict.fromkeys(of.detours)]
    of = replace(of, deck=of.deck.with_(scenes=(*of.deck.scenes, *detours)))
    pages = [*slides(of, Canvas(lang))]
    then = {page.number: steps(of, page) for page in pages}
    figures = dict(one for page in pages for one in _figures(page, then[page.number]))
    named = dict(zip(figures, drawn([*figures.values()], "svg") if figures else [], strict=True))
    title = of.deck.title(lang) or of.deck.name
    foot = dotted((PRODUCT(lang), title, *(marks(of.store, lang) if of.store else ())))
    links = {page.number: _link(page) for page in pages}
    codes = {f"qr-{number}.svg": code(link) for number, link in links.items() if link}
    told = [
        {
            **_page(of, page, named),
            **_way(page, links),
            "cards": _cards(of, page) if page.number > own else _facts(page),
            "months": [{**asdict(step.month), "picture": _then(page, step)} for step in then[page.number]],
        }
        for page in pages
    ]
    said = pdf.data(title=title, lang=lang, foot=foot, pages=told, head=CONTENTS(lang), contents=_contents(of, pages))
    return pdf.compile(SOURCE.read_text("utf-8"), {**named, **codes, "said.json": said})


def _figures(page: Slide, then: Sequence[Step]) -> Iterator[tuple[str, Sheet]]:
    """The picture of a page and, of one that plays, the map in a few of its months, each with the name of its file."""
    if page.shown.picture.figure is None:
        return
    yield _file(page), bare(light(page.shown.picture).figure, WIDTH, LEAST)
    for step in then:
        yield _then(page, step), bare(step.figure, WIDE)


def _file(page: Slide) -> str:
    return f"{page.number}.svg"


def _then(page: Slide, step: Step) -> str:
    return f"{page.number}-{step.month.code}.svg"


def _contents(of: Played, pages: Sequence[Slide]) -> list[dict[str, str]]:
    """What stands on which page, for the cover; nothing of a deck too long for it."""
    told = []
    for page in pages:
        shown = page.shown
        if shown.picture.figure is not None:
            said = shown.sentence.whole or shown.place
            # Where the whole programme is meant nobody asks where.
            where = kind(page.scene).subject(of, page.scene, page.lang)[1] and shown.place
            told.append({"page": str(page.number), "said": said, "place": where})
    return told if len(told) <= LISTED else []


def _page(of: Played, page: Slide, pictures: Mapping[str, bytes]) -> dict[str, Any]:
    """What a page says."""
    shown = page.shown
    before, number, after = shown.sentence.lines
    return {
        "cover": kind(page.scene).form == "cover",
        "place": shown.place,
        "before": before,
        "number": number,
        "after": after,
        "when": shown.when,
        "title": shown.picture.title,
        "notes": [*notes(of, page), *filter(None, (shown.method,))],
        "told": shown.told,
        "rests": page.rests,
        "picture": _file(page) if _file(page) in pictures else "",
        "faults": page.faults,
    }


def _link(page: Slide) -> str:
    """The address of the view of a page, where there is one."""
    to = None if page.faults else kind(page.scene).address(page.scene)
    return link(to[0], {**to[1], "lang": page.lang}) if to else ""


def _way(page: Slide, links: Mapping[int, str]) -> dict[str, str]:
    """The address of a page and the file of its QR code."""
    address = links[page.number]
    return {"address": address, "qr": f"qr-{page.number}.svg" if address else ""}


def _facts(page: Slide) -> list[dict[str, str]]:
    """The further numbers of a page."""
    return [{"name": one.name, "number": one.number, "told": one.beside} for one in page.shown.facts]


def _cards(of: Played, page: Slide) -> list[dict[str, str]]:
    """The profile of a place that was flown to; nothing where nobody is insured there."""
    if of.store is None or page.faults:
        return []
    view = page.scene.view(page.lang, of.store.horizon)
    return cards(of.store, of.record, view) if of.store.value("insured", view.where) > 0 else []
