"""The places: nation, provinces and counties, their names, where they lie, and how they are found."""

import csv
import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Literal, get_args

from backbone.punctuation import clauses, listed
from backbone.text import Lang, Text, repeated

Level = Literal["nation", "province", "county"]
LEVELS: tuple[Level, ...] = get_args(Level)
Bounds = tuple[float, float, float, float]

NATION = "100000"
MANY: Mapping[Level, Text] = {
    "nation": Text("{n} nations", "{n} 个国家"),
    "province": Text("{n} provinces", "{n} 个省份"),
    "county": Text("{n} counties", "{n} 个县"),
}
_GEO = Path(__file__).parents[1] / "geo"


@dataclass(frozen=True, slots=True)
class Place:
    """One place: `lon`, `lat` lie well inside, `bounds` (west, south, east, north) are what its map shows."""

    code: str
    level: Level
    parent: str
    name: Text
    short: Text
    lon: float
    lat: float
    bounds: Bounds
    pinyin: str
    initials: str


@dataclass(frozen=True, slots=True)
class Prefecture:
    """A city, prefecture or league, of which nothing is counted: lists of counties name it."""

    code: str
    name: Text
    short: Text
    pinyin: str


NO_PLACE = Text("no place “{code}”", "没有地区“{code}”")
NEAREST = Text("no place “{code}”; nearest: {near}", "没有地区“{code}”；最相近的：{near}")


class UnknownPlace(KeyError):
    """A code that is no place; `text` names the nearest ones."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.en)
        self.text = text


def get(code: str) -> Place:
    """The place of a code; raises UnknownPlace, which names the nearest."""
    if code in _PLACES:
        return _PLACES[code]
    near = "; ".join(f"{p.code} {p.name.en} {p.name.zh}" for p in nearest(code))
    raise UnknownPlace((NEAREST if near else NO_PLACE).filled(code=repeated(code), near=near))


def meant(text: str) -> str:
    """The code of the place that an address names: by its code, by one that it had before, or by a name or pinyin that
    is its alone; "" where it names none."""
    typed = plain(text)
    if (code := SUCCESSORS.get(typed, typed)) in _PLACES:
        return code
    for said in (typed, KIND.sub("", typed)):
        if named := [code for code, words in _WORDS.items() if said in words]:
            return named[0] if len(named) == 1 else ""
    return ""


def children(code: str) -> tuple[Place, ...]:
    """The places one level down, by code; none for a county. Raises UnknownPlace."""
    return _CHILDREN.get(get(code).code, ())


def path(code: str) -> tuple[Place, ...]:
    """The breadcrumb: nation, province, county, down to the place itself. Raises UnknownPlace."""
    place = get(code)
    return (*(path(place.parent) if place.parent else ()), place)


def province_of(code: str) -> str:
    """The code of the province a place lies in; a province and the nation are their own."""
    return path(code)[:2][-1].code


def in_province(code: str) -> Text:
    """A county with the province that it lies in: "Hong'an, Hubei", "湖北省红安县". Raises UnknownPlace."""
    county, province = get(code).name, get(province_of(code)).name
    return Text(clauses((county.en, province.en), "en"), f"{province.zh}{county.zh}")


def together(codes: Iterable[str], lang: Lang) -> str:
    """Places that share a value, in a sentence: the names of one or two, else how many. Raises UnknownPlace."""
    shared = [get(code) for code in codes]
    if len(shared) <= 2:
        return listed((place.short(lang) for place in shared), lang)
    return MANY[shared[0].level](lang, n=len(shared))


def is_inside(code: str, ancestor: str) -> bool:
    """Whether a place is `ancestor` or lies in it. Raises UnknownPlace."""
    return any(place.code == ancestor for place in path(code))


def find(text: str, lang: Lang = "en", limit: int = 10, among: Collection[str] | None = None) -> tuple[Place, ...]:
    """The places (of `among`, or all) that a typed text means, best first, at most `limit`.

    It may be an English or Chinese name, pinyin, initials or a code, or the start or a part of one, or a code that a
    place had before; capitals, accents, spaces, apostrophes, full width and traditional characters do not matter,
    nor what kind of place it is said to be ("Hong An County", "广西省"). Nothing typed, nothing found.
    """
    if not (typed := plain(text)):
        return ()
    typed = SUCCESSORS.get(typed, typed)
    codes = _among(among)
    hits = _hits(typed, codes) or _hits(KIND.sub("", typed), codes)

    def order(hit: tuple[int, Place]) -> tuple:
        rank, place = hit
        return rank, LEVELS.index(place.level), place.name.en if lang == "en" else place.pinyin, place.code

    return tuple(place for _, place in sorted(hits, key=order)[:limit])


def _among(codes: Collection[str] | None) -> Collection[str]:
    return _PLACES if codes is None else [code for code in codes if code in _PLACES]


def _hits(typed: str, codes: Collection[str]) -> list[tuple[int, Place]]:
    return [(rank, _PLACES[code]) for code in codes if (rank := _rank(typed, code)) is not None]


def _rank(typed: str, code: str) -> int | None:
    """How well a place answers: 0 exactly, 1 its start, 2 its initials' start, 3 a part; None not at all."""
    place, words = _PLACES[code], _WORDS[code]
    if typed in words or typed == place.initials:
        return 0
    if any(word.startswith(typed) for word in words):
        return 1
    if place.initials.startswith(typed):
        return 2
    return 3 if any(typed in word for word in words) else None


