"""Every county of China, written in every way that offices write: its code or a question, never another county's."""

import csv
import unicodedata
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backbone import places
from backbone.publish.naming import counties
from backbone.publish.naming.forms import forms

COUNTIES = tuple(p for p in map(places.get, places.CODES) if p.level == "county")
with (Path(__file__).parents[2] / "geo" / "traditional.csv").open(encoding="utf-8", newline="") as lines:
    TRADITIONAL = {row["simplified"]: row["traditional"][0] for row in csv.DictReader(lines)}


def _above(county):
    prefecture = places.PREFECTURES.get(county.code[:4] + "00")
    return prefecture.name.zh if prefecture else ""


# How a name is written, and still names the same county.
WRITTEN = {
    "full": lambda c: c.name.zh,
    "short": lambda c: c.short.zh,
    "traditional": lambda c: "".join(TRADITIONAL.get(sign, sign) for sign in c.name.zh),
    "spaced": lambda c: "\u3000".join(c.name.zh),
    "short kind": lambda c: c.short.zh + c.name.zh[-1] if c.short.zh != c.name.zh else c.name.zh,
    "province": lambda c: places.get(c.parent).name.zh + c.name.zh,
    "short province": lambda c: places.get(c.parent).short.zh + c.name.zh,
    "whole": lambda c: places.get(c.parent).name.zh + _above(c) + c.name.zh,
    "English": lambda c: c.name.en.upper(),
    "pinyin": lambda c: f"{c.pinyin[:2]} {c.pinyin[2:]}",
    "English, province": lambda c: f"{c.name.en}, {places.get(c.parent).name.en}",
    "code": lambda c: c.code.translate({ord(d): chr(ord(d) + 0xFEE0) for d in "0123456789"}),
    "code and name": lambda c: f"{c.name.zh}({c.code})",
    "long code": lambda c: c.code + "000000",
}


@pytest.mark.parametrize("way", WRITTEN)
@pytest.mark.parametrize("known", [True, False], ids=["in its province", "in China"])
def test_a_written_name_is_its_county_or_a_question_with_it(way, known):
    asked = 0
    for county in COUNTIES:
        written, province = WRITTEN[way](county), county.parent if known else ""
        found = counties.match([written], province)[written]
        assert found.code == county.code or (not found.code and county.code in found.candidates), (written, found)
        asked += not found.code
    assert asked <= (0 if "code" in way else len(COUNTIES) / 15 if known or "province" in way else len(COUNTIES) / 4)


def test_full_names_are_asked_only_where_two_counties_of_a_province_share_them():
    times = Counter((county.parent, county.name.zh) for county in COUNTIES)
    for county in COUNTIES:
        found = counties.match([county.name.zh], county.parent)[county.name.zh]
        assert bool(found.code) == (times[county.parent, county.name.zh] == 1)


def test_old_codes_and_names_lead_to_the_county_of_today():
    for old, today in places.SUCCESSORS.items():
        assert counties.match([old])[old].code == today
        name = places.FORMER_NAMES[old]
        found = counties.match([name], places.province_of(today))[name]
        assert found.code == today or today in found.candidates, name


HAN = st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5)


@given(st.sampled_from(COUNTIES), st.data())
def test_a_wrong_missing_or_added_sign_is_asked_and_never_guessed(county, data):
    name = county.name.zh
    at = data.draw(st.integers(0, len(name) - 1))
    sign = data.draw(HAN)
    wrong = data.draw(
        st.sampled_from((name[:at] + sign + name[at + 1 :], name[:at] + name[at + 1 :], name[:at] + sign + name[at:]))
    )
    found = counties.match([wrong], county.parent)[wrong]
    if found.code:  # it happens to be the name of a county after all
        assert any(form.code == found.code for form in forms()[places.plain(wrong)])
    elif len(wrong) > 2 and places.plain(wrong) not in forms():
        assert county.code in found.candidates or len(found.candidates) == counties.MOST or at == 0, (wrong, found)


@given(st.text(max_size=30) | st.binary(max_size=30).map(lambda raw: raw.decode("gb18030", "replace")))
def test_any_text_is_answered_and_only_a_form_of_a_name_has_a_code(text):
    for province in ("", "420000"):
        found = counties.match([text], province)[text]
        assert found.why.en and found.why.zh
        assert not found.code or any(unicodedata.category(c)[0] in "LN" for c in text)
