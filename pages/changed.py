"""What changed: what this version of the data adds to the one before."""

from backbone import ui
from backbone.ui import changed

page = ui.open_page("changed")
ui.title(page)
if found := changed.finding(page):
    changed.details(page, found)
ui.footer(page)
