"""How a number is said aloud in a hall: a sentence around the number, which the stage sets larger."""

from collections.abc import Mapping
from dataclasses import dataclass

from backbone import units
from backbone.indicator import Indicator
from backbone.punctuation import bare, capitalised
from backbone.text import Lang, Text

# What an indicator says of its value: {n} is the value as it is written, {of_100} a percentage as so many of a hundred,
# {yuan} as so many of ¥100. An indicator that is not here says its value and its name.
SENTENCES: Mapping[str, Text] = {
    "insured": Text("{n} times a breadwinner was insured", "{n}人次获得保障"),
    "eligible": Text("{n} times a breadwinner could have been insured", "符合参保条件 {n}人次"),
    "coverage": Text("{of_100} of 100 eligible breadwinners are insured", "每 100 名符合条件者，{of_100} 人已参保"),
    "not_insured": Text("{n} times a breadwinner was eligible and not insured", "符合条件而未参保 {n}人次"),
    "growth": Text("cover has grown by {n} in a year", "参保人次比上年到期增长 {n}"),
    "renewal": Text(
        "of 100 times that cover ended, {of_100} were followed by a new year", "每 100 人次到期，{of_100} 人次续保"
    ),
    "counties": Text("{n:county takes|counties take} part", "{n} 个县参与项目"),
    "provinces": Text("{n:province takes|provinces take} part", "{n} 个省（区）参与项目"),
    "premium": Text("{n} of premium, none of it paid by families", "累计保费 {n}，困难家庭零缴费"),
    "premium_per_person": Text("a year of cover costs {n} a person", "一年保障，人均保费 {n}"),
    "submitted": Text("families have filed {n:claim|claims}", "困难家庭提交理赔申请 {n} 件"),
    "decided": Text("{n:claim has|claims have} been decided", "已结案 {n} 件"),
    "waiting": Text("{n:claim waits|claims wait} for a decision", "{n} 件申请待结案"),
    "claims_paid": Text("{n:claim has|claims have} been paid", "累计赔付 {n} 件"),
    "paid": Text("{n} has been paid to families", "累计赔付 {n}，惠及困难家庭"),
    "rejected": Text("{n:claim was|claims were} rejected", "拒赔 {n} 件"),
    "hospital_cost": Text("the hospital bills behind paid claims came to {n}", "已赔付案件的住院总费用 {n}"),
    "public_paid": Text("public schemes paid {n} of the hospital bills", "医保等公共保障报销 {n}"),
    "out_of_pocket": Text("{n} was left to families before Backbone paid", "医保报销后家庭需承担 {n}"),
    "still_left": Text("{n} is still left to families", "赔付后家庭仍需自付 {n}"),
    "average_claim": Text("a paid claim brings a family {n} on average", "平均每件赔付 {n}"),
    "claims_per_1000": Text("{n} claims were paid for every 1,000 insured", "每千参保人次赔付 {n} 件"),
    "paid_claims_ratio": Text(
        "of every ¥100 of premium, {yuan} has gone to families", "每 100 元保费，{yuan}已赔付到户"
    ),
    "bill_met": Text(
        "of every ¥100 of a family’s bill, Backbone paid {yuan}", "医保报销后家庭每负担 100 元，顶梁柱赔付 {yuan}"
    ),
    "rejection_rate": Text("of 100 decided claims, {of_100} were rejected", "每 100 件已结案件，拒赔 {of_100} 件"),
    "days_to_settle": Text("a claim is paid in {n} on average", "从申请到赔付平均 {n}"),
    "within_5_days": Text(
        "of 100 paid claims, {of_100} were settled within 5 working days",
        "每 100 件赔付，{of_100} 件在 5 个工作日内结案",
    ),
    "women_share": Text("{of_100} of 100 insured are women", "每 100 人次参保，女性 {of_100} 人次"),
    "raised": Text("{n} has been raised", "累计筹款 {n}"),
    "spent": Text("{n} has been spent", "累计支出 {n}"),
}
# What an indicator says that has no sentence here.
NAMED = Text("{name} is {n}", "{name}为 {n}")
EDGE = "\0"


@dataclass(frozen=True)
class Spoken:
    """A sentence in three parts: the words before its number, the number, the words after it. Without a number all of
    it is `before`."""

    before: str
    number: str = ""
    after: str = ""

    @property
    def whole(self) -> str:
        """The sentence as it is read."""
        return f"{self.before}{self.number}{self.after}"

    @property
    def lines(self) -> tuple[str, str, str]:
        """Its parts as lines of their own."""
        return bare(self.before), self.number, bare(self.after)


class Marked(str):
    """A value that `spoken` finds again in the sentence into which it was filled."""

    def __format__(self, spec: str) -> str:
        return EDGE + self + EDGE


def spoken(text: Text, lang: Lang, **words: object) -> Spoken:
    """A text as a sentence, taken apart at the number among its words that is marked."""
    before, *more = text(lang, **words).split(EDGE)
    return Spoken(capitalised(before), *more)


def said(indicator: Indicator, value: float, lang: Lang) -> Spoken:
    """The value of an indicator as a sentence."""
    of_100, name = units.of_100(value), indicator.name(lang)
    yuan = units.MONEY.written(lang).replace("{}", of_100)
    shapes = {"n": indicator.unit.short(value, lang), "of_100": of_100, "yuan": yuan}
    words = {word: Marked(number) for word, number in shapes.items()}
    return spoken(SENTENCES.get(indicator.id, NAMED), lang, name=name, **words)
