"""Lines break where a reader would break them."""

import re

import pytest

from backbone.ui.lines import parted, together


def _whole(text):
    return re.findall(r'<span class="whole">(.*?)</span>', together(text))


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("2019 年 8 月底，基金会来到红安", ["2019 年 8 月底"]),
        ("截至2019年8月", ["2019年8月"]),
        ("已赔付 336 件，共 116万元", ["336 件", "116万元"]),
        ("住院费用 164,932 元，又赔付 2,900 余元", ["164,932 元", "2,900 余元"]),
        ("政府报销 15.5 万元", ["15.5 万元"]),
        ("12 个省（区）69 个县", ["12 个省", "69 个县"]),
        ("536万是人次", ["536万"]),
        ("累计 32.49万人次获得保障", ["32.49万人次"]),
        ("-5.7个百分点", ["5.7个百分点"]),
        ("18–60 岁", ["18–60 岁"]),
        ("Paid: ¥1.16 million to families", ["¥1.16 million"]),
        ("1.78 million yuan that no family paid", ["1.78 million yuan"]),
        ("as of August 2019, 85 of 100.", ["August 2019", "85", "100"]),
        ("printed on 4 September 2018", ["4 September 2018"]),
        ("99.8% of 1,000", ["99.8%", "1,000"]),
        ("no number", []),
        ("975,540 person-times are not", ["975,540", "person-times"]),
    ],
)
def test_a_number_stays_with_its_unit_and_a_date_is_one_piece(text, whole):
    assert _whole(text) == whole


def test_what_others_wrote_is_no_markup():
    assert together("<b>5 & 6 件</b>") == (
        '&lt;b&gt;<span class="whole">5</span> &amp; <span class="whole">6 件</span>&lt;/b&gt;'
    )
    assert "<b>" not in parted("<b>x</b> · y")


def test_a_line_of_parts_breaks_between_them_and_a_dot_belongs_to_what_follows():
    assert parted("a · b") == (
        '<span class="parts"><span class="part">a</span> <span class="part"><span class="dot">·</span>b</span></span>'
    )
    assert parted("It was published.") == "It was published."
