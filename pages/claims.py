"""Claims: how claims are going, what they paid, and where the money went."""

from backbone import ui
from backbone.ui import breakdown, claims, place

page = ui.open_page("claims")
place.heading(page)
if claims.question(page):
    claims.pictures(page)
    breakdown.section(page)
elif not place.has_facts(page):
    place.way_out(page)
ui.footer(page)
