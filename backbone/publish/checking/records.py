"""The rules of whole records: what stands in one row must go together, and with what stands in the other tables."""

from collections.abc import Iterator

from backbone.publish.checking.rule import Example, Rule
from backbone.text import Text

# What must not come twice.
KEYS = {
    "enrolment": ("age_band", "sex", "month", "policy_year", "adcode"),
    "claims": ("claim_id",),
    "funds": ("month",),
    "counties": ("adcode",),
}
_FIRST_OF_CLAIM = Text("Correct one of the two and bring the file again.", "请更正其中一项后重新提供文件。")


def rules() -> Iterator[Rule]:
    """The rules of records."""
    yield from _cover()
    yield from _claims()
    yield from _outcomes()
    yield from _together()
    yield from _twice()
    yield Rule(
        "left_before_joined", "counties", ("left_on", "joined_on"), "left_on < joined_on",
        Text("The county left before it joined.", "退出日期早于加入日期。"), Example({"left_on": "2017-01-02"}),
        _FIRST_OF_CLAIM,
    )  # fmt: skip


def _cover() -> Iterator[Rule]:
    for table in ("enrolment", "claims"):
        yield Rule(
            "year", table, ("policy_year",),
            "policy_year NOT BETWEEN 2017 AND CAST(left($as_of, 4) AS INTEGER) + 1",
            Text("There is no such policy year in the programme.", "项目中没有这一保单年度。"),
            Example({"policy_year": "20188"}),
        )  # fmt: skip
    yield Rule(
        "other_year", "enrolment", ("month", "policy_year"),
        "abs(CAST(left(month, 4) AS INTEGER) - policy_year) > 1 AND policy_year BETWEEN 2017 AND 2099",
        Text("The start month is more than a year away from the policy year.", "起保月份与保单年度相差一年以上。"),
        Example({"policy_year": "2017", "month": "2019-05"}), _FIRST_OF_CLAIM,
    )  # fmt: skip
    # Whoever may be insured is counted in one month only, also where cover begins in several.
    group = "adcode, policy_year, sex, age_band"
    yield Rule(
        "insured_above_eligible", "enrolment", ("insured", "eligible"),
        f"insured > eligible AND ({group}) IN (SELECT ({group}) FROM enrolment GROUP BY {group} "
        "HAVING sum(insured) > sum(eligible))",
        Text("More people are insured than may be.", "参保人数多于应保人数。"),
        Example({"insured": "101"}), _FIRST_OF_CLAIM,
    )  # fmt: skip
    yield Rule(
        "premium_per_person", "enrolment", ("premium_rmb", "insured"),
        "premium_rmb > 0 AND (insured = 0 OR premium_rmb / nullif(insured, 0) NOT BETWEEN 3 AND 300)",
        Text("The premium for one person is not between RMB 3 and 300.", "人均保费不在 3 至 300 元之间。"),
        Example({"premium_rmb": "0.25"}),
        Text("Check the unit: is it written in 10,000 RMB?", "请核对单位：是否以万元填写？"), blocks=False,
    )  # fmt: skip


