"""Programmes at the edges: every page opens, in both languages, and says no value that is none."""

import re
from decimal import Decimal

import pytest

from backbone.gift.money import Money
from backbone.pictures import donor
from backbone.places import NATION
from backbone.record.record import load
from backbone.refusals import Unanswerable
from backbone.site import PAGES
from backbone.snapshot.manifest import current
from backbone.snapshot.opened import opened
from backbone.snapshot.store import Store
from backbone.ui import opening
from tests.app.app import gaps, visit, words
from tests.small import HONGAN, MACHENG, programmes, published

NO_VALUE = re.compile(r"\b(nan|NaN|None(?! of)|inf)\b")
PROGRAMMES = programmes()


@pytest.fixture(scope="module", params=PROGRAMMES, ids=PROGRAMMES)
def named(request, tmp_path_factory) -> tuple[str, Store]:
    """The name of a programme and its snapshot, open once for all pages."""
    folder = published(tmp_path_factory.mktemp("snapshots"), *PROGRAMMES[request.param]).folder
    return request.param, opened(folder)


@pytest.fixture(scope="module")
def programme(named):
    """The name of a programme that is shown instead of the committed snapshot."""
    name, store = named
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(opening, "SNAPSHOTS", store.snapshot.folder.parent)
        yield name


@pytest.mark.parametrize(("name", "lang"), [(name, ("en", "zh")[n % 2]) for n, name in enumerate((*PAGES, "gift"))])
def test_every_page_stands_it(programme, name, lang):
    for place in (NATION, HONGAN, MACHENG) if name in ("place", "claims", "coverage", "gift") else (NATION,):
        at = visit(name, lang=lang, place=place)
        assert not at.exception, (programme, place, at.exception[0].message)
        assert not [w for w in words(at) if NO_VALUE.search(w)], (programme, place)
        assert not gaps(at)


def test_the_watch_list_says_when_nothing_can_be_told(programme):
    said = visit("watch").subheader[0].value
    assert said.startswith(("Too early to tell", "Cover had not begun")), "none has five counties to compare"


def test_a_county_that_left_says_from_when_to_when(programme):
    if programme != "a county that left":
        return
    at = visit("place", place=MACHENG)
    assert any("Cover from September 2017 to August 2018" in w for w in words(at))
    assert any("Cover since September 2017" in w for w in words(visit("place", place=HONGAN)))


def test_the_sheet_for_a_donor_stands_it(programme):
    store = opened(current(opening.SNAPSHOTS))
    asked = (store, load(), Money(Decimal(1_000_000)), NATION, "", "http://localhost/gift")
    if not store.counties:
        with pytest.raises(Unanswerable, match="No cover has been bought yet"):
            donor.paper(*asked)
        return
    made = donor.paper(*asked)
    assert made.startswith(b"%PDF")
