"""Everything that knows Streamlit: a page opens, picks, shows panels."""

from backbone.ui.figures import map_of, ranking_of, trend_of
from backbone.ui.opening import footer, open_page
from backbone.ui.page import Page
from backbone.ui.panels import cards, picture, question
from backbone.ui.pickers import as_of_picker, indicator_picker, level_picker, period_picker, place_search, play_button

__all__ = [
    "Page",
    "as_of_picker",
    "cards",
    "footer",
    "indicator_picker",
    "level_picker",
    "map_of",
    "open_page",
    "period_picker",
    "picture",
    "place_search",
    "play_button",
    "question",
    "ranking_of",
    "trend_of",
]
