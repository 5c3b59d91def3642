"""What is written in one cell, read: its plain form, or nothing where that is not certain."""

from decimal import Decimal

import pytest

from backbone.publish.columns import COLUMNS
from backbone.publish.naming import values
from backbone.publish.naming.codes import CODED, meanings
from backbone.publish.raw import TABLES

TEN_THOUSAND = Decimal(10000)


@pytest.mark.parametrize(
    ("written", "yuan", "of_ten_thousand"),
    [
        ("1200", "1200.00", "12000000.00"),
        ("0", "0.00", "0.00"),
        ("¥1,234.5", "1234.50", "12345000.00"),
        ("￥１，２３４．５０", "1234.50", "12345000.00"),
        ("RMB 1,234.50", "1234.50", "12345000.00"),
        ("1\u00a0234\u00a0567", "1234567.00", "12345670000.00"),
        ("1,2345,6789", "123456789.00", "1234567890000.00"),
        ("(300)", "-300.00", "-3000000.00"),
        ("（1,234.50）", "-1234.50", "-12345000.00"),
        ("−5", "-5.00", "-50000.00"),
        ("-¥5", "-5.00", "-50000.00"),
        ("(0)", "0.00", "0.00"),
        ("12.345678", "12.35", "123456.78"),
        ("0.30000000000000004", "0.30", "3000.00"),
        ("1.2万", "12000.00", "12000.00"),
        ("1.2 萬元", "12000.00", "12000.00"),
        ("1亿2,000万元", "120000000.00", "120000000.00"),
        ("1200元", "1200.00", "1200.00"),
        ("1200元整", "1200.00", "1200.00"),
        ("1200（元）", "1200.00", "1200.00"),
        ("RMB 1.2 million", "1200000.00", "1200000.00"),
    ],
)
def test_an_amount_is_read_to_the_fen(written, yuan, of_ten_thousand):
    assert values.amount(written) == yuan
    assert values.amount(written, TEN_THOUSAND) == of_ten_thousand


@pytest.mark.parametrize(
    "written",
    [
        "",
        " ",
        "-",
        "无",
        "1,23",
        "12,34",
        "1,234,5678",
        "12 34",
        "3万5",
        "2万3万",
        "12人",
        "85%",
        "1.2E+05",
        "--5",
        "1(2)",
        "5.",
        "1.2.3",
        "12345678901234567",
        "1e999",
        "NaN",
        "Infinity",
        "一千",
        "12a",
        "9" * 5000,
        "0x10",
        "1_000",
        "¥",
        "万",
    ],
)
def test_what_is_no_amount_for_certain_is_none(written):
    assert values.amount(written) is None


@pytest.mark.parametrize(
    ("written", "people"),
    [
        ("12", "12"),
        ("12.0", "12"),
        ("１２", "12"),
        ("12人", "12"),
        ("1,234 人次", "1234"),
        ("1.2万人", "12000"),
        ("12（人）", "12"),
        ("12 people", "12"),
        ("-3", "-3"),
        ("12.000000000000002", "12"),
        ("1.2万", "12000"),
    ],
)
def test_a_count_is_whole(written, people):
    assert values.count(written) == people


@pytest.mark.parametrize("written", ["12.5", "12户", "12元", "1.23456万人", "一百", "", "~12", "12+"])
def test_what_is_no_whole_number_of_people_is_none(written):
    assert values.count(written) is None


def test_a_count_in_ten_thousands_is_whole_or_nothing():
    assert values.count("81.32", TEN_THOUSAND) == "813200"
    assert values.count("81.32001", TEN_THOUSAND) is None


