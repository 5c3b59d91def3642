"""Places side by side: a strip an indicator, and the months of each place."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import replace

import pandas as pd

from backbone import charts, places
from backbone.charts import Canvas, Panel, Row, Strip
from backbone.compare import comparison, findings
from backbone.compare.comparison import Comparison
from backbone.files import tables
from backbone.indicator import Indicator
from backbone.indicators import INDICATORS
from backbone.number import Number
from backbone.pictures.notes import beside
from backbone.pictures.picture import MONTHLY, RUNNING, VALUE, WHAT, Picture, Twin, drawn, number
from backbone.places import NATION
from backbone.punctuation import capitalised, labelled, names, prose, statements
from backbone.snapshot.store import Store
from backbone.text import Lang, Text
from backbone.view import LEVELS, View

SIDE_BY_SIDE = Text("Side by side", "逐项对比")
SIDE_NOTE = Text(
    "Each line has its own scale: every {level} is a faint tick, the programme a line. Bar: 95% range. Full counts "
    "have no sampling error; none is estimated for amounts. Differences are worked out before rounding.",
    "各行刻度不同：浅色短线为各{level}，竖线为全项目，横条为 95% 范围。全数统计没有抽样误差，金额类指标暂不估计误差。"
    "差值按取整前的数值计算。",
)
VALUE_OF = Text("{name} {value}", "{name} {value}")
SEVERAL = Text("{what} and {n} more", "{what}及其他 {n} 项")
LEFT_OUT = Text(
    "Months with fewer than {n} {of} are left out: too few to tell.",
    "{of}不足 {n} 件的月份未列出：件数太少，不足以说明问题。",
)
NO_MONTH = Text("{names}: no month has enough.", "{names}：没有件数足够的月份。")
PROGRAMME = Text("programme", "全项目")
STANDING = Text("Among {n} {level}", "在 {n} 个{level}中的位置")
STANDS = Text("{name} among {n} {level}", "{name}在 {n} 个{level}中的位置")
STANDING_NOTE = Text(
    "Every {level} is a faint tick, the programme a line, the bar the 95% range. No. 1 is the highest.",
    "浅色短线为各{level}，竖线为全项目，横条为 95% 范围，第 1 位为最高。",
)
RANK, IS_PUBLISHED = Text("No. {n}", "第 {n} 位"), Text("published", "公布数字")
AMONG = Text("Places ranked", "参与排名的地区数")
HOVER = "<b>{name}</b><br>{what} {value}"


@drawn("indicator", "place", "period", "as_of", "others", "beside")
def side_by_side(store: Store, view: View, canvas: Canvas, codes: tuple[str, ...]) -> Picture:
    """One strip an indicator: the places as marks among all others of their level."""
    lang, ids = view.lang, comparison.compared(view)
    found = comparison.compare(store, codes, ids, view.where)
    fig = charts.strips([_strip(found, INDICATORS[i], canvas) for i in ids], canvas)
    answer = found.values[list(ids)].rename_axis("place").reset_index()
    reading = (SIDE_NOTE(lang, level=LEVELS[found.level](lang)),)
    named = view.title(and_more(ids, lang), store.horizon, _names(codes, view))
    notes = _of_programme(store, view, ids, answer)
    heads = _each(view, found.values[view.indicator])
    return Picture("strips", view, fig, named, answer, ids, SIDE_BY_SIDE(lang), "", reading, notes, found=heads)


def and_more(ids: Sequence[str], lang: Lang) -> str:
    """What a picture of several indicators is about: the first, and how many more."""
    first, *others = ids
    what = INDICATORS[first].name(lang)
    return SEVERAL(lang, what=what, n=len(others)) if others else what


def _each(view: View, values: pd.Series) -> str:
    """The number of each place (by code) that has one."""
    lang, unit = view.lang, view.asks.unit
    each = [
        VALUE_OF(lang, name=findings.name(str(code), lang), value=unit.short(value, lang))
        for code, value in values.dropna().items()
    ]
    return labelled(view.asks.name(lang), statements(each, lang), lang) if each else ""


def _of_programme(store: Store, view: View, ids: Sequence[str], answer: pd.DataFrame) -> tuple[str, ...]:
    """What the numbers of the programme, beside which the places stand, leave out."""
    notes = beside(store, view.into(NATION).where, ids, answer, view.lang)
    return tuple(labelled(capitalised(PROGRAMME(view.lang)), note, view.lang) for note in notes)


def _strip(found: Comparison, one: Indicator, canvas: Canvas) -> Strip:
    lang, everyone, rows = canvas.lang, found.everyone[one.id].dropna(), []
    for n, (code, row) in enumerate(found.values.iterrows()):
        value = one.unit.full(row[one.id], lang)
        difference = findings.signed(one, found.gap(code, one.id), lang)
        said = value if math.isnan(row[one.id]) else f"<b>{one.unit.short(row[one.id], lang)}</b>  {difference}"
        hover = HOVER.format(name=places.get(code).name(lang), what=one.name(lang), value=value)
        limits, reference = found.value(code, one.id).limits(), found.reference(code, one.id)
        rows.append(Row(code, findings.name(code, lang), n, row[one.id], said, hover, *limits, reference))
    ticks = tuple(f"{places.get(c).short(lang)} {one.unit.short(v, lang)}" for c, v in everyone.items())
    return Strip(one.name(lang), findings.reference_note(found, one, lang), tuple(rows), tuple(everyone), ticks)


@drawn("place", "period", "as_of")
def standing(store: Store, view: View, canvas: Canvas, apart: frozenset[tuple[str, str]]) -> Picture:
    """Where one place stands among all of its level: one strip a rate of STANDING, with its rank, save where ranks mean
    nothing: rates that are not to be ranked, and values set `apart` because they are published among modelled ones."""
    lang, code = view.lang, view.place
    found = comparison.compare(store, (code,), comparison.STANDING, view.where)
    blocks = [_among(found, INDICATORS[i], (code, i) in apart, canvas) for i in comparison.STANDING]
    answer = found.values[list(comparison.STANDING)].rename_axis("place").reset_index()
    words = {"n": found.of, "level": findings.LEVELS[found.level](lang)}
    heading, said = STANDING(lang, **words), STANDS(lang, name=places.get(code).name(lang), **words)
    reading = (STANDING_NOTE(lang, level=LEVELS[found.level](lang)),)
    notes = beside(store, view.where, comparison.STANDING, answer, lang)
    fig, named = charts.strips(blocks, canvas), view.title(heading, store.horizon)
    return Picture(
        "standing", view, fig, named, answer, comparison.STANDING, heading, "", reading, notes,
        _stands(store, view, found, apart), found=said,
    )  # fmt: skip


def _stands(store: Store, view: View, found: Comparison, apart: frozenset[tuple[str, str]]) -> Twin:
    """The strips as a table: of each rate the value and the programme's; its file has the rank, and among how many."""
    lang, code, ids = view.lang, view.place, comparison.STANDING
    own, whole, of = VALUE(lang), capitalised(PROGRAMME(lang)), [INDICATORS[i] for i in ids]
    rows = {
        WHAT(lang): [one.name(lang) for one in of],
        own: found.values.loc[code, list(ids)].to_numpy(float),
        whole: [found.reference(code, i) for i in ids],
    }
    units = {heading: [one.unit for one in of] for heading in (own, whole)}
    ranks = pd.Series([_rank(found, one, (code, one.id) in apart) for one in of])
    among = pd.Series([float(found.everyone[i].notna().sum()) for i in ids]).where(ranks.notna())

    def at(row: int, column: str) -> Number | None:
        place = {own: code, whole: NATION}.get(column)
        return number(view, store.horizon, ids[row], place) if place else None

    return Twin(pd.DataFrame(rows), at, units=units, more=pd.DataFrame({tables.RANK(lang): ranks, AMONG(lang): among}))


