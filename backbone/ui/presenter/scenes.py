"""Scenes as a presenter sees them: the picture small, the sentence below it."""

from html import escape

import streamlit as st

from backbone import charts
from backbone.deck.deck import Scene
from backbone.deck.slides import Played, Slide, slide
from backbone.ui.presenter.seat import Seat


def scene(seat: Seat, number: int, key: str) -> None:
    """Scene `number` of the show, small."""
    _small(seat, slide(seat.of, number, seat.canvas), key)


def place(seat: Seat, code: str) -> None:
    """A place that the show has gone to, small."""
    asked = Scene(page="place", asks={"place": code})
    alone = Played(seat.of.deck.with_(scenes=(asked,)), seat.of.record, seat.of.store, seat.of.wrong)
    _small(seat, slide(alone, 1, seat.canvas), "now")


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
        st.html(f'<div class="says">{_said(shown)}</div>')


def _said(shown: Slide) -> str:
    """HTML: the place, and the sentence with its number."""
    before, number, after = (escape(part) for part in shown.shown.sentence.lines)
    return " ".join(
        part for part in (escape(shown.shown.place), before, f"<b>{number}</b>" if number else "", after) if part
    )


def _told(shown: Slide) -> str:
    """HTML: what stands on a scene without a picture, or why it cannot be shown."""
    if shown.faults:
        return "".join(f"<p>{escape(fault)}</p>" for fault in shown.faults)
    said = _said(shown)
    return (f"<h2>{said}</h2>" if said else "") + "".join(f"<p>{escape(line)}</p>" for line in shown.shown.told)
