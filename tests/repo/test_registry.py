"""Everything defined is used and documented: one entry makes an indicator whole."""

import ast
import re
from dataclasses import replace
from pathlib import Path

import pytest
import streamlit

from backbone.breakdowns import BREAKDOWNS, STORED
from backbone.files import tables
from backbone.indicators import DEFAULT, HEADLINE, INDICATORS
from backbone.measures import COLUMNS, Distinct, Ratio, Sum
from backbone.site import DECKS, GIFT, LEAST, PAGES, PRESENTER, PUBLISH, SHOW, STEWARD
from backbone.text import Text
from backbone.ui.translation import SAID
from backbone.view import View
from backbone.where import Where

ROOT = Path(__file__).parents[2]
NAMED_BY_THE_DESIGN = (
    "insured",
    "eligible",
    "coverage",
    "counties",
    "premium",
    "premium_per_person",
    "submitted",
    "claims_paid",
    "paid",
    "average_claim",
    "claims_per_1000",
    "paid_claims_ratio",
    "bill_met",
    "rejection_rate",
    "days_to_settle",
    "within_5_days",
    "women_share",
    "raised",
    "spent",
)


def test_every_indicator_of_the_design_is_there():
    assert set(NAMED_BY_THE_DESIGN) <= set(INDICATORS)
    assert DEFAULT in INDICATORS and set(HEADLINE) <= set(INDICATORS)


@pytest.mark.parametrize("indicator", INDICATORS.values(), ids=lambda i: i.id)
def test_an_entry_makes_an_indicator_whole(store, indicator):
    assert re.fullmatch(r"[a-z][a-z0-9_]*", indicator.id)
    assert len(indicator.definition.en) > 20 and indicator.definition.en.endswith(".")
    assert len(indicator.definition.zh) > 6 and indicator.definition.zh.endswith("。")
    assert indicator.source.en and indicator.name.en[0].isupper()
    where = Where(period="2018") if indicator.one_year else Where()
    value = store.value(indicator.id, where)
    assert value > 0 and indicator.unit.short(value, "zh") != "–"
    for level in ("nation",) if indicator.programme_only else ("nation", "province", "county"):
        assert store.aggregate((indicator.id,), "place", where, level)[indicator.id].notna().any()


def test_no_two_indicators_share_a_name():
    for lang in ("en", "zh"):
        assert len({i.name(lang) for i in INDICATORS.values()}) == len(INDICATORS)


def test_every_column_of_the_facts_is_used_by_an_indicator():
    used = {c for i in INDICATORS.values() if not isinstance(i.measure, Distinct) for c in i.measure.columns}
    assert used == set(COLUMNS)


@pytest.mark.parametrize("breakdown", BREAKDOWNS.values(), ids=lambda b: b.id)
def test_an_entry_makes_a_breakdown_whole(store, breakdown):
    answering = [i.id for i in INDICATORS.values() if i.is_broken_down((breakdown.id,))]
    assert answering and any(breakdown in stored.of for stored in STORED.values())
    answer = store.aggregate(answering[:1], breakdown.id, Where())
    assert set(breakdown.categories) <= set(answer[breakdown.id]) <= set(breakdown.names)
    for lang in ("en", "zh"):
        assert len({name(lang) for name in breakdown.names.values()}) == len(breakdown.names)


def test_adding_an_indicator_is_one_entry(store, monkeypatch):
    """A measure of columns that are there, under a new name: the store, tables and address have it without another
    line."""
    added = replace(
        INDICATORS["claims_paid"],
        id="added",
        name=Text("Bill per person", "人均费用"),
        unit=INDICATORS["premium_per_person"].unit,
        measure=Ratio(Sum("out_of_pocket"), Sum("insured")),
    )
    monkeypatch.setitem(INDICATORS, "added", added)
    bills, insured = (store.sums((column,))[column] for column in ("out_of_pocket", "insured"))
    assert store.value("added") == pytest.approx(bills / insured) and store.scale("added", "county").classes
    for level in ("nation", "province", "county"):
        answer = store.aggregate(("added",), "place", Where(), level)
        assert answer["added"].notna().any() and "人均费用" in tables.shown(answer, ("added",), "zh")
    assert added.is_broken_down(("sex",), "province") and not added.is_broken_down(("sex",), "county")
    assert store.aggregate(("added",), "sex")["added"].notna().any()
    view = View.from_params({"indicator": "added"}, store.horizon)
    assert view.indicator == "added" and "Bill per person" in view.sentence(store.horizon)


def test_adding_an_indicator_touches_no_page():
    """No page and no chart knows an indicator by name, save those that tell one fixed story."""
    for path in [ROOT / "dashboard.py", *(ROOT / "pages").glob("*.py")]:
        words = {n.value for n in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(n, ast.Constant)}
        assert not words & (set(INDICATORS) - set(PAGES) - {"counties", "provinces"}), path.name


def test_every_page_is_known_and_somebody_may_see_it():
    files = {"dashboard.py"} | {f"pages/{path.name}" for path in (ROOT / "pages").glob("*.py")}
    others = {
        "steward": STEWARD,
        "publish": PUBLISH,
        "decks": DECKS,
        "show": SHOW,
        "presenter": PRESENTER,
        "gift": GIFT,
    }
    assert {entry.path for entry in (*PAGES.values(), *others.values())} == files
    assert set(LEAST) == {*PAGES, "stage", *others}


def test_what_is_said_instead_of_streamlits_words_is_still_said_by_streamlit():
    built = Path(streamlit.__file__).parent / "static" / "static" / "js"
    scripts = "".join(one.read_text("utf-8") for one in built.glob("*.js"))
    # Icon and key are named by us; of options there are some; the server says which page is not there.
    own = {"icon", "Backspace", "available.", "page."}
    said = [theirs for theirs in SAID if theirs.split()[-1] not in own]
    parts = [part for theirs in said for part in theirs.split(": {}")[0].split("{}") if part.strip()]
    assert [part for part in parts if part not in scripts] == []
