"""What was published of a county that became one with others stands under the whole, and says whose it is."""

import pytest

from backbone.places import NATION
from backbone.record.record import load
from backbone.trust.basis import ILLUSTRATIVE, REPORTED, basis, stating
from backbone.trust.ties import of_parts, ties
from backbone.where import Where
from tests.successions import GONE, HERE, NAMES, of_both

# What was published of Hong'an by its code after it had taken in the other.
SINCE = ["f058", "f059"]


@pytest.fixture
def joined(tmp_path):
    with of_both(tmp_path) as folder:
        yield load(folder)


def test_the_county_of_today_is_listed_once_and_has_what_was_published_of_each(joined):
    before = load()
    assert [c.adcode for c in joined.counties] == [c.adcode for c in before.counties]
    assert joined.membership(HERE) == "evidenced"
    own = [f.figure_id for f in before.figures_of(HERE)]
    assert [f.figure_id for f in joined.figures_of(HERE)] == [*own, "f999"]
    assert joined.stories_of(HERE) == before.stories_of(HERE)


def test_a_figure_of_after_the_merger_is_of_the_whole(joined):
    assert [f.figure_id for f in joined.figures_of(HERE) if not f.whose("en")] == SINCE


def test_a_figure_under_the_new_code_of_both_is_of_the_whole(tmp_path):
    with of_both(tmp_path, other="421191") as folder:
        assert [f.figure_id for f in load(folder).figures_of(HERE) if f.whose("en")] == ["f999"]


def test_each_figure_says_of_which_county_of_before_it_is(joined):
    said = {"en": "{}, before counties were joined in April 2019", "zh": "2019年4月合并前的{}"}
    for lang, pattern in said.items():
        rows = joined.frame(lang).set_index("figure_id")
        assert rows.loc["f999", "where"] == pattern.format(NAMES[GONE](lang))
        assert rows.loc["f057", "where"] == pattern.format(NAMES[HERE](lang))
        assert (rows["place"][["f999", "f057"]] == HERE).all()
        others = load().frame(lang).set_index("figure_id").drop(["f056", "f057"])
        assert rows.loc[others.index, "where"].equals(others["where"])


def test_none_is_held_against_the_whole_nor_makes_it_a_reported_number(joined, store):
    assert [tie.figure.figure_id for tie in ties(store, joined) if tie.where.place == HERE] == SINCE
    of_programme = [(t.figure.figure_id, t.value) for t in ties(store, load()) if t.where.place == NATION]
    assert [(t.figure.figure_id, t.value) for t in ties(store, joined) if t.where.place == NATION] == of_programme
    where = Where(HERE, "2018")
    assert not stating(store, joined, "insured", where) and basis(store, joined, "insured", where) == ILLUSTRATIVE
    assert basis(store, load(), "insured", Where("530627", "2018")) == REPORTED
    assert [f.figure_id for f in of_parts(joined, "insured", HERE)] == ["f057", "f999"]
    assert of_parts(joined, "insured", NATION) == ()


def test_without_a_merger_a_figure_is_of_its_place():
    plain = load()
    assert not any(f.part or f.whose("en") for f in plain.figures) and of_parts(plain, "insured", HERE) == ()
