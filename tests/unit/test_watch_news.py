"""What is new on the watch list, in a sentence of each language."""

import pytest

from backbone.watch.history import News, what_is_new

HONGAN, MACHENG = "421122", "421123"


@pytest.mark.parametrize(
    ("found", "en", "zh"),
    [
        (None, "", ""),
        (News("2019-07", (), (), False), "", ""),
        (News("2019-07", (), (), True), "The same counties as in July.", "名单与 7 月相同。"),
        (
            News("2019-07", (HONGAN, MACHENG), (HONGAN,), True),
            "2 new since July: Hong'an, Luotian; 1 no longer listed: Hong'an.",
            "7 月以来新增 2 个：红安县、罗田县；1 个移出名单：红安县。",
        ),
        (
            News("2018-12", (), (HONGAN,), True),
            "None new since December; 1 no longer listed: Hong'an.",
            "12 月以来无新增；1 个移出名单：红安县。",
        ),
    ],
)
def test_what_is_new(found, en, zh):
    assert (what_is_new(found, "en"), what_is_new(found, "zh")) == (en, zh)
