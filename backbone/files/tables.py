"""Tables: an answer's frame as a reader or a spreadsheet wants it."""

from collections.abc import Sequence

import pandas as pd

from backbone import places
from backbone.breakdowns import BREAKDOWNS
from backbone.indicators import INDICATORS
from backbone.periods import month_name, period_name
from backbone.text import Lang, Text

PLACE, PROVINCE = Text("Place", "地区"), Text("Province", "省份")
MONTH, PERIOD = Text("Month", "月份"), Text("Period", "期间")


def tidy(answer: pd.DataFrame, ids: Sequence[str]) -> pd.DataFrame:
    """The answer for a spreadsheet or a program: codes, both names of a place, one column per indicator named by
    its id. Whole numbers are whole; an absent value is empty; what is not yet broken down is a row with its code."""
    out = pd.DataFrame(index=answer.index)
    for column in answer.columns:
        if column == "place":
            found = [places.get(code) for code in answer["place"]]
            out["place"] = answer["place"]
            out["name_en"] = [p.name.en for p in found]
            out["name_zh"] = [p.name.zh for p in found]
        elif column in ids:
            numbers = [_number(v, INDICATORS[column].unit.is_rate) for v in answer[column]]
            out[column] = pd.Series(numbers, answer.index, dtype=object)  # one with fen must not make others 1160000.0
        else:
            out[column] = answer[column]
    return out


def shown(answer: pd.DataFrame, ids: Sequence[str], lang: Lang) -> pd.DataFrame:
    """The answer as a table on screen: names instead of codes, every number written in the reader's language."""
    out = pd.DataFrame(index=answer.index)
    for column in answer.columns:
        if column == "place":
            found = [places.get(code) for code in answer["place"]]
            out[PLACE(lang)] = [p.name(lang) for p in found]
            if any(p.level == "county" for p in found):
                out[PROVINCE(lang)] = [places.get(p.parent).name(lang) for p in found]
        elif column == "month":
            out[MONTH(lang)] = [month_name(m, lang) for m in answer["month"]]
        elif column == "period":
            out[PERIOD(lang)] = [period_name(p, lang) for p in answer["period"]]
        elif column in BREAKDOWNS:
            names = BREAKDOWNS[column].names
            out[BREAKDOWNS[column].name(lang).capitalize()] = [names[c](lang) for c in answer[column]]
        elif column in ids:
            unit = INDICATORS[column].unit
            out[INDICATORS[column].name(lang)] = [unit.full(v, lang) for v in answer[column]]
    return out


def _number(value: float, is_rate: bool) -> float | int | None:
    if pd.isna(value):
        return None
    return round(value, 4) if is_rate else (int(value) if float(value).is_integer() else round(value, 2))
