"""The question a page is looking at, and its URL form. How it is dressed stands in `dress`."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches
from typing import Any, Literal, Self, TypeVar

from backbone import indicators, places
from backbone.breakdowns import BREAKDOWNS
from backbone.indicator import Indicator
from backbone.indicators import INDICATORS
from backbone.periods import ALL, Horizon, month_name, period_name
from backbone.places import NATION
from backbone.punctuation import after_a_name, labelled
from backbone.signals import SIGNALS
from backbone.text import Lang, Text, language
from backbone.where import EVERYTHING, Only, Where

Code = TypeVar("Code", bound=str)
Level = Literal["province", "county"]
LEVELS: Mapping[Level, Text] = {"province": Text("province", "省"), "county": Text("county", "县")}
# How alike a misspelt indicator must be.
ALIKE = 0.85
# Old names of URL parameters, so that links in the world stay alive: {"old": "new"}.
RENAMED: Mapping[str, str] = {"asof": "as_of"}


TITLE = Text("{heading}, {place}, {period}, as of {month}", "{place}{heading}，{period}，截至{month}")
WHOLE = Text("whole programme", "全项目")
KEPT_TO = Text("{heading} (only {name})", "{heading}（仅限{name}）")
BY = Text("{what} by {by}", "{what}（按{by}）")
# Every category that can be looked at alone, by its form in an address: "illness.cancer".
CATEGORIES: Mapping[str, Only] = {
    only.written: only for b in BREAKDOWNS.values() for code in b.categories for only in (Only(((b.id, code),)),)
}
# What stands between the codes of a list in an address.
BETWEEN = re.compile(r"[.,;，、；]+")
# The fields that only some pages look at: what is broken down and kept to, compared, called.
OWN = ("by", "only", "others", "beside", "against", "signal")
# The fields that stand in an address as they are, in this order.
WRITTEN = ("lang", "indicator", "place", "period", "as_of", "level", "by", "against", "signal")


def codes(written: str) -> list[str]:
    """The codes of a list in an address: with dots between them, as we write it, or as people do who type one."""
    return [*filter(None, BETWEEN.split(written))]


@dataclass(frozen=True)
class View:
    """Language, indicator, place, period, as of, level; the breakdown shown (`by`) and the one category kept to
    (`only`); what it is compared with: other places, further indicators (`beside`), another policy year (`against`);
    and the signal of the watch list ("": what its first county is listed for). `as_of` "" means the last month counted.
    Every move returns a new view."""

    lang: Lang = "en"
    indicator: str = indicators.DEFAULT
    place: str = NATION
    period: str = ALL
    as_of: str = ""
    level: Level = "county"
    by: str = "illness"
    only: Only = EVERYTHING
    others: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    against: str = ""
    signal: str = ""

    @classmethod
    def from_params(cls, params: Mapping[str, str], horizon: Horizon) -> Self:
        """The view that URL parameters ask for; junk in a field gives that field's default, and nothing raises."""
        asked = {RENAMED[k]: v for k, v in params.items() if k in RENAMED} | dict(params)
        default = cls()

        def one(name: str, allowed: Collection[Code]) -> Code:
            return next((code for code in allowed if code == asked.get(name)), getattr(default, name))

        as_of = one("as_of", horizon.months)
        kept = CATEGORIES.get(asked["only"], EVERYTHING) if isinstance(asked.get("only"), str) else EVERYTHING

        def listed(name: str) -> list[str]:
            return codes(value) if isinstance(value := asked.get(name), str) else []

        place = asked.get("place")
        return cls(
            lang=language(asked.get("lang")) or default.lang,
            indicator=near(asked.get("indicator")) or default.indicator,
            place=(places.meant(place) if isinstance(place, str) else "") or default.place,
            period=one("period", horizon.periods),
            as_of="" if as_of == horizon.last else as_of,
            level=one("level", LEVELS),
            by=one("by", BREAKDOWNS),
            only=kept,
            others=tuple(dict.fromkeys(filter(None, map(places.meant, listed("others"))))),
            beside=tuple(dict.fromkeys(i for i in listed("beside") if i in local())),
            against=one("against", horizon.years),
            signal=one("signal", SIGNALS),
        )

    def params(self) -> dict[str, str]:
        """The URL parameters of this view: codes, and only what differs from the default."""
        default = View()
        written = {name: getattr(self, name) for name in WRITTEN if getattr(self, name) != getattr(default, name)}
        written |= {name: ".".join(getattr(self, name)) for name in ("others", "beside") if getattr(self, name)}
        if self.only:
            written["only"] = self.only.written
        return written

    @property
    def where(self) -> Where:
        """The facts that this view looks at."""
        return Where(self.place, self.period, self.as_of, self.only)

    def with_(self, **changes: Any) -> Self:
        """This view with some fields changed."""
        return replace(self, **changes)

    def keeping(self, own: Collection[str]) -> Self:
        """This view as a page looks at it that has, of what belongs to single pages, only the fields `own`."""
        default = type(self)()
        return replace(self, **{name: getattr(default, name) for name in OWN if name not in own})

    def into(self, place: str) -> Self:
        """One place down (or anywhere else)."""
        return replace(self, place=place)

    def up(self) -> Self:
        """One level up; the nation stays where it is."""
        return replace(self, place=places.get(self.place).parent or NATION)

    def month(self, horizon: Horizon) -> str:
        """The last month counted, spelled out: `as_of`, or the horizon's last month."""
        return self.as_of or horizon.last

    @property
    def asks(self) -> Indicator:
        """The indicator this view looks at."""
        return INDICATORS[self.indicator]

    def sentence(self, horizon: Horizon, by: Text | None = None) -> str:
        """The question in words: "Insured by county, Hubei, policy year 2018, as of August 2019"."""
        lang, what = self.lang, self.asks.name(self.lang)
        return self.title(BY(lang, what=what, by=by(lang)) if by else what, horizon)

    def title(self, heading: str, horizon: Horizon, of: str = "", during: str = "") -> str:
        """A heading that can leave the page: with the one category kept to, the place (or what is named as `of`; of
        the nation only the programme is known), the period (or what is said as `during`) and the month. It is the title
        of a figure, its alt text and its file name."""
        lang = self.lang
        if self.only:
            heading = KEPT_TO(lang, heading=heading, name=category_name(self.only, lang))
        return TITLE(
            lang,
            heading=after_a_name(heading, lang),
            place=of or (WHOLE(lang) if self.place == NATION else places.get(self.place).name(lang)),
            period=during or period_name(self.period, lang),
            month=month_name(self.month(horizon), lang),
        )


def local() -> tuple[str, ...]:
    """The indicators that exist for places."""
    return tuple(i for i, entry in INDICATORS.items() if not entry.programme_only)


def near(asked: object) -> str:
    """The indicator that an address names, misspelt as it may be; "" where none is like it."""
    said = asked.strip().lower() if isinstance(asked, str) else ""
    if said in local():  # nearly always; to look for what is like it takes long
        return said
    return next(iter(get_close_matches(said, local(), n=1, cutoff=ALIKE)), "") if said else ""


def category_name(only: Only, lang: Lang) -> str:
    """The category that a view keeps to, with its breakdown: "illness: Cancer"."""
    dimension, code = only.category
    breakdown = BREAKDOWNS[dimension]
    return labelled(breakdown.name(lang), breakdown.categories[code](lang), lang)
