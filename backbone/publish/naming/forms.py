"""Forms: every way in which the name of a county, a prefecture or a province may be written, as `places.plain` leaves
it: full, short, of before, in pinyin or English, with the kind of place behind it."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from backbone import places
from backbone.places import Place, plain

# How a name ends in Chinese, and what stands for that in letters.
_KINDS = {
    "县": ("xian", "county"),
    "区": ("qu", "district"),
    "市": ("shi", "city"),
    "旗": ("qi", "banner"),
    "州": ("zhou", "prefecture"),
    "盟": ("meng", "league"),
    "地区": ("diqu", "prefecture"),
    "省": ("sheng", "province"),
}
_AUTONOMOUS = {"自治": ("zizhi", "autonomous")}


@dataclass(frozen=True)
class Form:
    """One form of a county's name: its code, and whether it is its full name of today."""

    code: str
    is_full: bool = False


@cache
def forms() -> Mapping[str, tuple[Form, ...]]:
    """Every form of a county's name, and the counties that are written so."""
    found: dict[str, dict[str, Form]] = defaultdict(dict)
    for place in (places.get(code) for code in places.CODES):
        if place.level == "county":
            found[plain(place.name.zh)].setdefault(place.code, Form(place.code, True))
            for form in _of_county(place):
                found[form].setdefault(place.code, Form(place.code))
    for old, name in places.FORMER_NAMES.items():
        today = places.SUCCESSORS[old]
        counted = old if old in places.MERGED else today
        for form in (name, name[:-1] if name[2:] and name[-1] in _KINDS else ""):
            if form and today not in found[form]:
                found[form].setdefault(counted, Form(counted))
    return {form: tuple(each.values()) for form, each in found.items()}


@cache
def prefectures() -> Mapping[str, tuple[str, ...]]:
    """Every form of a prefecture's name, and the codes of those that are written so."""
    found: dict[str, list[str]] = defaultdict(list)
    for each in places.PREFECTURES.values():
        latin = (each.pinyin, plain(each.name.en))
        for form in {each.name.zh, *_written(each.name.zh, each.short.zh, latin)}:
            found[form].append(each.code)
    return {form: tuple(codes) for form, codes in found.items()}


@cache
def provinces() -> Mapping[str, str]:
    """Every form of a province's name, and its code."""
    found: dict[str, str] = {}
    for place in places.children(places.NATION):
        latin = (place.pinyin, plain(place.name.en))
        forms_of = {place.name.zh, f"{place.short.zh}省", *_written(place.name.zh, place.short.zh, latin)}
        found |= dict.fromkeys(forms_of, place.code)
    return found


def _of_county(place: Place) -> Iterator[str]:
    """The forms of a county beside its full name; its English name may have its prefecture in brackets."""
    latin = (place.pinyin, plain(place.name.en), plain(place.name.en.split(" (")[0]))
    yield from _written(place.name.zh, place.short.zh, latin)


def _written(name: str, short: str, latin: tuple[str, ...]) -> Iterator[str]:
    """A short name as it is and with its kind, as 印江, 印江县, 印江自治县, yinjiang, yinjiangxian, yinjiangcounty."""
    yield short
    yield from latin
    for kind, said in _KINDS.items():
        if not name.endswith(kind):
            continue
        if short != name:
            yield short + kind
        for spoken in latin:
            yield from (spoken + one for one in said)
        for autonomous, said_of_it in _AUTONOMOUS.items():
            if autonomous in name:
                yield short + autonomous + kind
                yield from (spoken + a + k for spoken in latin for a, k in zip(said_of_it, said, strict=True))
