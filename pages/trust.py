"""Trust: do the numbers tie out, and is the data sound."""

from backbone import ui
from backbone.ui import trust

page = ui.open_page("trust")
ui.title(page)
trust.finding(page)
trust.strip(page)
trust.sound(page)
trust.take_away(page)
ui.footer(page)
