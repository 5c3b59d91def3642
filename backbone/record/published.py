"""What the record consists of (figures, sources, stories, counties, disagreements), one class each, and the words of
its codes; `record` reads them from the files."""

import calendar
from dataclasses import dataclass
from datetime import date

from backbone import places
from backbone.periods import month_name
from backbone.text import Lang, Text

UNITS = {
    "people": Text("people", "人"),
    "person_times": Text("person-times", "人次"),
    "people_or_person_times": Text("people or person-times (unclear)", "人或人次（不明）"),
    "people_or_households": Text("people or households (unclear)", "人或户（不明）"),
    "rmb": Text("RMB", "元"),
    "counties": Text("counties", "个县"),
    "provinces": Text("provinces", "个省份"),
    "claims": Text("claims", "件"),
    "merchants": Text("merchants", "家商家"),
    "share": Text("share", "比例"),
    "date": Text("date", "日期"),
}
STATEMENTS = {
    "actual": Text("Result", "实际"),
    "target": Text("Target", "目标"),
    "plan": Text("Plan", "计划"),
    "context": Text("Background", "背景"),
}
# How exactly a source gives a number, and how the number is said then.
BOUNDS = {
    "exact": Text("{value}", "{value}"),
    "at_least": Text("more than {value}", "超过 {value}"),
    "about": Text("about {value}", "约 {value}"),
    "nearly": Text("nearly {value}", "近 {value}"),
}
KINDS = {
    "primary": Text("The foundation itself", "基金会发布"),
    "press": Text("Press", "媒体报道"),
    "repost": Text("Repost", "转载"),
}
MEMBERSHIPS = {
    "evidenced": Text("Confirmed", "公开资料载明"),
    "assumed": Text("Assumed", "推定（公开资料未载明）"),
}
SCOPES = {
    "programme": Text("Whole programme", "全项目"),
    "county": Text("One county", "单个县"),
    "insurer:China Life P&C": Text("One insurer: China Life P&C", "单一保险公司：中国人寿财险"),
}
SOURCE_NOT_RECORDED = Text(
    "A source confirms this county, but which one was not written down.",
    "该县有公开资料载明，但未留存具体来源。",
)

# Whose a figure is that was of a county before it and others became one.
OF_BEFORE = Text("{county}, before counties were joined in {month}", "{month}合并前的{county}")

# A person's name in the record is never his own.
PSEUDONYM = Text("{name} (pseudonym)", "{name}（化名）")
# A source in English prints no characters, and none are made up.
IN_LATIN = Text("{name} (pseudonym)", "{name}（化名，原文为英文）")
NO_NAME = Text("A family in {place}", "{place}的一户家庭")
VISITED = Text("visited by the foundation", "基金会曾到访")


@dataclass(frozen=True, slots=True)
class Metric:
    """What a figure is about: its name, the units it may come in, and what kind of statement it is."""

    name: Text
    units: tuple[str, ...]
    statement: str = "actual"


HEADS = ("people", "person_times", "people_or_person_times", "people_or_households")
METRICS = {
    "counties": Metric(Text("Counties", "县数"), ("counties",)),
    "provinces": Metric(Text("Provinces", "省份数"), ("provinces",)),
    "insured_persons": Metric(Text("Insured", "参保"), HEADS),
    "insured_person_times": Metric(Text("Insured, in person-times", "参保人次"), ("person_times",)),
    "insured_households": Metric(Text("Insured families", "参保家庭"), ("people_or_households",)),
    "raised_rmb": Metric(Text("Money raised", "筹款金额"), ("rmb",)),
    "spent_rmb": Metric(Text("Money spent", "支出金额"), ("rmb",)),
    "premium_rmb": Metric(Text("Premium", "保费"), ("rmb",)),
    "claims_paid": Metric(Text("Claims paid", "赔付件数"), ("claims", "person_times")),
    "claimants": Metric(Text("Claimants paid", "获赔人员"), HEADS),
    "paid_rmb": Metric(Text("Amount paid", "赔付金额"), ("rmb",)),
    "donors_person_times": Metric(Text("Donors", "捐赠者"), HEADS),
    "donor_merchants": Metric(Text("Merchants who gave", "参与捐赠的商家"), ("merchants",)),
    "launch_date": Metric(Text("Start in the county", "当地启动日期"), ("date",)),
    "target_persons": Metric(Text("Target: people covered", "目标：覆盖人数"), ("people",), "target"),
    "plan_rmb": Metric(Text("Plan: money put in", "计划：投入资金"), ("rmb",), "plan"),
    "plan_counties": Metric(Text("Plan: counties covered", "计划：覆盖县数"), ("counties",), "plan"),
    "plan_person_times": Metric(Text("Plan: person-times", "计划：覆盖人次"), ("person_times",), "plan"),
    "premium_per_person_rmb": Metric(Text("Premium a person", "人均保费"), ("rmb",), "context"),
    "deductible_rmb": Metric(Text("Deductible", "起付线"), ("rmb",), "context"),
    "annual_cap_rmb": Metric(Text("Most paid in a year", "年度赔付上限"), ("rmb",), "context"),
    "reimbursement_ratio": Metric(Text("Share reimbursed", "报销比例"), ("share",), "context"),
    "registered_poor_persons": Metric(Text("Registered poor", "建档立卡贫困人口"), ("people",), "context"),
    "illness_caused_poor_persons": Metric(Text("Poor through illness", "因病致贫人口"), ("people",), "context"),
}


