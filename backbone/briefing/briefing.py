"""A briefing: every finding that there is, the most pressing first."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace

from backbone.briefing import findings
from backbone.briefing.findings import ADDS, BETTERS, DATES, PRESSING, Finding
from backbone.compare import years
from backbone.course.course import course
from backbone.indicators import INDICATORS
from backbone.periods import month_name
from backbone.places import NATION
from backbone.punctuation import labelled
from backbone.record.published import Figure
from backbone.snapshot.manifest import SnapshotError
from backbone.snapshot.memory import remembered
from backbone.snapshot.store import Store
from backbone.statistics import chance
from backbone.text import LANGS, Lang
from backbone.trust.changes import since_before
from backbone.view import View
from backbone.watch import history, watchlist
from backbone.where import Where

# What stands in one line, and the lines below each other.
LINES = (PRESSING, (BETTERS, ADDS), (DATES,))
ORDER = tuple(kind for line in LINES for kind in line)
# The indicators of which it can be told whether they get better or worse: a share, with a good direction.
FOLLOWED = tuple(i.id for i in INDICATORS.values() if i.good and chance.kind(i) == "share")


def lines(store: Store, figures: tuple[Figure, ...], view: View) -> list[list[Finding]]:
    """The briefing as it is read, one line below the other, the first beginning with the title; one without findings
    stays empty. It is always of the last month counted: beside the numbers of an earlier one each line says so."""
    found, lang = briefing(store, figures, view.lang), view.lang
    said = [[one for one in found[1:] if one.kind in kinds] for kinds in LINES]
    said[0].insert(0, found[0])
    if view.as_of:
        month = month_name(store.horizon.last, lang)
        for line in (line for line in said if line and line[0].kind != DATES):  # that begins with it anyway
            line[0] = replace(line[0], said=labelled(month, line[0].said, lang))
    return said


@remembered(len(LANGS))
def briefing(store: Store, figures: tuple[Figure, ...], lang: Lang) -> tuple[Finding, ...]:
    """What is so as of the last month counted: who needs a call, what is getting worse and what better, what is new,
    how old the data is, and which of the published `figures` are newer."""
    return tuple(sorted(_every(store, figures, lang), key=lambda one: ORDER.index(one.kind)))


def _every(store: Store, figures: tuple[Figure, ...], lang: Lang) -> Iterator[Finding]:
    rows = watchlist.listed(store)
    if watchlist.judged(rows):
        needing, news = history.called(store, Where()), history.news(store, Where())
        yield findings.called(len(needing), rows["place"].nunique(), news, lang)
    found = [findings.course(course(store, i, NATION), lang) for i in FOLLOWED]
    found += [_reach(store, lang), findings.coverage(store.value("coverage"), lang)]
    yield from filter(None, found)
    with suppress(SnapshotError):  # the page of what changed says why
        if moved := since_before(store):
            yield findings.changed(moved, lang)
    yield findings.age(store.horizon, lang)
    if later := findings.published(figures, store.horizon.last, lang):
        yield later


def _reach(store: Store, lang: Lang) -> Finding | None:
    """The latest policy year against the one before, at the same age of cover."""
    pair = years.pair(View(period=store.horizon.years[-1]), store.horizon)
    matched = years.matched(store, pair, Where()) if pair else None
    if not pair or not matched:
        return None
    before, after = (store.value("insured", one) for one in matched)
    both = years.in_both(store, "insured", pair, Where())
    alike = findings.Alike(len(both), both["before"].sum(), both["after"].sum())
    return findings.reach(before, after, pair, lang, alike)
