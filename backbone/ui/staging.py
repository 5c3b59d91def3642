"""How a scene is set on a stage: its dress, its words, its picture. All that a reader or a file wrote is escaped."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path

import streamlit as st

from backbone import charts
from backbone.deck import letters
from backbone.deck.kinds.registry import kind
from backbone.deck.slides import Slide
from backbone.pictures.picture import Picture
from backbone.punctuation import prose
from backbone.text import Text
from backbone.theme import PALETTES, Tone, written
from backbone.ui import browser
from backbone.ui.lines import parted, together

NOT_SHOWN = Text("Scene {n} cannot be shown", "场景 {n} 无法显示")
# A number of more signs than this is set smaller, so that it stays beside its picture.
LONG = 8
CSS = Path(__file__).with_name("staging.css")
_fit = browser.code("fit")


def dress(tone: Tone) -> None:
    """Dresses the page as a stage in that tone; the browser fits pictures and words into its window."""
    st.html(_styles(tone))
    _fit(None, "stage-fit", {})


@cache
def _styles(tone: Tone) -> str:
    """The style sheet of a stage in that tone; its letters are as large as the rule has them."""
    palette = PALETTES[tone]
    colours = {name: getattr(palette, name) for name in ("paper", "ink", "quiet", "accent")}
    said = "".join(f"--{name}: {colour};" for name, colour in colours.items())
    # While a map flies or its months go by it has no names, and no lines to names; the dash line and the frame of the
    # inset stay.
    named = f'.js-line:not([style*="stroke: {written(palette.quiet)}"])'
    lines = f":is(.flying, .growing .geolayer) {named} {{ opacity: 0; }}"
    # A name in ink has an outline of paper, whatever it lies over; one in paper was made so for what lies below it.
    pale = f'.geolayer text[style*="fill: {written(palette.paper)}"] {{ stroke: {palette.ink}; stroke-width: 0.1em; }}'
    return f"<style>:root {{ {said}{letters.styles()} }}\n{CSS.read_text('utf-8')}{lines}{pale}</style>"


def picture(of: Picture, slot: str, base: str) -> None:
    """The figure of a picture in its room of a slot."""
    assert of.figure is not None
    with st.container(key=f"picture-{slot}"):
        st.plotly_chart(
            charts.filling(of.figure),
            key=f"stage-chart-{slot}",
            theme=None,
            height="stretch",
            alt=of.title,
            config=charts.config(base),
        )


def said(slide: Slide, month: str = "", place: str = "") -> str:
    """What stands on the stage beside the picture of a scene, or alone where it has none; the `month` that it has come
    to where the months go by, and of a detour the code of its `place`."""
    if slide.faults:
        return _block(
            "fault", [("place", NOT_SHOWN(slide.lang, n=slide.number)), *_each("told", slide.faults)], slide, place
        )
    if kind(slide.scene).form != "picture":
        return _told(slide)
    shown = slide.shown
    before, number, after = shown.sentence.lines
    parts = [
        ("month", month),
        ("place", shown.place),
        ("sentence" if number else "sentence alone", before),
        ("number long" if len(number) > LONG else "number", number),
        ("sentence", after),
        *_each("fact", [fact.said(slide.lang) for fact in shown.facts]),
        ("when", shown.when),
        ("told", "" if shown.picture.figure is not None else shown.picture.lead),
        # While the months go by, what is noted of the last is not said.
        ("note last" if month else "note", prose(shown.notes, slide.lang)),
        ("note", slide.rests),
    ]
    return _block("view" if shown.picture.figure is not None else "alone", parts, slide, place)


def _told(slide: Slide) -> str:
    """A cover, a closing word or a family: words set large, beside a picture where it has one."""
    shown = slide.shown
    large = [("place", shown.place), ("title", shown.sentence.whole), *_each("told", shown.told), ("when", shown.when)]
    kind = f"{slide.scene.kind} beside" if shown.picture.figure is not None else slide.scene.kind
    return _block(kind, [*large, ("note", prose(shown.notes, slide.lang)), ("note", slide.rests)], slide)


def _each(name: str, said: Sequence[str]) -> list[tuple[str, str]]:
    return [(name, one) for one in said]


def _block(kind: str, parts: list[tuple[str, str]], slide: Slide, place: str = "") -> str:
    told = ((name, (parted if name.startswith("note") else together)(text)) for name, text in parts if text)
    lines = "".join(f'<div class="show-{name}">{line}</div>' for name, line in told)
    marks = f'lang="{slide.lang}" data-scene="{slide.number}" data-place="{place}"'
    return f'<div class="show-words show-{kind}" {marks}>{lines}</div>'
