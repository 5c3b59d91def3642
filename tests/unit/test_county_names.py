"""County names as offices write them: what is certain has a code, what is not is asked."""

import pytest

from backbone.publish.naming import counties
from backbone.text import Text
from tests.successions import successions

HUBEI, BEIJING, JIANGSU, SICHUAN = "420000", "110000", "320000", "510000"


def _match(name, province=""):
    return counties.match([name], province)[name]


@pytest.mark.parametrize(
    ("written", "province", "code"),
    [
        ("红安县", "", "421122"),
        ("红安", HUBEI, "421122"),
        (" 红 安 县 ", "", "421122"),
        ("紅安縣", "", "421122"),
        ("Hong'an", "", "421122"),
        ("HONG AN COUNTY", HUBEI, "421122"),
        ("hóng'ān xiàn", "", "421122"),
        ("421122", "", "421122"),
        ("４２１１２２", "", "421122"),
        ("421122000000", "", "421122"),
        ("421122.0", "", "421122"),
        ("422123", "", "421122"),
        ("湖北省红安县", "", "421122"),
        ("湖北省黄冈市红安县", "", "421122"),
        ("黄冈红安", "", "421122"),
        ("湖北省红安县", HUBEI, "421122"),
        ("Hong'an, Huanggang, Hubei", "", "421122"),
        ("红安县（421122）", "", "421122"),
        ("421122 红安", "", "421122"),
        ("印江县", "", "520625"),
        ("印江自治县", "", "520625"),
        ("潜山县", "", "340882"),  # its name until 2018
        ("神农架", HUBEI, "429021"),
        ("恩施市", "", "422801"),
        ("长沙县", "", "430121"),
        ("Changsha County", "", "430121"),
        ("朝阳区", BEIJING, "110105"),
        ("北京市朝阳区", "", "110105"),
        ("南京市鼓楼区", "", "320106"),
        ("徐州市鼓楼区", JIANGSU, "320302"),
    ],
)
def test_what_can_be_nothing_else_has_a_code(written, province, code):
    found = _match(written, province)
    assert found.code == code and found.confidence >= 0.95


@pytest.mark.parametrize(
    ("written", "province", "candidates"),
    [
        ("红按县", "", {"421122", "513233", "532529"}),
        ("红按县", HUBEI, {"421122"}),
        ("湖北省红按县", "", {"421122"}),
        ("朝阳区", "", {"110105", "220104"}),
        ("鼓楼区", JIANGSU, {"320106", "320302"}),
        ("恩施", "", {"422801"}),  # the city, or the prefecture that it lies in
        ("毕节市", "520000", {"520502"}),  # a county until 2011, a prefecture since
        ("长沙", "", {"430121"}),
        ("红安县", SICHUAN, {"421122"}),
        ("四川省红安县", "", {"421122"}),
        ("成都市红安县", HUBEI, {"421122"}),
        ("421122", SICHUAN, {"421122"}),
        ("东乡县", "", {"361003", "622926"}),
        ("421122 麻城市", "", {"421122", "421181"}),
    ],
)
def test_what_is_misspelt_shared_or_elsewhere_is_asked(written, province, candidates):
    found = _match(written, province)
    assert found.code == "" and set(found.candidates) == candidates and found.confidence <= 0.6


@pytest.mark.parametrize(
    "written",
    [
        "",
        " ",
        "县",
        "湖北省",
        "黄冈市",
        "黄冈",
        "恩施州",
        "Changsha City",
        "420000",
        "421100",
        "999999",
        "x" * 100000,
        "吉林市",
        "0",
    ],
)
def test_what_is_no_county_has_no_candidates(written):
    found = _match(written)
    assert (found.code, found.candidates) == ("", ())


def test_the_reason_names_what_was_meant():
    assert _match("黄冈市").why.zh == "黄冈市不是县级行政区，请填写县名。"
    assert _match("422123").why.en == "Hong'an (Hubei, 421122) had this code before."
    assert _match("恩施").why.zh.startswith("恩施土家族苗族自治州也用此名称")


def test_a_code_and_a_name_beside_it_must_agree():
    for name in ("红安县", "红安", "Hong'an", "紅安", "湖北红安县", "", "红按县", "黄冈市红安县"):
        assert counties.together("421122", name).code == "421122"
    assert counties.together("422123", "红安县").code == "421122"
    for name in ("麻城市", "朝阳区", "黄冈市", "北京市"):
        assert counties.together("421122", name).code == ""
    assert counties.together("110105", "朝阳区").code == "110105"
    assert counties.together("999999", "红安县").code == ""


def test_a_province_is_known_by_name_and_code():
    for written in ("湖北省", "湖北", "Hubei", "hubei sheng", "420000", "湖 北"):
        assert counties.province_of_name(written) == HUBEI
    assert counties.province_of_name("广西壮族自治区") == counties.province_of_name("广西") == "450000"
    assert (
        counties.province_of_name("红安县")
        == counties.province_of_name("")
        == counties.province_of_name("100000")
        == ""
    )


def test_a_county_that_went_into_another_keeps_its_code_in_what_offices_send():
    names = {"421190": Text("Jia", "甲县"), "421191": Text("Yi", "乙县")}
    with successions({"421190": "421122", "421191": "421122"}, "2019-04", names):
        found = counties.match(["421190", "甲县", "421191乙县", "红安县", "421122"])
        assert [one.code for one in found.values()] == ["421190", "421190", "421191", "421122", "421122"]
        assert counties.spelt("421190") == Text("Jia (Hubei, 421190)", "甲县（湖北省，421190）")
