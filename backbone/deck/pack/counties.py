"""Counties: the profile of each county of the programme, and how a county is found by what people type."""

from collections.abc import Sequence
from typing import Any

from backbone import places, shapes
from backbone.charts import Canvas
from backbone.deck.pack.figures import Figures
from backbone.deck.played import Played
from backbone.indicators import INDICATORS
from backbone.periods import ALL, month_name, period_name
from backbone.pictures import claims
from backbone.pictures.notes import waiting
from backbone.pictures.scene import WHEN
from backbone.pictures.sheet import foot
from backbone.places import Place
from backbone.punctuation import dotted, prose
from backbone.record.published import MEMBERSHIPS
from backbone.snapshot.store import Store
from backbone.spoken import said
from backbone.text import LANGS, Lang, Text
from backbone.trust.basis import WORDS, basis
from backbone.view import View
from backbone.where import Where

# The number that a profile begins with, and all that it tells.
FIRST = "insured"
IDS = (
    FIRST,
    "coverage",
    "submitted",
    "claims_paid",
    "paid",
    "average_claim",
    "claims_per_1000",
    "paid_claims_ratio",
    "rejection_rate",
    "days_to_settle",
)
CAPTION = Text("Main indicators, and what each number rests on", "主要指标及各数字的口径")
MEMBER = Text("{membership} county", "{membership}")
SINCE = Text("cover since {month}", "{month}起参保")
# How much of its own size the map of a county shows on each side of it, and how much wider than high.
SURROUNDINGS, ASPECT = 1.1, 2.0
# The size of type and marks in the months.
SIZE = 1.67


def profiles(of: Played, figures: Figures, langs: Sequence[Lang]) -> list[dict[str, Any]]:
    """Every county of the programme as the pack shows it; none where the data are not here."""
    return [] if of.store is None else [_profile(of, of.store, code, figures, langs) for code in of.store.counties]


def _profile(of: Played, store: Store, code: str, figures: Figures, langs: Sequence[Lang]) -> dict[str, Any]:
    place, layer = places.get(code), shapes.counties_of(places.province_of(code))
    figures.drawn[layer].update(shapes.codes_of(layer))
    geo = shapes.frame(code, ASPECT, SURROUNDINGS)
    return {
        "code": code,
        **_named(place),
        "layer": layer,
        "frame": {name: geo[name] for name in ("projection", "lonaxis", "lataxis", "center")},
        "province": _both(places.get(places.province_of(code)).name),
        **{lang: _told(of, store, place, figures, lang) for lang in langs},
    }


def _told(of: Played, store: Store, place: Place, figures: Figures, lang: Lang) -> dict[str, Any]:
    """What is said of a county in a language: its numbers with their basis, and its months."""
    where, view = Where(place.code), View(lang=lang, place=place.code)
    membership = of.record.membership(place.code)
    member = MEMBER(lang, membership=MEMBERSHIPS[membership](lang)) if membership else ""
    since = SINCE(lang, month=month_name(store.joined[place.code], lang))
    months = claims.months(store, view, Canvas(lang, "dark").for_stage(SIZE))
    spoken = said(INDICATORS[FIRST], store.value(FIRST, where), lang)
    values = store.values(IDS, where)
    when = WHEN(lang, period=period_name(ALL, lang), month=month_name(store.horizon.last, lang))
    drawn = {"figure": figures.number(months.figure), "heading": months.heading} if months.figure else {}
    return {
        "place": place.name(lang),
        "sentence": list(spoken.lines),
        "when": dotted((places.get(place.parent).name(lang), member, since)),
        "caption": dotted((CAPTION(lang), when)),
        "rows": [_row(of, store, i, values[i], where, lang) for i in IDS],
        "notes": prose((waiting(store, where, IDS, lang), *months.notes), lang),
        "rests": foot(months, store),
        "title": months.title,
        **drawn,
    }


def _row(of: Played, store: Store, i: str, value: float, where: Where, lang: Lang) -> list[str]:
    one = INDICATORS[i]
    return [one.name(lang), one.unit.short(value, lang), WORDS[basis(store, of.record, i, where)](lang)]


def others(figures: Figures, known: Sequence[str]) -> dict[str, dict[str, Any]]:
    """The counties that are drawn beside those of the programme: their names, and where these stand."""
    drawn = {code for layer, codes in figures.drawn.items() if layer.startswith("counties-") for code in codes}
    return {code: _named(places.get(code)) for code in sorted(drawn - {*known})}


def _named(place: Place) -> dict[str, Any]:
    return {"at": [place.lon, place.lat], "names": _both(place.name), "short": _both(place.short)}


def index(codes: Sequence[str]) -> dict[str, Any]:
    """How `search.js` finds these counties: by the same words and the same rules as `places.find`."""
    folded: dict[str, str] = {}
    for sign, simplified in places.SIMPLIFIED.items():
        folded[simplified] = folded.get(simplified, "") + chr(sign)
    return {
        "kind": places.KIND.pattern,
        "traditional": sorted(folded.items()),
        "successors": {old: new for old, new in sorted(places.SUCCESSORS.items()) if new in codes},
        "places": [
            {"code": code, "en": place.name.en, "words": list(places.words(code)), "initials": place.initials}
            for code in codes
            for place in [places.get(code)]
        ],
    }


def _both(text: Text) -> dict[str, str]:
    return {lang: text(lang) for lang in LANGS}
