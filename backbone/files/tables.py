"""Tables: an answer's frame as a reader or a spreadsheet wants it."""

import re
from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

import pandas as pd

from backbone import places, punctuation
from backbone.breakdowns import BREAKDOWNS
from backbone.indicators import INDICATORS
from backbone.periods import ALL, month_name, period_name
from backbone.text import Lang, Text
from backbone.units import Unit

PLACE, PROVINCE = Text("Place", "地区"), Text("Province", "省份")
MONTH, PERIOD = Text("Month", "月份"), Text("Period", "期间")
AS_OF, UNIT, RANK = Text("As of", "截至"), Text("Unit", "单位"), Text("Rank", "名次")
PLAIN = {"month": MONTH, "period": PERIOD, "as_of": AS_OF}
# The unit of each column of numbers, by its heading: one for all rows, or each row's own.
Units = Mapping[str, Unit | Sequence[Unit]]


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
            out[column] = _numbers(answer[column], [INDICATORS[column].unit] * len(answer))
        else:
            out[column] = answer[column]
    return out


def shown(answer: pd.DataFrame, ids: Sequence[str], lang: Lang) -> pd.DataFrame:
    """The answer as a table on screen: names instead of codes; numbers, months and periods stay what they are, so that
    they sort."""
    out = pd.DataFrame(index=answer.index)
    for column in answer.columns:
        if column == "place":
            found = [places.get(code) for code in answer["place"]]
            out[PLACE(lang)] = [p.name(lang) for p in found]
            if any(p.level == "county" for p in found):
                out[PROVINCE(lang)] = [places.get(p.parent).name(lang) for p in found]
        elif column in PLAIN:
            out[PLAIN[column](lang)] = answer[column]
        elif column in BREAKDOWNS:
            names = BREAKDOWNS[column].names
            out[BREAKDOWNS[column].name(lang).capitalize()] = [names[c](lang) for c in answer[column]]
        elif column in ids:
            out[INDICATORS[column].name(lang)] = answer[column].astype(float)
    return out


def written(rows: pd.DataFrame, units: Units, lang: Lang) -> Any:
    """The table with every value as the reader's language writes it (a pandas Styler): what sorts, and what is read
    aloud, is the value to as many digits as are written."""
    each = {h: [of] * len(rows) if isinstance(of, Unit) else of for h, of in units.items() if h in rows}
    rounded = {h: [round(v, one.decimals) for v, one in zip(rows[h], of, strict=True)] for h, of in each.items()}
    style = rows.assign(**rounded).style
    for heading, own in {MONTH(lang): month_name, AS_OF(lang): month_name, PERIOD(lang): period_name}.items():
        if heading in rows:
            style = style.format(partial(own, lang=lang), subset=[heading])
    for heading, of in each.items():
        for unit in dict.fromkeys(of):
            at = [row for row, one in zip(rows.index, of, strict=True) if one == unit]
            style = style.format(partial(unit.full, lang=lang), subset=(at, [heading]))
    return style


def plain(rows: pd.DataFrame, units: Units, lang: Lang) -> pd.DataFrame:
    """The table for a spreadsheet: plain numbers, their unit in the heading, or in a column of its own where the rows
    have a unit each. Whole numbers are whole; an absent value is empty."""
    out = pd.DataFrame(index=rows.index)
    for heading in rows:
        of = units.get(heading)
        if of is None:
            out[heading] = [period_name(ALL, lang) if v == ALL else v for v in rows[heading]]
        elif isinstance(of, Unit):
            out[headed(heading, of, lang)] = _numbers(rows[heading], [of] * len(rows))
        else:
            out[heading], out[UNIT(lang)] = _numbers(rows[heading], of), [unit.name(lang) for unit in of]
    return out


def lines(rows: pd.DataFrame) -> str:
    """The table for a terminal, on which Chinese signs are twice as wide."""
    with pd.option_context("display.unicode.east_asian_width", True):
        return rows.to_string(index=False)


def headed(name: str, unit: Unit, lang: Lang) -> str:
    """The heading of a column with its unit, "Amount paid (RMB)", unless the name says it."""
    said = unit.name(lang)
    # The sign of "95%" is of that number, and not of the column.
    is_said = re.search(rf"(?<!\d){re.escape(said)}", name, re.IGNORECASE)
    return name if is_said else punctuation.headed(name, said, lang)


def whole(values: pd.Series) -> pd.Series:
    """A column of a file in which whole numbers are whole."""
    if not pd.api.types.is_float_dtype(values):
        return values
    return pd.Series([int(v) if v.is_integer() else v for v in values], values.index, dtype=object)


def _numbers(values: pd.Series, units: Sequence[Unit]) -> pd.Series:
    """Numbers of a file; one with fen must not make others 1160000.0."""
    numbers = [_number(v, unit.is_rate) for v, unit in zip(values, units, strict=True)]
    return pd.Series(numbers, values.index, dtype=object)


def _number(value: float, is_rate: bool) -> float | int | None:
    if pd.isna(value):
        return None
    return round(value, 4) if is_rate else (int(value) if float(value).is_integer() else round(value, 2))
