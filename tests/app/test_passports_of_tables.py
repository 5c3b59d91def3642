"""Every number in the table under a picture opens a passport, and the passport's number is the one in the table."""

from types import SimpleNamespace

import pytest
import streamlit as st

from backbone.number import Number
from backbone.trust import passport as issuing
from backbone.ui import picture as shown
from backbone.units import Unit
from backbone.where import Where
from tests.app.app import visit

QUESTIONS = {
    "home": ("home", {}),
    "home by province": ("home", {"level": "province", "indicator": "average_claim"}),
    "a county": ("place", {"place": "421122", "indicator": "claims_per_1000"}),
    "an early month": ("place", {"place": "530000", "as_of": "2018-11", "indicator": "average_claim", "lang": "zh"}),
    "claims": ("claims", {"place": "420000"}),
    "claims of a county": ("claims", {"place": "421122", "period": "2018"}),
    "claims, early": ("claims", {"as_of": "2018-11", "lang": "zh"}),
    "one illness": ("claims", {"only": "illness.cancer", "by": "hospital_tier"}),
    "coverage": ("coverage", {"place": "520000"}),
    "coverage, early": ("coverage", {"as_of": "2018-11"}),
    "places compared": ("compare", {"place": "421122", "others": "420000.530627", "period": "2018"}),
    "years compared": ("compare", {"against": "2017", "period": "2018", "place": "530000", "indicator": "paid"}),
    "watch list": ("watch", {"signal": "slow"}),
    "watch list, silent": ("watch", {"period": "2018", "lang": "zh"}),
}


class _Open(SimpleNamespace):
    """A menu that is always open."""

    def __enter__(self):
        return self.real.__enter__()

    def __exit__(self, *fault):
        return self.real.__exit__(*fault)


@pytest.fixture
def twins(monkeypatch):
    """The tables that a page shows when every menu is open: page, key of the picture, table."""
    found, popover, table = [], st.popover, shown._table

    def opened(*args, **kwargs):
        return _Open(real=popover(*args, **kwargs), open=True)

    def noting(page, picture, menu):
        found.append((page, picture.key, picture.table(page.store.horizon)))
        table(page, picture, menu)

    monkeypatch.setattr(shown.st, "popover", opened)
    monkeypatch.setattr(shown, "_table", noting)
    return found


@pytest.mark.parametrize(("name", "params"), QUESTIONS.values(), ids=QUESTIONS)
def test_the_number_in_the_table_is_the_passports(twins, name, params):
    at = visit(name, **params)
    assert not at.exception and twins
    for page, key, twin in twins:
        numbers = 0
        for row in sorted({0, len(twin.rows) // 2, len(twin.rows) - 1}):
            for column in twin.rows.columns:
                number = twin.number(row, column)
                if number is None:
                    continue
                numbers += 1
                # What stands in the address is read back as the same number.
                known = page.number(number.indicator)
                assert Number.read(number.name, page.store.horizon) == number
                assert number.beside(known).name.startswith(number.indicator)
                where = Where(number.place, number.period, number.as_of, number.only)
                issued = issuing.issue(page.store, page.record, number.indicator, where)
                assert issued.refused is None, (key, number)
                assert twin.rows[column].iloc[row] == pytest.approx(issued.value, nan_ok=True), (key, number)
                unit = twin.units[column]
                assert (unit if isinstance(unit, Unit) else unit[row]) is issued.indicator.unit, (key, number)
        assert numbers, f"no number of the table {key} has a passport"


def test_a_table_has_a_row_for_each_row_of_its_picture(twins):
    visit("claims")
    rows = {key: list(twin.rows.iloc[:, 0]) for _, key, twin in twins}
    assert rows["process"] == [
        "Insured", "Claims submitted", "Claims decided", "Claims waiting", "Claims paid", "Claims rejected",
    ]  # fmt: skip
    assert rows["bill"] == [
        "Hospital bills", "Public schemes paid", "Family's bill", "Amount paid", "Family still pays",
    ]  # fmt: skip
