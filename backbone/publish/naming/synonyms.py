"""The words by which offices head their columns, beside those of `columns.COLUMNS`, in both languages.

One line of words each, parted by |; how they are spaced, signed and capitalised does not matter."""

from collections.abc import Mapping

from backbone.publish.naming.rates import RATES

# Columns that help to understand a sheet, and are no records themselves.
PROVINCE, PREFECTURE, NUMBER, NOTE = "province", "prefecture", "number", "note"

# Canonical column -> words that mean it, in whichever table it stands.
WORDS: Mapping[str, str] = {
    "adcode": "县|县名|县名称|县区|区县|县市|县市区|区县名称|县区名称|县市名称|县（市、区）|县（区、市）|县级行政区"
    "|行政区划代码|行政区划|行政区划码|行政区代码|区划代码|区划码|县代码|县码|区县代码|县区代码|县编码|地区代码"
    "|地区编码|国标码|项目县|项目县市|项目县市区|项目区县|投保县|参保县|承保县|所在县|所在区县|户籍县|户籍所在县"
    "|县别|adcode|county|county name|name of county|county code|county id|district|GB code|GB/T 2260|division code"
    "|administrative code|administrative division code|region code|area code",
    "policy_year": "保单年度|年度|保险年度|项目年度|承保年度|投保年度|参保年度|保障年度|保单年份|保障年份|参保年份"
    "|policy year|policy yr|year of policy|insurance year|cover year|coverage year|underwriting year|programme year"
    "|program year",
    "sex": "性别|患者性别|被保险人性别|sex|gender",
    "age_band": "年龄段|年龄组|年龄区间|年龄分组|年龄层|年龄范围|年龄分段|age band|age group|age range|age bracket"
    "|age class",
    "eligible": "应保人数|应参保人数|应投保人数|符合条件人数|符合参保条件人数|建档立卡人数|建档立卡贫困人口"
    "|建档立卡人口|建档立卡贫困人口数|建档立卡贫困户人数|贫困人口|贫困人口数|目标人数|目标人群|目标人口|适龄人数"
    "|适龄人口|应保|应保人次|eligible|eligible people|eligible persons|eligible population|number eligible"
    "|people eligible|registered poor|registered poor people|target population",
    "insured": "参保人数|参保人次|承保人数|承保人次|投保人数|投保人次|被保险人数|被保人数|被保险人人数|已保人数"
    "|已参保人数|实保人数|实际参保人数|保障人数|保障人次|覆盖人数|参保|insured|insured people|insured persons"
    "|people insured|persons insured|number insured|number of insured|enrolled|enrolled people|people enrolled"
    "|enrolment|enrollment|covered people|lives covered",
    "premium_rmb": "保费|保险费|保费收入|保费金额|应缴保费|实收保费|实缴保费|总保费|保费总额|保费合计|缴费金额"
    "|签单保费|premium|premiums|premium paid|total premium|gross premium|written premium|premium amount",
    "claim_id": "案件号|赔案号|理赔号|报案号|案件编号|赔案编号|理赔编号|理赔案号|报案编号|申请编号|申请号|案号"
    "|立案号|赔案号码|claim id|claim no|claim number|claim num|claim ref|claim reference|case no|case number|case id",
    "age": "年龄|周岁|年龄（周岁）|就诊年龄|患者年龄|出险年龄|被保险人年龄|age|age in years|age at admission"
    "|patient age",
    "illness": "病种|疾病|疾病种类|疾病分类|疾病类别|疾病大类|病类|病种大类|病种分类|诊断|主要诊断|诊断分类|疾病诊断"
    "|出院诊断|ICD|ICD-10|ICD10编码|疾病编码|诊断（ICD-10）|疾病诊断（ICD-10）"
    "|diagnosis (ICD-10)|diagnosis (ICD)|illness|illness group|disease|disease group|disease category|diagnosis"
    "|diagnosis group|main diagnosis|condition|ICD code|ICD-10 code",
    "hospital_tier": "医院级别|医院等级|医疗机构级别|医疗机构等级|就诊医院级别|就诊级别|就诊医院等级|医院类别"
    "|医院层级|hospital tier|hospital level|hospital grade|hospital class|hospital type|level of hospital|tier"
    "|facility level",
    "admitted_on": "入院日期|入院时间|入院日|住院日期|住院时间|就诊日期|就诊时间|入院|admitted on|admitted"
    "|admission date|date of admission|date admitted|admission",
    "submitted_on": "申请日期|申请时间|报案日期|报案时间|申报日期|提交日期|递交日期|理赔申请日期|提交时间|受理日期"
    "|submitted on|submitted|submission date|date submitted|date of submission|claim date|filing date|date filed"
    "|filed|filed on|application date|reported on|report date|date reported|notification date",
    "decided_on": "结案日期|结案时间|决定日期|审结日期|理赔决定日期|审核日期|核赔日期|结案日|decided on|decided"
    "|decision date|date of decision|date decided|closing date|date closed|closed on|settlement date|date settled"
    "|settled on",
    "outcome": "结论|结果|理赔结论|赔付结论|审核结论|处理结果|理赔结果|审核结果|案件状态|理赔状态|赔付状态|处理状态"
    "|结案状态|outcome|result|claim result|claim status|claim outcome|case status",
    "reject_reason": "拒赔原因|拒赔理由|拒付原因|拒付理由|不予赔付原因|不予赔付理由|未赔付原因|驳回原因"
    "|reject reason|rejection reason|reason for rejection|reason rejected|reason of rejection|denial reason"
    "|reason for denial|reason for refusal|decline reason",
    "hospital_cost_rmb": "医疗总费用|总费用|住院总费用|医疗费用|住院费用|医疗费|总医疗费用|医疗费用总额|住院费用总额"
    "|费用总额|发票金额|发票总金额|医疗总金额|hospital cost|hospital costs|hospital bill|total cost"
    "|total hospital cost|total bill|total medical cost|medical cost|medical expenses|total expenses|bill"
    "|bill amount|invoice amount",
    "public_paid_rmb": "医保报销|医保支付|医保赔付|医保报销金额|医保支付金额|医保已报销|医保已报销金额|统筹支付"
    "|医保统筹支付|基本医保报销|基本医保支付|新农合报销|新农合补偿|合作医疗报销|报销金额|已报销金额|已报销|社保报销"
    "|社保支付|public paid|paid by public insurance|public insurance|public insurance paid|public insurance payment"
    "|public share|social insurance|social insurance paid|reimbursed|reimbursement|NCMS|NRCMS|NCMS reimbursement"
    "|basic insurance paid|paid by NCMS|paid by NRCMS|paid by basic insurance",
    "out_of_pocket_rmb": "自付|自付费用|自付金额|个人自付|个人自付费用|个人自付金额|个人负担|个人负担费用|个人支付"
    "|个人支付金额|自负|自负金额|自付部分|家庭自付|out of pocket|out-of-pocket cost|out-of-pocket expense"
    "|out-of-pocket payment|OOP|self-paid|self pay|self-payment|left to the family|patient pays|patient share"
    "|patient payment|paid by patient",
    "paid_rmb": "赔付金额|赔付额|赔款|赔款金额|理赔金额|理赔款|实赔|实赔金额|实际赔付|实际赔付金额|实付赔款|赔付款"
    "|已赔付金额|已赔金额|赔付|保险赔付|保险赔付金额|给付金额|本次赔付|赔付总额|amount paid|paid amount|claim paid"
    "|claims paid|claim payment|payment|payment amount|paid|benefit paid|benefit amount|claim amount|claims amount"
    "|indemnity|payout|payout amount",
    "raised_rmb": "筹款|筹集款|筹款金额|筹款额|筹集资金|筹资|筹资金额|募集资金|募集金额|募款|募捐金额|捐赠收入"
    "|捐赠金额|捐款|善款|善款收入|到账金额|raised|funds raised|amount raised|money raised|donations"
    "|donations received|donation income|fundraising",
    "spent_rmb": "支出|支出资金|支出金额|支出额|资金支出|项目支出|使用资金|资金使用|善款支出|拨付金额|拨付|spent"
    "|funds spent|amount spent|money spent|expenditure|spending|expenses|disbursed|disbursement|disbursements",
    "name_zh": "中文名|中文名称|中文县名|县名（中文）|县名称（中文）|名称（中文）|Chinese name|name in Chinese"
    "|name (Chinese)|name zh|county name (Chinese)",
    "name_en": "英文名|英文名称|英文县名|县名（英文）|县名称（英文）|名称（英文）|拼音|English name|name in English"
    "|name (English)|name en|county name (English)|pinyin",
    "joined_on": "加入日期|加入时间|启动日期|启动时间|项目启动日期|项目启动时间|纳入日期|纳入时间|上线日期|joined on"
    "|joined|join date|date joined|start date|date of joining|launch date|launched on",
    "left_on": "退出日期|退出时间|终止日期|终止时间|项目终止日期|结束日期|left on|left|date left|end date|exit date"
    "|exited on",
}

