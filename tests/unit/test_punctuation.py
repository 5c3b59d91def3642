"""Words, parts and sentences joined, in both languages."""

import pytest

from backbone import punctuation
from backbone.text import Text


@pytest.mark.parametrize(
    ("words", "en", "zh"),
    [
        ([], "", ""),
        (["a"], "a", "a"),
        (["a", "b"], "a and b", "a和b"),
        (["a", "", "b", "c"], "a, b and c", "a、b和c"),
    ],
)
def test_a_list_in_a_sentence(words, en, zh):
    assert (punctuation.listed(words, "en"), punctuation.listed(iter(words), "zh")) == (en, zh)


@pytest.mark.parametrize(
    ("join", "en", "zh"),
    [
        (punctuation.names, "a, b", "a、b"),
        (punctuation.clauses, "a, b", "a，b"),
        (punctuation.statements, "a; b", "a；b"),
        (punctuation.prose, "a b", "ab"),
    ],
)
def test_parts_are_joined_and_empty_ones_are_skipped(join, en, zh):
    assert (join(["", "a", "", "b"], "en"), join(["a", "b", ""], "zh")) == (en, zh)
    assert join([], "en") == "" and join(["", "a"], "zh") == "a"


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_statements_come_apart_as_they_were(lang):
    assert punctuation.stated(punctuation.statements(("a, b", "c"), lang), lang) == ["a, b", "c"]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Of 10,749 claims (paid)", ["Of ", "10,749 ", "claims ", "(paid)"]),
        ("参保人次：每人", ["参", "保", "人", "次：", "每", "人"]),
        ("截至2019年8月（按县）。", ["截", "至", "2019年8月", "（按", "县）。"]),
        ("其余 135 件待计入", ["其", "余 ", "135 件", "待", "计", "入"]),
        ("共1.16亿元；AMap（2021）", ["共", "1.16亿元；", "AMap", "（2021）"]),
        ("raised (¥79.8 million) by August 2019,", ["raised ", "(¥79.8 million) ", "by ", "August 2019,"]),
        ("range ¥1.2 million–¥3.4 million", ["range ", "¥1.2 million–¥3.4 million"]),
        ("of USD 250,000", ["of ", "USD 250,000"]),
        ("", []),
    ],
)
def test_a_line_parts_no_date_and_no_number_from_what_it_counts(text, parts):
    assert punctuation.pieces(text) == parts


def test_a_heading_holds_together_what_no_line_parts():
    said = punctuation.held("有 2 个县，约 8 万元；2019 年 8 月起 3–5 person-times")
    assert said == "有 2\u00a0个县，约 8\u00a0万元；2019\u00a0年\u00a08\u00a0月起 3–\u20605 person-\u2060times"
    assert punctuation.spaced("约 8 万元 3–5") == "约 8\u00a0万元 3–5"


def test_labels_dots_and_sentences():
    assert punctuation.labelled("a", "b", "en") == "a: b" and punctuation.labelled("a", "b", "zh") == "a：b"
    assert punctuation.labelled("", "b", "en") == "b"
    assert punctuation.dotted(["a", "", "b"]) == "a · b"
    assert punctuation.sentence("a b", "en") == "A b." and punctuation.sentence("a", "zh") == "A。"
    assert punctuation.sentence("", "en") == ""


def test_a_name_inside_a_sentence_begins_small_unless_it_is_an_acronym():
    said = [punctuation.in_mid_sentence(name) for name in ("Days to settle", "RMB each", "参保率", "")]
    assert said == ["days to settle", "RMB each", "参保率", ""]


def test_texts_are_listed_and_filled_in_both_languages():
    both = punctuation.listed_texts([Text("sex", "性别"), Text("age", "年龄段")])
    assert both == Text("sex and age", "性别和年龄段")
    assert Text("{n} by {by}", "按{by}的{n}").filled(by=both, n=2) == Text("2 by sex and age", "按性别和年龄段的2")


def test_more_in_brackets():
    assert punctuation.bracketed("a", "b", "en") == "a (b)" and punctuation.bracketed("a", "b", "zh") == "a（b）"
    assert punctuation.bracketed("a", "", "en") == "a"


def test_a_heading_has_one_pair_of_brackets():
    assert punctuation.headed("a", "b", "en") == "a (b)" and punctuation.headed("a (b)", "c", "en") == "a (b, c)"
    assert punctuation.headed("a（b）", "c", "zh") == "a（b，c）"


def test_a_number_keeps_its_distance_from_a_chinese_name():
    assert punctuation.after_a_name("5 个工作日内结案率", "zh") == " 5 个工作日内结案率"
    assert punctuation.after_a_name("参保率", "zh") == "参保率" and punctuation.after_a_name("5 days", "en") == "5 days"
