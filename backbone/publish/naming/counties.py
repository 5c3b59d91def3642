"""Counties: the codes that written names stand for. Only what can be nothing else has a code; a name that is misspelt,
that two counties share, or that is a prefecture's as well is asked, with those that may be meant."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import takewhile
from typing import Any

from rapidfuzz import fuzz, process
from rapidfuzz.distance import DamerauLevenshtein

from backbone import places
from backbone.publish.naming.folding import tidied
from backbone.publish.naming.forms import forms, prefectures, provinces
from backbone.punctuation import bracketed, clauses
from backbone.text import LANGS, Text

# Longer than any name of a county; how like a name in letters must be, of 100; how many may be meant at most.
LONGEST, ALIKE, MOST = 80, 80, 10
BY_CODE = Text("The code is that of {county}.", "代码即{county}。")
BY_OLD_CODE = Text("{county} had this code before.", "该代码为{county}的旧代码。")
BY_NAME = Text("The name is that of {county}.", "名称即{county}。")
BY_OTHER_NAME = Text("{county} is also called so.", "{county}也用此名称。")
SHARED = Text("Several counties are called so.", "有多个县使用此名称。")
PREFECTURE_TOO = Text("{prefecture} is called so as well, which is no county.", "{prefecture}也用此名称，但它不是县。")
NO_COUNTY = Text("{name} is no county: name the county.", "{name}不是县级行政区，请填写县名。")
ELSEWHERE = Text("There is no such county in {where}, but elsewhere.", "{where}没有此县，其他地方有。")
LIKE = Text("No county is called so; some are called nearly so.", "没有此名称的县，有名称相近的县。")
UNKNOWN = Text("No county is called so.", "没有此名称的县。")
NO_SUCH_CODE = Text("No county has this code.", "没有使用此代码的县。")
DISAGREE = Text("The code is that of {county}, the name is not.", "代码为{county}，名称却不是。")
# In how many signs two names differ.
_APART: Any = DamerauLevenshtein.distance
_CODE = re.compile(r"(?<!\d)(\d{6})(?:0{6})?(?:\.0)?(?!\d)")


@dataclass(frozen=True)
class Match:
    """What a written name stands for: the county's `code`, "" where that is not certain; how sure that is (to 1), and
    why; the counties that may be meant, the likeliest first."""

    code: str
    confidence: float
    why: Text
    candidates: tuple[str, ...] = ()


def match(names: Iterable[str], province: str = "") -> dict[str, Match]:
    """What each name (or code) stands for, within a province (its code) or, for "", in China."""
    return {name: _match(name, province) for name in dict.fromkeys(names)}


def province_of_name(text: str) -> str:
    """The code of the province that a text names or whose code it is; "" for any other."""
    said = places.plain(text[:LONGEST])
    return said if said in places.CODES and places.get(said).level == "province" else provinces().get(said, "")


def together(code: str, name: str, province: str = "") -> Match:
    """What a code and the name beside it stand for: the county of both, or none where they disagree."""
    coded = _match(code, province)
    if not coded.code or not name.strip():
        return coded
    named = _match(name, places.province_of(today_of(coded.code)))
    if today_of(coded.code) == today_of(named.code) or (not named.code and coded.code in named.candidates):
        return coded
    others = (named.code,) if named.code else named.candidates
    return Match("", 0.0, DISAGREE.filled(county=spelt(coded.code)), (coded.code, *others)[:MOST])


def spelt(code: str) -> Text:
    """A county as a question names it, with its province and code: 红安县（湖北省，421122）."""
    today = today_of(code)
    name, province = places.get(today).name, places.get(places.province_of(today))
    name = name if code == today else places.FORMERLY.get(code, name)
    en, zh = (bracketed(name(lang), clauses((province.name(lang), code), lang), lang) for lang in LANGS)
    return Text(en, zh)


def _match(written: str, province: str) -> Match:
    text = tidied(written[: LONGEST + 1])
    if len(text) > LONGEST or not places.plain(text):
        return Match("", 0.0, UNKNOWN)
    if code := _CODE.search(text):
        rest = text.replace(code[0], " ")
        return together(code[1], rest, province) if places.plain(rest) else _coded(code[1], province)
    said = places.plain(text)
    partings = [*_partings(said, province[:2])]
    for scope, rest in partings:
        if found := _named(rest, scope):
            return found
    if other := _no_county(said, province[:2]) or _elsewhere(said, province):
        return other
    near = next((like for scope, rest in reversed(partings) if (like := _near(rest, scope))), ())
    return Match("", 0.4 if near[1:] else 0.6 if near else 0.0, LIKE if near else UNKNOWN, near)


def today_of(code: str) -> str:
    """The code under which a place is known here."""
    return places.SUCCESSORS.get(code, code)


def _coded(code: str, province: str) -> Match:
    """What a code stands for; that of a county which went into another stays, since its records may stand beside those
    of the other."""
    today = today_of(code)
    if today in places.CODES and places.get(today).level == "county":
        if province and places.province_of(today) != province:
            return Match("", 0.0, ELSEWHERE.filled(where=places.get(province).name), (today,))
        counted = code if code in places.MERGED else today
        return Match(counted, 1.0, (BY_CODE if today == code else BY_OLD_CODE).filled(county=spelt(today)))
    if code in places.CODES:
        return Match("", 0.0, NO_COUNTY.filled(name=places.get(code).name))
    if code in places.PREFECTURES:
        return Match("", 0.0, NO_COUNTY.filled(name=places.PREFECTURES[code].name))
    return Match("", 0.0, NO_SUCH_CODE)


def _named(said: str, scope: str) -> Match | None:
    """What a folded name stands for among the counties whose code begins with `scope`; None where it is no name."""
    codes, full = _hits(said, scope)
    above = [code for code in prefectures().get(said, ()) if code.startswith(scope) and code not in codes]
    if not codes:
        return None
    if len(codes) > 1:
        return Match("", 0.5, SHARED, codes[:MOST])
    if above and not full:
        return Match("", 0.5, PREFECTURE_TOO.filled(prefecture=places.PREFECTURES[above[0]].name), codes)
    return Match(codes[0], 1.0 if full else 0.95, (BY_NAME if full else BY_OTHER_NAME).filled(county=spelt(codes[0])))


def _no_county(said: str, scope: str) -> Match | None:
    """What to say of the name of a province or a prefecture; None for any other."""
    named = [places.PREFECTURES[code].name for code in prefectures().get(said, ()) if code.startswith(scope)]
    named += [places.get(provinces()[said]).name] if said in provinces() else []
    return Match("", 0.0, NO_COUNTY.filled(name=named[0])) if named else None


def _hits(said: str, scope: str) -> tuple[tuple[str, ...], bool]:
    """The counties of `scope` that are written so, and whether that is their full name: it goes before the others."""
    found = [form for form in forms().get(said, ()) if form.code.startswith(scope)]
    full = [form for form in found if form.is_full]
    return tuple(sorted({form.code for form in full or found})), bool(full)


def _partings(said: str, scope: str) -> Iterator[tuple[str, str]]:
    """A name whole, and without the province or prefecture before it (湖北省黄冈市红安县) or, in letters, behind it:
    each with how the codes begin in what was taken away."""
    yield scope, said
    for cut in range(1, len(said)):
        parts = [(said[:cut], said[cut:]), *([(said[cut:], said[:cut])] if said.isascii() else [])]
        for name, rest in parts:
            for code in _above().get(name, ()):
                if code.startswith(scope):
                    yield from _partings(rest, code)


@cache
def _above() -> Mapping[str, tuple[str, ...]]:
    """Every form of the name of a province or prefecture, and how the codes in it begin."""
    found = {name: tuple(code[:4] for code in codes) for name, codes in prefectures().items()}
    for name, code in provinces().items():
        found[name] = (code[:2], *found.get(name, ()))
    return found


def _elsewhere(said: str, province: str) -> Match | None:
    """The counties of a name that do not lie in the province that was given, or not where the name itself says."""
    partings = [*_partings(said, "")]
    for scope, rest in partings:
        if lying := _hits(rest, scope)[0]:
            return Match("", 0.0, ELSEWHERE.filled(where=places.get(province).name), lying[:MOST])
    for scope, rest in partings:
        if scope and (lying := _hits(rest, "")[0]):
            above = places.get(scope + "0000") if len(scope) == 2 else places.PREFECTURES[scope + "00"]
            return Match("", 0.0, ELSEWHERE.filled(where=above.name), lying[:MOST])
    return None


def _near(said: str, scope: str) -> tuple[str, ...]:
    """The counties of `scope` whose name differs in a sign, or little in letters; the likeliest first."""
    if said.isascii():
        found = process.extract(said, _written(scope, True), scorer=fuzz.ratio, score_cutoff=ALIKE, limit=MOST)
        words = [word for word, *_ in found]
    else:
        most = min(len(said) - 1, max(1, len(said) // 4))
        near = process.extract(said, _written(scope, False), scorer=_APART, score_cutoff=most, limit=None)
        words = [word for word, *_ in sorted(near, key=lambda found: (found[1], -_begun(said, found[0])))]
    codes = [form.code for word in words for form in forms()[word] if form.code.startswith(scope)]
    return tuple(dict.fromkeys(codes))[:MOST]


def _begun(said: str, word: str) -> int:
    """How many signs two words have in common from the first on."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(said, word, strict=False)))


@lru_cache(maxsize=64)
def _written(scope: str, latin: bool) -> tuple[str, ...]:
    """The forms of the counties of `scope` in letters, or in 汉字."""
    return tuple(
        form
        for form, each in forms().items()
        if form.isascii() == latin and any(one.code.startswith(scope) for one in each)
    )
