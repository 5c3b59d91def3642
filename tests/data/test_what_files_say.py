"""A picture that has left its page says of itself what it shows: which places and years, and no number of others."""

import pytest

from backbone.charts import Canvas
from backbone.compare.comparison import STANDING
from backbone.pictures import area, claims, compare, course, coverage, ranking, rollout, watch, years
from backbone.pictures import record as published
from backbone.pictures.file import NOTE, SOURCE, about, taken
from backbone.pictures.sheet import finding
from backbone.record.record import SOURCE_NOT_RECORDED, load
from backbone.view import View
from backbone.where import Where

PAIR = ("2017", "2018")


@pytest.fixture(scope="module")
def record():
    return load()


def canvas(view: View) -> Canvas:
    return Canvas(view.lang)


@pytest.mark.parametrize(("lang", "both"), [("en", "policy years 2017 and 2018"), ("zh", "2017 与 2018 保单年度")])
def test_two_policy_years_are_named_and_never_all(store, lang, both):
    view = View(lang=lang)
    for make in (years.side_by_side, years.change_map):
        picture = make(store, view, canvas(view), PAIR)
        assert both in picture.title and "all policy years" not in picture.title and "全部" not in picture.title


def test_a_change_of_the_whole_programme_is_not_called_that_of_a_county(store, record):
    """Hong'an has one policy year, and so has its province: the map is that of the nation."""
    view = View(place="421122")
    picture = years.change_map(store, view, canvas(view), PAIR)
    assert "Hong'an" not in picture.title and "whole programme" in picture.title
    assert dict(about(picture, store, taken(picture, store, record)))["Place"] == "China"


def test_places_side_by_side_are_headed_by_their_own_numbers(store):
    view = View(indicator="coverage")
    marked = ((0, "421122"), (1, "530627"))
    said = finding(compare.trends(store, view, canvas(view), marked), store)
    assert said == "Coverage: Hong'an 85.4%; Zhenxiong 79.0%"


def test_two_years_are_headed_by_what_changed_between_them(store):
    view = View(lang="zh")
    said = finding(years.side_by_side(store, view, canvas(view), PAIR), store)
    assert "81.32万" in said and "536万" not in said and not said.endswith("。")


def test_a_place_among_others_is_headed_by_that(store):
    view = View(place="421122", period="2018")
    picture = compare.standing(store, view, canvas(view), frozenset())
    assert finding(picture, store) == "Hong'an among 66 counties"


def test_counties_beside_one_are_those_of_their_province(store):
    view = View(place="421122")
    picture = coverage.reach(store, view, canvas(view))
    assert finding(picture, store).startswith("Not insured 49,043; most: Luotian")


def test_what_waits_is_said_of_what_is_shown(store):
    view = View(place="530000")
    (said,) = years.side_by_side(store, view, canvas(view), PAIR).notes[:1]
    assert said.startswith("Policy year 2017: Amounts stand for ")
    beside = compare.side_by_side(store, view, canvas(view), ("530000", "420000"))
    assert beside.notes[0].startswith("Programme: ")


def test_a_place_among_others_takes_its_ranks_and_the_programme_along(store, record):
    view = View(place="421122")
    picture = compare.standing(store, view, canvas(view), frozenset({("421122", "average_claim")}))
    rows = taken(picture, store, record).set_index("What")
    assert set(rows["Place"]) == {"Hong'an"} and rows["Programme"].tolist() == pytest.approx(
        [store.value(i) for i in STANDING], abs=1e-4
    )
    assert not picture.table(store.horizon).rows.isna().any(axis=None), "on a page a dash is a number that is missing"
    rates = store.aggregate(("rejection_rate",), "place").set_index("place")["rejection_rate"]
    rejected = rows.loc["Rejection rate"]
    assert (rejected["Rank"], rejected["Places ranked"]) == (int((rates > rates["421122"]).sum()) + 1, 69)
    for not_ranked in ("Claims per 1,000 insured", "Average claim"):
        assert rows.loc[not_ranked, ["Rank", "Places ranked"]].isna().all(), (
            "cover of different ages, or published among modelled ones"
        )


