"""Definitions: what every number means, where it comes from, and how far it may be trusted."""

from backbone import ui
from backbone.ui import definitions, methods

page = ui.open_page("definitions")

ui.title(page)
definitions.chosen(page)
definitions.indicators(page)
definitions.reading(page)
methods.watch_list(page)
definitions.modelled(page)
definitions.sources(page)
ui.footer(page)
