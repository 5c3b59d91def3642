"""Trust: do the numbers tie out, is the data sound, and what has changed."""

from backbone import ui
from backbone.ui import changed, trust

page = ui.open_page("trust")
trust.finding(page)
trust.strip(page)
trust.sound(page)
changed.since_before(page)
ui.footer(page)
