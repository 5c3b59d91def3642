"""The public record: its numbers are the published ones, its words in both languages, its checks fire."""

import re
import shutil

import pandas as pd
import pytest

from backbone.places import NATION
from backbone.record import record
from backbone.record.record import RecordError, load

HAN = re.compile(r"[\u3400-\u9fff]")
LATIN = re.compile(r"[A-Za-z]")
EVIDENCED = {
    *("421122", "530627", "530621", "411327", "610925", "520330", "510822", "513432"),
    *("530521", "520625"),
}
WITHOUT_SOURCE = {"530521", "520625"}


@pytest.fixture(scope="module")
def published():
    return load()


@pytest.fixture
def copy(tmp_path):
    return shutil.copytree(record.FOLDER, tmp_path / "published")


@pytest.mark.parametrize(
    ("place", "metric", "as_of", "source", "value", "unit"),
    [
        (NATION, "counties", "2019-09-01", "s07", 69, "counties"),
        (NATION, "counties", "2019-11-05", "s10", 79, "counties"),
        (NATION, "insured_persons", "2019-09-01", "s07", 5_360_000, "people_or_person_times"),
        (NATION, "insured_persons", "2019-10-31", "s08", 7_890_500, "people_or_person_times"),
        (NATION, "insured_person_times", "2018-12-31", "s05", 4_253_200, "person_times"),
        (NATION, "spent_rmb", "2019-10-31", "s08", 229_500_400, "rmb"),
        (NATION, "raised_rmb", "2020-12-31", "s12", 346_548_900, "rmb"),
        (NATION, "donors_person_times", "2020-12-31", "s12", 7_630_000_000, "person_times"),
        ("421122", "insured_persons", "2018", "s07", 65_940, "people_or_households"),
        ("421122", "claims_paid", "2019-08-28", "s07", 336, "claims"),
        ("421122", "paid_rmb", "2019-08-28", "s07", 1_160_000, "rmb"),
        ("530627", "insured_persons", "2018", "s15", 330_100, "people"),
        ("530621", "premium_rmb", "2017", "s15", 2_220_000, "rmb"),
        ("610925", "insured_persons", "2018", "s17", 39_138, "people"),
        ("520330", "reimbursement_ratio", "2017", "s01", 0.4, "share"),
        ("530627", "launch_date", "2017", "s15", "2017-12-05", "date"),
    ],
)
def test_published_figures(published, place, metric, as_of, source, value, unit):
    found = [
        (f.value, f.unit)
        for f in published.figures_of(place)
        if (f.metric, f.as_of, f.source.source_id) == (metric, as_of, source)
    ]
    assert found == [(value, unit)]


def test_whole_record(published):
    sizes = [len(part) for part in (published.figures, published.sources, published.stories)]
    assert sizes == [70, 25, 12]
    numbers = [f.value for f in published.figures if not isinstance(f.value, str)]
    assert (len(numbers), round(sum(numbers), 1)) == (67, 11_072_479_284.4)
    amounts = [
        (s.hospital_cost_rmb, s.left_after_public_schemes_rmb, s.paid_by_backbone_rmb) for s in published.stories
    ]
    assert amounts[3] == (116431.05, 10000, 5073.71)
    assert amounts[6] == (189003, 41696, 18900)
    assert amounts[8] == (None, None, 16000)


def test_an_insurers_part_is_not_the_programmes(published):
    insurers = [f for f in published.figures if f.scope.startswith("insurer:")]
    assert len(insurers) == 3
    assert not set(insurers) & set(published.figures_of(NATION))


def test_no_target_or_plan_is_a_result(published):
    for figure in published.figures:
        intended = figure.metric.split("_")[0]
        assert (
            figure.statement == intended
            if intended in ("target", "plan")
            else figure.statement in ("actual", "context")
        )


def test_membership(published):
    assert len(published.counties) == 69
    assert {c.adcode for c in published.counties if c.membership == "evidenced"} == EVIDENCED
    assumed = {p.name.en for p in published.provinces if p.membership == "assumed"}
    assert assumed == {"Hunan", "Gansu", "Jiangxi", "Hebei", "Anhui"}
    assert len(published.provinces) == 12
    assert published.membership(NATION) is None


