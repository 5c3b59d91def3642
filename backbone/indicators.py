"""THE registry: one entry an indicator. Map, legend, tooltip, card, ranking, table, export, definitions page,
picker and URL all read it; adding an indicator is one entry here and nothing anywhere else."""

from collections.abc import Mapping

from backbone import thresholds, units
from backbone.cautions import AGES_OF_COVER, ONE_YEAR, RECENT, STILL_OPEN
from backbone.indicator import Indicator
from backbone.measures import Distinct, Growth, Ratio, Rest, Sum
from backbone.text import Text

PROGRAMME = Text("Programme definition", "项目定义")
MICROINSURANCE = Text(
    "Microinsurance Network, Social Performance Indicators / Key Performance Indicators for Microinsurance",
    "小额保险网络（Microinsurance Network）绩效指标",
)
IRIS = "IRIS+ (GIIN)"

_ENTRIES = (
    Indicator(
        "insured",
        Text("Insured", "参保人次"),
        units.PERSON_TIMES,
        Sum("insured"),
        Text(
            "Person-times insured: each person is counted once per policy year.",
            "参保人次：同一人每个保单年度计一次。",
        ),
        PROGRAMME,
        good="high",
    ),
    Indicator(
        "eligible",
        Text("Eligible", "应保人次"),
        units.PERSON_TIMES,
        Sum("eligible"),
        Text(
            "Registered poor people of insurable age in the county, counted once per policy year.",
            "县内符合投保年龄的建档立卡贫困人口，每个保单年度计一次。",
        ),
        PROGRAMME,
    ),
    Indicator(
        "coverage",
        Text("Coverage", "参保率"),
        units.PERCENT,
        Ratio(Sum("insured"), Sum("eligible"), 100),
        Text(
            "Insured as a share of those eligible, both in person-times of the same policy years.",
            "参保人次占同期应保人次的比例。",
        ),
        Text("Coverage ratio, Microinsurance Network", "覆盖率，小额保险网络"),
        good="high",
        threshold=thresholds.COVERAGE,
    ),
    Indicator(
        "not_insured",
        Text("Not insured", "未参保人次"),
        units.PERSON_TIMES,
        Rest(Sum("eligible"), Sum("insured")),
        Text(
            "Person-times eligible that were not insured: those the programme did not reach.",
            "应保而未参保的人次，即尚未覆盖的对象。",
        ),
        PROGRAMME,
        good="low",
    ),
    Indicator(
        "growth",
        Text("Growth", "参保增长率"),
        units.PERCENT,
        Growth(Sum("insured"), Sum("due")),
        Text(
            "Person-times insured in a policy year, against those whose cover of the year before had ended by then.",
            "某保单年度的参保人次，与截至当时上一年度保障已到期的人次相比的增幅。",
        ),
        Text("Growth ratio, Microinsurance Network", "增长率，小额保险网络"),
        caution=ONE_YEAR,
        one_year=True,
    ),
    Indicator(
        "renewal",
        Text("Renewal", "续保率"),
        units.PERCENT,
        Ratio(Sum("renewed"), Sum("due"), 100),
        Text(
            "Of the person-times whose cover ended, the share that can have taken cover again: in each county the "
            "smaller of those whose cover ended and those insured in the next policy year. The records hold no names, "
            "so persons cannot be followed.",
            "保障到期的人次中可视为续保的比例：按县取到期人次与下一保单年度参保人次中的较小者。"
            "记录不含姓名，无法逐人追踪。",
        ),
        Text("Renewal rate, Microinsurance Network, counted by county", "续保率，小额保险网络，按县计算"),
        good="high",
    ),
    Indicator(
        "counties",
        Text("Counties", "覆盖县数"),
        units.PLACES,
        Distinct("county"),
        Text(
            "Counties in which somebody has been insured by the month shown.",
            "截至所示月份已有人参保的县（市、区）数。",
        ),
        PROGRAMME,
        good="high",
    ),
    Indicator(
        "provinces",
        Text("Provinces", "覆盖省份"),
        units.PROVINCES,
        Distinct("province"),
        Text(
            "Provinces with at least one county in which somebody has been insured.",
            "至少有一个县已有人参保的省（自治区）数。",
        ),
        PROGRAMME,
        good="high",
    ),
    Indicator(
        "premium",
        Text("Premium", "保费"),
        units.MONEY,
        Sum("premium"),
        Text(
            "Premium paid to the insurers for the policy years shown. Families pay nothing.",
            "所示保单年度支付给保险公司的保费；贫困家庭无需缴费。",
        ),
        PROGRAMME,
    ),
    Indicator(
        "premium_per_person",
        Text("Premium per person", "人均保费"),
        units.MONEY_A_HEAD,
        Ratio(Sum("premium"), Sum("insured")),
        Text("Premium divided by person-times insured.", "保费除以参保人次。"),
        PROGRAMME,
    ),
    Indicator(
        "submitted",
        Text("Claims submitted", "申请件数"),
        units.CLAIMS,
        Sum("submitted"),
        Text(
            "Claims filed, counted in the month they were filed.",
            "已提交的理赔申请，按提交月份计。",
        ),
        PROGRAMME,
        caution=RECENT,
    ),
    Indicator(
        "decided",
        Text("Claims decided", "结案件数"),
        units.CLAIMS,
        Sum("decided"),
        Text("Claims paid or rejected, counted in the month of the decision.", "已赔付或已拒赔的理赔，按结案月份计。"),
        PROGRAMME,
        caution=RECENT,
    ),
    Indicator(
        "waiting",
        Text("Claims waiting", "待结案件数"),
        units.CLAIMS,
        Rest(Sum("submitted"), Sum("decided")),
        Text("Claims filed and not yet decided by the month shown.", "截至所示月份已提交、尚未结案的理赔申请。"),
        PROGRAMME,
    ),
    Indicator(
        "claims_paid",
        Text("Claims paid", "赔付件数"),
        units.CLAIMS,
        Sum("paid_claims"),
        Text(
            "Claims decided in favour and paid, counted in the month of the decision.",
            "审核通过并已赔付的理赔，按结案月份计。",
        ),
        PROGRAMME,
        caution=RECENT,
    ),
    Indicator(
        "paid",
        Text("Amount paid", "赔付金额"),
        units.MONEY,
        Sum("paid"),
        Text("What Backbone paid to families for the claims it paid.", "顶梁柱就已赔付案件付给家庭的金额。"),
        PROGRAMME,
        caution=RECENT,
    ),
    Indicator(
        "rejected",
        Text("Claims rejected", "拒赔件数"),
        units.CLAIMS,
        Sum("rejected"),
        Text("Claims decided against, counted in the month of the decision.", "审核未通过的理赔，按结案月份计。"),
        PROGRAMME,
    ),
    Indicator(
        "hospital_cost",
        Text("Hospital bills", "住院总费用"),
        units.MONEY,
        Sum("hospital_cost"),
        Text("What hospitals charged for the stays behind the paid claims.", "已赔付案件对应的住院总费用。"),
        PROGRAMME,
    ),
    Indicator(
        "public_paid",
        Text("Public schemes paid", "医保等公共保障报销"),
        units.MONEY,
        Sum("public_paid"),
        Text(
            "The part of those bills met by basic and critical-illness insurance and medical assistance.",
            "其中由基本医保、大病保险和医疗救助报销的部分。",
        ),
        PROGRAMME,
    ),
    Indicator(
        "out_of_pocket",
        Text("Family's bill", "家庭需承担"),
        units.MONEY,
        Sum("out_of_pocket"),
        Text(
            "What was left of those bills before Backbone paid.", "医保等公共保障报销后、顶梁柱赔付前由家庭承担的部分。"
        ),
        PROGRAMME,
    ),
    Indicator(
        "still_left",
        Text("Family still pays", "家庭最终自付"),
        units.MONEY,
        Rest(Sum("out_of_pocket"), Sum("paid")),
        Text("What was left of those bills after Backbone paid.", "顶梁柱赔付后仍由家庭承担的部分。"),
        PROGRAMME,
    ),
    Indicator(
        "average_claim",
        Text("Average claim", "件均赔付"),
        units.MONEY_EACH,
        Ratio(Sum("paid"), Sum("told_claims")),
        Text("Amount paid divided by claims paid.", "赔付金额除以赔付件数。"),
        MICROINSURANCE,
    ),
    Indicator(
        "claims_per_1000",
        Text("Claims per 1,000 insured", "每千参保人次赔付件数"),
        units.PER_1000,
        Ratio(Sum("paid_claims"), Sum("insured"), 1000),
        Text("Claims paid for every 1,000 person-times insured.", "每一千参保人次对应的赔付件数。"),
        MICROINSURANCE,
        caution=AGES_OF_COVER,
    ),
    Indicator(
        "paid_claims_ratio",
        Text("Paid claims ratio", "赔付率"),
        units.PERCENT,
        Ratio(Sum("paid"), Sum("premium"), 100),
        Text(
            "Amount paid as a share of the premium of the same policy years. It keeps growing until "
            "all claims of a policy year are settled.",
            "赔付金额占同一保单年度保费的比例；在该年度案件全部结案前会持续上升。",
        ),
        Text(f"Incurred claims ratio, {IRIS} FP8478, paid basis", "已发生赔付率，IRIS+ FP8478，已付口径"),
        caution=AGES_OF_COVER,
    ),
    Indicator(
        "bill_met",
        Text("Family's bill paid", "自付费用补偿比例"),
        units.PERCENT,
        Ratio(Sum("paid"), Sum("out_of_pocket"), 100),
        Text(
            "Of what was left to the family after public schemes, the share that Backbone paid; paid claims only.",
            "医保等公共保障报销后由家庭承担的部分中，顶梁柱赔付所占比例；仅计已赔付案件。",
        ),
        PROGRAMME,
        good="high",
    ),
    Indicator(
        "rejection_rate",
        Text("Rejection rate", "拒赔率"),
        units.PERCENT,
        Ratio(Sum("rejected"), Sum("decided"), 100),
        Text("Claims rejected as a share of claims decided.", "拒赔件数占已结案件数的比例。"),
        Text(f"Claims rejection ratio, {IRIS} PI7902", "拒赔率，IRIS+ PI7902"),
        good="low",
        threshold=thresholds.REJECTED,
    ),
    Indicator(
        "days_to_settle",
        Text("Days to settle", "平均结案天数"),
        units.DAYS,
        Ratio(Sum("settle_days"), Sum("told_claims")),
        Text(
            "Mean calendar days from filing to payment decision, over paid claims.",
            "已赔付案件从提交申请到结案的平均自然日天数。",
        ),
        Text(f"Promptness of claims settlement, {IRIS} PI9897", "理赔时效，IRIS+ PI9897"),
        good="low",
        threshold=thresholds.DAYS,
        caution=STILL_OPEN,
    ),
    Indicator(
        "within_5_days",
        Text("Paid within 5 working days", "5 个工作日内结案率"),
        units.PERCENT,
        Ratio(Sum("paid_within_5"), Sum("told_claims"), 100),
        Text(
            "Paid claims decided within five working days (Monday to Friday) of filing, as a share of paid claims.",
            "提交申请后五个工作日（周一至周五）内结案的赔付件数占全部赔付件数的比例。",
        ),
        Text(f"Promptness of claims settlement, {IRIS} PI9897", "理赔时效，IRIS+ PI9897"),
        good="high",
        threshold=thresholds.WITHIN_5_DAYS,
        caution=STILL_OPEN,
    ),
    Indicator(
        "women_share",
        Text("Women's share", "女性占比"),
        units.PERCENT,
        Ratio(Sum("women"), Sum("insured_by_sex"), 100),
        Text("Women as a share of person-times insured.", "女性占参保人次的比例。"),
        PROGRAMME,
    ),
    Indicator(
        "raised",
        Text("Funds raised", "筹款金额"),
        units.MONEY,
        Sum("raised"),
        Text(
            "Donations received by the programme, by calendar year.",
            "项目收到的捐款，按自然年计。",
        ),
        PROGRAMME,
        good="high",
        programme_only=True,
    ),
    Indicator(
        "spent",
        Text("Funds spent", "支出金额"),
        units.MONEY,
        Sum("spent"),
        Text("What the programme paid out as its input, by calendar year.", "项目投入金额，按自然年计。"),
        PROGRAMME,
        programme_only=True,
    ),
)

INDICATORS: Mapping[str, Indicator] = {i.id: i for i in _ENTRIES}
DEFAULT = "insured"
# The headline numbers, each with the one that stands beside it.
HEADLINE: Mapping[str, str] = {
    "counties": "provinces",
    "insured": "coverage",
    "premium": "premium_per_person",
    "claims_paid": "rejection_rate",
    "paid": "average_claim",
    "paid_claims_ratio": "days_to_settle",
}
