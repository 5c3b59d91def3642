"""What is said of a gift. No sentence claims that a gift did or will do something to a family: it buys cover, and the
sentences say what is known of such cover."""

import math
from dataclasses import replace

from backbone import places, units
from backbone.gift.experience import Over
from backbone.gift.gift import Gift, Range
from backbone.gift.money import Money
from backbone.places import NATION
from backbone.punctuation import prose, spanned
from backbone.record.published import BOUNDS, Figure
from backbone.record.record import Record
from backbone.spoken import Marked, Spoken, spoken
from backbone.text import Lang, Text

BUYS = Text(
    "{amount} would buy {n:year of cover for a breadwinner|years of cover for breadwinners}",
    "{amount}可为 {n} 人次提供一年保障",
)
TO_EXPECT = Text(
    "About {n:claim|claims} to be expected of cover for {amount}, {low} to {high} in 95 of 100 years",
    "{amount}的保障预计约有 {n} 件赔付，95% 区间 {low} 至 {high} 件",
)
IN = {
    "county": Text("All of it would go to {name}.", "全部用于{name}。"),
    "shared": Text(
        "Shared among {n:county|counties}{where} by how many people are eligible there and not yet insured.",
        "按各县应保未保人数分配到{where} {n} 个县。",
    ),
}
OF_PROVINCE = Text(" of {name}", "{name}")
PRICED = Text(
    "One year of cover costs {price} a person{average}: the premium of {of} latest policy year.",
    "一年保障{average}每人次 {price}，为{of}最近保单年度的保费价格。",
)
ON_AVERAGE = Text(" on average", "平均")
EACH, ITS = Text("each county’s", "各县"), Text("the county’s", "该县")
MORE_THAN_NEEDED = Text(
    "{missed} are eligible there and not yet insured, so it would be cover for more than one year.",
    "当地应保未保为 {missed} 人次，因此可提供不止一年的保障。",
)
CLAIMS = Text(
    "Families with such cover would be expected to have about {n:claim|claims} paid, and between {low} and {high} "
    "in 95 of 100 such years.",
    "按项目以往经验，这样的保障预计约有 {n} 件获得赔付；100 个这样的年度中，约 95 个在 {low} 至 {high} 件之间。",
)
AMOUNT = Text(
    "Families with such cover were paid {average} a claim on average; so many claims come to about {paid}, and to "
    "between {low} and {high} in 95 of 100 such years.",
    "有此保障的家庭平均每件获赔 {average}，上述件数合计约 {paid}，95% 区间为 {low}至 {high}。",
)
OF_100 = Text(
    "Of every ¥100 of premium about {yuan} would be expected to go back to families.",
    "每 100 元保费，预计约 {yuan}赔付到户。",
)
WAS = Text(
    "In the {n:policy year|policy years} of counties of the programme that are over it was {yuan}{cheaper}.",
    "全项目已到期的 {n} 个县级保单年度中为 {yuan}{cheaper}。",
)
CHEAPER = Text(", at lower premiums", "（当时保费较低）")
NOT_KNOWN = Text(
    "Too few policy years are over to say how many claims may be expected.",
    "已到期的保单年度太少，尚无法推算理赔件数。",
)
MODEL = Text(
    "The claims paid of each person-time are those of all counties, by the age of cover, up "
    "to the last complete month. A county’s own record counts the more, the more claims it should have had by now. The "
    "range is that of a negative binomial distribution: chance, and the differences between counties, estimated as for "
    "the watch list; that of amounts is a gamma distribution, which adds how much single payments vary. It takes a "
    "coming year to be like those counted: how far years differ is not known yet.",
    "每人次的赔付件数取自全部县，按保障期长短计算，截至最后一个完整月份；"
    "一县至今应有的理赔越多，其自身记录所占分量越大。区间为负二项分布的 95% 预测区间，"
    "包括偶然波动和县间差异（估计方法同关注名单）；金额区间为伽马分布，另计各件赔付大小之差异；假定今后年度与已统计的年度相近，年度之间的差异尚无从估计。",
)
MODEL_IN_SHORT = Text(
    "Expected: from the claims of all counties so far. Ranges: negative binomial for claims, gamma for amounts.",
    "预计值依据各县以往理赔推算；件数区间为负二项分布，金额区间为伽马分布。",
)
NO_CLAIM = Text(
    "This says what cover costs and what came of such cover, not what a single gift did: gifts are put together.",
    "以上说明保障的价格和此类保障的以往赔付情况，并非某一笔捐赠的效果：捐款统筹使用。",
)
PUBLISHED = Text(
    "Published of the whole programme: {paid} paid to families, of {raised} raised, by {when} ({publisher}).",
    "项目公布数据：截至 {when}，累计筹款{raised}，赔付{paid}（{publisher}）。",
)
PRICE_PUBLISHED = Text(
    "Published price: {price} a person a year ({place}, {when}), says {publisher}.",
    "公布的保费价格：每人每年{price}（{place}，{when}），来源：{publisher}。",
)
TENTHS = replace(units.CLAIMS, decimals=1)
BOUGHT = Text("Person-times insured", "可参保人次")
PRICED_IN = Text("a year each at {price}, {n:county|counties}", "各一年，每人次 {price}，{n} 个县")
EXPECTED, BETWEEN = Text("Claims to be expected", "预计赔付件数"), Text("95% range {range}", "95% 区间 {range}")
PAID = Text("Paid to families, expected", "预计赔付到户")
BACK, OVER = (
    Text("To families of every ¥100", "每 100 元保费赔付"),
    Text("{yuan} in years that are over", "已到期年度为 {yuan}"),
)


