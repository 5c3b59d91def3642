"""The headline of the home page: what a leader should know, each finding a way to the page that proves it."""

from collections.abc import Iterable

from streamlit.delta_generator import DeltaGenerator

from backbone.briefing.briefing import lines
from backbone.briefing.findings import Finding
from backbone.punctuation import held
from backbone.ui.page import Page
from backbone.ui.ways import way

# The lines of the headline in the style sheet.
KINDS = ("pressing", "findings", "dates")


def band(page: Page, room: DeltaGenerator) -> None:
    """The most pressing finding as the title of the page, with what else presses beside it; the others below, and last
    what the data is; in the `room` that was kept for it."""
    room.html(page.html(_band))


def _band(page: Page) -> str:
    (lead, *pressing), *others = lines(page.store, page.record.figures, page.view)
    written = [[f"<h1>{_way(page, lead)}</h1>", *_ways(page, pressing)], *(_ways(page, line) for line in others)]
    said = "".join(f'<div class="{kind}">{"".join(line)}</div>' for kind, line in zip(KINDS, written, strict=True))
    dated = " dated" if page.view.as_of else ""  # beside an earlier month each line names its own
    return f'<div class="band{dated}" data-ways>{said}</div>'


def _ways(page: Page, found: Iterable[Finding]) -> list[str]:
    return [_way(page, one) for one in found]


def _way(page: Page, finding: Finding) -> str:
    return way(held(finding.said), page.address(finding.page, finding.view))
