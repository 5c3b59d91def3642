"""What the illustrative generator assumes: each thing once, with its value and the sentence that says it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from backbone.illustrative.starts import STARTS
from backbone.text import Text


@dataclass(frozen=True, slots=True)
class Assumption:
    """One modelled choice: the value the generator uses, the sentence that says it, and the columns of the facts whose
    totals rest on it first of all."""

    name: str
    value: Any
    text: Text
    of: tuple[str, ...] = ()


ASSUMPTIONS = (
    Assumption(
        "starts",
        STARTS,
        Text(
            "Which counties were insured in which policy year, and the month their cover began, are assumed "
            "except where a source says so; the number of counties and provinces is as published.",
            "除有来源说明外，各保单年度参保县名单及起保月份均为假设；县数和省数与公布数字一致。",
        ),
        of=("insured", "distinct_county", "distinct_province"),
    ),
    Assumption(
        "county_size",
        0.4,
        Text(
            "How the published programme totals, the running ones of May and June 2018 among them, divide "
            "among counties without a published figure is drawn at random (log-normal sizes).",
            "没有公布数字的县，其参保人次由项目总数（含 2018 年 5 月和 6 月的累计数）按随机规模（对数正态）分摊得到。",
        ),
        of=("insured",),
    ),
    Assumption(
        "premium_2019",
        29,
        Text(
            "The 2019 premium is taken as RMB 29 a head on average; counties lie between RMB 25 "
            "and 31. The published 2017 total works out at RMB 18.67 a head, below that band, and is kept.",
            "2019 年人均保费按平均 29 元计，各县在 25 至 31 元之间；"
            "2017 年公布总额折合人均 18.67 元，低于该区间，仍按公布数字保留。",
        ),
        of=("premium", "spent"),
    ),
    Assumption(
        "raised_2019",
        72_000_000,
        Text(
            "RMB 72 million is assumed to be raised from January to August 2019; between published dates "
            "donations are spread over the months. Money spent is the premium of the month.",
            "假设 2019 年 1 至 8 月募集 7200 万元；两个公布日期之间的捐款分摊到各月。支出按当月保费计。",
        ),
        of=("raised", "spent"),
    ),
    Assumption(
        "coverage",
        (0.72, 0.97),
        Text(
            "Eligible people are modelled so that 72–97 % of them are insured; the quiet counties and some "
            "others insure everyone.",
            "符合条件人数为模拟值，参保率在 72% 至 97% 之间；理赔偏少的县和另外一些县为全员参保。",
        ),
        of=("eligible",),
    ),
    Assumption("women", 0.47, Text("About 47 % of the insured are women.", "参保者中女性约占 47%。"), ("women",)),
    Assumption(
        "ages",
        {"18-29": 0.17, "30-39": 0.21, "40-49": 0.30, "50-60": 0.32},
        Text(
            "The insured by age: 17 % are 18–29, 21 % are 30–39, 30 % are 40–49 and 32 % are 50–60.",
            "参保者年龄构成：18–29 岁 17%，30–39 岁 21%，40–49 岁 30%，50–60 岁 32%。",
        ),
    ),
    Assumption(
        "incidence",
        0.01025,
        Text(
            "About 10 claims a year are made for every 1,000 insured, differing by county.",
            "每千名参保者每年约有 10 件理赔申请，各县不同。",
        ),
        of=("submitted", "decided", "paid_claims"),
    ),
    Assumption(
        "counties_differ",
        {
            "risk": (0.65, 1.45),
            "quiet": (0.08, 0.14),
            "cost": (0.92, 1.22),
            "women": (-0.03, 0.03),
            "reject": (0.7, 1.3),
        },
        Text(
            "Counties differ at random: claims per insured from 0.65 to 1.45 times the average (in quiet "
            "counties about a tenth), payments by about 15 % either way.",
            "各县随机不同：人均申请数为平均值的 0.65 至 1.45 倍（理赔偏少的县约为十分之一），赔付金额上下浮动约 15%。",
        ),
    ),
    Assumption(
        "age_risk",
        {"18-29": 0.55, "30-39": 0.80, "40-49": 1.05, "50-60": 1.40},
        Text(
            "People over 50 claim about two and a half times as often as people under 30.",
            "50 岁以上者的申请频率约为 30 岁以下者的 2.5 倍。",
        ),
    ),
    Assumption(
        "illness",
        {  # code -> (share of claims, how much the share grows with age, cost against the average)
            "circulatory": (0.19, 0.5, 1.25),
            "injury": (0.15, -0.4, 1.05),
            "cancer": (0.09, 0.3, 2.10),
            "respiratory": (0.13, 0.1, 0.75),
            "digestive": (0.13, 0.0, 0.80),
            "musculoskeletal": (0.10, 0.2, 0.95),
            "genitourinary": (0.08, -0.1, 0.90),
            "nervous": (0.05, 0.1, 1.10),
            "infectious": (0.04, -0.3, 0.70),
            "other": (0.04, -0.2, 0.80),
        },
        Text(
            "Illnesses are modelled: heart and blood vessels lead (about 20 %), then injury (about 14 %); "
            "cancer is 9 % of claims and the costliest.",
            "病种构成为模拟值：循环系统疾病最多（约 20%），其次是损伤（约 14%）；肿瘤占 9%，费用最高。",
        ),
    ),
    Assumption(
        "hospital",
        {  # tier -> (share of claims, cost against the average, share of the bill met by public schemes)
            "township": (0.13, 0.45, 0.86),
            "county": (0.53, 0.80, 0.79),
            "city": (0.22, 1.40, 0.71),
            "province": (0.12, 2.10, 0.63),
        },
        Text(
            "About half of the claims come from county hospitals; public schemes meet about 86 % of a "
            "township bill, falling to 63 % at provincial hospitals.",
            "约一半申请来自县级医院；公共医保报销比例从乡镇卫生院的约 86% 降至省级医院的 63%。",
        ),
        of=("hospital_cost", "public_paid"),
    ),
    Assumption(
        "cover_days",
        365,
        Text(
            "Cover lasts twelve months; people fall ill evenly over it.", "保障期为十二个月，患病时间在期内均匀分布。"
        ),
    ),
    Assumption(
        "days_to_submit",
        42,
        Text("A claim is submitted on average six weeks after admission.", "从入院到提交申请平均约六周。"),
    ),
    Assumption(
        "settling",
        {  # 1–5 working days, 6–20 working days, 30–90 days, 91–170 days
            "usual": (0.82, 0.125, 0.045, 0.010),
            "slow": (0.30, 0.36, 0.26, 0.08),
        },
        Text(
            "Four claims in five are settled within five working days and 1 % take more than 90 days; in the "
            "slow counties only three in ten are settled that fast.",
            "五分之四的申请在五个工作日内结案，1% 超过 90 天；结案较慢的县仅三成能如此迅速。",
        ),
        of=("settle_days", "paid_within_5"),
    ),
    Assumption(
        "quick",
        {1: 0.05, 2: 0.12, 3: 0.34, 4: 0.29, 5: 0.20},
        Text(
            "Of the claims settled within five working days, five in six take three to five, as the insurers promised.",
            "五个工作日内结案的申请中，约六分之五用时三至五个工作日，与承保机构的承诺一致。",
        ),
        of=("paid_within_5",),
    ),
    Assumption(
        "slow",
        ("530828", "513434", "621226", "653129", "411326"),
        Text(
            "Five counties are made slow to settle, so that there is something to find.",
            "设定五个县结案较慢，以便检验查找工具。",
        ),
    ),
    Assumption(
        "quiet",
        ("520627", "433124", "422823", "430822", "361025"),
        Text(
            "Five counties are made quiet: everyone is insured and few claims are made.",
            "设定五个县理赔偏少：全员参保而申请很少。",
        ),
    ),
    Assumption(
        "strict",
        ("522326", "610728"),
        Text("Two counties are made to reject about one claim in five.", "设定两个县约五分之一的申请被拒。"),
    ),
    Assumption(
        "rejected",
        (0.058, 0.20),
        Text("About 6 % of decided claims are rejected elsewhere.", "其他各县约 6% 的已决申请被拒。"),
        of=("rejected",),
    ),
    Assumption(
        "reasons",
        {
            "below_deductible": 0.38,
            "not_insured": 0.22,
            "not_inpatient": 0.14,
            "papers_missing": 0.20,
            "duplicate": 0.06,
        },
        Text(
            "The commonest reason to reject is a bill below the deductible (38 %).",
            "最常见的拒赔原因是费用未达起付线（38%）。",
        ),
    ),
    Assumption(
        "paid_total",
        62_000_000,
        Text(
            "The model is set to about 34,000 paid claims and RMB 62 million by August 2019; the press printed "
            "over 44,000 people and almost RMB 85 million by 5 November 2019.",
            "模型设定截至 2019 年 8 月赔付约 3.4 万件、6200 万元；"
            "媒体刊载的截至 2019 年 11 月 5 日的数字为 4.4 万余人、近 8500 万元。",
        ),
        of=("paid", "paid_claims", "told_claims"),
    ),
    Assumption(
        "paid_spread",
        0.85,
        Text(
            "Payments are log-normal around the county's mean; none is above the cap of RMB 100,000.",
            "单笔赔付围绕各县均值呈对数正态分布，均不超过公布的 10 万元封顶线。",
        ),
    ),
    Assumption(
        "bill_met",
        (0.32, 0.62),
        Text(
            "Backbone meets 32 to 62 % of what is left to the family, depending on the county's terms.",
            "项目赔付占家庭自付部分的 32% 至 62%，依各县条款而定。",
        ),
        of=("out_of_pocket",),
    ),
    Assumption(
        "reported",
        {"2019-07": 0.85, "2019-08": 0.55},
        Text(
            "The last two months are incomplete: 85 % of the claims submitted in July 2019 and 55 % of those "
            "submitted in August 2019 have been reported.",
            "最近两个月数据不完整：2019 年 7 月提交的申请已上报 85%，8 月为 55%。",
        ),
        of=("submitted",),
    ),
)

VALUE: Mapping[str, Any] = {assumption.name: assumption.value for assumption in ASSUMPTIONS}