def bought(gift: Gift, money: Money, lang: Lang) -> Spoken:
    """What it buys, in one sentence without a full stop, taken apart at the person-times."""
    return spoken(BUYS, lang, amount=money.short(lang), n=Marked(units.PERSON_TIMES.full(gift.person_times, lang)))


def headline(gift: Gift, money: Money, lang: Lang) -> str:
    """The same as it is read."""
    return bought(gift, money, lang).whole


def to_expect(gift: Gift, money: Money, lang: Lang) -> str:
    """What may be expected of it, in one sentence without a full stop."""
    return TO_EXPECT(
        lang, amount=money.short(lang), n=count(gift.claims.mean, lang), **ends(gift.claims, units.CLAIMS, lang)
    )


def numbers(gift: Gift, past: Over, lang: Lang) -> list[tuple[str, str, str]]:
    """The numbers of it: the name of each, the number, and a quiet line beside it."""
    price = units.MONEY_A_HEAD.full(gift.price, lang)
    line = PRICED_IN(lang, price=price, n=len(gift.parts))
    told = [(BOUGHT(lang), units.PERSON_TIMES.full(gift.person_times, lang), line)]
    if gift.claims.mean >= 0:
        between = BETWEEN(lang, range=interval(gift.claims, lang))
        told.append((EXPECTED(lang), count(gift.claims.mean, lang), between))
    if gift.paid.mean >= 0:
        low, paid, high = (units.MONEY.short(rounded(v), lang) for v in (gift.paid.low, gift.paid.mean, gift.paid.high))
        told.append((PAID(lang), paid, BETWEEN(lang, range=spanned(low, high))))
        was = OVER(lang, yuan=yuan(past.of_100, lang)) if past.years else ""
        told.append((BACK(lang), yuan(gift.of_100, lang), was))
    return told


def shared(gift: Gift, lang: Lang) -> str:
    """Where it goes, and at which price."""
    place, alone = places.get(gift.place), len(gift.parts) == 1
    where = "" if gift.place == NATION else OF_PROVINCE(lang, name=place.name(lang))
    first = gift.parts[0].county.code
    split = IN["county"](lang, name=places.get(first).name(lang)) if alone else IN["shared"](
        lang, n=len(gift.parts), where=where
    )  # fmt: skip
    price = units.MONEY_A_HEAD.full(gift.price, lang)
    average = "" if alone else ON_AVERAGE(lang)
    priced = PRICED(lang, price=price, average=average, of=(ITS if alone else EACH)(lang))
    more = gift.missed and gift.person_times > gift.missed
    missed = MORE_THAN_NEEDED(lang, missed=units.PERSON_TIMES.full(gift.missed, lang)) if more else ""
    return prose((split, priced, missed), lang)