def test_evidence_is_never_invented(published):
    with_source = {c.adcode for c in published.counties if published.evidence(c.adcode)}
    assert with_source == EVIDENCED - WITHOUT_SOURCE
    assert [s.source_id for s in published.evidence("421122")] == ["s07"]
    assert [s.source_id for s in published.evidence("513432")] == ["s22", "s23"]
    assert [s.source_id for s in published.evidence("650000")] == ["s03", "s08"]


def test_a_provinces_evidence_and_stories_are_its_counties(published):
    assert {s.adcode for s in published.stories_of("530000")} == {"530627", "530621"}
    for province in published.provinces:
        assert bool(published.evidence(province.adcode)) == (province.membership == "evidenced")


def test_words_are_in_their_own_language(published):
    """No Han character in a *_en column, no Latin letter in a *_zh column, and neither without the other."""
    for path in sorted(record.FOLDER.glob("*.csv")):
        table = pd.read_csv(path, dtype=str, keep_default_na=False)
        for column in table.filter(regex="_en$"):
            said = table[[column, column[:-2] + "zh"]].loc[table[column] != ""]
            if column == "pseudonym_en":  # a name has characters only where a source prints them
                said = said[said["pseudonym_zh"] != ""]
            assert not said[column].str.contains(HAN).any(), (path.name, column)
            assert said.iloc[:, 1].str.contains(HAN).all(), (path.name, column)
            assert not said.iloc[:, 1].str.contains(LATIN).any(), (path.name, column)


def test_every_code_has_words_and_every_word_is_used(published):
    used = {
        "metric": {f.metric for f in published.figures},
        "unit": {f.unit for f in published.figures},
        "statement": {f.statement for f in published.figures},
        "kind": {s.kind for s in published.sources},
        "membership": {c.membership for c in published.counties},
        "scope": {f.scope for f in published.figures},
        "bound": {f.bound for f in published.figures},
    }
    assert used == {
        "metric": set(record.METRICS),
        "unit": set(record.UNITS),
        "statement": set(record.STATEMENTS),
        "kind": set(record.KINDS),
        "membership": set(record.MEMBERSHIPS),
        "scope": set(record.SCOPES),
        "bound": set(record.BOUNDS),
    }


def test_a_number_is_as_exact_as_the_words_that_its_note_quotes(published):
    quoted = {"more than": "at_least", "over": "at_least", "nearly": "nearly", "almost": "nearly", "around": "about"}
    for figure in published.figures:
        said = re.search(rf"says “({'|'.join(quoted)})\b", figure.note.en if figure.note else "")
        assert not said or figure.bound == quoted[said[1]], figure.figure_id
        assert ("pproximate" in figure.note.en) <= (figure.bound == "about"), figure.figure_id


def test_one_case_that_two_sources_tell_is_one(published):
    """The tractor accident in Zhenxiong was told by a newspaper and in an album: that is one case of three."""
    cases = published.cases_of("530627")
    assert [len(case) for case in cases] == [2, 1, 1]
    assert {story.source.source_id for story in cases[0]} == {"s15", "s19"}
    assert [len(case) for case in published.cases_of("513432")] == [2]


def test_stories_name_nobody(published):
    pseudonyms = re.compile(r"Gaowugesi|高伍格斯|Li Lilian|Liang Yuhong|\b(Mr|Mrs|Ms|Miss)\b|某|化名")
    for story in published.stories:
        told = " ".join(f"{words.en} {words.zh}" for words in (story.summary, story.relief, story.note) if words)
        assert not re.search(r"\d{7,}|1[3-9]\d[\d -]{8,}|\d{6}(19|20)\d{6}", told)
        assert not pseudonyms.search(told)


