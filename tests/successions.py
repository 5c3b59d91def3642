"""Successions that a table might hold: counties that were renumbered or became one, in the place of those of today."""

import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from unittest.mock import patch

from backbone import misread, places
from backbone.publish import cells
from backbone.publish.checking import where
from backbone.publish.naming import forms
from backbone.record import record
from backbone.text import Text

# A county that took in another in April 2019 and kept its code; of each something was published.
HERE, GONE = "421122", "421190"
NAMES = {GONE: Text("Jia", "甲县"), HERE: Text("Hong'an", "红安县")}
ROWS = {
    "counties.csv": f"{GONE},Jia,甲县,Hubei,湖北省,assumed\n",
    "figures.csv": f"f999,county,{GONE},insured_persons,41000,exact,people,actual,,2018,Said so.,如此载明。,s07\n",
}


@contextmanager
def of_both(folder: Path, other: str = HERE) -> Iterator[Path]:
    """The folder of the public record with the county that is gone and a figure of it, while it and the `other` have
    become HERE."""
    copy = shutil.copytree(record.FOLDER, folder / "published")
    for name, row in ROWS.items():
        with (copy / name).open("a", encoding="utf-8") as rows:
            rows.write(row)
    with successions({GONE: HERE, other: HERE}, "2019-04", NAMES):
        yield copy


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