def claims(gift: Gift, lang: Lang) -> str:
    """What may be expected of it: claims, and what they pay."""
    if math.isnan(gift.claims.mean):
        return NOT_KNOWN(lang)
    said = CLAIMS(lang, n=count(gift.claims.mean, lang), **ends(gift.claims, units.CLAIMS, lang))
    if math.isnan(gift.average):
        return said
    paid = {name: units.MONEY.short(rounded(value), lang) for name, value in (
        ("paid", gift.paid.mean), ("low", gift.paid.low), ("high", gift.paid.high)
    )}  # fmt: skip
    return prose((said, AMOUNT(lang, average=units.MONEY_EACH.full(gift.average, lang), **paid)), lang)


def tied(gift: Gift, past: Over, lang: Lang) -> str:
    """What comes back of every ¥100 of premium, and what did in the years that are over; "" where neither is known."""
    said = [] if math.isnan(gift.of_100) else [OF_100(lang, yuan=yuan(gift.of_100, lang))]
    if past.years and not math.isnan(past.of_100):
        cheaper = CHEAPER(lang) if past.premium / past.insured < 0.95 * gift.price else ""
        said.append(WAS(lang, n=past.years, yuan=yuan(past.of_100, lang), cheaper=cheaper))
    return prose(said, lang)


def published(record: Record, lang: Lang) -> str:
    """What the record says of the whole programme: what was paid of what was raised, the last time that one source told
    both for one day; "" where none did."""
    told: dict[tuple[str, str], dict[str, Figure]] = {}
    for figure in record.figures_of(NATION):
        if figure.metric in ("raised_rmb", "paid_rmb"):
            told.setdefault((figure.as_of, figure.source.source_id), {})[figure.metric] = figure
    both = [pair for _, pair in sorted(told.items()) if len(pair) == 2]
    if not both:
        return ""
    raised, paid = both[-1]["raised_rmb"], both[-1]["paid_rmb"]
    words = {"when": paid.when(lang), "publisher": paid.source.publisher(lang)}
    return PUBLISHED(lang, paid=_stated(paid, lang), raised=_stated(raised, lang), **words)


def price_published(record: Record, lang: Lang) -> str:
    """What the record says a year of cover costs a person, where it says it; "" where it does not."""
    found = [figure for figure in record.figures if figure.metric == "premium_per_person_rmb"]
    if not found:
        return ""
    last = max(found, key=lambda figure: figure.day)
    words = {"place": places.get(last.adcode or NATION).name(lang), "when": last.when(lang)}
    return PRICE_PUBLISHED(lang, price=_stated(last, lang), publisher=last.source.publisher(lang), **words)


def _stated(figure: Figure, lang: Lang) -> str:
    """A published amount, as exactly as its source gives it."""
    return BOUNDS[figure.bound](lang, value=units.MONEY.short(float(figure.value), lang))


def ends(of: Range, unit: units.Unit, lang: Lang) -> dict[str, str]:
    """The ends of a range as they are written."""
    return {"low": unit.full(of.low, lang), "high": unit.full(of.high, lang)}


def interval(of: Range, lang: Lang) -> str:
    """The range of a count in few signs: 300–392."""
    return spanned(**ends(of, units.CLAIMS, lang))


def count(mean: float, lang: Lang) -> str:
    """A count that is expected: whole, but of less than one."""
    return (units.CLAIMS if mean >= 1 or mean == 0 else TENTHS).full(mean, lang)


def yuan(value: float, lang: Lang) -> str:
    """So much of ¥100."""
    return units.MONEY.written(lang).replace("{}", units.of_100(value))


def rounded(rmb: float) -> float:
    """An amount to three digits that count: more would say what nobody knows."""
    if math.isnan(rmb) or rmb < 1:
        return rmb
    return round(rmb, 2 - math.floor(math.log10(rmb)))