def _claims() -> Iterator[Rule]:
    yield Rule(
        "age", "claims", ("age",), "age NOT BETWEEN 18 AND 60",
        Text("The programme insures people of 18 to 60 years.", "本项目只承保 18 至 60 岁人员。"),
        Example({"age": "61"}),
    )  # fmt: skip
    yield Rule(
        "submitted_before_admitted", "claims", ("submitted_on", "admitted_on"), "submitted_on < admitted_on",
        Text("The claim was filed before the admission.", "申请日期早于入院日期。"),
        Example({"admitted_on": "2018-11-03"}), _FIRST_OF_CLAIM,
    )  # fmt: skip
    yield Rule(
        "decided_before_submitted", "claims", ("decided_on", "submitted_on"), "decided_on < submitted_on",
        Text("The claim was decided before it was filed.", "结案日期早于申请日期。"),
        Example({"decided_on": "2018-11-01"}), _FIRST_OF_CLAIM,
    )  # fmt: skip
    yield Rule(
        "sum", "claims", ("hospital_cost_rmb", "public_paid_rmb", "out_of_pocket_rmb"),
        "hospital_cost_rmb <> public_paid_rmb + out_of_pocket_rmb",
        Text(
            "The bill is not what public insurance paid plus what was left to the family.",
            "总费用不等于医保报销与个人自付之和。",
        ),
        Example({"hospital_cost_rmb": "9000.51"}),
        Text("Correct the amount that is wrong.", "请更正有误的金额。"),
    )  # fmt: skip
    yield Rule(
        "more_than_bill", "claims", ("paid_rmb", "out_of_pocket_rmb"), "paid_rmb > out_of_pocket_rmb",
        Text("More was paid than was left to the family.", "赔付金额大于个人自付金额。"),
        Example({"paid_rmb": "3000.01"}), _FIRST_OF_CLAIM,
    )  # fmt: skip
    yield from _sizes()


def _sizes() -> Iterator[Rule]:
    """Amounts that are most likely counted in another unit."""
    yield Rule(
        "large", "claims", ("paid_rmb",), "paid_rmb > 100000",
        Text("More than RMB 100,000 was paid for one claim.", "单笔赔付超过 10 万元。"),
        Example({"paid_rmb": "100001", "out_of_pocket_rmb": "200000", "hospital_cost_rmb": "206000.50"}),
        Text("Check the unit and the amount.", "请核对单位和金额。"), blocks=False,
    )  # fmt: skip
    yield Rule(
        "small", "claims", ("hospital_cost_rmb",), "hospital_cost_rmb < 20",
        Text("The whole bill of a hospital stay is less than RMB 20.", "住院总费用不足 20 元。"),
        Example({"hospital_cost_rmb": "0.62"}),
        Text("Check the unit: is it written in 10,000 RMB?", "请核对单位：是否以万元填写？"), blocks=False,
    )  # fmt: skip


def _outcomes() -> Iterator[Rule]:
    yield Rule(
        "decided", "claims", ("decided_on", "outcome"), "(outcome = 'pending') <> (decided_on IS NULL)",
        Text(
            "A decided claim has no day of decision, or a pending one has.",
            "已决案件缺少结案日期，或待决案件填有结案日期。"
        ),
        Example({"decided_on": None}), _FIRST_OF_CLAIM,
    )  # fmt: skip
    yield Rule(
        "reason", "claims", ("reject_reason", "outcome"), "(outcome = 'rejected') <> (reject_reason IS NOT NULL)",
        Text(
            "A rejected claim has no reason for it, or another one has.",
            "被拒案件缺少拒赔原因，或其他案件填有拒赔原因。"
        ),
        Example({"reject_reason": "duplicate"}), _FIRST_OF_CLAIM,
    )  # fmt: skip
    yield Rule(
        "paid_nothing", "claims", ("paid_rmb", "outcome"), "(outcome = 'paid') <> (paid_rmb > 0)",
        Text(
            "A paid claim was paid nothing, or another one something.",
            "已赔付案件金额为零，或其他案件填有赔付金额。",
        ),
        Example({"paid_rmb": "0.00"}), _FIRST_OF_CLAIM,
    )  # fmt: skip


