"""Values written in any of the ways of offices come back exactly; of any other text nothing is made up."""

import re
from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from backbone.periods import MONTHS_EN
from backbone.publish.columns import COLUMNS
from backbone.publish.dictionary import kind
from backbone.publish.naming import values
from backbone.publish.naming.headers import match, read, stated_units

FULL_WIDTH = str.maketrans("0123456789.,-", "０１２３４５６７８９．，－")
EACH = [(table, column) for table, columns in COLUMNS.items() for column in columns]
ANY = st.text(max_size=40) | st.text("0123456789.,-/年月日万亿元人¥ ()%eE+", max_size=20)
FEN = st.integers(-(10**13), 10**13)


def _grouped(fen, mark):
    whole = f"{abs(fen) // 100:,}".replace(",", mark)
    return f"{'-' if fen < 0 else ''}{whole}.{abs(fen) % 100:02d}"


@given(
    FEN,
    st.sampled_from(["", ",", " ", "\u00a0", "，", "'"]),
    st.sampled_from(["{}", "¥{}", "{}元", "RMB {}", " {} "]),
    st.booleans(),
)
def test_an_amount_comes_back_to_the_fen(fen, mark, around, wide):
    written = around.format(_grouped(fen, mark))
    plain = f"{Decimal(fen) / 100:.2f}"
    assert values.amount(written.translate(FULL_WIDTH) if wide else written) == plain
    if fen < 0:
        assert values.amount(around.format(f"({_grouped(-fen, mark)})")) == plain


@given(FEN, st.sampled_from([1000, 10_000, 1_000_000, 100_000_000]))
def test_an_amount_in_a_larger_unit_loses_nothing(fen, factor):
    of_unit = Decimal(fen) / 100 / factor
    plain = f"{Decimal(fen) / 100:.2f}"
    assert values.amount(f"{of_unit:f}", Decimal(factor)) == plain
    unit = {1000: "千元", 10_000: "万元", 1_000_000: "百万元", 100_000_000: "亿元"}[factor]
    assert values.amount(f"{of_unit:f}{unit}") == values.amount(f"{of_unit:f}{unit}", Decimal(7)) == plain


@given(st.integers(100, 10**11), st.integers(1, 999))
def test_the_noise_of_a_sheet_s_binary_sums_is_not_seen(fen, parts):
    assert values.amount(repr(sum([fen / 100 / parts] * parts))) == f"{Decimal(fen) / 100:.2f}"


@given(st.integers(0, 10**9), st.sampled_from(["{}", "{}.0", "{}人", "{} 人次", "{:,}", "{} people"]))
def test_a_count_comes_back_and_never_with_a_fraction(people, how):
    assert values.count(how.format(people)) == str(people)
    assert values.count(f"{people}.5") is None


@given(st.dates(date(2010, 1, 1), date(2039, 12, 31)))
def test_a_day_comes_back_however_it_is_written(day):
    y, m, d = day.year, day.month, day.day
    serial = (day - date(1899, 12, 30)) // timedelta(days=1)
    name = MONTHS_EN[m - 1]
    for written in (
        *(day.isoformat(), f"{y}/{m}/{d}", f"{y}.{m}.{d}", f"{y}年{m}月{d}日", f"{y}{m:02d}{d:02d}", str(serial)),
        *(f"{d} {name} {y}", f"{name[:3]} {d}, {y}", f"{d:02d}-{name[:3].upper()}-{y}", f"{day.isoformat()} 00:00:00"),
    ):
        assert values.day(written) == day.isoformat(), written
        assert values.month(written) == day.isoformat()[:7], written
    either = values.day(f"{m}/{d}/{y}")
    assert either == (day.isoformat() if d > 12 or d == m else None)
    assert (
        values.day(f"{d}/{m}/{y}", values.DAY_FIRST)
        == values.day(f"{m}/{d}/{y}", values.MONTH_FIRST)
        == day.isoformat()
    )


SHAPES = {
    "VARCHAR": r".+",
    "INTEGER": r"-?\d+",
    "BIGINT": r"-?\d+",
    "DECIMAL": r"-?\d+\.\d\d",
    "DATE": r"\d{4}-\d\d-\d\d",
}


@given(st.sampled_from(EACH), ANY, st.sampled_from(["", values.DAY_FIRST, values.MONTH_FIRST]))
def test_any_text_is_plain_once_read_or_nothing(place, text, order):
    table, column = place
    reader = values.reader_of(table, column, order=order)
    plain = reader(text)
    assert plain is None or (re.fullmatch(SHAPES[kind(table, column)], plain) and reader(plain) == plain)
    if re.match(reader.plain, text):
        assert plain == text


@given(ANY, st.sampled_from(["", *COLUMNS]))
def test_any_heading_is_answered(text, table):
    assert all(0 < c.confidence <= 1 and c.table in ("", table or c.table) for c in match(text, table))
    assert isinstance(read(text).words, str) and isinstance(stated_units(text), tuple)