@pytest.mark.parametrize(("lang", "rank", "whole"), [("en", "Rank", "Programme (%)"), ("zh", "名次", "全项目（%）")])
def test_a_ranking_takes_its_ranks_and_the_programme_along(store, record, lang, rank, whole):
    view = View(lang=lang, indicator="coverage", period="2018")
    table = taken(ranking.every_place(store, view, canvas(view), tuple(store.counties)), store, record)
    shares = [share for share in table.iloc[:, 3] if share is not None]
    assert table[rank].tolist()[: len(shares)] == [1 + sum(other > own for other in shares) for own in shares]
    assert len(shares) == 66 and table[rank].iloc[66:].isna().all()
    assert set(table[whole]) == {round(store.value("coverage", Where(period="2018")), 4)}


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_each_county_of_the_programme_says_who_says_so(store, record, lang):
    view = View(lang=lang)
    table = taken(published.evidence(record, view, canvas(view)), store, record)
    said = dict(zip(table.iloc[:, 0], table[SOURCE(lang)], strict=True))
    assert len(said) == 69
    for county in record.counties:
        urls = [source.url for source in record.evidence(county.adcode)]
        assert all(url in said[county.adcode] for url in urls)
    assert said["520625"] == SOURCE_NOT_RECORDED(lang)
    assert {"en": "national list", "zh": "贫困县名单"}[lang] in said["520526"]


# What a figure shows and a table does not.
DRAWN = ("Shaded", "lighter", "Dashed", "Hollow", "faint", "arker", "阴影", "颜色较浅", "虚线", "空心", "深色")


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_how_a_figure_is_read_stands_below_it_and_not_in_its_table(store, record, lang):
    view = View(lang=lang)
    on = canvas(view)
    pictures = {
        "promptness": claims.promptness(store, view, on),
        "course": course.of(store, view, on, "within_5_days"),
        "funnel": watch.funnel(store, view, on),
        "strips": compare.side_by_side(store, view, on, ("421122", "530627")),
        "standing": compare.standing(store, view.into("421122"), on, frozenset()),
        "two years": years.side_by_side(store, view, on, PAIR),
        "pyramid": coverage.pyramid(store, view, on),
        "years": coverage.years(store, view, on),
        "roll-out": rollout.year(store, view, on, "2018"),
        "timeline": published.timeline(record, view, on),
    }
    for name, picture in pictures.items():
        assert picture.reading and all(said in picture.subtitle for said in picture.reading), name
        table = taken(picture, store, record)
        assert not any(word in text for word in DRAWN for text in table.map(str).to_numpy().ravel()), name
    assert not any(word in pictures["timeline"].subtitle for word in ("below", "下表"))


@pytest.mark.parametrize(("lang", "said"), [("en", "months after June 2019"), ("zh", "2019年6月以后的月份尚不完整")])
def test_months_that_are_incomplete_are_named_beside_the_figure_and_in_the_table(store, record, lang, said):
    view = View(lang=lang, indicator="paid")
    for picture in (area.trend(store, view, canvas(view)), course.of(store, view, canvas(view), "rejection_rate")):
        assert said in picture.subtitle and taken(picture, store, record)[NOTE(lang)].str.contains(said).all()
    complete = area.trend(store, View(lang=lang, indicator="insured"), Canvas(lang))
    assert said not in complete.subtitle
    assert said not in area.trend(store, view.with_(as_of="2018-12"), Canvas(lang)).subtitle


def test_a_map_of_the_roll_out_says_in_its_table_and_its_head_what_became_of_each_county(store, record):
    view = View(place="530000")
    picture = rollout.year(store, view, canvas(view), "2018")
    table = taken(picture, store, record).set_index("Place code")
    assert table.loc["530627", "Standing"] == "renewed" and table.loc["533323", "Standing"] == "new"
    assert finding(picture, store) == "Policy year 2018: 6 new, 4 renewed, none left"


@pytest.mark.parametrize(("lang", "limit"), [("en", "Lower 95% (%)"), ("zh", "95% 下限（%）")])
def test_a_limit_has_its_unit_and_counts_in_a_file_are_whole(store, record, lang, limit):
    view = View(lang=lang, signal="slow")
    table = taken(watch.funnel(store, view, canvas(view)), store, record)
    assert limit in table
    size = table[{"en": "Claims paid", "zh": "赔付件数"}[lang]]
    assert {type(one) for one in size} == {int} and size.max() > 1000
    value = {"en": "Number", "zh": "数值"}[lang]
    figures = taken(published.timeline(record, view, canvas(view)), store, record)[value]
    assert not any(isinstance(one, float) and one.is_integer() for one in figures)
