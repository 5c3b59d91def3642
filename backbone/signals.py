"""Signals: what a county can be listed for on the watch list, in which words, and how that is worked out."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from backbone import thresholds, units
from backbone.text import Text
from backbone.units import Unit

# Below this many claims one claim more or less moves a share by over five points: too few to accuse anybody.
FEWEST_CLAIMS = 20
# With fewer counties under cover there is no programme to compare with: a county would be its own yardstick.
FEWEST_COUNTIES = 5

OF_EXPECTED = Unit(Text("100 = as expected", "100 = 符合预期"), Text("{}%", "{}%"), is_rate=True, per=100)
SPIEGELHALTER = "Spiegelhalter, Statistics in Medicine 2005; 24: 1185–1202"
BRESLOW_DAY = "Breslow & Day, IARC Scientific Publications 82, 1987"
PAULE_MANDEL = "Paule & Mandel, Journal of Research of the National Bureau of Standards 1982; 87: 377–385"


@dataclass(frozen=True)
class Signal:
    """One reason to call a county.

    `indicator` is what it looks at, `concern` the end of it that gives concern.
    `reason` is how a county stands, in words and numbers (observed, expected, size, ratio, centre).
    `listed` is the same of a county that is listed for it, where that is said otherwise.
    `counted` is the part of the page's title for {n} counties.
    `ratio_name` and `size_name` name what a picture shows: the ratio, and what makes a county large or small.
    `unit` writes its ratio.
    `line` is what the ratio is held against, in per cent; None where it is the normal range that chance leaves.
    `method`, `formula` and `reference` stand on the definitions page."""

    id: str
    name: Text
    indicator: str
    concern: Literal["low", "high"]
    reason: Text
    counted: Text
    ratio_name: Text
    size_name: Text
    unit: Unit
    method: Text
    formula: Text
    reference: tuple[str, ...] = ()
    line: float | None = None
    listed: Text | None = None

    @property
    def is_share(self) -> bool:
        """Whether its ratio is a share, at most 100 %, and not one of what was expected."""
        return self.unit is not OF_EXPECTED


SIGNALS: Mapping[str, Signal] = {
    s.id: s
    for s in (
        Signal(
            "silent", Text("Very few claims", "理赔偏少"), "submitted", "low",
            Text("{observed:claim|claims}; {expected} expected for its size ({ratio})",
                 "收到 {observed} 件申请，按参保规模预计约 {expected} 件（{ratio}）"),
            Text("{n} with very few claims", "{n} 个理赔偏少"),
            Text("Claims submitted (100 = as expected)", "申请件数（100 = 符合预期）"),
            Text("Claims expected for its size", "按参保规模预计的申请件数"),
            OF_EXPECTED,
            Text(
                "A county that joined later has had less time to file claims. Its claims are compared with what the "
                "whole programme had after as many months of cover. Each county and policy year is counted from the "
                "month in which its cover began. All counties together give the standard: the claims submitted in "
                "each month of cover, per person-time insured. All expected claims add up to all claims submitted.",
                "加入较晚的县提交理赔的时间较短，因此按保障期长短推算预计件数，再与实际申请件数相比。"
                "各县各保单年度自起保当月起按月计算保障期；以全部县合计的各保障月人均申请件数为标准。"
                "各县预计件数之和等于实际申请总件数。",
            ),
            Text(
                "r(a) = claims in month a of cover ÷ person-times insured in it, all counties; "
                "E = Σ insured so far × r(a); the picture shows O ÷ E × 100",
                "r(a) = 全部县保障期第 a 月的申请件数 ÷ 该月在保人次；E = Σ 累计参保人次 × r(a)；图示为 O ÷ E × 100",
            ),
            (BRESLOW_DAY, SPIEGELHALTER),
            listed=Text("{observed:claim|claims}; {expected} expected for its size ({ratio})",
                        "仅收到 {observed} 件申请，按参保规模预计约 {expected} 件（{ratio}）"),
        ),
        Signal(
            "slow", Text("Slow to settle", "结案偏慢"), "within_5_days", "low",
            Text("{ratio} of claims paid within 5 working days ({observed} of {size}), programme {centre}",
                 "{ratio} 的赔付在 5 个工作日内结案（{size} 件中 {observed} 件），全项目 {centre}"),
            Text("{n} slow to settle", "{n} 个结案偏慢"),
            Text("Paid within 5 working days", "5 个工作日内结案率"),
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
            Text("{ratio} of decided claims rejected ({observed} of {size}), programme {centre}",
                 "拒赔率 {ratio}（{size} 件已结案件中 {observed} 件），全项目 {centre}"),
            Text("{n} with many rejections", "{n} 个拒赔偏高"),
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
            Text("{ratio} of eligible person-times insured ({observed} of {size}), the line is {centre}",
                 "参保率 {ratio}（应保 {size} 人次，已参保 {observed} 人次），标准为 {centre}"),
            Text("{n} with low coverage", "{n} 个参保率偏低"),
            Text("Insured of those eligible", "参保率"),
            Text("Person-times eligible", "符合条件人次"),
            units.PERCENT,
            Text(
                "A county is listed when it insures fewer than {line} of those eligible. They are so many that chance "
                "plays no part. The line is a choice: the programme means to cover every registered poor person of "
                "insurable age, and where more than a quarter is left out somebody should ask why.",
                "参保率低于 {line} 的县列入名单。符合条件者人数众多，无需考虑偶然波动。该标准为人为设定："
                "项目旨在覆盖全部适龄建档立卡贫困人口，若四分之一以上未参保，就值得询问原因。",
            ),
            Text("coverage = person-times insured ÷ person-times eligible", "参保率 = 参保人次 ÷ 符合条件人次"),
            line=thresholds.COVERAGE,  # where tens of thousands are eligible, chance plays no part
        ),
        Signal(
            "thin", Text("Too little data", "数据不足"), "submitted", "low",
            Text("{observed:claim|claims} so far; about {expected} expected",
                 "迄今收到 {observed} 件申请，预计约 {expected} 件"),
            Text("{n} with too little data to judge", "{n} 个数据不足"),
            Text("Claims submitted (100 = as expected)", "申请件数（100 = 符合预期）"),
            Text("Claims expected for its size", "按参保规模预计的申请件数"),
            OF_EXPECTED,
            Text(
                "A county is not judged while it should have so few claims that even none would be normal (inside the "
                "95% limit), or while fewer than {counties} counties have cover. A share of fewer than {claims} claims "
                "is not judged either. Such a county is listed by itself and never accused.",
                "预计件数太少、即使没有申请也属正常（未超出 95% 界限）的县，暂不判断；"
                "有参保的县不足 {counties} 个时同样如此。不足 {claims} 件的比例也不作判断。"
                "这些县单独列出，不作任何评价。",
            ),
            Text("lower 95% limit at E = 0", "E 处的 95% 下限 = 0"),
            (SPIEGELHALTER,),
        ),
    )
}  # fmt: skip
DEFAULT = "silent"
