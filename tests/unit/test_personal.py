"""Personal data is found wherever it stands, and never repeated; what only looks like it passes."""

import random
from datetime import date

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum import luhn
from stdnum.cn import ric

from backbone import places
from backbone.publish.checking import digits
from backbone.publish.checking.personal import called, found, masked
from backbone.publish.sheet import Sheet, letters

ID, OLD, PHONE, CARD = "11010519491231002X", "421122650312041", "13800138000", "6222021234567890128"
NAMES = ["张伟", "王秀英", "李娜", "刘洋", "欧阳建国", "阿依古丽·买买提"]
HEAD = ["案件号", "县", "病种", "备注", "赔付金额（元）"]
ROWS = [
    ["PICC-4211-00011", "红安", "高血压", "住院", "1500.25"],
    ["PICC-4211-00012", "习水县", "白血病", "已结案", "1380013.80"],
    ["PICC-4211-00013", "高县", "关节炎", "材料不全", "2018050313"],
    ["20180503000012", "金寨", "肿瘤", "家庭困难", "85.5"],
]


def sheet(rows: list[list[str | None]], file: str = "a.xlsx", name: str = "", comments: tuple[str, ...] = ()) -> Sheet:
    width = max(map(len, rows))
    columns = {letters(n): [row[n] if n < len(row) else None for row in rows] for n in range(width)}
    return Sheet(file, name, pa.table({k: pa.array(v, pa.string()) for k, v in columns.items()}), comments=comments)


def column(heading: str, values: list[str]) -> Sheet:
    return sheet([["序号", heading], *([str(n), value] for n, value in enumerate(values, 1))])


def rules(sheet: Sheet) -> set[str]:
    return {fault.rule.removeprefix("personal.") for fault in found([sheet])}


def in_a_cell(value: str) -> list[list[str]]:
    return [HEAD, *ROWS[:2], [*ROWS[2][:3], value, ROWS[2][4]], ROWS[3]]


def test_what_offices_write_passes():
    assert found([sheet([HEAD, *ROWS])]) == ()


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        (ID, "id"),
        (ID.lower(), "id"),
        ("１１０１０５１９４９１２３１００２Ｘ", "id"),
        ("110105 19491231 002X", "id"),
        ("110105-1949-1231-002X", "id"),
        ("1\u200b10105194912310\u200b02X", "id"),
        ("患者证件为110105\u00a019491231\u00a0002X，已核", "id"),
        ("110105194912310000", "id"),
        ("110105194912312100", "id"),
        (f"abc{ID[:17]}Xyz", "id"),
        ("abc110101199003070054xyz", "id"),
        (OLD, "id"),
        (PHONE, "phone"),
        ("+86 138 0013 8000", "phone"),
        ("008613800138000", "phone"),
        ("138-0013-8000", "phone"),
        ("1 3 8 0 0 1 3 8 0 0 0", "phone"),
        ("2018-05-03 13800138000", "phone"),
        ("tel13800138000", "phone"),
        ("联系电话：0713-5242888", "phone"),
        ("0713-5242888", "phone"),
        ("+86 (138) 0013-8000", "phone"),
        ("138 00138 000", "phone"),
        ("1\u20033\u20038 0013 8000", "phone"),
        ("110105、19491231、002X", "id"),
        ("11010519491231002×", "id"),
        ("证件ID11010519491231002XABC", "id"),
        ("一一〇一〇五一九四九一二三一〇〇二X", "id"),
        ("1.10105194912310E+17", "id"),
        ("NO6222021234567890128", "card"),
        ("地址:湖北省红安县城关镇", "address"),
        ("0713-20180503", ""),
        ("联系电话：            ", ""),
        ("电话-------------", ""),
        ("13,800,138,000.00", ""),
        ("-13800138000", ""),
        ("4211221999010112345", ""),
        ("PICC201805031234567", ""),
        ("１３８００１３８０００", "phone"),
        (CARD, "card"),
        ("6222 0212 3456 7890 128", "card"),
        ("患者：张建国", "name"),
        ("红安县城关镇某某村3组", "address"),
        ("文昌街道东门社区十二号", "address"),
    ],
)
def test_it_is_found_in_any_cell_and_named_by_the_cell_alone(value, kind):
    faults = found([sheet(in_a_cell(value))])
    assert [f.rule for f in faults] == ([f"personal.{kind}"] if kind else [])
    for fault in faults:
        assert [str(cell) for cell in fault.cells] == ["D4"] and fault.count == 1 and fault.blocks
        assert value not in repr(fault) and fault.value == ""


