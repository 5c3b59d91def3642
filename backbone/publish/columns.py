"""What the columns of the raw records are called and mean, in both languages: templates, questions, reports and the
data dictionary say it from here."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from backbone import words
from backbone.punctuation import bracketed
from backbone.text import LANGS, Text

# What a claim has come to: code -> words.
OUTCOME = {
    "paid": Text("Paid", "已赔付"),
    "rejected": Text("Rejected", "已拒赔"),
    "pending": Text("Pending", "待决"),
}
RMB = Text("RMB", "元")
PEOPLE = Text("people", "人")
PERSON_TIMES = Text("person-times", "人次")
DATE = Text("YYYY-MM-DD", "年-月-日")
MONTH = Text("YYYY-MM", "年-月")

TABLE_NAMES: Mapping[str, Text] = {
    "enrolment": Text("Enrolment", "参保"),
    "claims": Text("Claims", "理赔"),
    "funds": Text("Funds", "资金"),
    "counties": Text("Counties", "项目县"),
}
# What one row is.
ROW_IS: Mapping[str, Text] = {
    "enrolment": Text(
        "One row for each county, policy year, start month, sex and age band.",
        "每个县、保单年度、起保月份、性别和年龄段一行。",
    ),
    "claims": Text(
        "One row for each claim, and nothing that says whose it is.", "每件理赔一行，不得含有可识别个人的内容。"
    ),
    "funds": Text("One row for each month.", "每月一行。"),
    "counties": Text("One row for each county of the programme.", "每个项目县一行。"),
}


@dataclass(frozen=True)
class Column:
    """A column of the raw records.

    `name`: what a reader calls it.
    `meaning`: what is written in it, in a sentence.
    `example`: a value.
    `unit`: what its values are counted in, or how they are written; None where that needs no word.
    `choices`: the codes that it may hold, with their words; none where it holds anything else."""

    name: Text
    meaning: Text
    example: str
    unit: Text | None = None
    choices: Mapping[str, Text] = field(default_factory=dict)

    @property
    def heading(self) -> Text:
        """What stands above it in a sheet: its name, and its unit in brackets."""
        if self.unit is None:
            return self.name
        en, zh = (bracketed(self.name(lang), self.unit(lang), lang) for lang in LANGS)
        return Text(en, zh)


_COUNTY = Column(
    Text("County code", "行政区划代码"),
    Text(
        "Six-digit GB/T 2260 code of the county; its name is understood too.",
        "县级行政区划代码（GB/T 2260 六位）；也可填写县名。",
    ),
    "421122",
)
_YEAR = Column(
    Text("Policy year", "保单年度"),
    Text("The policy year, as four digits.", "保单年度，四位数字。"),
    "2018",
)
_SEX = Column(Text("Sex", "性别"), Text("Women or men.", "女性或男性。"), "female", choices=words.SEX)

COLUMNS: Mapping[str, Mapping[str, Column]] = {
    "enrolment": {
        "adcode": _COUNTY,
        "policy_year": _YEAR,
        "month": Column(
            Text("Start month", "起保月份"),
            Text("The month in which cover starts.", "保障开始的月份。"),
            "2018-05",
            MONTH,
        ),
        "sex": _SEX,
        "age_band": Column(
            Text("Age band", "年龄段"),
            Text("Age when cover starts.", "起保时的年龄段。"),
            "30-39",
            choices=words.AGE_BAND,
        ),
        "eligible": Column(
            Text("Eligible", "应保人数"),
            Text(
                "Registered poor people aged 18 to 60 who may be insured.", "18 至 60 岁、符合参保条件的建档立卡人数。"
            ),
            "1200",
            PEOPLE,
        ),
        "insured": Column(
            Text("Insured", "参保人次"),
            Text(
                "Those of them who are insured; each person counts once a policy year.",
                "其中已参保的人次；每人每个保单年度计一次。",
            ),
            "1086",
            PERSON_TIMES,
        ),
        "premium_rmb": Column(
            Text("Premium", "保费"),
            Text("Premium for those insured in this row.", "本行参保人次的保费合计。"),
            "30408.00",
            RMB,
        ),
    },
    "claims": {
        "claim_id": Column(
            Text("Claim number", "赔案号"),
            Text(
                "A number that comes only once, and is not made of anything personal.",
                "案件的唯一编号，不得由个人信息组成。",
            ),
            "C00008709",
        ),
        "adcode": _COUNTY,
        "policy_year": _YEAR,
        "age": Column(
            Text("Age", "年龄"),
            Text("Age in whole years, 18 to 60.", "周岁年龄，18 至 60。"),
            "42",
            Text("years", "周岁"),
        ),
        "sex": _SEX,
        "illness": Column(
            Text("Illness", "病种"),
            Text("The group of the main diagnosis.", "主要诊断所属的病种大类。"),
            "cancer",
            choices=words.ILLNESS,
        ),
        "hospital_tier": Column(
            Text("Hospital tier", "医院级别"),
            Text("The level of the hospital.", "就诊医院的级别。"),
            "county",
            choices=words.HOSPITAL_TIER,
        ),
        "admitted_on": Column(
            Text("Admitted on", "入院日期"), Text("The day of admission.", "入院的日期。"), "2018-09-02", DATE
        ),
        "submitted_on": Column(
            Text("Submitted on", "申请日期"),
            Text("The day on which the claim was filed.", "提交理赔申请的日期。"),
            "2018-09-18",
            DATE,
        ),
        "decided_on": Column(
            Text("Decided on", "结案日期"),
            Text("The day of the decision; empty while pending.", "作出理赔决定的日期；待决时留空。"),
            "2018-09-21",
            DATE,
        ),
        "outcome": Column(
            Text("Outcome", "理赔结论"),
            Text("What the claim has come to.", "案件的处理结果。"),
            "paid",
            choices=OUTCOME,
        ),
        "reject_reason": Column(
            Text("Reason for rejection", "拒赔原因"),
            Text("Why it was rejected; empty otherwise.", "拒赔的原因；其他情况留空。"),
            "",
            choices=words.REASON,
        ),
        "hospital_cost_rmb": Column(
            Text("Hospital bill", "医疗总费用"),
            Text("The whole bill of the stay.", "本次住院的费用总额。"),
            "6200.00",
            RMB,
        ),
        "public_paid_rmb": Column(
            Text("Paid by public insurance", "医保报销"),
            Text("What public insurance paid of it.", "其中由基本医保、大病保险等报销的金额。"),
            "4100.00",
            RMB,
        ),
        "out_of_pocket_rmb": Column(
            Text("Out of pocket", "个人自付"),
            Text(
                "What was left to the family: the bill less what public insurance paid.",
                "由家庭负担的金额，即总费用减医保报销。",
            ),
            "2100.00",
            RMB,
        ),
        "paid_rmb": Column(
            Text("Amount paid", "赔付金额"),
            Text("What this programme paid; 0 where it paid nothing.", "本项目赔付的金额；未赔付填 0。"),
            "1050.00",
            RMB,
        ),
    },
    "funds": {
        "month": Column(Text("Month", "月份"), Text("The month.", "月份。"), "2018-05", MONTH),
        "raised_rmb": Column(
            Text("Raised", "筹款金额"), Text("What was raised in the month.", "当月筹集的资金。"), "5200000.00", RMB
        ),
        "spent_rmb": Column(
            Text("Spent", "支出金额"), Text("What was spent in the month.", "当月支出的资金。"), "4800000.00", RMB
        ),
    },
    "counties": {
        "adcode": _COUNTY,
        "name_zh": Column(
            Text("Chinese name", "中文名称"), Text("The county's Chinese name.", "该县的中文名称。"), "红安县"
        ),
        "name_en": Column(
            Text("English name", "英文名称"), Text("The county's English name.", "该县的英文名称。"), "Hong'an"
        ),
        "joined_on": Column(
            Text("Joined on", "加入日期"),
            Text("The day on which it joined the programme.", "加入项目的日期。"),
            "2017-08-01",
            DATE,
        ),
        "left_on": Column(
            Text("Left on", "退出日期"),
            Text("The day on which it left; empty while it takes part.", "退出项目的日期；仍在项目中则留空。"),
            "",
            DATE,
        ),
    },
}
