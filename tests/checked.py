"""The exact totals of any source of raw records, the way publishing comes to them: checked, added up, tied out."""

import pandas as pd

from backbone.publish import rollup
from backbone.publish.checking import folder
from backbone.publish.engines.source import opened
from backbone.publish.progress import Progress, quiet


def exact(source: str, month: str, tell: Progress = quiet) -> pd.DataFrame:
    """The exact totals of a source up to a month; PublishError where it cannot be had, or is not in order."""
    with opened(source, tell) as engine:
        folder.check(engine.con, month)
        found = engine.exact(month)
        rollup.tie_out(engine.con, found)
    return found