def test_a_case_is_called_by_its_pseudonym_marked_as_one_or_by_its_place_and_never_by_an_illness(published):
    called = {story.story_id: (story.title.en, story.title.zh) for story in published.stories}
    assert called["c07"] == ("Gaowugesi (pseudonym)", "高伍格斯（化名）")
    # Their source prints no characters: none are made up, and it is said why.
    assert called["c09"] == ("Li Lilian (pseudonym)", "Li Lilian（化名，原文为英文）")
    assert called["c10"] == ("Liang Yuhong (pseudonym)", "Liang Yuhong（化名，原文为英文）")
    assert called["c01"] == ("A family in Zhenxiong", "镇雄县的一户家庭")
    assert {story.story_id for story in published.stories if story.visited} == {"c09", "c10"}
    for story in published.stories:
        assert bool(story.pseudonym) == (story.story_id in ("c07", "c09", "c10"))
        for lang in ("en", "zh"):
            words = re.split(r"[ ,;，；、]+", story.illness(lang).lower())
            assert not any(word in story.title(lang).lower() for word in words if len(word) > 2)


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_frame(published, lang):
    frame = published.frame(lang)
    assert len(frame) == 70
    assert frame["day"].is_monotonic_increasing
    row = frame.set_index("figure_id").loc["f057"]
    assert (row["shown"], row["value"], row["place"]) == ("65,940", 65940, "421122")
    assert row["date"] == {"en": "policy year 2018", "zh": "2018 保单年度"}[lang]
    words = frame[["where", "what", "unit", "statement", "kind", "source", "note"]]
    assert (words != "").all(axis=None)
    han = words.map(lambda cell: bool(HAN.search(cell)))
    assert not han.any(axis=None) if lang == "en" else han.all(axis=None)


def test_a_start_stands_at_its_own_date(published):
    start = next(f for f in published.figures if f.metric == "launch_date" and f.adcode == "520330")
    assert (start.shown("en"), str(start.day), start.when.en) == ("2017-09", "2017-09-30", "2017-09")


def test_a_rounded_number_is_said_as_its_source_rounds_it(published):
    found = {f.figure_id: f for f in published.figures}
    assert found["f002"].shown("en") == "more than 15,000,000" and found["f002"].shown("zh") == "超过 15,000,000"
    assert found["f029"].shown("zh") == "近 230,000,000" and found["f066"].shown("en") == "more than 40%"


def test_disagreements(published):
    groups = [{f.figure_id for f in d.figures} for d in published.disagreements()]
    values = [{f.value for f in d.figures} for d in published.disagreements()]
    assert {5_360_000, 7_890_500, 7_890_000, 8_000_000} in values
    assert {69, 79} in values
    assert {229_500_400, 230_000_000} in values
    assert {4_253_200, 3_440_000} in values
    assert {"f065"} in groups
    assert [d.figures[0].metric for d in published.disagreements("520330")] == [
        "annual_cap_rmb",
        "reimbursement_ratio",
    ]


def test_no_disagreement_is_left_out(published):
    """Results of one metric and window that differ within ten weeks are told, unless it just grew."""
    told = [{f.figure_id for f in d.figures} for d in published.disagreements()]
    growth = {"f008", "f012"}
    actual = [f for f in published.figures_of(NATION) if f.statement == "actual"]
    for a in actual:
        for b in actual:
            alike = (a.metric, a.period_start) == (b.metric, b.period_start) and a.value != b.value
            pair = {a.figure_id, b.figure_id}
            if alike and abs((a.day - b.day).days) <= 70 and pair != growth:
                assert any(pair <= group for group in told), pair