def _together() -> Iterator[Rule]:
    """What claims must find in the enrolment."""
    cover = (
        "SELECT home(adcode) AS county, policy_year, min(month) AS first, max(month) AS last, sum(insured) AS insured "
        "FROM enrolment"
    )
    cover = f"{cover} WHERE adcode IS NOT NULL AND policy_year IS NOT NULL GROUP BY 1, 2"
    yield Rule(
        "no_enrolment", "claims", ("policy_year", "adcode"),
        f"(home(adcode), policy_year) NOT IN (SELECT (county, policy_year) FROM ({cover}) AS cover)",
        Text("Nobody is enrolled in this county and policy year.", "该县在该保单年度没有参保记录。"),
        Example({"policy_year": "2017"}),
        Text("Correct the county or the year, or bring the enrolment too.", "请更正县或年度，或补充参保记录。"),
    )  # fmt: skip
    month = "strftime(claims.admitted_on, '%Y-%m')"
    same = "cover.county = home(claims.adcode) AND cover.policy_year = claims.policy_year"
    ends = "strftime(CAST(cover.last || '-01' AS DATE) + INTERVAL 12 MONTH, '%Y-%m')"
    yield Rule(
        "outside_cover", "claims", ("admitted_on", "policy_year"),
        f"EXISTS (SELECT 1 FROM ({cover}) AS cover WHERE {same} AND ({month} < cover.first OR {month} >= {ends}))",
        Text("The admission lies outside the months of cover.", "入院日期不在保障期内。"),
        Example({"admitted_on": "2018-05-03"}),
        Text("Check the day, and the policy year.", "请核对日期和保单年度。"), blocks=False,
    )  # fmt: skip
    many = "SELECT home(adcode) AS county, policy_year, count(*) AS many FROM claims GROUP BY 1, 2"
    yield Rule(
        "more_claims_than_insured", "enrolment", ("insured",),
        f"EXISTS (SELECT 1 FROM ({cover}) AS cover JOIN ({many}) AS filed USING (county, policy_year) WHERE "
        "filed.many > cover.insured AND cover.county = home(enrolment.adcode) "
        "AND cover.policy_year = enrolment.policy_year)",
        Text("The county has more claims than insured people.", "该县的理赔件数多于参保人数。"),
        Example({"insured": "0", "premium_rmb": "0"}),
        Text("Check that all of the enrolment was brought.", "请核对参保记录是否齐全。"), blocks=False,
    )  # fmt: skip


def _twice() -> Iterator[Rule]:
    for table, columns in KEYS.items():
        key = columns[0] if len(columns) == 1 else f"({', '.join(columns)})"
        once = f"{' IS NOT NULL AND '.join(columns)} IS NOT NULL"
        again = f"hash({', '.join(columns)}) IN (SELECT hashed FROM {table}_again)"
        all_of = f"FROM {table} WHERE {once} AND {again} GROUP BY 1"
        inside = f"SELECT (origin, {', '.join(columns)}) {all_of} HAVING count(*) > 1"
        outside = f"SELECT {key} {all_of} HAVING count(DISTINCT origin) > 1"
        yield Rule(
            "twice", table, columns, f"{again} AND (origin, {', '.join(columns)}) IN ({inside})",
            Text("The same stands in the sheet twice.", "同一张表中重复出现。"), Example(twice=True),
            Text("Delete one of the two, or correct what tells them apart.", "请删除其中一行，或更正用以区分的内容。"),
        )  # fmt: skip
        yield Rule(
            "twice", table, columns, f"{again} AND {key} IN ({outside})",
            Text("The same stands in another file or sheet too.", "其他文件或工作表中也有相同的记录。"),
            Example(twice=True, file=True),
            Text("Leave it out of one of the two.", "请从其中之一删除。"),
        )  # fmt: skip
    rest = "adcode, policy_year, age, sex, illness, hospital_tier, admitted_on, submitted_on, hospital_cost_rmb"
    alike = f"hash({rest}, out_of_pocket_rmb, paid_rmb)"
    yield Rule(
        "alike", "claims", ("claim_id",),
        f"{alike} IN (SELECT {alike} FROM claims GROUP BY 1 HAVING count(DISTINCT claim_id) > 1)",
        Text("Two claims differ by nothing but their number.", "两件理赔除编号外完全相同。"),
        Example({"claim_id": "C9"}, twice=True),
        Text("Check whether it is one claim.", "请核对是否为同一案件。"), blocks=False,
    )  # fmt: skip