@pytest.mark.parametrize(
    "heading",
    [
        "name", "patient_name", "Insured person's name", "id_card", "ID_number", "phone", "bank_card", "姓名",
        "被保险人", "身份证号", "手机号", "联系电话", "银行账号", "家庭住址", "出生日期", "Date of birth", "户主姓名",
    ],
)  # fmt: skip
def test_a_heading_gives_it_away(heading):
    assert {rule.split(".")[0] for rule in rules(column(heading, ["一", "二"]))} == {"heading"}


@pytest.mark.parametrize(
    "heading",
    [
        "Claim ID number", "County name", "name_zh", "name_en", "医院名称", "Insured", "参保人数", "被保险人年龄",
        "案件号", "医院地址", "参保人次", "Hospital name", "项目名称",
    ],
)  # fmt: skip
def test_other_headings_pass(heading):
    assert rules(column(heading, ["120", "130"])) == set()


def test_name_above_counties_and_words_about_papers_pass():
    assert rules(column("Name", ["红安县", "Xishui", "麻城"])) == set()
    assert rules(column("拒赔原因", ["身份证不符", "银行卡号有误", "姓名不符"])) == set()


def test_a_column_named_like_an_id_is_named_by_its_letters():
    faults = found([sheet([["序号", ID], ["1", "x"]])])
    assert [(f.rule, *map(str, f.cells)) for f in faults] == [("personal.id", "B1")]
    assert ID not in repr(faults)


def test_names_are_found_by_their_company():
    assert rules(column("备注", NAMES)) == {"name"}
    assert rules(column("Remark", ["Zhang San", "Li Na", "Wang Wei"])) == {"name"}
    assert rules(column("说明", ["张*三", "李某某", "王**"])) == {"name"}
    assert rules(column("备注", ["高家湾", "李家庄", "王家坪", "石板村"])) == set()
    assert rules(column("备注", ["高中", "初中", "文盲", "小学"])) == set()
    villages = "石桥村 高家湾 白杨树 龙王庙 黄土坡 金银山 大河边 马鞍山 石门坎 关口 江边 桃园"
    assert rules(column("村", villages.split())) == set()
    assert rules(column("县", [places.get(code).short.zh for code in places.CODES])) == set()


def test_names_of_files_and_sheets_and_comments_are_looked_at():
    said = found(
        [
            sheet([HEAD], file=f"理赔_{ID}.xlsx"),
            sheet([HEAD], name=PHONE),
            sheet([HEAD], name="张建国"),
            sheet([HEAD], comments=(f"他的电话 {PHONE}",)),
            sheet([HEAD], comments=("王芳:\n待核",)),
        ]
    )
    assert [f.rule for f in said] == [
        "personal.called.id", "personal.called.phone", "personal.called.name", "personal.comment.phone",
        "personal.comment.name",
    ]  # fmt: skip
    assert all(one not in repr(said) for one in (ID, PHONE, "张建国"))
    assert found([sheet([HEAD], file="云南2018年度参保情况.xlsx", name="印江土家族苗族自治县")]) == ()


def test_the_name_of_a_file_is_repeated_without_what_is_personal():
    assert called(f"理赔_{ID}.xlsx") == "理赔_….xlsx" and called(f"红安{PHONE}.xlsx") == "红安….xlsx"
    assert called("理赔_20180503.xlsx") == "理赔_20180503.xlsx"
    assert called("患者张伟.xlsx") == called("张建国.xlsx") == "….xlsx"
    assert masked("张建国") == "张建国"  # a steward's own name stands in the log


@pytest.mark.parametrize("name", ["患者张伟", "王芳理赔资料", "李小红住院发票", "参保人刘洋的材料"])
def test_a_name_beside_the_words_of_its_papers_names_somebody(name):
    for where in ({"file": f"{name}.xlsx"}, {"name": name}):
        said = found([sheet([HEAD], **where)])
        assert [fault.rule for fault in said] == ["personal.called.name"] and name not in repr(said)


