"""What is new on the watch list: since the snapshot before, or where that is not at hand since the month before."""

import shutil

from backbone.snapshot.manifest import open_snapshot
from backbone.snapshot.store import Store
from backbone.ui.opening import SNAPSHOTS
from backbone.watch import history
from backbone.watch.watchlist import order
from backbone.where import Where

NOW, BEFORE = "2019-08-illustrative", "2019-07-illustrative"


def test_the_last_month_is_held_against_the_snapshot_before(monkeypatch):
    now, earlier = (Store(open_snapshot(SNAPSHOTS / name)) for name in (NOW, BEFORE))
    found = history.news(now, Where())
    assert found.since == "2019-07" and found.new == found.gone == ()
    monkeypatch.setattr(history, "before", lambda _: earlier)
    monkeypatch.setattr(history, "called", lambda store, where: ("421122",) if store is now else ("530627",))
    now.memory.clear()
    assert history.news(now, Where()) == history.News("2019-07", ("421122",), ("530627",), True)


def test_the_list_is_of_the_whole_programme_and_worked_out_once_for_all_places(monkeypatch):
    now, opened = Store(open_snapshot(SNAPSHOTS / NOW)), []
    monkeypatch.setattr(history, "before", lambda store: opened.append(store))
    places = ("100000", "420000", "421122")
    assert len({(history.news(now, Where(place)), id(order(now, Where(place)))) for place in places}) == 1
    assert len(opened) == 1


def test_without_it_and_in_an_earlier_month_the_month_before_is(tmp_path):
    alone = Store(open_snapshot(shutil.copytree(SNAPSHOTS / NOW, tmp_path / NOW)))
    assert history.news(alone, Where()).since == "2019-07"
    assert history.news(alone, Where(as_of="2018-12")).new == ("653129", "520627")
    assert history.news(alone, Where(as_of="2017-07")) is None, "there is no month before the first"


def test_a_county_that_is_listed_for_longer_than_is_looked_back(monkeypatch):
    now = Store(open_snapshot(SNAPSHOTS / NOW))
    monkeypatch.setattr(history, "LOOKED_BACK", 3)
    assert history.since_when(now, "530828", Where(), "en") == "Listed for more than a year."
    assert history.since_when(now, "610728", Where(as_of="2019-06"), "zh") == "自2019年5月起列入。"
