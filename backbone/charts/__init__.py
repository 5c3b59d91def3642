"""Tidy frames in, plotly figures out: the only part that knows plotly."""

from backbone.charts.bars import breakdown_bars, coverage_bars, ranking_bars
from backbone.charts.canvas import CONFIG, Canvas, config
from backbone.charts.maps import evidence_map, locator, place_map
from backbone.charts.trend import trend
from backbone.charts.waterfall import waterfall

__all__ = [
    "CONFIG",
    "Canvas",
    "breakdown_bars",
    "config",
    "coverage_bars",
    "evidence_map",
    "locator",
    "place_map",
    "ranking_bars",
    "trend",
    "waterfall",
]
