"""Coverage: whom the programme reaches, of those it could."""

from backbone import ui
from backbone.ui import coverage, place, rollout

page = ui.open_page("coverage")
place.heading(page)
if place.has_facts(page):
    coverage.finding(page)
    coverage.headline(page)
    coverage.section(page)
else:
    coverage.choose(page)
    place.way_out(page)
if place.in_programme(page):
    rollout.section(page)
ui.footer(page)
