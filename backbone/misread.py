"""Sentences on what an address asks for and does not get: what was asked, and what is shown instead."""

import re
from collections.abc import Collection, Mapping

from backbone import places
from backbone.dress import Dress
from backbone.indicators import INDICATORS
from backbone.periods import Horizon, month_name, period_name
from backbone.places import NATION, SUCCESSORS
from backbone.punctuation import listed, names, prose
from backbone.text import Text, language, repeated
from backbone.view import RENAMED, View, codes

NO_PLACE = Text(
    "The address asks for a place that is not there (“{asked}”): the page shows the whole programme.",
    "网址中的地区“{asked}”不存在，现显示全项目。",
)
NEAREST = Text("Nearest: {names}.", "相近的有：{names}。")
OLD_CODE = Text("{asked} is an old code of {place}, now {code}.", "{asked} 是{place}的旧代码，现为 {code}。")
PART = Text(
    "{asked} is the code that {was} had until it became part of {place} ({code}) in {month}; the numbers are of all of "
    "{place}.",
    "{asked} 是{was}的原代码；该县已于{month}并入{place}（{code}），现显示{place}的全部数据。",
)
DIVIDED = Text(
    "{asked} was divided into {codes}, and nobody knows which part of its figures is whose: the page shows the whole "
    "programme.",
    "{asked} 已拆分为 {codes}，原有数据无法分配到各部分，现显示全项目。",
)
READ_AS = Text("“{asked}” is read as {place} ({code}).", "已将“{asked}”识别为{place}（{code}）。")
NOT_THERE = Text(
    "The address asks for {field} “{asked}”, which is not there: the page shows {shown}.",
    "网址中的{field}“{asked}”不存在，现显示{shown}。",
)
WHOLE_ONLY = Text(
    "{asked} is known for the whole programme only: the page shows {shown}.", "{asked}仅有全项目数据，现显示{shown}。"
)
LEFT_OUT = Text(
    "The address asks for something that is not there (“{asked}”): it is left out.",
    "网址中的“{asked}”无法识别，已忽略。",
)
NO_LANGUAGE = Text(
    "This site is written in English and Chinese; “{asked}” is not there.", "本站只有中文和英文，没有“{asked}”。"
)
TWICE = Text(
    "The address gives {names} more than once, each time another; the last one counts.",
    "网址中多次给出不同的{names}，以最后一个为准。",
)
INDICATOR, PERIOD, MONTH = Text("the indicator", "指标"), Text("the policy year", "保单年度"), Text("the month", "月份")
# The parameters that are ours, as a sentence calls them; any other belongs to somebody else and is passed over.
CALLED: Mapping[str, Text] = {
    "lang": Text("the language", "语言"),
    "indicator": INDICATOR,
    "place": Text("the place", "地区"),
    "period": PERIOD,
    "as_of": MONTH,
    "level": Text("the level", "层级"),
    "by": Text("the breakdown", "细分方式"),
    "against": Text("the second policy year", "对照年度"),
    "signal": Text("the reason for a call", "关注原因"),
    "others": Text("the places compared", "对比地区"),
    "beside": Text("the further indicators", "更多指标"),
    "only": Text("the category kept to", "所选类别"),
    "stage": Text("the stage", "演示"),
    "dress": Text("the tone of the stage", "演示色调"),
    "passport": Text("the number that is open", "所查看的数字"),
}
# More lost words than these are not repeated one by one.
MOST = 3
# Further fields whose codes stand in an address as they are.
PLAIN = ("level", "by", "against", "signal")
# A word: a code or a name in Latin letters, or a short name in others. (Chinese says a whole sentence without a space.)
WORD = re.compile(r"[A-Za-z0-9_.-]{1,20}|\w{1,4}")