@dataclass(frozen=True, slots=True)
class Source:
    """One publication; `published` is a year, month, day or empty, `original` its title as found."""

    source_id: str
    kind: str
    published: str
    date_note: Text | None
    original: str
    title: Text
    publisher: Text
    url: str


@dataclass(frozen=True, slots=True)
class Figure:
    """One published number: `value` in `unit`, or an ISO date as text where the unit is a date; `bound` (a key of
    BOUNDS) is how exactly its source gives it. `part` is the code that the county had which it is of, where that went
    into the county `adcode` since; "" elsewhere."""

    figure_id: str
    scope: str
    adcode: str
    metric: str
    value: int | float | str
    bound: str
    unit: str
    statement: str
    period_start: str
    as_of: str
    note: Text | None
    source: Source
    part: str = ""

    @property
    def name(self) -> Text:
        return METRICS[self.metric].name

    @property
    def when(self) -> Text:
        """The date the figure stands for, as printed; a bare year is a policy year."""
        if len(self._on) == 4:
            return Text(f"policy year {self._on}", f"{self._on} 保单年度")
        return Text(self._on, self._on)

    @property
    def day(self) -> date:
        """The last day that the date can mean, to place the figure on a time axis."""
        year, month, day = (*map(int, self._on.split("-")), 0, 0)[:3]
        month = month or 12
        return date(year, month, day or calendar.monthrange(year, month)[1])

    @property
    def _on(self) -> str:
        return self.value if isinstance(self.value, str) else self.as_of

    def whose(self, lang: Lang) -> str:
        """The county of before that the figure is of, where that is only a part of one today; "" elsewhere."""
        if not self.part:
            return ""
        month = month_name(places.SINCE[self.part], lang)
        return OF_BEFORE(lang, county=places.FORMERLY[self.part](lang), month=month)

    def shown(self, lang: Lang) -> str:
        """The value in full, as exactly as the source gives it: 65,940, 40%, 2017-12-05, more than 15,000,000."""
        if isinstance(self.value, str):
            return self.value
        return BOUNDS[self.bound](lang, value=f"{self.value:.0%}" if self.unit == "share" else f"{self.value:,}")


@dataclass(frozen=True, slots=True)
class Story:
    """One published case, in our words. Amounts are RMB, None where not stated; `year` ends in ? where uncertain.
    `pseudonym` is the name that its source gave, in Chinese characters only where the source printed them; `visited` is
    whether the source says that the foundation came to see the family. `summary` tells of the family, `relief` what
    public schemes paid and what the project added, `note` what the source leaves open."""

    story_id: str
    adcode: str
    year: str
    pseudonym: Text | None
    visited: bool
    illness: Text
    hospital_cost_rmb: int | float | None
    left_after_public_schemes_rmb: int | float | None
    paid_by_backbone_rmb: int | float | None
    summary: Text
    relief: Text | None
    note: Text | None
    source: Source

    @property
    def title(self) -> Text:
        """What a case is called: its pseudonym, marked as one, else where the family lives; never its illness."""
        if self.pseudonym:
            return (IN_LATIN if self.pseudonym.zh == self.pseudonym.en else PSEUDONYM).filled(name=self.pseudonym)
        return NO_NAME.filled(place=places.get(self.adcode).name)

    @property
    def when(self) -> Text:
        if self.year.endswith("?"):
            return Text(f"{self.year[:-1]}, uncertain", f"{self.year[:-1]} 年（不确定）")
        return Text(self.year.replace("-", "–"), f"{self.year.replace('-', '–')} 年")


@dataclass(frozen=True, slots=True)
class County:
    """One county of the programme and whether a source names it."""

    adcode: str
    name: Text
    province: Text
    membership: str


@dataclass(frozen=True, slots=True)
class Province:
    """One province of the programme, whether a source names it, and the sources that name it itself."""

    adcode: str
    name: Text
    membership: str
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Figures about one thing that do not agree, further sources that differ, and how to read them."""

    about: Text
    figures: tuple[Figure, ...]
    other_sources: tuple[Source, ...]
    says: Text