@pytest.mark.parametrize(
    "written",
    [
        "2018-05-03",
        "2018/5/3",
        "2018.5.3",
        "2018年5月3日",
        "2018 年 5 月 3 日",
        "20180503",
        "43223",
        "43223.75",
        "3 May 2018",
        "May 3, 2018",
        "3-May-2018",
        "3rd May 2018",
        "2018-05-03 00:00:00",
        "2018-05-03T10:30:00",
        "２０１８－０５－０３",
        " 2018–05–03 ",
        "2018年05月03日 12:30",
    ],
)
def test_a_day_is_read_however_it_is_written(written):
    assert values.day(written) == "2018-05-03"
    assert values.month(written) == "2018-05"


@pytest.mark.parametrize(
    "written",
    [
        "2018-02-30",
        "2018-13-01",
        "18-5-3",
        "3-May-18",
        "2018-05",
        "2018",
        "99999",
        "12",
        "03/05/2018",
        "tomorrow",
        "2018-5/3",
        "201805033",
        "2018年5月",
        "00000000",
        "0000-01-01",
    ],
)
def test_what_is_no_day_for_certain_is_none(written):
    assert values.day(written) is None


def test_a_day_whose_order_only_the_sender_knows_waits_for_the_answer():
    assert values.day("03/05/2018") is None
    assert values.day("03/05/2018", values.DAY_FIRST) == "2018-05-03"
    assert values.day("03/05/2018", values.MONTH_FIRST) == "2018-03-05"
    assert {values.day("5/5/2018", order) for order in ("", values.DAY_FIRST, values.MONTH_FIRST)} == {"2018-05-05"}
    assert values.day("25/12/2018") == "2018-12-25" and values.day("25/12/2018", values.MONTH_FIRST) is None


@pytest.mark.parametrize("written", ["18年5月3日", "18 年 5 月 3 日", "'18年05月03日", "１８年５月３号"])
def test_two_digits_before_nian_are_a_year(written):
    assert values.day(written) == "2018-05-03"
    assert values.month(written) == "2018-05" and values.policy_year("18年度") == "2018"


@pytest.mark.parametrize(
    ("written", "year", "day", "month"),
    [
        ("18-05-13", "2018-05-13", None, None),
        ("18.5.3", "2018-05-03", None, None),
        ("19/05/18", "2019-05-18", "2018-05-19", None),
        ("03/05/18", None, "2018-05-03", "2018-03-05"),
        ("3-May-18", None, "2018-05-03", None),
        ("08-05-03", None, None, None),
    ],
)
def test_of_two_digits_for_a_year_the_order_must_be_said(written, year, day, month):
    assert values.day(written) is None and values.has_short_year(written)
    read = [values.day(written, order) for order in (values.YEAR_FIRST, values.DAY_FIRST, values.MONTH_FIRST)]
    assert read == [year, day, month]


@pytest.mark.parametrize("written", ["18年5月", "18年05月份", "18-05", "18/5", "5/18", "05-18", "May-18", "May-'18"])
def test_a_month_with_two_digits_for_its_year_leaves_no_doubt(written):
    assert values.month(written) == "2018-05" and values.has_short_year(written)


@pytest.mark.parametrize("written", ["12-11", "05-03", "1805", "18.05", "18-May", "18-13", "5-8"])
def test_two_short_numbers_of_which_none_must_be_the_year_are_no_month(written):
    assert values.month(written) is None


@pytest.mark.parametrize(
    "written",
    [
        "2018-05",
        "2018/5",
        "2018.5",
        "2018.05",
        "201805",
        "2018年5月",
        "2018年05月份",
        "May 2018",
        "05/2018",
        "2018 May",
    ],
)
def test_a_month_is_read_however_it_is_written(written):
    assert values.month(written) == "2018-05"


def test_a_month_that_lost_its_nought_is_not_guessed():
    assert values.month("2018.1") is None  # January, or October without its nought
    assert values.month("201813") is None and values.month("5月") is None
    assert values.month("5月", "2018") == values.month("May", "2018") == values.month("05", "2018") == "2018-05"
    assert values.month("13月", "2018") is None