@pytest.mark.parametrize(
    ("file", "old", "new", "line", "says"),
    [
        ("figures.csv", "counties,69,", "counties,sixty-nine,", 24, "not a number"),
        ("figures.csv", "counties,69,", "counties,-69,", 24, "not a number"),
        ("figures.csv", "counties,69,", "counties,69.5,", 24, "whole number"),
        ("figures.csv", "counties,69,", "towns,69,", 24, "metric"),
        ("figures.csv", "counties,69,exact,counties", "counties,69,exact,people", 24, "unit"),
        (
            "figures.csv",
            "counties,actual,2017-07-12,2019-09-01",
            "counties,plan,2017-07-12,2019-09-01",
            24,
            "statement",
        ),
        ("figures.csv", "people,target,,2017-07-12", "people,actual,,2017-07-12", 2, "statement"),
        ("figures.csv", "people,target,,2017-07-12", "people,target,,2017-13-12", 2, "not a date"),
        ("figures.csv", ",s01\n", ",s99\n", 2, "source_id"),
        ("figures.csv", "f001,programme,", "f001,planet,", 2, "scope"),
        ("figures.csv", "f001,", "f002,", 3, "twice"),
        ("figures.csv", "f001,", ",", 2, "empty"),
        ("figures.csv", "county,530627,launch_date", "county,530699,launch_date", 52, "adcode"),
        ("figures.csv", "ratio,0.4,", "ratio,40,", 67, "share"),
        ("figures.csv", "15000000,at_least,", "15000000,more than,", 3, "bound"),
        ("figures.csv", "2017 年 7 月启动以来的累计数。", "", 6, "note_zh"),
        ("figures.csv", "2017 年 7 月启动以来的累计数。", "Since July 2017.", 6, "own language"),
        ("figures.csv", "figure_id,scope", "id,scope", 1, "columns"),
        ("figures.csv", "f007,programme,", "f007,", 8, "cells"),
        ("sources.csv", "s01,press", "s01,blog", 2, "kind"),
        ("sources.csv", "http://www.ebeijing", "www.ebeijing", 2, "http"),
        ("sources.csv", "press,2017-07-17", "press,July 2017", 2, "not a date"),
        ("stories.csv", "c01,530627", "c01,000000", 2, "adcode"),
        ("stories.csv", "530627,2017", "530627,last year", 2, "year"),
        ("stories.csv", "A man of 37", "A man (13800001234) of 37", 2, "personal number"),
        ("stories.csv", "拖拉机翻车致双腿受伤", "", 2, "illness_zh"),
        ("stories.csv", "A man of 37", "A man of 38", 2, "say 38;"),
        ("stories.csv", "报销 15.5 万元；", "报销 15.6 万元；", 2, "say 15.6万"),
        ("stories.csv", "over 2,900.", "over 2,901.", 2, "say 2,901"),
        ("stories.csv", "37 155000 260000", "37 155k 260000", 2, "list of numbers"),
        ("stories.csv", "Gaowugesi,高伍格斯", "Gaowugesi,Gaowugesi", 8, "pseudonym_zh"),
        ("stories.csv", "Li Lilian,,yes", "Li Lilian,,maybe", 10, "visited"),
        ("stories.csv", "164932", "much", 2, "not a number"),
        ("counties.csv", "520330,Xishui", "999999,Xishui", 2, "no place"),
        ("counties.csv", "evidenced", "certain", 2, "membership"),
        ("counties.csv", "520330,Xishui", "110101,Xishui", 2, "province"),
        ("provinces.csv", "520000,", "990000,", 2, "no place"),
        ("provinces.csv", "evidenced,s03", "evidenced,s99", 2, "s99"),
        ("disagreements.csv", "f025", "f999", 2, "f999"),
    ],
)
def test_every_check_fires(copy, file, old, new, line, says):
    path = copy / file
    whole = path.read_text("utf-8")
    assert old in whole
    path.write_text(whole.replace(old, new, 1), "utf-8")
    with pytest.raises(RecordError) as caught:
        load(copy)
    error = caught.value.text
    assert error.en.startswith(f"{file}, line {line}: ") and says in error.en
    assert error.zh.startswith(f"{file} 第 {line} 行：")


def test_a_missing_file_and_a_wrong_encoding(copy):
    path = copy / "stories.csv"
    path.write_bytes(path.read_text("utf-8").encode("gb18030"))
    with pytest.raises(RecordError, match=r"stories\.csv.*UTF-8"):
        load(copy)
    path.unlink()
    with pytest.raises(RecordError, match=r"stories\.csv.*cannot be read"):
        load(copy)
