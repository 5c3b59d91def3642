"""Gathering: claims wait until eight have gathered, and the sentences that say what waits."""

from dataclasses import dataclass

from backbone import units
from backbone.text import Lang, Text

# A snapshot holds no claims, only groups of at least this many.
LEAST = 8
NOT_YET = Text("not yet", "尚未公布")
# Where claims gather: amounts in their county; amounts by category, which no county has, in their province.
COUNTY, PROVINCE = Text("county", "县"), Text("province", "省")
WAITING = Text(
    "Amounts stand for {told} of {paid} paid claims; {n:waits|wait} until eight have gathered in their {place}.",
    "金额涵盖 {paid} 件已赔付案件中的 {told} 件；其余 {n} 件待所在{place}累计满八件后计入。",
)
NONE_TOLD = Text(
    "Amounts are given once eight paid claims have gathered in a {place}: {n:waits|wait} so far.",
    "金额待所在{place}累计满八件赔付后公布，目前有 {n} 件待计入。",
)
BY_MONTH = Text(
    "Each month shows what was added in it: claims wait until eight have gathered.",
    "各月为当月新计入的案件：满八件后才一并计入。",
)
UNFINISHED = Text("The months after {month} are incomplete.", "{month}以后的月份尚不完整。")
REMAINDER = Text(
    "{n:claim is|claims are} not yet broken down.",
    "{n} 件尚未细分。",
)
GATHERING = Text(
    "A category is shown once eight of its claims have gathered, and grows by at least eight at a time.",
    "各类别累计满八件才公布，此后每次新增也至少八件。",
)


@dataclass(frozen=True)
class Told:
    """Paid claims, and those of them whose amounts are told."""

    paid: float
    told: float

    @property
    def waiting(self) -> float:
        """Paid claims whose amounts wait."""
        return self.paid - self.told


def waiting(claims: Told, lang: Lang, by_category: bool = False) -> str:
    """What the amounts, of one category or of all, stand for, where some claims wait; else ""."""
    if not claims.waiting > 0:
        return ""
    place = (PROVINCE if by_category else COUNTY)(lang)
    paid, told, n = (units.CLAIMS.full(v, lang) for v in (claims.paid, claims.told, claims.waiting))
    return WAITING(lang, paid=paid, told=told, n=n, place=place) if claims.told else NONE_TOLD(lang, n=n, place=place)


def remainder(claims: float, lang: Lang) -> str:
    """How many claims are not yet broken down, where there are any; else ""."""
    return REMAINDER(lang, n=units.CLAIMS.full(claims, lang)) if claims > 0 else ""
