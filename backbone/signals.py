"""Signals: what a county of the watch list can be listed for, what it then says, and how it is worked out."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from backbone import units
from backbone.text import Text
from backbone.units import Unit

# Chance is not the question where tens of thousands are eligible, so coverage is held against a plain line. Three in
# four: the programme promises cover to every registered poor person of insurable age, and a county that leaves out
# more than a quarter has a list, or a budget, that somebody should ask about.
COVERAGE_LINE = 75.0
# Below this many claims one claim more or less moves a share by over five points: too few to accuse anybody.
FEWEST_CLAIMS = 20
# With fewer counties under cover there is no programme to compare with: a county would be its own yardstick.
FEWEST_COUNTIES = 5

OF_EXPECTED = Unit(Text("per cent of expected", "占应有的百分比"), Text("{}%", "{}%"), is_rate=True, per=100)
SPIEGELHALTER = "Spiegelhalter, Statistics in Medicine 2005; 24: 1185–1202"
BRESLOW_DAY = "Breslow & Day, IARC Scientific Publications 82, 1987"
PAULE_MANDEL = "Paule & Mandel, Journal of Research of the National Bureau of Standards 1982; 87: 377–385"


@dataclass(frozen=True)
class Signal:
    """One reason to call a county: its name, the indicator that it looks at, and the end that gives concern.

    `says` is the reason in words and numbers (observed, expected, size, ratio, centre), `counted` the part of the
    page's title for {n} counties; `down` and `across` name the axes of its picture, `unit` writes its ratio.
    `method`, `formula` and `reference` stand on the definitions page."""

    id: str
    name: Text
    indicator: str
    concern: Literal["low", "high"]
    says: Text
    counted: Text
    down: Text
    across: Text
    unit: Unit
    method: Text
    formula: Text
    reference: tuple[str, ...] = ()


SIGNALS: Mapping[str, Signal] = {
    s.id: s
    for s in (
        Signal(
            "silent", Text("Silent", "理赔偏少"), "submitted", "low",
            Text("{observed} claims where {expected} would be expected from its cover ({ratio})",
                 "收到 {observed} 件申请，按参保情况应约有 {expected} 件（{ratio}）"),
            Text("{n} silent", "{n} 个理赔偏少"),
            Text("Claims submitted, 100 = as expected", "申请件数，100 = 与预期相符"),
            Text("Claims expected from the cover", "按参保情况应有的申请件数"),
            OF_EXPECTED,
            Text(
                "Cover that began later has had less time to produce claims, so claims are compared with what the "
                "programme’s own experience leads one to expect of cover of that age. For every county and policy "
                "year the age is counted in months from the month in which its cover began; the claims submitted at "
                "each age, per person-time insured, over all counties together, give the standard. All expected "
                "claims together are exactly all claims submitted.",
                "参保较晚的县产生理赔的时间较短，因此将实际申请件数与按项目总体经验、依保障期长短推算的应有件数相比。"
                "各县各保单年度自起保当月起按月计保障期；全部县合计后，各保障月的人均申请件数即为标准。"
                "各县应有件数之和恰好等于实际申请总件数。",
            ),
            Text(
                "r(a) = claims at age a ÷ person-times insured at age a, all counties; "
                "E = Σ insured so far × r(a); shown is O ÷ E × 100",
                "r(a) = 全部县保障期第 a 月的申请件数 ÷ 该月在保人次；E = Σ 累计参保人次 × r(a)；图示为 O ÷ E × 100",
            ),
            (BRESLOW_DAY, SPIEGELHALTER),
        ),
        Signal(
            "slow", Text("Slow to settle", "结案偏慢"), "within_5_days", "low",
            Text("{observed} of {size} paid claims settled in 5 working days ({ratio}; programme {centre})",
                 "{size} 件赔付中 {observed} 件在 5 个工作日内结案（{ratio}，全项目 {centre}）"),
            Text("{n} slow to settle", "{n} 个结案偏慢"),
            Text("Settled within 5 working days", "5 个工作日内结案率"),
            Text("Claims paid", "赔付件数"),
            units.PERCENT,
            Text(
                "The share of paid claims decided within five working days of filing, against the share of all "
                "counties together.",
                "赔付案件中五个工作日内结案的比例，与全部县合计的比例相比。",
            ),
            Text("p = claims paid within 5 working days ÷ claims paid", "p = 5 个工作日内结案的赔付件数 ÷ 赔付件数"),
            (SPIEGELHALTER,),
        ),
        Signal(
            "rejecting", Text("High rejection", "拒赔偏高"), "rejection_rate", "high",
            Text("{observed} of {size} decided claims rejected ({ratio}; programme {centre})",
                 "{size} 件已结案件中拒赔 {observed} 件（{ratio}，全项目 {centre}）"),
            Text("{n} rejecting many claims", "{n} 个拒赔偏高"),
            Text("Claims rejected", "拒赔率"),
            Text("Claims decided", "已结案件数"),
            units.PERCENT,
            Text(
                "The share of decided claims that were rejected, against the share of all counties together.",
                "已结案件中拒赔的比例，与全部县合计的比例相比。",
            ),
            Text("p = claims rejected ÷ claims decided", "p = 拒赔件数 ÷ 已结案件数"),
            (SPIEGELHALTER,),
        ),
        Signal(
            "uncovered", Text("Low coverage", "参保率偏低"), "coverage", "low",
            Text("{observed} of {size} eligible person-times insured ({ratio}; the line is {centre})",
                 "符合条件 {size} 人次，参保 {observed} 人次（{ratio}，标准为 {centre}）"),
            Text("{n} with low coverage", "{n} 个参保率偏低"),
            Text("Insured of those eligible", "参保率"),
            Text("Person-times eligible", "符合条件人次"),
            units.PERCENT,
            Text(
                "So many are eligible that chance is not the question: a county is listed when fewer than {line} of "
                "them are insured. The line is a choice, not a law: the programme means to cover every registered "
                "poor person of insurable age, and where more than a quarter is left out somebody should ask why.",
                "符合条件的人数很多，无需考虑偶然波动：参保率低于 {line} 即列入。该标准是人为设定："
                "项目旨在覆盖全部适龄建档立卡贫困人口，若四分之一以上未参保，就值得询问原因。",
            ),
            Text("coverage = person-times insured ÷ person-times eligible", "参保率 = 参保人次 ÷ 符合条件人次"),
        ),
        Signal(
            "thin", Text("Thin data", "数据不足"), "submitted", "low",
            Text("{observed} claims so far where about {expected} would be expected",
                 "迄今收到 {observed} 件申请，应约有 {expected} 件"),
            Text("{n} too early or too small to tell", "{n} 个尚难判断"),
            Text("Claims submitted, 100 = as expected", "申请件数，100 = 与预期相符"),
            Text("Claims expected from the cover", "按参保情况应有的申请件数"),
            OF_EXPECTED,
            Text(
                "So few claims are to be expected yet that not even none would fall outside the 95% limit, or fewer "
                "than {counties} counties have cover at all. Shares of fewer than {claims} claims are not judged "
                "either. Such a county is listed apart and never accused.",
                "应有件数太少，即使一件申请都没有也不会超出 95% 界限；或有参保的县不足 {counties} 个。"
                "不足 {claims} 件的比例同样不作判断。这些县单独列出，不作任何评判。",
            ),
            Text("lower 95% limit at E = 0", "E 处的 95% 下限 = 0"),
            (SPIEGELHALTER,),
        ),
    )
}  # fmt: skip
DEFAULT = "silent"
