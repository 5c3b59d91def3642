"""History: since when a county needs a call, and what is new on the list since the data before."""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, replace

from backbone import places
from backbone.periods import month_name, months_later, months_name
from backbone.places import NATION
from backbone.punctuation import labelled, names, sentence, statements
from backbone.snapshot.manifest import SnapshotError
from backbone.snapshot.memory import remembered
from backbone.snapshot.opened import before
from backbone.snapshot.store import Store
from backbone.text import Lang, Text
from backbone.watch.watchlist import CALLED, needs_a_call, order
from backbone.where import Where

# How many months back a run is followed: each is a watch list of its own to work out.
LOOKED_BACK = 12
NEW = Text("{n} new since {month}", "{month}以来新增 {n} 个")
NONE_NEW = Text("none new since {month}", "{month}以来无新增")
GONE = Text("{n} no longer listed", "{n} 个移出名单")
THE_SAME = Text("The same counties as in {month}.", "名单与 {month}相同。")
IS_NEW = Text("New since {month}.", "{month}以来新列入。")
SINCE = Text("Listed since {month}.", "自{month}起列入。")
LONG = Text("Listed for more than a year.", "列入已超过一年。")


@dataclass(frozen=True)
class News:
    """What is different on the list since the month `since`: the counties that are `new` on it, and those that are
    `gone`; `listed` says whether anybody is or was on it."""

    since: str
    new: tuple[str, ...]
    gone: tuple[str, ...]
    listed: bool


def called(store: Store, where: Where) -> tuple[str, ...]:
    """The codes of the counties that need a call, in the order of the list."""
    return tuple(one.place for one in order(store, where) if one.verdict in CALLED)


def news(store: Store, where: Where) -> News | None:
    """What is new on the list since the snapshot before, or, where that cannot be asked or an earlier month is looked
    at, since the month before; None where there is none."""
    return _news(store, replace(where, place=NATION))


@remembered(64)
def _news(store: Store, where: Where) -> News | None:
    """`news`, of the whole programme as the list is: for each place the snapshot before would be opened anew."""
    until, earlier = where.as_of or store.horizon.last, None
    if until == store.horizon.last:
        with suppress(SnapshotError):
            earlier = before(store)
    since = earlier.horizon.last if earlier else months_later(until, -1)
    if since < store.horizon.first or (earlier and where.period not in earlier.horizon.periods):
        return None
    then = called(earlier, replace(where, as_of="")) if earlier else called(store, replace(where, as_of=since))
    now = called(store, where)
    new, gone = tuple(c for c in now if c not in then), tuple(c for c in then if c not in now)
    return News(since, new, gone, bool(now or then))


@remembered(64)
def listed_since(store: Store, place: str, where: Where) -> str:
    """The first month of the unbroken run, up to that of `where`, in which a county needs a call; "" where the run is
    longer than LOOKED_BACK months."""
    first, was_called = where.as_of or store.horizon.last, needs_a_call(store, place, where)
    for _ in range(LOOKED_BACK):
        month = months_later(first, -1)
        if month < store.horizon.first or not was_called(month):
            return first
        first = month
    return ""


def what_is_new(found: News | None, lang: Lang) -> str:
    """What is new on the list, in a sentence; "" where there is nothing to hold it against."""
    if found is None or not found.listed:
        return ""
    month = months_name(found.since, found.since, lang)
    if not found.new and not found.gone:
        return THE_SAME(lang, month=month)
    new = NEW(lang, n=len(found.new), month=month) if found.new else NONE_NEW(lang, month=month)
    gone = GONE(lang, n=len(found.gone)) if found.gone else ""
    said = (labelled(new, _named(found.new, lang), lang), labelled(gone, _named(found.gone, lang), lang))
    return sentence(statements(said, lang), lang)


def since_when(store: Store, place: str, where: Where, lang: Lang) -> str:
    """Since when a county that needs a call is on the list, or that it is new there, in a sentence."""
    found = news(store, where)
    if found and place in found.new:
        return IS_NEW(lang, month=months_name(found.since, found.since, lang))
    first = listed_since(store, place, where)
    return SINCE(lang, month=month_name(first, lang)) if first else LONG(lang)


def _named(codes: Iterable[str], lang: Lang) -> str:
    return names((places.get(code).name(lang) for code in codes), lang)
