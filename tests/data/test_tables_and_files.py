"""Tables on screen and in files: every row, by code or by name."""

import pandas as pd
import pytest

from backbone import units
from backbone.breakdowns import REMAINDER
from backbone.files import tables
from backbone.where import Where

IDS = ("claims_paid", "average_claim")


@pytest.fixture(scope="module")
def counties(store):
    return store.aggregate(("insured", "claims_paid", "paid"), "place", Where(period="2018"))


def test_tidy_has_codes_both_names_and_ids(counties):
    found = tables.tidy(counties, ("insured", "claims_paid", "paid"))
    assert list(found.columns) == ["place", "name_en", "name_zh", "insured", "claims_paid", "paid"]
    hongan = found.set_index("place").loc["421122"]
    assert hongan.tolist() == ["Hong'an", "红安县", 65940, 336, 1160000]
    assert type(found["insured"].iloc[0]) is int and float in {type(paid) for paid in found["paid"]}


def test_tidy_leaves_absent_cells_empty(store):
    found = tables.tidy(store.aggregate(("insured",), "month", Where("421122")), ("insured",))
    assert found["insured"].iloc[0] is None or pd.isna(found["insured"].iloc[0])


@pytest.mark.parametrize(("lang", "last"), [("en", "Not yet broken down"), ("zh", "尚未细分")])
def test_what_is_not_yet_broken_down_has_its_code_in_files_and_its_name_on_screen(lang, last):
    answer = pd.DataFrame({"sex": ["female", "male", REMAINDER], "claims_paid": [12.0, 30.0, 9.0]})
    assert tables.tidy(answer, IDS).to_dict("list") == {
        "sex": ["female", "male", "remainder"],
        "claims_paid": [12, 30, 9],
    }
    shown = tables.shown(answer, IDS, lang)
    assert shown.iloc[-1].tolist() == [last, 9]


def test_it_has_its_code_and_its_name_in_both_columns_of_a_crossing():
    rest = pd.DataFrame({"illness": [REMAINDER], "hospital_tier": [REMAINDER], "claims_paid": [9.0]})
    assert tables.tidy(rest, IDS).iloc[0].tolist() == ["remainder", "remainder", 9]
    assert tables.shown(rest, IDS, "en").iloc[0].tolist() == ["Not yet broken down", "Not yet broken down", 9]


def test_shown_says_names_in_the_readers_language(counties):
    shown = tables.shown(counties, ("insured", "paid"), "zh")
    assert list(shown.columns) == ["地区", "省份", "参保人次", "赔付金额"]
    row = shown[shown["地区"] == "红安县"].iloc[0]
    assert row.tolist() == ["红安县", "湖北省", 65940, 1160000]


def _texts(rows, units, lang):
    """The table as it reads on screen, column by column."""
    body = tables.written(rows, units, lang)._translate(True, True)["body"]
    cells = [[cell["display_value"] for cell in row if cell["type"] == "td"] for row in body]
    return dict(zip(rows.columns, map(list, zip(*cells, strict=True)), strict=True))


def test_numbers_and_months_sort_as_what_they_are_and_read_as_the_language_writes_them(store):
    answer = store.aggregate(("paid",), ("period", "month"), Where("420000"))
    shown = tables.shown(answer, ("paid",), "zh")
    assert shown["赔付金额"].dtype == float and shown["月份"].tolist() == answer["month"].tolist()
    said = _texts(shown.tail(2), {"赔付金额": units.MONEY}, "zh")
    assert said["月份"][-1] == "2019年8月" and said["期间"][-1] == "2019 保单年度"
    assert said["赔付金额"][-1] == units.MONEY.full(shown["赔付金额"].iloc[-1], "zh")


def test_rows_may_have_a_unit_each():
    rows = pd.DataFrame({"What": ["Amount paid", "Days"], "Number": [967400.0, 4.25]})
    assert _texts(rows, {"Number": [units.MONEY, units.DAYS]}, "en")["Number"] == ["¥967,400", "4.2 days"]


def test_a_heading_has_its_unit_unless_it_says_it():
    rows = pd.DataFrame({"Amount paid": [1.0, 2.5], "Claims paid": [3.0, float("nan")], "Coverage": [0.123456, 99.0]})
    of = {"Amount paid": units.MONEY, "Claims paid": units.CLAIMS, "Coverage": units.PERCENT}
    assert tables.plain(rows, of, "en").to_dict("list") == {
        "Amount paid (RMB)": [1, 2.5], "Claims paid": [3, None], "Coverage (%)": [0.1235, 99.0],
    }  # fmt: skip
    assert tables.headed("赔付金额", units.MONEY, "zh") == "赔付金额（元）"
    assert tables.headed("参保人次", units.PERSON_TIMES, "zh") == "参保人次"


def test_a_heading_with_brackets_has_its_unit_in_them():
    assert tables.headed("Fewest (95%)", units.CLAIMS, "en") == "Fewest (95%, claims)"
    assert tables.headed("申请件数（100 = 符合预期）", units.DAYS, "zh") == "申请件数（100 = 符合预期，天）"
