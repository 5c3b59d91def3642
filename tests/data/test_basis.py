"""The basis of each number: reported where the public record states just that, worked out from it, or illustrative."""

from collections import Counter
from dataclasses import replace
from types import SimpleNamespace

import pytest

from backbone.breakdowns import REMAINDER
from backbone.charts import Canvas
from backbone.indicators import INDICATORS
from backbone.pictures import area
from backbone.pictures.file import by_basis
from backbone.places import NATION
from backbone.record import record
from backbone.snapshot.store import Store
from backbone.trust import passport
from backbone.trust.basis import _holds, bases, basis, by_row, stating
from backbone.view import View
from backbone.where import Only, Where
from tests.figures import checked

RECORD = record.load()
HONGAN = Where("421122", "2018")


@pytest.mark.parametrize(
    ("indicator", "where"),
    [
        ("paid", HONGAN),
        ("paid", Where("421122")),  # it had cover in 2018 only
        ("paid", replace(HONGAN, as_of="2019-08")),
        ("claims_paid", HONGAN),
        ("insured", HONGAN),
        ("insured", replace(HONGAN, as_of="2018-12")),  # nobody joins a year that is over
        ("premium", HONGAN),
        ("insured", Where("530627", "2017")),  # "more than 270,000", and the snapshot was set to it
        ("insured", Where()),
        ("insured", Where(period="2018")),
        ("insured", Where(as_of="2018-12")),
        ("counties", Where()),
        ("counties", Where(only=Only(month="2018-05"))),  # the month of what is counted up is as of that month
        ("raised", Where(period="2018")),
    ],
)
def test_what_is_published_for_just_this_question_is_reported(store, indicator, where):
    assert basis(store, RECORD, indicator, where) == "reported"


def test_what_was_published_of_a_year_before_it_was_over_stands_for_its_month_alone(store):
    (whole,) = stating(store, RECORD, "insured", Where(period="2018"))
    part = replace(whole, figure=replace(whole.figure, as_of="2018-11"))
    assert _holds(whole, "2019-08") and not _holds(part, "2019-08")


@pytest.mark.parametrize("indicator", ["average_claim", "claims_per_1000", "paid_claims_ratio", "premium_per_person"])
def test_what_is_worked_out_from_published_numbers_is_estimated(store, indicator):
    assert basis(store, RECORD, indicator, HONGAN) == "estimated"


@pytest.mark.parametrize(
    ("indicator", "where"),
    [
        ("paid", replace(HONGAN, as_of="2019-07")),
        ("insured", replace(HONGAN, as_of="2018-11")),
        ("paid", Where("421122", "2018", only=Only((("illness", "cancer"),)))),
        ("coverage", HONGAN),  # who is eligible is modelled
        ("insured", Where("530627")),  # 2017 and 2018 are published, not their sum
        ("insured", Where("420000", "2018")),
        ("insured", Where("421122", "2018", only=Only(month="2018-09"))),
        ("paid", Where()),
        ("counties", Where(as_of="2019-01")),
        ("raised", Where(as_of="2017-11")),  # "more than 15 million" is not 15.2 million
        ("premium", Where(period="2018")),  # published as money spent
    ],
)
def test_what_is_modelled_is_illustrative(store, indicator, where):
    assert basis(store, RECORD, indicator, where) == "illustrative"


@pytest.mark.parametrize(("indicator", "word", "many"), [("insured", "reported", 4), ("average_claim", "estimated", 1)])
def test_each_row_of_an_answer_has_its_own(store, indicator, word, many):
    where = Where(period="2018")
    answer = store.aggregate((indicator,), "place", where)
    rows = by_row(store, RECORD, answer, (indicator,), where)
    assert Counter(rows) == {word: many, "illustrative": len(answer) - many}
    assert all(
        row == basis(store, RECORD, indicator, Where(place, "2018"))
        for place, row in zip(answer["place"], rows, strict=True)
    )


def test_rows_by_year_and_month_too(store):
    answer = store.aggregate(("insured",), "period", Where("530627"))
    rows = dict(zip(answer["period"], by_row(store, RECORD, answer, ("insured",), Where("530627")), strict=True))
    assert (rows["2017"], rows["2018"]) == ("reported", "reported")
    months = store.aggregate(("counties",), "month", Where())
    said = dict(zip(months["month"], by_row(store, RECORD, months, ("counties",), Where()), strict=True))
    assert [m for m, word in said.items() if word == "reported"] == ["2018-05", "2018-12", "2019-08"]


def test_a_row_whose_numbers_differ_names_each(store):
    ids = ("insured", "paid", "growth", "coverage")
    answer = store.aggregate(ids, (), HONGAN)
    assert by_row(store, RECORD, answer, ids, HONGAN) == ["insured reported, paid reported, coverage illustrative"]
    assert bases(store, RECORD, answer, ids, HONGAN)["growth"].tolist() == [""]


def test_what_is_not_yet_broken_down_is_nobodys_figure(store):
    answer = store.aggregate(("claims_paid",), "illness", HONGAN)
    assert REMAINDER in set(answer["illness"])
    assert set(by_row(store, RECORD, answer, ("claims_paid",), HONGAN)) == {"illustrative"}


def test_submitted_records_are_reported_and_what_nobody_can_count_is_estimated(store):
    reported = Store(store.snapshot)
    said = replace(store.snapshot.manifest, basis="reported")
    reported.snapshot = SimpleNamespace(manifest=said)
    found = {i: basis(reported, RECORD, i, Where(NATION, "2018")) for i in INDICATORS}
    assert found.pop("renewal") == "estimated" and set(found.values()) == {"reported"}


def test_a_table_has_a_column_of_them_where_rows_differ(store):
    def column(**asked: str) -> dict[str, str]:
        picture = area.place_map(store, View(**asked), Canvas(), "county")
        twin = picture.table(store.horizon)
        said = by_basis(picture, twin, store, RECORD).get("Basis", [])
        return dict(zip(twin.places, said, strict=bool(said)))

    found = column(place="420000", period="2018", indicator="paid")
    assert found.pop("421122") == "reported" and set(found.values()) == {"illustrative"}
    assert column(place="420000", period="2018", indicator="coverage") == {}


@pytest.mark.parametrize(("place", "level"), [("420000", "county"), (NATION, "county"), ("421122", "county")])
def test_the_tooltip_of_a_map_says_what_was_published(store, place, level):
    view = View(place=place, period="2018", indicator="paid")
    fig = checked(area.map_here(store, view, Canvas(), level, RECORD).figure)
    said = {
        code: text
        for t in fig.data
        if t.hovertext is not None
        for code, text in zip(t.customdata, t.hovertext, strict=True)
    }
    assert said.pop("421122") == "¥1,160,000 · reported" and not [text for text in said.values() if "reported" in text]
    assert said


def test_a_modelled_number_says_what_the_model_was_set_to_and_what_was_printed_later(store):
    paid = passport.issue(store, RECORD, "paid", Where())
    assert paid.basis == "illustrative" and paid.ties == ()
    (said,) = paid.modelled
    assert (
        "set to about 34,000 paid claims and RMB 62 million" in said.en and "44,000" in said.en and "4.4 万" in said.zh
    )
    assert (paid.later.value, paid.later.bound, paid.later.as_of) == (85_000_000, "nearly", "2019-11-05")
    stated = passport.issue(store, RECORD, "paid", HONGAN)
    assert (stated.basis, stated.modelled, stated.later) == ("reported", (), None)
