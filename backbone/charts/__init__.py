"""Tidy frames in, figures for plotly out, as plain data: the only part that knows plotly."""

from backbone.charts.banded import banded
from backbone.charts.bars import breakdown_bars
from backbone.charts.canvas import Canvas, coded, config, filling, marked, noted
from backbone.charts.change import change_map
from backbone.charts.county import around, county_map
from backbone.charts.coverage import coverage_bars, missed_bars, reach_bars
from backbone.charts.distribution import distribution
from backbone.charts.figure import Figure
from backbone.charts.funnel import funnel
from backbone.charts.heat import heat
from backbone.charts.maps import evidence_map, locator, setting, unnamed
from backbone.charts.multiples import Panel, panels
from backbone.charts.named import labelled_map
from backbone.charts.paint import Look, key, longest_bar, paint
from backbone.charts.process import outcomes, process
from backbone.charts.promptness import promptness
from backbone.charts.pyramid import pyramid
from backbone.charts.ranges import ranges
from backbone.charts.ranking import ranking
from backbone.charts.rollout import rollout_key, year_map
from backbone.charts.sheet import sheet
from backbone.charts.strips import Row, Strip, strips
from backbone.charts.timeline import timeline
from backbone.charts.trend import trend
from backbone.charts.waterfall import PARTS, bill, waterfall

__all__ = [
    "PARTS",
    "Canvas",
    "Figure",
    "Look",
    "Panel",
    "Row",
    "Strip",
    "around",
    "banded",
    "bill",
    "breakdown_bars",
    "change_map",
    "coded",
    "config",
    "county_map",
    "coverage_bars",
    "distribution",
    "evidence_map",
    "filling",
    "funnel",
    "heat",
    "key",
    "labelled_map",
    "locator",
    "longest_bar",
    "marked",
    "missed_bars",
    "noted",
    "outcomes",
    "paint",
    "panels",
    "process",
    "promptness",
    "pyramid",
    "ranges",
    "ranking",
    "reach_bars",
    "rollout_key",
    "setting",
    "sheet",
    "strips",
    "timeline",
    "trend",
    "unnamed",
    "waterfall",
    "year_map",
]
