"""The hand-out of a deck: every scene a page of vector shapes and text, with what it rests on."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from backbone.charts import Canvas
from backbone.deck.deck import Scene
from backbone.deck.detours import scene
from backbone.deck.paper.cards import cards
from backbone.deck.paper.links import code, link
from backbone.deck.paper.pictures import notes
from backbone.deck.slides import Played, Slide, slides
from backbone.files import pdf
from backbone.files.drawing import drawn
from backbone.files.png import bare
from backbone.pictures.sheet import light, marks
from backbone.punctuation import dotted
from backbone.site import PRODUCT
from backbone.text import Lang

SOURCE = Path(__file__).with_name("handout.typ")
# The pixels of a picture on a page; its letters are small, but no smaller than those beside it.
WIDTH, LEAST = 820, 600
# A detour is shown as it is when a scene that asks nothing is left for it.
COVER = Scene(kind="cover")


def handout(of: Played, langs: Sequence[Lang]) -> dict[str, bytes]:
    """One PDF a language, by its file name."""
    return {f"{of.deck.name}-{lang}.pdf": _handout(of, lang) for lang in langs}


def _handout(of: Played, lang: Lang) -> bytes:
    own, detours = len(of.deck), [scene(COVER, place) for place in dict.fromkeys(of.detours)]
    of = replace(of, deck=of.deck.with_(scenes=(*of.deck.scenes, *detours)))
    pages = [*slides(of, Canvas(lang))]
    pictured = [page for page in pages if page.shown.picture.figure is not None]
    made = drawn([bare(light(page.shown.picture).figure, WIDTH, LEAST) for page in pictured], "svg") if pictured else []
    named = {f"{page.number}.svg": svg for page, svg in zip(pictured, made, strict=True)}
    title = of.deck.title(lang) or of.deck.name
    foot = dotted((PRODUCT(lang), title, *(marks(of.store, lang) if of.store else ())))
    links = {page.number: _link(page) for page in pages}
    codes = {f"qr-{number}.svg": code(link) for number, link in links.items() if link}
    told = [
        {**_page(page, named), **_way(page, links), "cards": _cards(of, page) if page.number > own else []}
        for page in pages
    ]
    said = pdf.data(title=title, lang=lang, foot=foot, pages=told)
    return pdf.compile(SOURCE.read_text("utf-8"), {**named, **codes, "said.json": said})


def _page(page: Slide, pictures: Mapping[str, bytes]) -> dict[str, Any]:
    """What a page says."""
    shown, name = page.shown, f"{page.number}.svg"
    before, number, after = shown.sentence.lines
    return {
        "place": shown.place,
        "before": before,
        "number": number,
        "after": after,
        "when": shown.when,
        "title": shown.picture.title,
        "notes": notes(page),
        "told": shown.told,
        "rests": page.rests,
        "picture": name if name in pictures else "",
        "faults": page.faults,
    }


def _link(page: Slide) -> str:
    """The address of the view of a page, where there is one."""
    scene = page.scene
    return link(scene.page, {**scene.asks, "lang": page.lang}) if scene.kind == "view" and not page.faults else ""


def _way(page: Slide, links: Mapping[int, str]) -> dict[str, str]:
    """The address of a page and the file of its QR code."""
    address = links[page.number]
    return {"address": address, "qr": f"qr-{page.number}.svg" if address else ""}


def _cards(of: Played, page: Slide) -> list[dict[str, str]]:
    """The profile of a place that was flown to; nothing where nobody is insured there."""
    if of.store is None or page.faults:
        return []
    view = page.scene.view(page.lang, of.store.horizon)
    return cards(of.store, of.record, view) if of.store.value("insured", view.where) > 0 else []
