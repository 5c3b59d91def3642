"""Scenes as a presenter sees them: the picture small, the sentence below it."""

from html import escape

import streamlit as st

from backbone import charts
from backbone.deck.detours import profile
from backbone.deck.slides import Slide, slide
from backbone.ui.lines import together
from backbone.ui.presenter.seat import Seat


def scene(seat: Seat, number: int, key: str) -> None:
    """Scene `number` of the show, small."""
    _small(seat, slide(seat.of, number, seat.canvas), key)


def place(seat: Seat, number: int, code: str) -> None:
    """A place that scene `number` was left for, small."""
    _small(seat, profile(seat.of, number, code, seat.canvas), "now")


def _small(seat: Seat, shown: Slide, key: str) -> None:
    picture = shown.shown.picture
    with st.container(key=f"{key}-picture", gap=None):
        if picture.figure is None or shown.faults:
            st.html(f'<div class="card">{_told(shown)}</div>')
        else:
            st.plotly_chart(
                charts.filling(picture.figure),
                key=f"{key}-chart",
                theme=None,
                height="stretch",
                alt=picture.title,
                config={**charts.config(seat.canvas.base), "staticPlot": True},
            )
    if picture.figure is not None and not shown.faults:
        st.html(f'<div class="says" lang="{seat.lang}">{_said(shown)}</div>')


def _said(shown: Slide) -> str:
    """HTML: the place, the sentence with its number, and further numbers."""
    before, number, after = (together(part) for part in shown.shown.sentence.lines)
    place = f"<small>{escape(shown.shown.place)}</small>" if shown.shown.place else ""
    facts = "".join(f"<small>{together(fact.said(shown.lang))}</small>" for fact in shown.shown.facts)
    return place + " ".join(filter(None, (before, number and f"<b>{number}</b>", after))) + facts


def _told(shown: Slide) -> str:
    """HTML: what stands on a scene without a picture, or why it cannot be shown."""
    if shown.faults:
        return "".join(f"<p>{escape(fault)}</p>" for fault in shown.faults)
    said = _said(shown)
    return (f"<h2>{said}</h2>" if said else "") + "".join(f"<p>{together(line)}</p>" for line in shown.shown.told)
