"""The headline of the home page: what a leader should know, each finding a way to the page that proves it."""

from collections.abc import Iterable

from streamlit.delta_generator import DeltaGenerator

from backbone.briefing.briefing import briefing
from backbone.briefing.findings import ADDS, BETTERS, DATES, PRESSING, Finding
from backbone.ui.page import Page
from backbone.ui.ways import way


def band(page: Page, room: DeltaGenerator) -> None:
    """The most pressing finding as the title of the page, with what else presses beside it; the others below, and last
    what the data is; in the `room` that was kept for it."""
    lead, *others = briefing(page.store, page.record.figures, page.lang)

    def ways(kinds: Iterable[str]) -> list[str]:
        return [_way(page, one) for one in others if one.kind in kinds]

    lines = {
        "pressing": [f"<h1>{_way(page, lead)}</h1>", *ways(PRESSING)],
        "findings": ways((BETTERS, ADDS)),
        "dates": ways((DATES,)),
    }
    said = "".join(f'<div class="{kind}">{"".join(line)}</div>' for kind, line in lines.items() if line)
    room.html(f'<div class="band" data-ways>{said}</div>')


def _way(page: Page, finding: Finding) -> str:
    return way(finding.said, page.address(finding.page, finding.view))
