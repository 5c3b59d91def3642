"""The funnel of a signal: each county of the watch list, and its normal range or its line."""

import pandas as pd

from backbone import charts, places, units
from backbone.charts import Canvas
from backbone.files.tables import PLACE
from backbone.number import Number
from backbone.pictures.notes import waiting
from backbone.pictures.picture import Picture, Twin, drawn, number
from backbone.punctuation import prose
from backbone.signals import SIGNALS, Signal
from backbone.snapshot.store import Store
from backbone.statistics import funnel as limits
from backbone.text import Lang, Text
from backbone.view import View
from backbone.watch import watchlist
from backbone.watch.reasons import centres, line, reason
from backbone.watch.watchlist import THIN, VERDICTS

FUNNEL = Text("{signal}: each county, and its normal range", "{signal}：各县实际与正常范围对比")
AGAINST_LINE = Text("{signal}: each county against the line", "{signal}：各县与标准线对比")
# The same where it leaves the page: in Chinese after the counties that it is of.
NAMED = Text("{signal}: each county, and its normal range", "实际与正常范围对比（{signal}）")
NAMED_LINE = Text("{signal}: each county against the line", "与标准线对比（{signal}）")
FEW = Text("Too few counties have cover to compare them with one another.", "有参保的县太少，无法相互比较。")
HOW = Text(
    "Dashed and solid: the normal range, of 95% and of 99.8% of counties; dotted: the range by chance alone.",
    "虚线和实线：正常范围，分别涵盖 95% 和 99.8% 的县；点线：仅考虑偶然波动。",
)
NONE_THIN = Text("No county has too little data to judge.", "没有数据过少、尚难判断的县。")
ALONE = Text("Too few to compare with one another.", "数量太少，无法相互比较。")
HOW_LINE = Text("The line is at {line}.", "横线为 {line}。")
# Said on a page only: nothing can be clicked in a file.
CLICK = Text("Click a county to open it.", "点击圆点查看该县。")
LIMITED = {
    "lower_998": Text("Lower 99.8%", "99.8% 下限"), "lower_95": Text("Lower 95%", "95% 下限"),
    "upper_95": Text("Upper 95%", "95% 上限"), "upper_998": Text("Upper 99.8%", "99.8% 上限"),
}  # fmt: skip
COUNTIES = Text("all counties", "各县")
OBSERVED, EXPECTED = Text("Observed", "实际"), Text("Expected", "预计")
SIGNAL, VERDICT = Text("Signal", "关注点"), Text("Verdict", "判断")


@drawn("period", "as_of", "signal")
def funnel(store: Store, view: View, canvas: Canvas) -> Picture:
    """The funnel of the view's signal, or of what the first county is listed for: one mark a county."""
    lang, rows = view.lang, watchlist.listed(store, view.where)
    signal = SIGNALS[view.signal or watchlist.foremost(rows)]
    own = rows[rows["signal"] == signal.id]
    if not (own["size"] > 0).any():
        return Picture("funnel", view, lead=FEW(lang))
    centre, ids = centres(rows)[signal.id], (signal.indicator,)
    said = {row["place"]: reason(signal, row, centre, lang) for row in own.to_dict("records")}
    fig = charts.funnel(own, watchlist.curves(store, view.where, signal.id), signal, said, canvas)
    texts = (FUNNEL, NAMED) if signal.line is None else (AGAINST_LINE, NAMED_LINE)
    heading, named = (text(lang, signal=signal.name(lang)) for text in texts)
    named = view.title(named, store.horizon, COUNTIES(lang))
    reading, notes = (_how(signal, own, lang),), tuple(filter(None, (waiting(store, view.where, ids, lang),)))
    twin = _twin(store, view, own, signal)
    return Picture("funnel", view, fig, named, own, ids, heading, CLICK(lang), reading, notes, twin)


def _how(signal: Signal, own: pd.DataFrame, lang: Lang) -> str:
    """How the picture is read."""
    if signal.line is not None:
        return HOW_LINE(lang, line=line(signal.line, lang))
    thin = own["verdict"] == THIN
    how = (HOW if own["lower_95"].notna().any() and not thin.all() else ALONE)(lang)
    return prose((NONE_THIN(lang), how), lang) if signal.id == "thin" and not thin.any() else how


def _twin(store: Store, view: View, own: pd.DataFrame, signal: Signal) -> Twin:
    """The funnel as a table: one row a county, the farthest outside first."""
    lang, horizon = view.lang, store.horizon
    rows = own.sort_values("ratio", ascending=signal.concern == "low", na_position="last", ignore_index=True)
    numbers = {OBSERVED(lang): "observed", EXPECTED(lang): "expected", signal.ratio_name(lang): "ratio"}
    if rows["lower_95"].notna().any():
        numbers |= {LIMITED[limit](lang): limit for limit in limits.LIMITS}
    table = {PLACE(lang): [places.get(code).name(lang) for code in rows["place"]]}
    table |= {heading: rows[column].astype(float) for heading, column in numbers.items()}
    table[VERDICT(lang)] = [VERDICTS[v](lang) for v in rows["verdict"]]
    counted = ("observed", "expected")
    written = {head: units.CLAIMS if column in counted else signal.unit for head, column in numbers.items()}
    of_indicator = signal.ratio_name(lang) if signal.is_share else OBSERVED(lang)

    def at(row: int, column: str) -> Number | None:
        return number(view, horizon, signal.indicator, rows["place"][row]) if column == of_indicator else None

    more = {SIGNAL(lang): signal.name(lang), signal.size_name(lang): rows["size"].round(1), "z": rows["z"].round(3)}
    return Twin(pd.DataFrame(table), at, units=written, places=tuple(rows["place"]), more=pd.DataFrame(more))