def _rank(found: Comparison, one: Indicator, is_published: bool) -> float:
    """The rank of the only place of a comparison; NaN where ranks mean nothing."""
    (code,) = found.values.index
    ranked = not is_published and comparison.can_be_ranked(one) and not math.isnan(found.values.loc[code, one.id])
    return found.rank(code, one.id)[1] + 1 if ranked else math.nan


def _among(found: Comparison, one: Indicator, is_published: bool, canvas: Canvas) -> Strip:
    """The strip of the only place of a comparison."""
    lang, (code,) = canvas.lang, found.values.index
    whole = _strip(found, one, canvas)
    value, (row,) = found.values.loc[code, one.id], whole.rows
    rank = _rank(found, one, is_published)
    if not math.isnan(value) and (is_published or not math.isnan(rank)):
        said = IS_PUBLISHED(lang) if is_published else RANK(lang, n=rank)
        row = replace(row, said=f"<b>{one.unit.short(value, lang)}</b>  {said}")
    return replace(whole, rows=(replace(row, name=""),), names=())


@drawn("indicator", "period", "as_of")
def trends(store: Store, view: View, canvas: Canvas, marked: tuple[tuple[int, str], ...]) -> Picture:
    """The months of each place (a code and the number of its mark), one panel each on one scale, the programme behind;
    and what is left out of them."""
    one, lang = view.asks, view.lang
    found = comparison.trends(store, one, tuple(code for _, code in marked), view.where)
    programme = found.pop(NATION).values
    panels = [
        Panel(code, findings.name(code, lang), n, found[code].values, programme)
        for n, code in marked
        if found[code].values.notna().any()
    ]
    drawn_, without = [panel.code for panel in panels], [c for _, c in marked if not found[c].values.notna().any()]
    left_out = []
    if any(months.left_out for months in found.values()):
        left_out.append(LEFT_OUT(lang, n=comparison.FEWEST, of=comparison.trials_name(one)(lang)))
    if without:
        left_out.append(NO_MONTH(lang, names=findings.named(without, lang)))
    up = comparison.counts_up(one)
    heading, month = (
        (RUNNING if up or one.measure.cumulative else MONTHLY)(lang, what=one.name(lang)),
        "as_of" if up else "month",
    )
    rows = [
        months.values.rename(one.id).rename_axis(month).reset_index().assign(place=code)
        for code, months in found.items()
    ]
    answer = pd.concat(rows, ignore_index=True)[["place", month, one.id]]
    fig = charts.panels(panels, one, store.horizon, PROGRAMME(lang), canvas) if panels else None
    named = view.title(heading, store.horizon, _names(drawn_, view))
    lead = "" if panels else prose(left_out, lang)
    notes = (*left_out, *_of_programme(store, view, (one.id,), answer))
    heads = _each(view, pd.Series({c: store.value(one.id, replace(view.where, place=c)) for c in drawn_}, dtype=float))
    return Picture("trends", view, fig, named, answer, (one.id,), heading, lead, notes=notes, found=heads)


def _names(codes: Iterable[str], view: View) -> str:
    return names((places.get(code).short(view.lang) for code in codes), view.lang)
