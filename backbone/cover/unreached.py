"""Who is not reached: the eligible who were not insured, where they live, and which of them are insured least."""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from backbone import places
from backbone.breakdowns import REMAINDER
from backbone.indicators import INDICATORS
from backbone.places import NATION, Level
from backbone.punctuation import bracketed, listed, prose, statements
from backbone.punctuation import sentence as a_sentence
from backbone.snapshot.memory import remembered
from backbone.snapshot.store import Store
from backbone.text import Lang, Text
from backbone.where import Where
from backbone.words import AGE_BAND

COUNTED = ("eligible", "insured", "not_insured", "coverage")
GROUPS = ("sex", "age_band")
# So many places are named at most, fewer where fewer hold the most of all.
NAMED = 3
THERE = Text(
    "In {place}, {n} of {eligible} eligible person-times were not insured",
    "{place}应保对象 {eligible}人次中，{n}人次未参保",
)
EVERYBODY = Text("In {place}, everybody eligible was insured", "{place}应保对象全部参保")
MOST = Text("most of them in {names}", "多数在{names}")
THE_MOST = Text("the largest numbers in {names}", "人数最多的是{names}")
ALL_IN = Text("all of them in {names}", "全部在{names}")
IN_ONE = Text("the county with the most is {name}", "人数最多的县是{name}")
PART = Text("{share} of all those not insured in {around}", "占{around}未参保人次的 {share}")
LEAST = Text(
    "Coverage is lowest in {place} ({share}) and, by sex and age, among {group} ({rate})",
    "参保率最低的是{place}（{share}）；按性别和年龄看，{group}最低（{rate}）",
)
LEAST_GROUP = Text(
    "By sex and age, coverage is lowest among {group} ({rate})", "按性别和年龄看，{group}参保率最低（{rate}）"
)
GROUP = {"female": Text("women aged {age}", "{age}女性"), "male": Text("men aged {age}", "{age}男性")}
THE_PROGRAMME = Text("the programme", "全项目")


@dataclass(frozen=True, eq=False)
class Unreached:
    """Who is not reached in a place.

    `here` are its numbers (COUNTED), `around` those of the place above it.
    `places` has a row per place inside, for a county per county beside it, the most not insured first.
    `groups` has a row per sex and age band.
    `county` is the county of the whole programme with the most not insured, None for any other place."""

    code: str
    here: Mapping[str, float]
    around: Mapping[str, float]
    places: pd.DataFrame
    groups: pd.DataFrame
    county: pd.Series | None


@remembered(128)
def unreached(store: Store, where: Where) -> Unreached:
    """Who is not reached in the place of a question, by place and by sex and age."""
    place = places.get(where.place)
    level: Level = "province" if place.level == "nation" else "county"
    around = Where(places.province_of(where.place), where.period, where.as_of)
    above = around if place.level == "county" else Where(NATION, where.period, where.as_of)
    inside = store.aggregate(COUNTED, "place", around, level).dropna(subset=["coverage"])
    inside = inside.sort_values(["not_insured", "coverage"], ascending=[False, True], kind="stable", ignore_index=True)
    groups = store.aggregate(COUNTED, GROUPS, where)
    groups = groups[groups["sex"] != REMAINDER].dropna(subset=["coverage"])
    here, over = (store.values(COUNTED, at) for at in (where, above))
    counties = (
        store.aggregate(COUNTED, "place", where).dropna(subset=["coverage"]) if level == "province" else inside[:0]
    )
    county = None if counties.empty else counties.loc[counties["not_insured"].idxmax()]
    return Unreached(where.place, here, over, inside, groups, county)


def sentence(found: Unreached, lang: Lang) -> str:
    """How many of the eligible were not insured, where the most of them live, and who is insured least."""
    if not found.here["eligible"] > 0:
        return ""
    place = places.get(found.code)
    name = THE_PROGRAMME(lang) if place.code == NATION else place.name(lang)
    if not found.here["not_insured"] > 0:
        return a_sentence(EVERYBODY(lang, place=name), lang)
    words = {
        "place": name,
        "n": _short("not_insured", found.here, lang),
        "eligible": _short("eligible", found.here, lang),
    }
    said = statements((THERE(lang, **words), _share(found, lang) or _where(found, lang), _county(found, lang)), lang)
    return prose((a_sentence(said, lang), _least(found, lang)), lang)


def _where(found: Unreached, lang: Lang) -> str:
    """Names as few places as hold half of those not insured, three at most."""
    rows = found.places[found.places["not_insured"] > 0]
    so_far = rows["not_insured"].cumsum() / found.here["not_insured"]
    some = rows[: min(NAMED, int((so_far < 0.5).sum()) + 1)]
    text = ALL_IN if len(some) == len(rows) else MOST if so_far[some.index[-1]] > 0.5 else THE_MOST
    every = [_numbered(row, lang) for _, row in some.iterrows()]
    if len(rows) == 1:  # it holds them all, so that its number is said already
        every = [places.get(rows["place"].iloc[0]).name(lang)]
    return text(lang, names=listed(every, lang))


def _share(found: Unreached, lang: Lang) -> str:
    """Which part a county has of all in its province; "" for any other place."""
    place = places.get(found.code)
    if place.level != "county" or place.parent is None:
        return ""
    share = found.here["not_insured"] / found.around["not_insured"] * 100
    return PART(lang, share=INDICATORS["coverage"].unit.full(share, lang), around=places.get(place.parent).name(lang))


def _county(found: Unreached, lang: Lang) -> str:
    """The county of the whole programme with the most; "" for any other place."""
    return "" if found.county is None else IN_ONE(lang, name=_numbered(found.county, lang))


def _numbered(row: pd.Series, lang: Lang) -> str:
    """A place, and how many are not insured there."""
    return bracketed(places.get(row["place"]).name(lang), _short("not_insured", row, lang), lang)


def _least(found: Unreached, lang: Lang) -> str:
    """Where the smallest share is insured, and among whom."""
    if found.groups.empty:
        return ""
    group = found.groups.loc[found.groups["coverage"].idxmin()]
    words = {
        "group": GROUP[group["sex"]](lang, age=AGE_BAND[group["age_band"]](lang)),
        "rate": _short("coverage", group, lang),
    }
    if places.get(found.code).level == "county" or len(found.places) < 2:
        return a_sentence(LEAST_GROUP(lang, **words), lang)
    lowest = found.places.loc[found.places["coverage"].idxmin()]
    words |= {"place": places.get(lowest["place"]).name(lang), "share": _short("coverage", lowest, lang)}
    return a_sentence(LEAST(lang, **words), lang)


def _short(i: str, row: Mapping[str, float] | pd.Series, lang: Lang) -> str:
    return INDICATORS[i].unit.short(row[i], lang)
