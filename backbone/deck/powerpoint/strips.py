"""Strips as charts of bars, one an indicator: what is compared, each in the colour of its mark."""

from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE

from backbone import places
from backbone.charts.words import SIZE, widest
from backbone.deck.powerpoint import native
from backbone.deck.powerpoint.charts import Ground, numbered
from backbone.deck.powerpoint.elements import INCH, PAPER, POINT, Box, Shape, Type
from backbone.deck.powerpoint.markup import Run
from backbone.deck.powerpoint.native import TYPE
from backbone.indicators import INDICATORS
from backbone.periods import period_name
from backbone.pictures.picture import Picture

HEAD, ROW, GAP = 0.35 * INCH, 0.36 * INCH, 0.22 * INCH


def strips(picture: Picture, on: Ground) -> list[Shape]:
    """One chart an indicator of the picture, its rows the places or the policy years that are compared."""
    assert picture.rows is not None, "a chart has its rows"
    rows, lang = picture.rows, on.lang
    are_years = "period" in rows
    codes = rows["period" if are_years else "place"]
    names = [period_name(code, lang) if are_years else places.get(code).short(lang) for code in codes]
    paints = [PAPER.steps[1], PAPER.accent] if are_years else PAPER.marks
    left, found = widest(names) / SIZE * TYPE * POINT + 0.1 * INCH, []
    own = HEAD + ROW * len(names) + GAP
    scale = min(1.0, on.box.high / (own * len(picture.ids)))
    top = on.box.y + (on.box.high - own * len(picture.ids) * scale) / 2
    for n, i in enumerate(picture.ids):
        one, y = INDICATORS[i], top + own * scale * n
        found.append(on.pen.written([Run(one.name(lang), bold=True)], (on.box.x, y), Type(TYPE + 1, anchor="t")))
        box = Box(on.box.x, y + HEAD * scale, on.box.wide, ROW * len(names) * scale)
        data = CategoryChartData()
        data.categories = names
        data.add_series(one.name(lang), native.values(rows[i].tolist()))
        made = native.chart(on.shapes, box, XL_CHART_TYPE.BAR_CLUSTERED, data, one.name(lang))
        native.within(made, box, Box(box.x + left, box.y, box.wide - left - 1.5 * INCH, box.high))
        most = float(rows[i].max()) if rows[i].notna().any() else 0.0
        native.quiet(made.value_axis, labels=False)
        native.ends(made.value_axis, 0, most or 1.0)
        native.quiet(made.category_axis, line=PAPER.rule)
        made.category_axis.reverse_order = True
        made.plots[0].gap_width = 60
        numbered(made.plots[0], native.number_format(one.unit, lang, most))
        for k in range(len(names)):
            native.painted(made.plots[0].series[0].points[k].format, fill=paints[k % len(paints)])
    return found
