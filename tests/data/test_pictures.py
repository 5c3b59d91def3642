"""A picture: its question, its title, its table and its file; and that it is made once and goes with the snapshot."""

import gc
import io
import weakref

import pandas as pd
import pytest

from backbone import gathering
from backbone.breakdowns import NOT_YET, REMAINDER
from backbone.charts import Canvas
from backbone.pictures import area, breakdown, claims, compare, course, coverage, file, sheet, watch, years
from backbone.pictures.file import as_csv
from backbone.pictures.picture import file_name
from backbone.record.record import load
from backbone.snapshot.store import Store
from backbone.view import View
from backbone.where import Only

CANCER = Only((("illness", "cancer"),))


@pytest.fixture(scope="module")
def record():
    return load()


def rows_of(picture, store, record):
    return pd.read_csv(io.BytesIO(as_csv(picture, store, record)), dtype=str)


def test_a_title_says_the_whole_question(store):
    view = View(place="420000", period="2018", as_of="2019-03", only=CANCER)
    heading = "Claims paid, month by month"
    title = "Claims paid, month by month (only illness: Cancer), Hubei, policy year 2018, as of March 2019"
    assert view.title(heading, store.horizon) == title
    assert (
        view.with_(only=Only())
        .title(heading, store.horizon, "Hubei and Guizhou")
        .startswith("Claims paid, month by month, Hubei and Guizhou, policy year 2018")
    )
    picture = claims.months(store, view, Canvas())
    assert picture.title == title and picture.file_name.startswith("Claims-paid-month-by-month-only-illness-Cancer")
    assert view.into("100000").title(heading, store.horizon).split(", ")[2] == "whole programme", "not all of China"
    said = view.with_(lang="zh").title("逐月赔付件数", store.horizon)
    assert said == "湖北省逐月赔付件数（仅限病种：肿瘤），2018 保单年度，截至2019年3月"


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Claims per 1,000 insured, Hong'an", "Claims-per-1000-insured-Hong-an"),
        ("¥1.5 million: 9, 10.", "RMB-1.5-million-9-10"),
        ("红安县 1.5万元保障（2018）", "红安县-1.5万元保障-2018"),
    ],
)
def test_a_file_is_named_by_words_and_whole_numbers(title, name):
    assert file_name(title) == name


def test_a_picture_is_made_once_as_far_as_the_question_is_the_same(store):
    view = View(place="420000", indicator="paid")
    first = area.trend(store, view, Canvas())
    assert area.trend(store, view.with_(by="sex", signal="slow", others=("421122",)), Canvas()) is first
    assert area.trend(store, view.with_(as_of="2019-03"), Canvas()) is not first
    assert first.view.indicator == "paid" and first.view.place == "420000"


def test_pictures_go_with_the_snapshot(store):
    own = Store(store.snapshot)
    for make in (area.trend, claims.bill, claims.sizes, coverage.pyramid):
        assert make(own, View(), Canvas()).figure is not None
    gone = weakref.ref(own)
    del own
    gc.collect()
    assert gone() is None


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_what_waits_and_what_is_not_broken_down_is_in_the_picture_and_its_file(store, record, lang):
    view = View(lang=lang, place="530000", period="2018", by="illness", indicator="average_claim")
    picture = breakdown.by_category(store, view, Canvas(lang))
    sentences = [gathering.waiting(store.told(view.where), lang), gathering.GATHERING(lang)]
    assert any(sentences) and all(said in picture.note for said in sentences)
    assert picture.note in picture.subtitle, "the picture that leaves the page says it too"
    rows = rows_of(picture, store, record)
    assert set(rows[file.NOTE(lang)]) == {picture.note}
    assert NOT_YET(lang) in set(rows.iloc[:, 2])


def test_what_leaves_nothing_out_has_no_note(store, record):
    picture = coverage.pyramid(store, View(), Canvas())
    assert picture.note == "" and "Note" not in rows_of(picture, store, record)


def test_a_number_of_what_is_not_broken_down_has_no_passport(store):
    picture = breakdown.by_category(store, View(), Canvas())
    table = picture.table(store.horizon)
    (column,) = [c for c in table.rows.columns if table.number(0, c)]
    last = len(table.rows) - 1
    assert picture.rows["illness"].iloc[last] == REMAINDER and table.number(last, column) is None


