"""Money: the amount of a gift as somebody writes it, in RMB or at a rate that is stated with its day."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from backbone import units
from backbone.punctuation import bracketed, clauses
from backbone.refusals import Unanswerable
from backbone.text import Lang, Text, repeated
from backbone.units import Unit

RMB = "CNY"
CURRENCIES: Mapping[str, Text] = {
    RMB: Text("RMB", "人民币"),
    "USD": Text("US dollars", "美元"),
    "EUR": Text("euros", "欧元"),
    "GBP": Text("pounds sterling", "英镑"),
    "HKD": Text("Hong Kong dollars", "港元"),
    "JPY": Text("Japanese yen", "日元"),
    "SGD": Text("Singapore dollars", "新加坡元"),
    "AUD": Text("Australian dollars", "澳大利亚元"),
    "CAD": Text("Canadian dollars", "加拿大元"),
    "CHF": Text("Swiss francs", "瑞士法郎"),
}
# What is given where an address does not say.
USUAL = "1000000"
# Above this a gift is more than three times all that the programme raised up to the end of 2020.
MOST = Decimal(1_000_000_000)
# A rate outside of this is a mistake: no currency was ever worth so little or so much in RMB.
LEAST_RATE, MOST_RATE = Decimal("0.00001"), Decimal(10_000)

WRITTEN = re.compile(r"([-−]?)(\d+(?:\.\d+)?(?:e\+?\d{1,3})?)([a-z百千万亿]*)")
SIGNS = re.compile(r"[\s,，'’_¥￥$€£]|rmb|cny|元$")
TIMES: Mapping[str, int] = {
    "": 1, "k": 10**3, "thousand": 10**3, "m": 10**6, "million": 10**6, "bn": 10**9, "billion": 10**9,
    "千": 10**3, "万": 10**4, "百万": 10**6, "千万": 10**7, "亿": 10**8,
}  # fmt: skip

NO_AMOUNT = Text(
    "“{asked}” is not an amount. Write a number, such as 1,000,000 or 1.5 million.",
    "“{asked}”不是金额。请填写数字，例如 1,000,000 或 150万。",
)
NOTHING = Text("A gift is more than nothing. Write an amount above 0.", "捐赠金额须大于 0，请重新填写。")
TOO_MUCH = Text(
    "That is more than {most}: the experience of this programme says nothing of so much. Write a smaller amount.",
    "金额超过 {most}，本项目的经验不足以推算。请填写较小的金额。",
)
NO_CURRENCY = Text(
    "The currency “{asked}” is not in the list. Choose one of the list, or state the amount in RMB.",
    "列表中没有货币“{asked}”。请从列表中选择，或按人民币填写。",
)
NO_RATE = Text(
    "State the rate: how many RMB one {currency} is, and the day on which it was so.",
    "请填写汇率：1{currency}合多少元人民币，以及该汇率的日期。",
)
BAD_RATE = Text(
    "“{asked}” is not a rate. Write how many RMB one {currency} is, such as 6.9.",
    "“{asked}”不是汇率。请填写 1{currency}合多少元人民币，例如 6.9。",
)
NO_DAY = Text("State the day of the rate, such as 2019-12-31.", "请填写汇率的日期，例如 2019-12-31。")
BAD_DAY = Text(
    "“{asked}” is not a day. Write year, month and day, such as 2019-12-31.",
    "“{asked}”不是日期。请按年-月-日填写，例如 2019-12-31。",
)
FUTURE = Text(
    "{day} has not come yet. State a rate of today or of a day before.", "{day} 尚未到来。请填写今天或以前的汇率。"
)
OF_DAY = Text("the rate of {day}, as stated by the reader", "{day} 的汇率，由读者填写")
AT = Text("at {rate} RMB for 1 {currency}", "按 1{currency}合 {rate} 元人民币")


@dataclass(frozen=True)
class Rate:
    """How many RMB one unit of a currency is, and of when and from whom that is."""

    rmb: Decimal
    told: Text


# Published averages, for who states no rate of his own: only what is certain, with its source.
PUBLISHED: Mapping[str, Rate] = {
    "USD": Rate(
        Decimal("6.8985"),
        Text(
            "the average of 2019 (National Bureau of Statistics of China, Statistical Communiqué on 2019, "
            "28 February 2020)",
            "2019 年平均汇率（国家统计局《2019 年国民经济和社会发展统计公报》，2020 年 2 月 28 日）",
        ),
    )
}


@dataclass(frozen=True)
class Money:
    """What is given: an amount of a currency, and where that is not RMB the rate that it is taken at."""

    amount: Decimal
    currency: str = RMB
    rate: Rate | None = None

    @property
    def rmb(self) -> Decimal:
        """The same in RMB, to the fen."""
        return (self.amount * (self.rate.rmb if self.rate else 1)).quantize(Decimal("0.01"))

    def short(self, lang: Lang) -> str:
        """The amount as it is said aloud: ¥1 million, USD 250,000, 25万美元."""
        return self._unit.short(float(self.amount), lang)

    def full(self, lang: Lang) -> str:
        """The amount with every digit: ¥1,000,000, USD 250,000, 250,000美元."""
        return self._unit.full(float(self.amount), lang)

    @property
    def _unit(self) -> Unit:
        name = CURRENCIES[self.currency].zh
        own = Unit(CURRENCIES[self.currency], Text(f"{self.currency} {{}}", f"{{}}{name}"), is_rate=False)
        unit = units.MONEY if self.currency == RMB else own
        whole = self.amount == self.amount.to_integral_value()
        return unit if whole else replace(unit, decimals=2)

    def at(self, lang: Lang) -> str:
        """The rate with its day and its source; "" of RMB."""
        if self.rate is None:
            return ""
        said = AT(lang, rate=f"{self.rate.rmb.normalize():f}", currency=called(self.currency)(lang))
        return clauses((said, self.rate.told(lang)), lang)

    def in_rmb(self, lang: Lang) -> str:
        """The amount, and in brackets what it is in RMB where it is of another currency."""
        other = "" if self.rate is None else units.MONEY.short(float(self.rmb), lang)
        return bracketed(self.short(lang), other, lang)


def called(code: str) -> Text:
    """What one unit of a currency is called: EUR, 欧元."""
    return Text(code, CURRENCIES[code].zh)


def read(asked: Mapping[str, str], today: date) -> Money:
    """The money that the fields of an address say: amount, currency, and the rate on which day. Unanswerable, with a
    sentence, where they say none."""
    code = asked.get("currency", RMB).strip().upper()
    if code not in CURRENCIES:
        raise Unanswerable(NO_CURRENCY.filled(asked=repeated(asked["currency"], 12)))
    money = Money(_amount(asked.get("amount", USUAL)), code)
    if code != RMB:
        money = replace(money, rate=_rate(asked.get("rate", "").strip(), asked.get("on", "").strip(), code, today))
    if money.rmb > MOST:
        raise Unanswerable(TOO_MUCH.filled(most=_most()))
    if not money.rmb:
        raise Unanswerable(NOTHING)
    return money


def _most() -> Text:
    return Text(*(units.MONEY.short(float(MOST), lang) for lang in ("en", "zh")))


def _amount(said: str) -> Decimal:
    plain = SIGNS.sub("", unicodedata.normalize("NFKC", said[:80]).lower())
    found = WRITTEN.fullmatch(plain)
    if not found or found[3] not in TIMES:
        raise Unanswerable(NO_AMOUNT.filled(asked=repeated(said, 24)))
    amount = Decimal(found[2]) * TIMES[found[3]]
    if found[1] or not amount:
        raise Unanswerable(NOTHING)
    if amount > MOST / LEAST_RATE:
        raise Unanswerable(TOO_MUCH.filled(most=_most()))
    return amount


def _rate(rate: str, on: str, code: str, today: date) -> Rate:
    """The rate that is stated with its day; the published one where neither is."""
    currency = called(code)
    if not rate and not on and code in PUBLISHED:
        return PUBLISHED[code]
    if not rate:
        raise Unanswerable(NO_RATE.filled(currency=currency))
    plain = unicodedata.normalize("NFKC", rate[:40])
    if not re.fullmatch(r"\d{1,6}(\.\d{1,8})?", plain) or not LEAST_RATE <= Decimal(plain) <= MOST_RATE:
        raise Unanswerable(BAD_RATE.filled(asked=repeated(rate, 12), currency=currency))
    if not on:
        raise Unanswerable(NO_DAY)
    try:
        day = date.fromisoformat(unicodedata.normalize("NFKC", on[:20]))
    except ValueError:
        raise Unanswerable(BAD_DAY.filled(asked=repeated(on, 12))) from None
    if day > today:
        raise Unanswerable(FUTURE.filled(day=day.isoformat()))
    return Rate(Decimal(plain), OF_DAY.filled(day=day.isoformat()))
