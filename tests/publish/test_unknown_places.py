"""Rows of a place that we do not know count for the programme, for no place, and are listed."""

import zipfile
from decimal import Decimal
from io import BytesIO

import pandas as pd

from backbone.files.package import package
from backbone.places import NATION
from backbone.snapshot.manifest import open_snapshot
from backbone.snapshot.store import Store
from backbone.where import Where


def test_rows_that_match_no_place_are_kept_apart(records, publish_records):
    known = Store(open_snapshot(publish_records(records).folder))
    assert known.unmatched.empty
    strange = records["enrolment"].iloc[:1].assign(adcode="420199", premium_rmb=Decimal("10.00"))
    other = strange.assign(adcode="429998", insured=7, eligible=9)
    records["enrolment"] = pd.concat([records["enrolment"], strange, other], ignore_index=True)
    county = records["counties"].iloc[:1]
    records["counties"] = pd.concat(
        [records["counties"], county.assign(adcode="420199"), county.assign(adcode="429998")], ignore_index=True
    )
    store = Store(open_snapshot(publish_records(records, "with-strangers", after="small").folder))
    assert store.unmatched[["place", "insured"]].to_numpy().tolist() == [["420199", 90], ["429998", 7]]
    assert store.counties == known.counties and store.provinces == known.provinces
    assert set(store.joined) == set(known.counties)
    assert store.value("insured") == known.value("insured") + 97
    for level in ("county", "province"):
        places = [s.aggregate(("insured", "counties"), "place", level=level) for s in (store, known)]
        assert places[0].equals(places[1])
    assert store.value("insured", Where("420000")) == known.value("insured", Where("420000"))
    with zipfile.ZipFile(BytesIO(package(store.snapshot))) as taken:
        assert b'"420199","","","",""' in taken.read("places.csv"), "it has no name to take along"
    nation = store.aggregate(("insured",), "place", Where(NATION), "nation")
    assert nation["insured"].iloc[0] == store.value("insured")