def nearest(text: str, among: Collection[str] | None = None) -> tuple[Place, ...]:
    """Up to three places (of `among`, or all): those found, for a code those that begin like it, else those whose name
    the text begins with, else the most similar words."""
    if found := find(text, limit=3, among=among):
        return found
    if text.isdigit():
        begun = ([p for p in find(text[:cut], among=among) if p.code.startswith(text[:cut])] for cut in (5, 4, 2))
        return tuple(next(filter(None, begun), ()))[:3]
    by_word = {word: _PLACES[code] for code in _among(among) for word in _WORDS[code]}
    typed = plain(text)
    starts = sorted((word for word in by_word if typed.startswith(word) and len(word) >= 2), key=len, reverse=True)
    close = starts or get_close_matches(typed, by_word, n=6, cutoff=0.6)
    return tuple(dict.fromkeys(by_word[word] for word in close))[:3]


def words(code: str) -> tuple[str, ...]:
    """What a place is found by beside its initials: its English name, the Chinese ones, its pinyin and its code."""
    return _WORDS[get(code).code]


def plain(text: str) -> str:
    """Lower case letters, digits and simplified 汉字 only, half as wide, accents gone."""
    kept = (c for c in unicodedata.normalize("NFKD", text).casefold() if c.isalnum())
    return "".join(kept).translate(SIMPLIFIED)


def _read() -> Iterator[Place]:
    for row in _table("places.csv"):
        yield Place(
            code=row["code"],
            level=next(level for level in LEVELS if level == row["level"]),
            parent=row["parent"],
            name=Text(row["name_en"], row["name_zh"]),
            short=Text(row["name_en"], row["short_zh"]),
            lon=float(row["lon"]),
            lat=float(row["lat"]),
            bounds=(float(row["west"]), float(row["south"]), float(row["east"]), float(row["north"])),
            pinyin=row["pinyin"],
            initials=row["initials"],
        )


def _prefecture(row: dict[str, str]) -> Prefecture:
    name, short = (Text(row["name_en"], row[zh]) for zh in ("name_zh", "short_zh"))
    return Prefecture(row["code"], name, short, row["pinyin"])


def _table(name: str) -> list[dict[str, str]]:
    with (_GEO / name).open(encoding="utf-8", newline="") as lines:
        return [*csv.DictReader(lines)]


def known_as(became: Mapping[str, str], codes: Collection[str]) -> dict[str, str]:
    """Each other code of a place, of before or of later, and the one of `codes` under which it is known here. Where
    there are several, as before a merger, none of them stands for what they became."""
    here = {code: [one for one in group if one in codes] for code, group in _kin(became).items() if code not in codes}
    return {code: known[0] for code, known in here.items() if len(known) == 1}


def _kin(became: Mapping[str, str]) -> dict[str, frozenset[str]]:
    """Each code and all that it is tied to by successions."""
    kin: dict[str, frozenset[str]] = {}
    for one, other in became.items():
        group = kin.get(one, frozenset((one,))) | kin.get(other, frozenset((other,)))
        kin |= dict.fromkeys(group, group)
    return kin


