"""Figures under plotly's own eyes: what a server sends unchecked."""

import json

import plotly.graph_objects as go

from backbone.charts import Figure


def checked(figure: Figure) -> go.Figure:
    """The figure as one of plotly's, whose parts have names. Raises ValueError or TypeError for what plotly does not
    know, or for what is not plain data."""
    return go.Figure(json.loads(json.dumps(figure.to_dict(), allow_nan=False)))
