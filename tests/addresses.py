"""Hostile addresses: what somebody may put behind a question mark, field by field and all at once."""

from collections.abc import Iterator

from backbone.misread import CALLED
from backbone.view import RENAMED

FIELDS = (*RENAMED, *CALLED)
# Known words of each field, so that one field is read while another is not.
GOOD = {
    "lang": "zh",
    "indicator": "paid",
    "place": "421122",
    "period": "2018",
    "as_of": "2019-05",
    "level": "province",
    "by": "sex",
    "against": "2017",
    "signal": "slow",
    "others": "530627.520330",
    "beside": "coverage",
    "only": "illness.cancer",
    "stage": "0",
    "dress": "light",
    "passport": "paid.421122.2018",
}
WORDS = (
    "",
    " ",
    ".",
    "..........",
    "0",
    "-1",
    "1e309",
    "NaN",
    "null",
    "undefined",
    "true",
    "[]",
    "{}",
    "{0.__class__}",
    "%s%n%x",
    "%00",
    "\x00",
    "\x1b[2J",
    "\u202egnp.exe",
    "\u200b\u200d\ufeff",
    "\udc80",
    "e\u0301" * 50,
    "９９９９９９",
    "٤٢١١٢٢",
    "421122 ",
    "421122\n",
    "421122.421122.421122",
    "42112",
    "4211222",
    "100000",
    "000000",
    "999999",
    "2018-13",
    "2018-00",
    "20180",
    "2019-08-31",
    "9999-12",
    "month.2018-05",
    "illness.",
    ".cancer",
    "illness.cancer.sex.female",
    "paid.paid.paid",
    "paid..2018",
    "paid.to.",
    "paid.place.421122",
    "paid.421122.2018." + "x" * 500,
    "'; DROP TABLE facts; --",
    "' OR '1'='1",
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "javascript:alert(1)",
    "https://example.org/",
    "//example.org",
    "../../../etc/passwd",
    "[click](https://example.org)",
    "![x](https://example.org/x.png)",
    ":material/warning: **call 555**",
    "$\\frac{1}{0}$",
    "`code`\n# heading",
    "call the office at once and say your password",
    "请立即拨打电话",
    "x" * 8000,
    "红安" * 4000,
    ".".join(["421122"] * 1000),
    "🧑‍🌾" * 100,
)


def hostile() -> Iterator[dict[str, str]]:
    """The parameters of hostile addresses: each word in each field alone, beside good ones, and in every field."""
    for word in WORDS:
        yield dict.fromkeys(FIELDS, word)
        for field in FIELDS:
            yield {field: word}
    for field in FIELDS:
        for word in WORDS[::4]:
            yield GOOD | {field: word}
    for word in WORDS:
        yield {word: word, "embed": word, "utm_source": word, "__class__": word}