@pytest.mark.parametrize(
    "name",
    ["黄冈理赔2018年度", "周口报销", "徐闻理赔", "马关理赔资料", "患者自付", "高血压患者", "何时理赔", "理赔资料"],
)
def test_a_place_beside_the_same_words_names_nobody(name):
    assert found([sheet([HEAD], file=f"{name}.xlsx", name=name)]) == ()


def test_a_column_of_serial_numbers_passes():
    serial = [f"421122201805{day:02d}{n:04d}" for day in range(1, 29) for n in range(1, 40)]
    assert rules(column("案件号", serial)) == set()
    assert rules(column("案件号", [f"180503{n:05d}" for n in range(1, 60)])) == set()
    assert rules(column("案件号", [f"13000{n:06d}" for n in range(1, 60)])) == set()
    gansu = [f"62082120180503{n:05d}" for n in range(1, 500)]
    assert any(map(luhn.is_valid, gansu)) and rules(column("案件号", gansu)) == set()
    chance = random.Random(1)
    phones = [f"13{chance.randrange(10**9):09d}" for _ in range(60)]
    assert rules(column("案件号", phones)) == {"phone"}


def test_one_among_serial_numbers_is_found():
    serial = [f"421122201805{day:02d}{n:04d}" for day in range(1, 29) for n in range(1, 40)]
    serial[700] = ID
    (fault,) = found([column("案件号", serial)])
    assert [str(cell) for cell in fault.cells] == ["B702"]


@given(st.integers(0, 10**17 - 1))
def test_the_check_digit_is_that_of_the_standard(number):
    first = f"{number:017d}"
    assert digits.check_digit(first) == ric.calc_check_digit(f"{first}0")


@given(st.integers(10**15, 10**19 - 1).map(str))
def test_the_check_digit_of_a_card_is_luhns(number):
    assert not digits.is_card(number) or luhn.is_valid(number)
    card = f"6222{number[4:]}"
    assert digits.is_card(card) == luhn.is_valid(card)
    assert rules(column("x", [card])) & {"card", "id"} or not luhn.is_valid(card)


COUNTIES = sorted(code for code in places.CODES if places.get(code).level == "county")
FULL_WIDTH = str.maketrans("0123456789X", "０１２３４５６７８９Ｘ")


@st.composite
def written(draw, parts: st.SearchStrategy[list[str]]) -> str:
    """Digits in parts, as people write them: something between the parts, full width, words around."""
    between = draw(st.sampled_from(["", " ", "-", "\u00a0", "\u200b", "－", " - "]))
    said = between.join(draw(parts))
    said = said.translate(FULL_WIDTH) if draw(st.booleans()) else said
    return (
        draw(st.sampled_from(["", "证件：", "（", "id "])) + said + draw(st.sampled_from(["", "，已核", " 待补", "）"]))
    )


@st.composite
def identities(draw) -> list[str]:
    county, born = draw(st.sampled_from(COUNTIES)), draw(st.dates(date(1930, 1, 1), date(2010, 1, 1)))
    first = f"{county}{born:%Y%m%d}{draw(st.integers(0, 999)):03d}"
    return [county, f"{born:%Y%m%d}", first[14:] + digits.check_digit(first)]


@given(written(identities()))
def test_an_identity_number_is_found_however_it_is_written(said):
    faults = found([sheet(in_a_cell(said))])
    assert [f.rule for f in faults] == ["personal.id"] and said not in repr(faults)


@given(written(st.integers(0, 10**8 - 1).map(lambda n: ["138", f"{n:08d}"[:4], f"{n:08d}"[4:]])))
def test_a_mobile_number_is_found_however_it_is_written(said):
    faults = found([sheet(in_a_cell(said))])
    assert [f.rule for f in faults] == ["personal.phone"] and said not in repr(faults)


@given(st.decimals(0, 10**9, places=2).map(str) | st.dates(date(2017, 1, 1), date(2022, 1, 1)).map(str))
def test_amounts_and_days_are_nobodys(said):
    assert found([sheet(in_a_cell(said))]) == ()
