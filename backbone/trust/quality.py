"""The quality of a snapshot: what was checked, how many were looked at, what was found, and what to do about it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import pandas as pd

from backbone import places, units
from backbone.indicators import INDICATORS
from backbone.measures import COLUMNS
from backbone.periods import month_name, period_name
from backbone.places import NATION
from backbone.punctuation import labelled
from backbone.record.record import Record
from backbone.snapshot.facts import ONE_FEN
from backbone.snapshot.memory import remembered
from backbone.snapshot.store import Store
from backbone.text import LANGS, Lang, Text, repeated
from backbone.trust.rhythm import JUMP, USUAL_CLAIMS, Gap, Jump, Rhythm
from backbone.trust.totals import monthly, totals


@dataclass(frozen=True)
class Finding:
    """One thing found: in which place ("" where it is in none) and what, in words."""

    place: str
    text: Text


@dataclass(frozen=True)
class Check:
    """One check.

    `question` is what it asks, of how many (`looked_at`) of what (`unit`).
    `found` is what it found, `summary` that in a few words: it stands only where there is something.
    `advice` is what to do then."""

    id: str
    name: Text
    question: Text
    looked_at: int
    unit: Text
    found: tuple[Finding, ...]
    summary: Text
    advice: Text

    @property
    def passed(self) -> bool:
        """Whether nothing was found."""
        return not self.found


# What cannot be, and by how much the additive columns (one row a county and policy year) exceed what can.
IMPOSSIBLE: Mapping[Text, Callable[[pd.DataFrame], pd.Series]] = {
    Text("more insured than eligible", "参保人次多于符合条件人次"): lambda c: c["insured"] - c["eligible"],
    Text("more women insured than people insured at all", "女性参保人次多于参保人次"): lambda c: (
        c["women"] - c["insured"]
    ),
    Text("claims where nobody is insured", "无人参保却有理赔申请"): lambda c: c["submitted"].where(
        c["insured"] <= 0, 0
    ),
    Text("more claims decided than filed", "结案件数多于申请件数"): lambda c: c["decided"] - c["submitted"],
    Text("more claims paid and rejected than decided", "赔付与拒赔之和多于结案件数"): lambda c: (
        c["paid_claims"] + c["rejected"] - c["decided"]
    ),
    Text("amounts of more claims than were paid", "公布金额的件数多于赔付件数"): lambda c: (
        c["told_claims"] - c["paid_claims"]
    ),
    Text("more claims paid within five days than paid at all", "5 个工作日内赔付件数多于赔付件数"): lambda c: (
        c["paid_within_5"] - c["told_claims"]
    ),
    Text("more paid than the family’s bill", "赔付金额超过家庭承担金额"): lambda c: c["paid"] - c["out_of_pocket"],
    Text("public schemes and family pay more than the bill", "公共保障与家庭承担之和超过住院总费用"): lambda c: (
        c["public_paid"] + c["out_of_pocket"] - c["hospital_cost"]
    ),
}
NEGATIVE = Text("negative: {column}", "数值为负：{column}")
ROW = Text("rows", "行")
COUNTY_MONTHS, CHANGES = Text("county months", "个县月"), Text("changes from month to month", "个逐月变化")
COUNTY_YEARS, COUNTIES = Text("county policy years", "个县年度"), Text("counties", "个县")


@remembered(1)
def checks(store: Store, record: Record) -> tuple[Check, ...]:
    """Every check of the snapshot, those that ask the gravest question first."""
    rhythm = Rhythm(store)
    return (_impossible(store), _unmatched(store), _gaps(rhythm), _jumps(rhythm), _assumed(store, record))


# -- impossible values -------------------------------------------------------------------------------------------------


def _impossible(store: Store) -> Check:
    months = monthly(store)
    rows = months[months["place"] != NATION].groupby(["place", "period"])[list(COLUMNS)].sum().reset_index()
    columns = rows[list(COLUMNS)]
    wrong = {name: exceeds(columns) > ONE_FEN for name, exceeds in IMPOSSIBLE.items()}
    wrong |= {NEGATIVE.filled(column=COLUMNS[column].name): columns[column] < 0 for column in COLUMNS}
    found = tuple(
        Finding(rows["place"][n], _of_year(rows["period"][n], name))
        for n in rows.index
        for name, at in wrong.items()
        if at[n]
    )
    return Check(
        "impossible",
        Text("Impossible values", "不可能的数值"),
        Text(
            f"In each county and policy year, {len(IMPOSSIBLE) + 1} impossible cases: a part larger than its "
            "whole, or a negative number.",
            f"逐县逐年度检查 {len(IMPOSSIBLE) + 1} 种不可能的情况：部分大于整体，或数值为负。",
        ),
        len(rows),
        COUNTY_YEARS,
        found,
        Text(f"{len(found)} found", f"发现 {len(found)} 处"),
        Text("Ask the county for its file again.", "请该县重新报送数据。"),
    )


def _of_year(period: str, text: Text) -> Text:
    return Text(*(labelled(period_name(period, lang), text(lang), lang) for lang in LANGS))


# -- rows that match no place ------------------------------------------------------------------------------------------


def _unmatched(store: Store) -> Check:
    rows = store.unmatched
    found = tuple(
        Finding(
            "",
            Text(
                f"code {repeated(row.place)}: {row.rows:,.0f} rows with {row.insured:,.0f} person-times insured, "
                f"{row.submitted:,.0f} claims and {units.MONEY.full(row.paid, 'en')} paid",
                f"代码 {repeated(row.place)}：{row.rows:,.0f} 行，参保 {row.insured:,.0f} 人次，"
                f"申请 {row.submitted:,.0f} 件，赔付 {units.MONEY.full(row.paid, 'zh')}",
            ),
        )
        for row in rows.fillna(0).itertuples()
    )
    n = int(rows["rows"].sum())
    return Check(
        "unmatched",
        Text("Rows that match no place", "无法对应地区的数据"),
        Text(
            "Every row carries the code of a county that exists, or of the programme.",
            "每一行数据的代码都应对应一个实际存在的县，或全项目。",
        ),
        store.snapshot.manifest.facts.rows,
        ROW,
        found,
        Text(f"{n:,} rows under {len(found)} unknown codes", f"{len(found)} 个未知代码，共 {n:,} 行"),
        Text("Correct the code at its source and publish again.", "请在源头更正代码后重新发布。"),
    )


# -- months ------------------------------------------------------------------------------------------------------------


def _gaps(rhythm: Rhythm) -> Check:
    gaps = (*rhythm.silent, *rhythm.gaps)
    return Check(
        "gaps",
        Text("Months missing", "缺失的月份"),
        Text(
            f"Does a county that usually files {USUAL_CLAIMS} claims a month or more, or the programme, have a month "
            "without any? From the first claim to the end of cover; "
            f"{rhythm.too_small} counties file too few to tell.",
            f"通常每月申请不少于 {USUAL_CLAIMS} 件的县以及全项目，是否有某月没有任何数据？（自首件申请至保障期满；"
            f"另有 {rhythm.too_small} 个县申请太少，无法判断。）",
        ),
        rhythm.looked_at,
        COUNTY_MONTHS,
        tuple(Finding(gap.place, _gap(gap)) for gap in gaps),
        Text(f"{len(gaps)} gaps", f"发现 {len(gaps)} 处中断"),
        Text("Ask whether the month's file has arrived.", "请核实该月数据是否已报送。"),
    )


def _gap(gap: Gap) -> Text:
    first, last = ([month_name(m, lang) for lang in ("en", "zh")] for m in (gap.months[0], gap.months[-1]))
    months = first if len(gap.months) == 1 else [f"{first[0]} to {last[0]}", f"{first[1]}至{last[1]}"]
    if pd.isna(gap.usual):
        return Text(f"{months[0]}: no data at all", f"{months[1]}：没有任何数据")
    return Text(
        f"{months[0]}: no claim, where {gap.usual:.0f} a month are usual",
        f"{months[1]}：没有申请，而当地通常每月 {gap.usual:.0f} 件",
    )


def _jumps(rhythm: Rhythm) -> Check:
    return Check(
        "jumps",
        Text("Jumps", "异常波动"),
        Text(
            f"From one month to the next, do claims filed or the amount paid change by more than {JUMP} times what is "
            "usual there? (For each person-time in cover; robust z of the logarithm. Incomplete months and the first "
            "months of cover are left out.)",
            f"逐月比较申请件数与赔付金额，变化是否超过当地通常幅度的 {JUMP} 倍？（按在保人次计，取对数的稳健 z 值；"
            "尚不完整的月份和起保初期不计。）",
        ),
        rhythm.changes_looked_at,
        CHANGES,
        tuple(Finding(jump.place, _jump(jump)) for jump in rhythm.jumps),
        Text(f"{len(rhythm.jumps)} jumps", f"发现 {len(rhythm.jumps)} 处"),
        Text(
            "Look at the county's months: a batch filed late, or a file loaded twice?",
            "请查看该县逐月数据：是否集中补报，或重复导入？",
        ),
    )


def _jump(jump: Jump) -> Text:
    asked = INDICATORS[jump.indicator]

    def says(lang: Lang, form: str) -> str:
        values = [asked.unit.full(round(v), lang) for v in (jump.before, jump.after)]
        return form.format(month_name(jump.month, lang), asked.name(lang), *values, abs(jump.z))

    return Text(
        says("en", "{}: {} went from {} to {}, {:.1f} times the usual change"),
        says("zh", "{}：{}由 {} 变为 {}，为通常变化幅度的 {:.1f} 倍"),
    )


# -- assumed counties --------------------------------------------------------------------------------------------------


def _assumed(store: Store, record: Record) -> Check:
    insured = totals(store, "place").set_index("place")["insured"]
    assumed = [code for code in insured.index if record.membership(code) != "evidenced"]
    share = 100 * insured[assumed].sum() / insured.sum() if insured.sum() > 0 else 0.0
    said = [units.PERCENT.full(share, lang) for lang in ("en", "zh")]
    return Check(
        "assumed",
        Text("Assumed counties", "推定的县"),
        Text(
            "Does a published source name every county of the programme?",
            "项目中的每个县是否都有公开资料载明？",
        ),
        len(insured),
        COUNTIES,
        tuple(
            Finding(
                code,
                Text(
                    f"no published source names it; {units.PERSON_TIMES.full(insured[code], 'en')} insured",
                    f"公开资料未载明；参保 {units.PERSON_TIMES.full(insured[code], 'zh')} 人次",
                ),
            )
            for code in sorted(assumed, key=lambda code: (-insured[code], code))
            if places.get(code).level == "county"
        ),
        Text(
            f"{len(assumed)} of {len(insured)} counties, with {said[0]} of the insured, are assumed",
            f"{len(insured)} 个县中有 {len(assumed)} 个为推定，占参保人次的 {said[1]}",
        ),
        Text(
            "Replace them when the foundation publishes its list of counties.",
            "待基金会公布参保县名单后替换。",
        ),
    )
