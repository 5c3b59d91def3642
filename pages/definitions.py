"""Being written."""

from backbone import ui

page = ui.open_page("definitions")
