"""The public record: the published figures over time, and the counties that a source names."""

from functools import partial

import pandas as pd

from backbone import charts, places
from backbone.charts import Canvas
from backbone.charts.timeline import charted
from backbone.files.tables import PLACE, PROVINCE
from backbone.pictures.picture import VALUE, Picture, Twin
from backbone.punctuation import clauses, dotted, labelled, names, statements
from backbone.record.published import MEMBERSHIPS, SOURCE_NOT_RECORDED, UNITS, County
from backbone.record.record import Record
from backbone.site import PRODUCT
from backbone.text import Lang, Text
from backbone.view import View

OVER_TIME = Text("Published figures of the whole programme over time", "全项目公布数字的时间线")
ALT = Text(
    "{title}: {count} figures, {first} to {last}. Insured: {early} at first, {late} at last.",
    "{title}：共 {count} 个数字，{first} 至 {last}。最早的参保数：{early}；最近的参保数：{late}。",
)
OVER_TIME_NOTE = Text(
    "Each line: one published figure, at its date; none is of one county or one insurer.",
    "每条竖线为一个公布数字，位于其对应日期；不含单个县或单一保险公司的数字。",
)
EVIDENCE = Text("Confirmed counties", "公开资料载明的县")
NAMED = Text("confirmed county", "公开资料载明的县")
SOURCE = Text("Published figures, each with its source", "公布数字，均注明来源")
MEMBER = Text("In the programme", "纳入依据")
FIGURE = Text("Figure no.", "数字编号")
CHOSEN = Text("None: chosen from the national list of poverty counties.", "无：选自国家级贫困县名单。")
COLUMNS = {
    "date": Text("Date", "日期"),
    "where": Text("Where", "范围"),
    "what": Text("What", "内容"),
    "shown": Text("Figure", "数字"),
    "unit": Text("Unit", "单位"),
    "statement": Text("Statement", "性质"),
    "kind": Text("Kind of source", "来源类型"),
    "source": Text("Source", "来源"),
    "url": Text("Link", "链接"),
    "note": Text("Note", "说明"),
}


def timeline(record: Record, view: View, canvas: Canvas) -> Picture:
    """The programme's published figures over time."""
    lang, named = view.lang, OVER_TIME(view.lang)
    shown = charted(record.figures)
    insured = sorted((f for f in shown if f.metric.startswith("insured")), key=lambda f: f.day)
    early, late = (f"{f.shown(lang)} {UNITS[f.unit](lang)}" for f in (insured[0], insured[-1]))
    days = sorted(f.day for f in shown)
    alt = ALT(lang, title=named, count=len(shown), first=days[0], last=days[-1], early=early, late=late)
    frame = record.frame(lang)
    frame = frame[frame["figure_id"].isin([f.figure_id for f in shown])]
    fig = charts.timeline(record.figures, record.disputed, canvas)
    twin = listed(frame, lang, "where")
    return Picture(
        "timeline", view, fig, named, frame, (), named, reading=(OVER_TIME_NOTE(lang),), twin=twin, alt=alt,
        source=source(lang), again=partial(timeline, record, view),
    )  # fmt: skip


def evidence(record: Record, view: View, canvas: Canvas) -> Picture:
    """The map of the counties that a source names, and of those that are assumed."""
    lang, named = view.lang, EVIDENCE(view.lang)
    evidenced, assumed = (of_membership(record, kind) for kind in ("evidenced", "assumed"))
    fig = charts.evidence_map(evidenced, assumed, NAMED, canvas)
    alt = labelled(named, names((places.get(code).name(lang) for code in evidenced), lang), lang)
    rows = pd.DataFrame(
        {
            PLACE(lang): [places.get(c.adcode).name(lang) for c in record.counties],
            PROVINCE(lang): [c.province(lang) for c in record.counties],
            MEMBER(lang): [MEMBERSHIPS[c.membership](lang) for c in record.counties],
        }
    )
    again = partial(evidence, record, view)
    more = pd.DataFrame({COLUMNS["source"](lang): [_told_by(record, c, lang) for c in record.counties]})
    twin = Twin(rows, places=tuple(c.adcode for c in record.counties), more=more)
    return Picture("map", view, fig, named, rows, (), named, twin=twin, alt=alt, source=source(lang), again=again)


def _told_by(record: Record, county: County, lang: Lang) -> str:
    """The publications that say of a county that it takes part; of one that is assumed, where it was chosen from."""
    if county.membership == "assumed":
        return CHOSEN(lang)
    found = [(s.publisher(lang), s.published, s.url) for s in record.evidence(county.adcode)]
    return statements((clauses(said, lang) for said in found), lang) or SOURCE_NOT_RECORDED(lang)


def of_membership(record: Record, kind: str) -> list[str]:
    """The codes of the programme's counties that are evidenced, or assumed."""
    return [county.adcode for county in record.counties if county.membership == kind]


def listed(frame: pd.DataFrame, lang: Lang, *without: str) -> Twin:
    """The rows of the record as a table, without the columns named; its file has them, the code and the number too."""
    rows = readable(frame, lang)
    out = [COLUMNS[column](lang) for column in without]
    more = rows[out].assign(**{VALUE(lang): frame["value"], FIGURE(lang): frame["figure_id"]})
    links = COLUMNS["url"](lang)
    return Twin(rows.drop(columns=out), links=links, places=tuple(frame["place"]), more=more)


def readable(frame: pd.DataFrame, lang: Lang) -> pd.DataFrame:
    """The rows of the record as a reader sees them."""
    return frame[list(COLUMNS)].rename(columns={c: name(lang) for c, name in COLUMNS.items()})


def source(lang: Lang) -> str:
    """Where the numbers of the record come from, as it stands under its pictures."""
    return dotted((PRODUCT(lang), SOURCE(lang)))