def misread(
    params: Mapping[str, str],
    view: View,
    dress: Dress,
    horizon: Horizon,
    twice: Collection[str] = (),
    among: Collection[str] | None = None,
) -> tuple[str, ...]:
    """The sentences about `params`, in the language of the `view` that they were read as. `twice` are the names that
    stand in the address with several values, of which `params` has the last; a place that is not there may have been
    one of `among` (or any)."""
    asked = {RENAMED[k]: v for k, v in params.items() if k in RENAMED} | dict(params)
    lang, month = view.lang, view.month(horizon)
    shown: Mapping[str, tuple[Text, str, str]] = {
        "indicator": (INDICATOR, view.indicator, view.asks.name(lang)),
        "period": (PERIOD, view.period, period_name(view.period, lang)),
        "as_of": (MONTH, month, month_name(month, lang)),
    }
    fields = {RENAMED.get(name, name) for name in twice}
    several = listed((called(lang) for name, called in CALLED.items() if name in fields), lang)
    said = [TWICE(lang, names=several)] if several else []
    for name, value in asked.items():
        if name == "lang" and language(value) is None:
            said.append(NO_LANGUAGE(lang, asked=_quoted(value)))
        elif name == "place" and value != view.place:
            said.append(_of_place(value, view, among))
        elif name == "indicator" and isinstance(value, str) and value in INDICATORS and value != view.indicator:
            said.append(WHOLE_ONLY(lang, asked=INDICATORS[value].name(lang), shown=view.asks.name(lang)))
        elif name in shown and value != shown[name][1]:
            field, _, now = shown[name]
            said.append(NOT_THERE(lang, field=field(lang), asked=_quoted(value), shown=now))
        elif lost := _lost(name, value, view, dress):
            said.append(LEFT_OUT(lang, asked=lost))
    return tuple(filter(None, said))


def _lost(name: str, value: object, view: View, dress: Dress) -> str:
    """What of a further field was not read, as a sentence may repeat it; "" where all of it was."""
    asked = value if isinstance(value, str) else ""
    if name in ("others", "beside"):
        known = places.meant if name == "others" else view.beside.__contains__
        lost = [_quoted(one) for one in codes(asked) if not known(one)]
        return names(dict.fromkeys(lost), view.lang) if len(lost) <= MOST else "…"
    now = view.only.written if name == "only" else getattr(view, name) if name in PLAIN else asked
    read = bool(dress.passport) if name == "passport" else asked == now
    return "" if read or not asked else _quoted(asked)


def _of_place(value: object, view: View, among: Collection[str] | None) -> str:
    asked, place = _quoted(value), places.get(view.place)
    typed = value.strip() if isinstance(value, str) else ""
    if not typed:
        return ""
    if typed in places.DIVIDED and place.code == NATION:
        return DIVIDED(view.lang, asked=asked, codes=names(places.DIVIDED[typed], view.lang))
    if typed in places.MERGED:
        said = {"was": places.FORMERLY[typed](view.lang), "month": month_name(places.SINCE[typed], view.lang)}
        return PART(view.lang, asked=asked, place=place.name(view.lang), code=place.code, **said)
    if typed in SUCCESSORS:
        return OLD_CODE(view.lang, asked=asked, place=place.name(view.lang), code=place.code)
    if place.code != NATION or places.meant(typed):
        # The name of a place may be repeated in full: no link can smuggle a message through it.
        asked = repeated(typed)
        return READ_AS(view.lang, asked=asked, place=place.name(view.lang), code=place.code)
    near = listed((p.name(view.lang) for p in places.nearest(typed[:20], among)), view.lang)
    nearest = NEAREST(view.lang, names=near) if near else ""
    return prose((NO_PLACE(view.lang, asked=asked), nearest), view.lang)


def _quoted(value: object) -> str:
    """A word of an address as a sentence may repeat it; an ellipsis for what is more than a word: what a page says is
    ours, not a link's."""
    word = value.strip() if isinstance(value, str) else ""
    return word if WORD.fullmatch(word) else "…"