# The same, where a word means this column in one table only.
IN_TABLE: Mapping[tuple[str, str], str] = {
    (
        "enrolment",
        "month",
    ): "起保月份|起保月|起保年月|参保月份|参保月|参保年月|生效月份|生效月|承保月份|承保月|起始月份|投保月份"
    "|保障起始月|起保日期|起保时间|保障起始日|起保日"
    "|start month|month of start|starting month|cover starts|cover start|start of cover|effective month"
    "|inception month|enrolment month|enrollment month|month of enrolment|month of enrollment",
    ("funds", "month"): "月份|月|月度|年月|统计月份|month|period",
    ("counties", "name_zh"): "县|县名|县名称|县区|区县|县市|名称|项目县|项目县市|项目县市区|county|county name"
    "|name of county",
}

# What may be meant, but is said of other things as well.
VAGUE: Mapping[tuple[str, str], str] = {
    ("enrolment", "adcode"): "地区|地区名称|地名|名称|代码|编码|place|area|region|location|name|code",
    ("claims", "adcode"): "地区|地区名称|地名|参保地|place|area|region|location|code",
    ("counties", "adcode"): "地区|代码|编码|code|place|area|region",
    ("enrolment", "policy_year"): "年|年份|year|yr|period|期间",
    ("claims", "policy_year"): "年|年份|year|yr",
    (
        "enrolment",
        "month",
    ): "月份|月|年月|月度|生效日期|month|start date|effective date|period|date|日期",
    ("funds", "month"): "日期|期间|时间|date",
    ("enrolment", "age_band"): "年龄|age|ages",
    ("enrolment", "eligible"): "人数|人口|总人口|应保户籍人口|people|persons|population|target|number of people",
    ("enrolment", "insured"): "人数|人次|已保|people|persons|members|number of people|person-times|覆盖人口",
    ("enrolment", "premium_rmb"): "金额|总金额|amount",
    ("claims", "claim_id"): "编号|流水号|id|no|number|ref|reference",
    ("claims", "illness"): "病因|出险原因|原因|疾病名称|cause|reason",
    ("claims", "hospital_tier"): "级别|等级|医院|level|grade|hospital",
    ("claims", "admitted_on"): "出险日期|出险时间|日期|date|date of loss|event date",
    ("claims", "submitted_on"): "日期|登记日期|立案日期|date|date received|received on",
    (
        "claims",
        "decided_on",
    ): "赔付日期|支付日期|付款日期|赔付时间|支付时间|paid on|payment date|date paid|date of payment",
    ("claims", "outcome"): "状态|是否赔付|是否结案|status|decision|state",
    ("claims", "reject_reason"): "原因|理由|备注原因|reason|why",
    ("claims", "hospital_cost_rmb"): "费用|金额|总额|cost|costs|amount|expenses",
    ("claims", "public_paid_rmb"): "报销|统筹|reimbursed amount",
    ("claims", "out_of_pocket_rmb"): "自费|自费金额|自费费用|个人|own share|balance",
    ("claims", "paid_rmb"): "金额|补偿金额|补助金额|amount",
    ("funds", "raised_rmb"): "收入|收入金额|收到|income|received|revenue|in",
    ("funds", "spent_rmb"): "使用|金额|used|out|outgoings",
    ("counties", "name_zh"): "地区|地区名称|name|place",
    ("counties", "joined_on"): "开始日期|开始时间|日期|since|from|date",
    ("counties", "left_on"): "结束时间|until|to",
}

# Helper -> the words above such a column.
BESIDE: Mapping[str, str] = {
    PROVINCE: "省|省份|省名|省名称|所在省|所在省份|省（区、市）|省级|省市|省区|province|province name|name of province",
    PREFECTURE: "市|地市|市州|市（州）|地级市|地市州|地（市、州）|所在市|市级|州市|prefecture|city|prefecture city"
    "|municipality",
    NUMBER: "序号|行号|no.|#|s/n|serial|serial no|serial number|item|row",
    NOTE: "备注|说明|附注|备考|remarks|remark|note|notes|comment|comments",
    **{rate: of.words for rate, of in RATES.items()},
}
