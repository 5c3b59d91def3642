"""Tidy frames in, plotly figures out: the only part that knows plotly."""

from backbone.charts.bars import breakdown_bars, coverage_bars, ranking_bars
from backbone.charts.canvas import Canvas, Figure, config
from backbone.charts.county import around, county_map, labelled_map
from backbone.charts.maps import evidence_map, locator, place_map
from backbone.charts.timeline import timeline
from backbone.charts.trend import trend
from backbone.charts.waterfall import bill, waterfall

__all__ = [
    "Canvas",
    "Figure",
    "around",
    "bill",
    "breakdown_bars",
    "config",
    "county_map",
    "coverage_bars",
    "evidence_map",
    "labelled_map",
    "locator",
    "place_map",
    "ranking_bars",
    "timeline",
    "trend",
    "waterfall",
]
