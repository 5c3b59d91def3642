"""Everything that knows Streamlit: a page opens, picks, shows pictures."""

import pandas as pd

from backbone.ui import addresses, settled, signin, turns, wire
from backbone.ui.brief import brief_button
from backbone.ui.briefing import band
from backbone.ui.cards import headline_cards
from backbone.ui.opening import footer, open_page
from backbone.ui.painting import paint
from backbone.ui.panels import caution, question, title, waits
from backbone.ui.pickers import as_of_picker, indicator_picker, level_picker, period_picker
from backbone.ui.picture import show
from backbone.ui.playing import play_button

__all__ = [
    "as_of_picker",
    "band",
    "brief_button",
    "caution",
    "footer",
    "headline_cards",
    "indicator_picker",
    "level_picker",
    "open_page",
    "paint",
    "period_picker",
    "play_button",
    "question",
    "show",
    "title",
    "waits",
]

# The frames of a page have a few dozen rows: columns of such are chosen in a quarter of the time by Python's own words.
pd.set_option("mode.string_storage", "python")
wire.widen()  # whichever page is the first
wire.shorten()
wire.spare()
settled.settle()
addresses.lead()
wire.hang_up()
signin.heed()
turns.take()
