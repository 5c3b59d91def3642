"""The breakdowns: what the rows of an answer are called."""

from backbone.breakdowns import BREAKDOWNS, REMAINDER


def test_names_are_the_categories_in_reading_order_and_last_the_remainder():
    for breakdown in BREAKDOWNS.values():
        *categories, last = breakdown.names
        assert (categories, last) == (list(breakdown.categories), REMAINDER)
        assert breakdown.names[REMAINDER]("en") == "Not yet broken down"
        assert breakdown.names[REMAINDER]("zh") == "尚未细分"