def test_where_the_facts_do_not_answer_a_picture_says_why(store):
    picture = breakdown.crossed(store, View(place="421122"), Canvas())
    assert picture.figure is None and picture.heading == "Claims paid by illness and hospital tier"
    assert picture.lead.endswith(".") and "provinces" in picture.lead
    assert claims.process(store, View(only=CANCER), Canvas()).figure is None


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("asks", [{"place": "110101"}, {"place": "110000"}, {"place": "421122", "period": "2017"}])
def test_where_nobody_had_cover_each_picture_of_claims_is_a_sentence_and_an_empty_file(store, record, asks, lang):
    makers = (claims.process, claims.promptness, claims.reasons, claims.bill, claims.sizes)
    for picture in (make(store, View(lang=lang, **asks), Canvas(lang)) for make in makers):
        assert picture.figure is None and picture.heading and picture.lead.endswith((".", "。"))
        assert len(rows_of(picture, store, record)) == 0
        if picture.key != "reasons":  # the others name a month, and by then Hong'an had claims of a later policy year
            assert ("2017" in picture.lead) == ("period" in asks)


@pytest.mark.parametrize("as_of", ["", "2018-12"])
def test_a_category_and_a_month_are_kept_to_together(store, as_of):
    view = View(only=CANCER, as_of=as_of)
    months = claims.months(store, view, Canvas())
    assert months.ids == ("claims_paid",)
    assert months.rows["claims_paid"].sum() == store.value("claims_paid", view.where)
    assert months.rows["month"].iloc[-1] == (as_of or "2019-08")


def test_a_file_is_headed_in_the_readers_language_with_units_and_says_all_on_every_row(store, record):
    view = View(lang="zh", indicator="paid", period="2018")
    picture = area.map_here(store, view, Canvas("zh"), "county")
    data = as_csv(picture, store, record)
    assert data.startswith(b"\xef\xbb\xbf") and data.count(b"\r\n") == len(picture.rows) + 1
    rows = rows_of(picture, store, record).set_index("地区代码")
    hongan = rows.loc["421122"].drop("说明").to_dict()
    assert hongan.pop("来源").startswith("顶梁柱")
    assert hongan == {
        "地区": "红安县", "省份": "湖北省", "赔付金额（元）": "1160000", "期间": "2018", "截至": "2019-08",
        "口径": "公布", "数据版本": "2019-08-illustrative",
    }  # fmt: skip
    assert set(rows["口径"]) == {"公布", "示意"} and rows["赔付金额（元）"].isna().sum() == 3


@pytest.mark.parametrize(("lang", "said"), [("en", "Insured and {} more"), ("zh", "参保人次及其他 {} 项")])
def test_a_comparison_says_how_many_it_compares(store, lang, said):
    picture = compare.side_by_side(store, View(lang=lang), Canvas(lang), ("421122", "530627"))
    assert said.format(len(picture.ids) - 1) in picture.title


def test_a_reported_number_takes_its_source_along(store, record):
    view = View(indicator="paid", period="2018", place="421122")
    row = rows_of(area.map_here(store, view, Canvas()), store, record).set_index("Place code").loc["421122"]
    assert row["Basis"] == "reported" and "China Foundation for Poverty Alleviation" in row["Source"]
    compared = rows_of(compare.side_by_side(store, View(), Canvas(), ("421122",)), store, record).iloc[0]
    assert "Insured: reported" in compared["Basis"] and "Coverage: illustrative" in compared["Basis"]


def test_rows_with_a_unit_each_say_it_and_what_is_kept_to(store, record):
    rows = rows_of(claims.bill(store, View(only=CANCER), Canvas()), store, record)
    assert set(rows["Unit"]) == {"RMB"} and set(rows["Only"]) == {"illness: Cancer"}
    assert rows["Number"].astype(float).notna().all() and set(rows["Place"]) == {"China"}


def test_two_years_each_say_until_when(store, record):
    rows = rows_of(years.change_map(store, View(indicator="paid"), Canvas(), ("2017", "2018")), store, record)
    assert set(rows["Period"]) == {"2017-2018"} and set(rows["What"]) == {"Amount paid"}
    assert {"As of: policy year 2017", "policy year 2018 (RMB)", "Province"} <= set(rows)


def test_the_name_of_an_axis_has_room_of_its_own_above_the_foot_of_a_file(store):
    assert watch.funnel(store, View(), Canvas()).figure.layout["margin"]["b"] >= 40


def test_who_is_not_reached_and_whether_it_gets_worse_say_so_in_a_file(store):
    view = View(place="530000")
    assert sheet.finding(coverage.reach(store, view, Canvas()), store).startswith(
        "Not insured 302,052; most: Zhenxiong"
    )
    slower = course.of(store, View(), Canvas(), "within_5_days")
    assert sheet.finding(slower, store) == "Payment is getting slower: 76%, a year ago 85%"
