"""Successions that a table might hold: counties that were renumbered or became one, in the place of those of today."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from unittest.mock import patch

from backbone import misread, places
from backbone.publish import cells
from backbone.publish.checking import where
from backbone.publish.naming import forms
from backbone.text import Text


@contextmanager
def successions(became: Mapping[str, str], since: str, names: Mapping[str, Text] | None = None) -> Iterator[None]:
    """Lets each code of `became` be replaced, in the month `since`, by the one that stands beside it; `names` are those
    that the counties had until then."""
    called = names or {}
    every, months = places.BECAME | became, places.SINCE | dict.fromkeys(became, since)
    known = places.known_as(every, places.CODES)
    counted = {old: new for old, new in known.items() if months.get(old, since) >= places.BEGAN}
    table = {
        "BECAME": every,
        "SINCE": months,
        "SUCCESSORS": known,
        "COUNTED": counted,
        "MERGED": places.merged(every, months, known),
        "FORMER_NAMES": places.FORMER_NAMES | {code: name.zh for code, name in called.items() if code in known},
        "FORMERLY": places.FORMERLY | called,
    }
    kept = (cells.place_at, where.known, forms.forms)
    with patch.multiple(places, **table), patch.object(misread, "SUCCESSORS", known):
        for one in kept:
            one.cache_clear()
        try:
            yield
        finally:
            for one in kept:
                one.cache_clear()
