"""How PowerPoint is told to write a number: as our own words write it."""

import pytest

from backbone.deck.powerpoint.native import number_format
from backbone.units import MONEY

FORMATS = [
    ("en", 5_000, '"¥"#,##0'),
    ("en", 3_000_000, '[<1000000]"¥"#,##0;"¥"0.00,,"\u00a0million"'),
    ("en", 2e9, '[<1000000]"¥"#,##0;[<1000000000]"¥"0.00,,"\u00a0million";"¥"0.00,,,"\u00a0billion"'),
    ("zh", 5_000, '#,##0"元"'),
    ("zh", 3_000_000, '[<100000]#,##0"元";0\\.0,"万""元"'),
    ("zh", 5.8e8, '[<100000]#,##0"元";[<100000000]0\\.0,"万""元";0\\.00,,"亿""元"'),
]


@pytest.mark.parametrize(("lang", "most", "format"), FORMATS)
def test_an_amount_is_shortened_as_on_the_page(lang, most, format):
    assert number_format(MONEY, lang, most) == format
