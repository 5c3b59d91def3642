"""Whether it is getting worse: an indicator month by month, and what may be said of its last complete months."""

from backbone import charts
from backbone.charts import Canvas
from backbone.course import findings
from backbone.course.course import course
from backbone.indicators import INDICATORS
from backbone.pictures.notes import unfinished
from backbone.pictures.picture import MONTHLY, Picture, drawn
from backbone.punctuation import prose
from backbone.snapshot.store import Store
from backbone.text import Text
from backbone.view import View

SHADED = Text(
    "Shaded: the 95% range of each month. Heavy lines: the months compared.",
    "阴影：各月的 95% 区间；粗线：相互比较的月份。",
)
SHADED_ONLY = Text("Shaded: the 95% range of each month.", "阴影：各月的 95% 区间。")
KNOWN = Text(
    "A claim counts in the month in which its days became known, in most cases that of its decision.",
    "案件计入其办理天数公布的月份，多数为结案当月。",
)
DECIDED = Text("Claims are counted in the month of the decision.", "案件按结案月份计。")


@drawn("place", "as_of")
def of(store: Store, view: View, canvas: Canvas, indicator: str) -> Picture:
    """How an indicator goes in the place of the view, all policy years and claims together."""
    lang, found, asked = view.lang, course(store, indicator, view.place, view.as_of), INDICATORS[indicator]
    key, heading = f"course-{indicator.replace('_', '-')}", findings.heading(found, lang)
    lead = prose((findings.compared(found, lang), findings.rests_on(found, lang)), lang)
    if found.now is None or not found.now.is_told:
        return Picture(key, view, heading=heading, lead=lead)
    answer = store.aggregate((indicator,), "month", view.where)
    answer = answer[answer["month"] >= found.months.index[0]].reset_index(drop=True)
    reading = ((SHADED if found.change else SHADED_ONLY)(lang),)
    ids = (indicator,)
    said = (unfinished(store, answer, ids, lang), (KNOWN if asked.of_amounts else DECIDED)(lang))
    notes = tuple(filter(None, said))
    named = view.title(MONTHLY(lang, what=asked.name(lang)), store.horizon)
    fig = charts.banded(found, canvas)
    alt = findings.sentence(found, lang)
    return Picture(key, view, fig, named, answer, ids, heading, lead, reading, notes, alt=alt)
