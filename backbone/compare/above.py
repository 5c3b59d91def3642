"""How the number of a place stands beside those of its province and of the programme."""

from collections.abc import Mapping, Sequence

import pandas as pd

from backbone import places, units
from backbone.indicators import INDICATORS
from backbone.places import NATION
from backbone.text import Lang, Text

SHARE = Text("{share} of {name}", "占{name} {share}")
SHARE_OF_ALL = Text("{share} of the programme", "占全项目 {share}")
PROGRAMME = Text("Programme {value}", "全项目 {value}")
BESIDE = Text("{name} {value}", "{name} {value}")


def against(i: str, path: Sequence[str], values: Mapping[str, Mapping[str, float]], lang: Lang) -> list[str]:
    """A line for each place above the last of `path`, nearest first: its own ratio, or how much of its total lies
    here."""
    *above, here = path
    unit, said = INDICATORS[i].unit, []
    for code in reversed(above):
        name = None if code == NATION else places.get(code).short(lang)
        if pd.isna(values[code][i]) or pd.isna(values[here][i]):
            continue
        if unit.is_rate:
            value = unit.full(values[code][i], lang)
            said.append(BESIDE(lang, name=name, value=value) if name else PROGRAMME(lang, value=value))
        else:
            there = values[code][i]
            if not there:
                continue
            share = units.PERCENT.full(values[here][i] / there * 100, lang)
            said.append(SHARE(lang, name=name, share=share) if name else SHARE_OF_ALL(lang, share=share))
    return said
