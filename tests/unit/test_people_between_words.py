"""Somebody who is named in the midst of other words, and an identity number that is split over neighbouring cells, are
found; words, places, codes, days and amounts beside one another are nobody's."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backbone import places
from backbone.publish.checking import digits
from backbone.publish.checking.mentions import is_named
from tests.unit.test_personal import COUNTIES, HEAD, ROWS, found, in_a_cell, sheet

SURNAMES = "王李张刘陈杨赵吴徐孙朱郭郑韩冯邓曹彭"
GIVEN = ["小明", "秀英", "建国", "桂兰", "志强", "丽华", "伟", "娜", "芳", "静", "磊"]
BETWEEN = [
    "{} 已补录", "材料已补（{}）", "{}，月底补交", "联系人{}", "{}代办", "由{}代领", "患者{}已出院", "家属{}已通知",
    "其子{}签字", "{}本人签字", "请找{}核实", "{}来电催问", "退回；{}", "村民{}反映", "{}女士", "经办人 {}",
]  # fmt: skip
ENGLISH = ["paid to Mr {}", "{} called", "papers by {}", "late: {}", "asked {} twice"]
PHRASES = [
    "高血压", "陈旧性骨折", "高坠伤", "黄疸", "马蹄足", "胡桃夹综合征", "唐氏综合征",
    "材料不全", "待补", "已补录", "重复申请", "马上补交", "周一补", "何时补交",
    "许可证过期", "单位代办", "家属代办", "孙女代领", "村干部签字", "农户本人签字",
    "由县医院转来", "患者高烧", "患者死亡", "联系不上", "通知家属", "经核实属实",
    "因公外出", "于2018年5月补录", "林业局", "张贴公告", "超过时限", "金额不符",
    "审核通过", "经办人员已核", "负责人签字", "发票丢失", "周转金", "二级医院",
    "贫困户", "五保户", "低保",
]  # fmt: skip
PLACES = sorted({said for code in places.CODES for said in (places.get(code).name.zh, places.get(code).short.zh)})


@given(st.sampled_from(SURNAMES), st.sampled_from(GIVEN), st.sampled_from(BETWEEN))
def test_a_name_in_the_midst_of_a_remark_is_found(surname, given_name, between):
    said = between.format(surname + given_name)
    faults = found([sheet(in_a_cell(said))])
    assert [f.rule for f in faults] == ["personal.name"] and surname + given_name not in repr(faults)


@given(st.sampled_from(ENGLISH), st.sampled_from(["Zhang Wei", "Wang Xiaoming", "Xiaoming Wang", "Li Na"]))
def test_a_name_in_letters_is_found_in_a_sentence(between, name):
    said = between.format(name)
    assert [f.rule for f in found([sheet(in_a_cell(said))])] == ["personal.name"]


@given(
    st.lists(
        st.sampled_from(PHRASES) | st.sampled_from(PLACES) | st.dates().map(str) | st.integers(0, 10**9).map(str),
        min_size=1,
        max_size=4,
    ),
    st.sampled_from(["，", " ", "；", "/", "（", "-"]),
)
def test_what_offices_remark_names_nobody(parts, between):
    assert not is_named(digits.plain(between.join(parts)))


@pytest.mark.parametrize(
    "said", ["Papers missing", "Lung Cancer", "No Invoice", "treated in Hong'an County", "Level Two"]
)
def test_words_with_capitals_name_nobody(said):
    assert not is_named(said)


def test_a_name_alone_among_remarks_is_found_and_a_comment_with_one():
    remarks = ["材料不全，待补", "发票丢失，待补", "超过申请时限", "王小明", "重复申请待查"]
    assert [f.rule for f in found([sheet([["序号", "备注"], *([str(n), r] for n, r in enumerate(remarks))])])] == [
        "personal.name"
    ]
    assert [f.rule for f in found([sheet([HEAD, *ROWS], comments=("已与李娜核对，金额无误", "联系人张伟"))])] == [
        "personal.comment.name"
    ]


@st.composite
def numbers(draw):
    county, born = draw(st.sampled_from(COUNTIES)), draw(st.dates(date(1930, 1, 1), date(2010, 1, 1)))
    first = f"{county}{born:%Y%m%d}{draw(st.integers(0, 999)):03d}"
    return first + digits.check_digit(first)


def cut(number, ends, between=""):
    parts = [number[a:b] for a, b in zip((0, *ends), (*ends, 18), strict=True)]
    return [between.join((p[:2], p[2:])) for p in parts]


CUTS = [(6, 14), (14,), (6,), (10,), (14, 17), (17,)]


@given(st.lists(numbers(), min_size=1, max_size=4), st.sampled_from(CUTS), st.sampled_from(["", " ", "-", "\u200b"]))
def test_an_identity_number_over_neighbouring_cells_is_found(all_of_them, ends, between):
    rows = [["PICC-1", *cut(number, ends, between), "85.5"] for number in all_of_them]
    every = found([sheet([["案件号", *["" for _ in (*ends, 18)], "金额"], *rows])])
    (*_, fault) = faults = [f for f in every if f.rule == "personal.id"]  # a part may be like a phone or a card
    assert fault.count == len(rows)
    assert {cell.letters for cell in fault.cells} == ({"B", "C", "D"} if len(ends) == 2 else {"B", "C"})
    assert not any(number[6:14] in repr(faults) for number in all_of_them)


def test_noughts_that_a_spreadsheet_lost_and_a_day_in_the_middle_do_not_hide_it():
    first = "42112219850503001"
    number = first + digits.check_digit(first)
    rows = [[number[:6], "1985-05-03", number[14:].lstrip("0")]]
    assert [f.rule for f in found([sheet([["a", "b", "c"], *rows])])] == ["personal.id"]


@given(
    st.lists(
        st.tuples(
            st.sampled_from(COUNTIES),
            st.dates(date(2016, 1, 1), date(2022, 1, 1)).map(lambda day: f"{day:%Y%m%d}")
            | st.dates(date(2016, 1, 1), date(2022, 1, 1)).map(str)
            | st.integers(0, 10**7).map(str),
            st.integers(0, 9999).map(str) | st.decimals(0, 10**6, places=2).map(str),
        ).map(list),
        min_size=1,
        max_size=30,
    )
)
def test_codes_beside_days_and_amounts_are_nobodys(rows):
    assert found([sheet([["县", "日期", "数"], *rows])]) == ()


def test_amounts_that_look_like_a_birthday_beside_a_code_are_told_by_the_other_rows():
    rows = [["421122", str(19_850_503 + 7 * n), str(1001 + 13 * n)] for n in range(200)]
    assert found([sheet([["县", "保费", "参保人数"], *rows])]) == ()