def merged(became: Mapping[str, str], since: Mapping[str, str], known: Mapping[str, str]) -> dict[str, str]:
    """Each code of before whose county is only a part of the place that is `known` today, since others went into it
    too: what is told of it and of them is told together. A line from a code to itself is that of a county which took
    in another and kept its code. What was before the programme matters to none of its figures."""
    became = {one: other for one, other in became.items() if since[one] >= BEGAN}
    into, kin = Counter(became.values()), _kin(became)
    return {old: known[old] for old in became if old in known and any(into[one] > 1 for one in kin[old])}


def parts(code: str) -> tuple[str, ...]:
    """The codes of the counties that a place was made of, as `merged` knows them, and its own where it took others in;
    none where it is what it was. Raises UnknownPlace."""
    known = get(code).code
    own = [known] if BECAME.get(known) == known else []
    return (*(old for old, new in MERGED.items() if new == known and old not in BECAME.values()), *own)


def steps(code: str, as_of: str) -> tuple[str, ...]:
    """A code and those that it had after it, in order, up to the one under which its place is known; the code alone
    where it is that, is of no place, or one of them came only after the month `as_of`."""
    home = SUCCESSORS.get(code, code)
    way = [code]
    while way[-1] != home and way[-1] in BECAME:
        if SINCE[way[-1]] > as_of:
            return (code,)
        way.append(BECAME[way[-1]])
    return (*way,) if way[-1] == home else (code, home)  # a newer code than that of the map


def _successors(code: str) -> tuple[str, ...]:
    """What a code became: several where it was divided."""
    return tuple(dict.fromkeys(row["successor"] for row in _SUCCESSIONS if row["code"] == code))


def _month(replaced_by: str) -> str:
    """The month by whose end a code was replaced, of a year, a month or a day."""
    return replaced_by[:7] if len(replaced_by) > 4 else f"{replaced_by}-12"


# The month in which the programme began.
BEGAN = "2017-07"
# What kind of place a name says that it is, as `plain` leaves it.
KIND = re.compile(
    "((autonomous)?(county|region)|province|prefecture|district|city|(zizhi)?(xian|qu|zhou)|sheng|shi"
    "|(自治)?[县区州旗]|省|市|特别行政区)$"
)
# What lies between a province and its counties, by its code.
PREFECTURES = {row["code"]: _prefecture(row) for row in _table("prefectures.csv")}
SIMPLIFIED = {ord(c): row["simplified"] for row in _table("traditional.csv") for c in row["traditional"]}
_PLACES: dict[str, Place] = {place.code: place for place in _read()}
CODES: tuple[str, ...] = tuple(_PLACES)
# Code -> the one that replaced it, and the month by whose end; code -> that under which the place is known here, and
# the name that it had then; code of a county that is only a part of such a place -> that place. What was divided is
# none of them: nobody knows which part of its figures is whose.
_SUCCESSIONS = _table("successions.csv")
DIVIDED = {row["code"]: _successors(row["code"]) for row in _SUCCESSIONS if len(_successors(row["code"])) > 1}
BECAME = {row["code"]: row["successor"] for row in _SUCCESSIONS if row["code"] not in DIVIDED}
SINCE = {row["code"]: _month(row["replaced_by"]) for row in _SUCCESSIONS}
SUCCESSORS = known_as(BECAME, _PLACES)
# Those of before that records of the programme may hold: they, or the map, changed since it began.
COUNTED = {old: new for old, new in SUCCESSORS.items() if SINCE.get(old, BEGAN) >= BEGAN}
MERGED = merged(BECAME, SINCE, SUCCESSORS)
FORMER_NAMES = {row["code"]: row["name_zh"] for row in _SUCCESSIONS if row["code"] in SUCCESSORS}
FORMERLY = {row["code"]: Text(row["name_en"] or row["name_zh"], row["name_zh"]) for row in _SUCCESSIONS}
_WORDS = {p.code: (plain(p.name.en), p.name.zh, p.short.zh, p.pinyin, p.code) for p in _PLACES.values()}
_CHILDREN = {
    parent: tuple(p for p in _PLACES.values() if p.parent == parent) for parent in {p.parent for p in _PLACES.values()}
}
