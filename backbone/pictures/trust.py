"""The totals that leadership repeats, added up in every way, beside what has been published."""

import math
from collections.abc import Sequence

import pandas as pd

from backbone import charts
from backbone.charts import Canvas
from backbone.indicators import INDICATORS
from backbone.number import Number
from backbone.periods import ALL
from backbone.pictures.picture import Picture, Twin
from backbone.places import NATION
from backbone.record.record import Record
from backbone.snapshot.store import Store
from backbone.text import Lang, Text
from backbone.trust.tieout import Total, tie_out
from backbone.units import ABSENT
from backbone.view import View

TOTALS = Text("Counties = provinces = programme = published", "县合计 = 省合计 = 全项目 = 公布数字")
NUMBER, COUNTIES, PROVINCES, PROGRAMME, PUBLISHED = (
    Text("Number", "指标"),
    Text("Counties", "县合计"),
    Text("Provinces", "省合计"),
    Text("Programme", "全项目"),
    Text("Published", "公布数字"),
)


def totals(record: Record, store: Store, view: View, canvas: Canvas) -> Picture:
    """A row each total, as far as it is added up over places."""
    lang, named = view.lang, TOTALS(view.lang)
    every = [total for total in tie_out(store, record).repeated if not math.isnan(total.over("county"))]
    head = [text(lang) for text in (NUMBER, COUNTIES, PROVINCES, PROGRAMME, PUBLISHED)]
    fig = charts.sheet(head, [_row(total, lang) for total in every], canvas)
    twin = _table(every, store.horizon.last, lang)
    return Picture("tie-out", view, fig, named, twin.rows, heading=named, twin=twin)


def _table(every: Sequence[Total], as_of: str, lang: Lang) -> Twin:
    """The same as numbers; where they come from is told of the programme's."""
    numbers = {
        COUNTIES: [total.over("county") for total in every],
        PROVINCES: [total.over("province") for total in every],
        PROGRAMME: [total.programme for total in every],
        PUBLISHED: [float(total.published.figure.value) if total.published else math.nan for total in every],
    }
    named = {NUMBER(lang): [INDICATORS[total.indicator].name(lang) for total in every]}
    rows = pd.DataFrame(named | {heading(lang): values for heading, values in numbers.items()})
    units = {heading(lang): [INDICATORS[total.indicator].unit for total in every] for heading in numbers}

    def number(row: int, column: str) -> Number | None:
        return Number(every[row].indicator, NATION, ALL, as_of) if column == PROGRAMME(lang) else None

    return Twin(rows, number, units=units)


def _row(total: Total, lang: Lang) -> list[str]:
    indicator = INDICATORS[total.indicator]
    sums = (total.over("county"), total.over("province"), total.programme)
    published = total.published.figure.shown(lang) if total.published else ABSENT(lang)
    return [indicator.name(lang), *(indicator.unit.short(value, lang) for value in sums), published]