def test_a_policy_year():
    for written in ("2018", "2018年", "2018年度", "2018 保单年度", "FY2018", "2018.0", "２０１８", "Policy year 2018"):
        assert values.policy_year(written) == "2018"
    for written in ("18", "2018-2019", "2018/19", "20188", "-1", "201.8", ""):
        assert values.policy_year(written) is None


def test_an_age_and_a_code():
    assert values.age("45岁") == values.age("45 周岁") == values.age("45 years old") == values.age("45.0") == "45"
    assert values.age("45.5") is None and values.age("不详") is None
    for written in ("421122", "４２１１２２", "421122.0", "421122000000", " 42 11 22 "):
        assert values.adcode(written) == "421122"
    assert values.adcode("42112") is None and values.adcode("421122001000") is None


@pytest.mark.parametrize(
    ("column", "written", "code"),
    [
        ("sex", "男", "male"),
        ("sex", "Ｆ", "female"),
        ("age_band", "18–29岁", "18-29"),
        ("age_band", "30至39周岁", "30-39"),
        ("illness", "恶性肿瘤", "cancer"),
        ("illness", "肺癌", "cancer"),
        ("illness", "C34.9", "cancer"),
        ("illness", "D50.0", "other"),
        ("illness", "i10", "circulatory"),
        ("illness", "Respiratory disease", "respiratory"),
        ("hospital_tier", "乡镇卫生院", "township"),
        ("hospital_tier", "Provincial and above", "province"),
        ("outcome", "已赔付", "paid"),
        ("outcome", "Denied", "rejected"),
        ("reject_reason", "未达起付线", "below_deductible"),
        ("reject_reason", "资料不全", "papers_missing"),
    ],
)
def test_a_word_that_certainly_stands_for_a_code(column, written, code):
    assert values.code(column, written) == code


@pytest.mark.parametrize(
    ("column", "written", "codes"),
    [
        ("hospital_tier", "三甲", ("city", "province")),
        ("hospital_tier", "二级", ("county", "city")),
        ("outcome", "已结案", ("paid", "rejected")),
        ("illness", "良性肿瘤", ("cancer", "other")),
        ("sex", "1", ()),
        ("age_band", "50岁以上", ()),
        ("age_band", "20-29", ()),
        ("illness", "感冒", ()),
    ],
)
def test_a_word_of_several_codes_or_none_is_not_guessed(column, written, codes):
    assert meanings(column, written) == codes and values.code(column, written) is None


def test_every_code_and_its_words_stand_for_it():
    for columns in COLUMNS.values():
        for column, described in columns.items():
            assert bool(described.choices) == (column in CODED)
            for code, said in described.choices.items():
                assert {values.code(column, word) for word in (code, said.en, said.zh)} == {code}


def test_every_column_of_the_raw_records_is_described_and_its_example_reads_as_itself():
    assert {table: [*columns] for table, columns in COLUMNS.items()} == {t: [*columns] for t, columns in TABLES.items()}
    for table, columns in COLUMNS.items():
        for column, described in columns.items():
            if described.example:
                assert values.reader_of(table, column)(described.example) == described.example
            else:
                assert TABLES[table][column].endswith(" NULL")


def test_what_is_longer_than_any_value_is_not_cut_to_one():
    for padding in (" " * 300, "0" * 300):
        assert values.amount(f"1{padding}2") is None and values.count(f"1{padding}2") is None
    assert values.day(f"2018-05-03{' ' * 300}x") is None and values.words("C" * 300) is None
    assert values.code("sex", f"男{' ' * 300}女") is None and not values.is_nothing(f"-{' ' * 300}5")


def test_texts_that_patterns_could_try_for_hours_are_answered():
    for sign in "(（-, '1.年万T/":
        for text in (sign * 200, f"{sign}1" * 100, "(" * 100 + ")" * 100, f"1{sign}" * 66 + "x"):
            for table, columns in COLUMNS.items():
                for column in columns:
                    values.reader_of(table, column)(text)
