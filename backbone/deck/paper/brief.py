"""The brief for leadership: two pages on a place and a period, made of what the pages of the dashboard say of them."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from backbone import places
from backbone.charts import Canvas
from backbone.compare import findings
from backbone.deck.paper import links
from backbone.deck.paper.cards import LEADS, cards
from backbone.deck.paper.sections import calls, changed, data_before, rests, side_by_side
from backbone.files import pdf
from backbone.files.drawing import drawn
from backbone.files.png import bare
from backbone.periods import Horizon, month_name, period_name
from backbone.pictures import area, claims
from backbone.pictures.notes import waiting
from backbone.pictures.picture import Picture
from backbone.pictures.scene import SCOPE, WHEN
from backbone.pictures.sheet import foot
from backbone.places import NATION
from backbone.punctuation import dotted
from backbone.record.record import Record
from backbone.refusals import NOT_IN_PROGRAMME, Unanswerable
from backbone.site import PRODUCT
from backbone.snapshot.store import Store
from backbone.text import LANGS, Text
from backbone.view import View
from backbone.where import EVERYTHING

SOURCE = Path(__file__).with_name("brief.typ")
# What is followed month by month: on the first page, and on the second where the list of places leaves room.
FOLLOWED, ALSO = ("insured", "paid"), ("submitted", "within_5_days")
MAP_WIDTH, TREND_WIDTH, ALSO_HIGH = 900, 440, 185
BRIEF = Text("Brief for leadership", "管理层简报")


def file_name(view: View, horizon: Horizon) -> str:
    """The name of the file of a brief: of which place, policy year and month, in which language."""
    return f"brief-{view.place}-{view.period}-{view.month(horizon)}-{view.lang}.pdf"


def brief(store: Store, record: Record, view: View) -> bytes:
    """The brief on the place and period of a view, as PDF. Unanswerable where nobody was insured there and then."""
    view = view.with_(only=EVERYTHING)
    _check(store, view)
    earlier = data_before(store)  # held to the end, or each question would open it anew
    country = area.map_here(store, view, Canvas(view.lang), view.level, record)
    trends = _trends(store, view, FOLLOWED)
    # A list of all provinces leaves no room for these.
    steps = _drawn_ones([claims.process(store, view, Canvas(view.lang))] if view.place != NATION else [])
    also = _trends(store, view, ALSO) if view.place != NATION else []
    every = {"map": [country], "trend": trends, "step": steps, "also": also}
    figures = {
        f"{kind}-{n}.svg": bare(one.figure, TREND_WIDTH if kind in ("trend", "also") else MAP_WIDTH)
        for kind, pictures in every.items()
        for n, one in enumerate(pictures)
    }
    for n in range(len(also)):
        figures[f"also-{n}.svg"].update_layout(height=ALSO_HIGH)
    files = dict(zip(figures, drawn([*figures.values()], "svg"), strict=True))
    address = links.link("home" if view.place == NATION else "place", view.params())
    if address:
        files["qr.svg"] = links.code(address)
    said = {
        **_head(store, view),
        "cards": cards(store, record, view, LEADS),
        "waits": waiting(store, view.where, LEADS, view.lang),
        "map": "map-0.svg",
        "map-title": country.title,
        "trends": _named("trend", trends),
        "steps": _named("step", steps),
        "also": _named("also", also),
        **changed(store, earlier, view),
        **calls(store, view),
        **side_by_side(store, view),
        **rests(store, record, view, LEADS),
        "foot": dotted((BRIEF(view.lang), foot(_whole(country, view), store))),
        "address": address,
        "qr": "qr.svg" if address else "",
    }
    return pdf.compile(SOURCE.read_text("utf-8"), {**files, "said.json": pdf.data(**said)})


def _trends(store: Store, view: View, ids: Sequence[str]) -> list[Picture]:
    """The months of some indicators, of those that have any."""
    return _drawn_ones(area.trend(store, view.with_(indicator=i), Canvas(view.lang)) for i in ids)


def _named(kind: str, pictures: Sequence[Picture]) -> list[dict[str, str]]:
    return [{"name": one.heading, "picture": f"{kind}-{n}.svg"} for n, one in enumerate(pictures)]


def _drawn_ones(pictures: Iterable[Picture]) -> list[Picture]:
    """Those that have a figure."""
    return [one for one in pictures if one.figure is not None]


def _whole(country: Picture, view: View) -> Picture:
    """The map as the picture of the brief's own question: its foot speaks of the month asked for."""
    return replace(country, view=view)


def _check(store: Store, view: View) -> None:
    here = places.get(view.place)
    if here.code not in (NATION, *store.provinces, *store.counties):
        raise Unanswerable(NOT_IN_PROGRAMME.filled(name=here.name))
    if not store.value("insured", view.where) > 0:
        codes, month = [view.place] if view.place != NATION else [], view.month(store.horizon)
        raise Unanswerable(Text(*(findings.without_cover(codes, view.period, month, lang) for lang in LANGS)))


def _head(store: Store, view: View) -> dict[str, Any]:
    """The place, and for when; of the nation and of provinces how many counties that are."""
    lang, here = view.lang, places.get(view.place)
    other = here.name.zh if lang == "en" else here.name.en
    when = WHEN(lang, period=period_name(view.period, lang), month=month_name(view.month(store.horizon), lang))
    above = places.path(here.code)[1:-1]
    within = "".join(one.name(lang) for one in above)
    if here.level != "county":
        found = store.values(("counties", "provinces"), view.where)
        within = SCOPE(lang, counties=int(found["counties"]), provinces=int(found["provinces"]))
    title, other = (PRODUCT(lang), "") if here.code == NATION else (here.name(lang), other)
    return {"title": title, "lang": lang, "above": BRIEF(lang), "below": dotted((other, within, when))}
