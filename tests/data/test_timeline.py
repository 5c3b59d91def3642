"""The timeline of published figures, and the ties between them and the snapshot."""

import math

import pytest

from backbone.charts import Canvas
from backbone.charts.timeline import PANELS, charted, timeline
from backbone.record import record as published
from backbone.record.published import METRICS
from backbone.snapshot.manifest import current, open_snapshot
from backbone.snapshot.store import Store
from backbone.text import LANGS
from backbone.trust.ties import ANSWERED_BY, ties
from tests.figures import checked


@pytest.fixture(scope="module")
def record():
    return published.load()


@pytest.fixture(scope="module")
def store():
    return Store(open_snapshot(current(published.FOLDER.parent / "snapshots")))


@pytest.fixture(scope="module", params=LANGS)
def drawn(request, record):
    return checked(timeline(record.figures, record.disputed, Canvas(request.param)))


def _marks(fig):
    return [trace for trace in fig.data if trace.customdata is not None]


def test_every_charted_figure_is_drawn_once_at_its_own_value_and_day(record, drawn):
    seen = {
        code: (day, value)
        for trace in _marks(drawn)
        for code, day, value in zip(trace.customdata, trace.x, trace.y, strict=True)
    }
    assert seen == {f.figure_id: (f.day.isoformat(), f.value) for f in charted(record.figures)}
    assert sum(len(trace.customdata) for trace in _marks(drawn)) == len(seen)


def test_nothing_of_one_insurer_or_one_county_is_charted_as_the_programme(record):
    assert charted(record.figures)
    assert {f.scope for f in charted(record.figures)} == {"programme"}


def test_a_target_or_plan_never_looks_like_a_result(record, drawn):
    actual = {f.figure_id for f in record.figures if f.statement == "actual"}
    looks = {True: set(), False: set()}
    for trace in _marks(drawn):
        kinds = {code in actual for code in trace.customdata}
        assert len(kinds) == 1
        looks[kinds.pop()].add(trace.marker.color)
    assert looks[True] and looks[False] and not looks[True] & looks[False]


def test_the_symbol_tells_the_kind_of_source_and_is_in_the_legend(record, drawn):
    kind = {f.figure_id: f.source.kind for f in record.figures}
    by_symbol: dict = {}
    for trace in _marks(drawn):
        by_symbol.setdefault(trace.marker.symbol, set()).update(kind[code] for code in trace.customdata)
    assert all(len(kinds) == 1 for kinds in by_symbol.values())
    assert set(by_symbol) <= {trace.marker.symbol for trace in drawn.data if trace.showlegend}


def test_the_tooltip_names_the_source_and_the_disagreement(record, drawn):
    said = {code: text for trace in _marks(drawn) for code, text in zip(trace.customdata, trace.hovertext, strict=True)}
    lang = next(lang for lang in LANGS if PANELS[0].name(lang) in drawn.layout.annotations[0].text)
    for figure in charted(record.figures):
        assert figure.source.publisher(lang) in said[figure.figure_id]
    for disagreement in record.disputed:
        for figure in disagreement.figures:
            if figure.figure_id in said:
                assert disagreement.about(lang) in said[figure.figure_id]


def test_every_metric_of_a_panel_and_of_a_tie_exists():
    assert {m for panel in PANELS for m in panel.metrics} <= set(METRICS)
    assert set(ANSWERED_BY) <= set(METRICS)


def test_a_published_result_and_the_snapshot_give_the_same_number(record, store):
    found = {t.figure.figure_id: t for t in ties(store, record)}
    assert not any(math.isnan(t.value) for t in found.values())
    assert {i for i, t in found.items() if t.gap} == {"f002"}, "“more than 15 million” is the only inexact one"
    assert found["f058"].value == 336 and found["f025"].value == 5_360_000


def test_a_figure_from_after_the_snapshot_is_not_held_against_it(record, store):
    held = {t.figure.figure_id for t in ties(store, record)}
    assert "f025" in held, "1 September stands for the end of August"
    assert not held & {"f027", "f032", "f035", "f041"}
