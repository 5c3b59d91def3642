"""Codes: the words that offices write for the categories of `columns.COLUMNS`, and what each may stand for."""

import re
from collections.abc import Iterator, Mapping

from backbone.publish.columns import COLUMNS
from backbone.publish.naming.folding import folded, tidied
from backbone.text import Text

# Column -> what is written, parted by |, and the codes that it may stand for: one where it is certain.
_WRITTEN: Mapping[str, Mapping[str, str]] = {
    "sex": {
        "女|女性|女士|妇女|f|female|woman|women|girl": "female",
        "男|男性|男士|m|male|man|men|boy": "male",
    },
    "illness": {
        "循环系统|循环系统疾病|心脑血管疾病|心脑血管|心血管疾病|脑血管疾病|心脏病|高血压|冠心病"
        "|脑梗死|脑梗塞|脑出血|脑卒中|heart|heart disease|cardiovascular|cardiovascular disease"
        "|circulatory|circulatory system|stroke|hypertension|diseases of the circulatory system"
        "|heart and blood vessels": "circulatory",
        "损伤|外伤|中毒|损伤中毒|损伤与中毒|损伤和中毒|损伤、中毒|意外伤害|意外|骨折|烧伤"
        "|损伤、中毒和外因的某些其他后果|injury|injuries|accident|trauma|fracture|poisoning"
        "|injury and poisoning": "injury",
        "呼吸系统|呼吸系统疾病|呼吸道疾病|肺炎|支气管炎|慢性阻塞性肺病|慢阻肺|哮喘|respiratory"
        "|respiratory system|lungs|lung disease|pneumonia|bronchitis|copd|asthma"
        "|diseases of the respiratory system|lungs and airways": "respiratory",
        "消化系统|消化系统疾病|胃肠疾病|胃炎|胆结石|阑尾炎|肝硬化|digestive|digestive system|digestion"
        "|gastrointestinal|diseases of the digestive system": "digestive",
        "肌肉骨骼|肌肉骨骼疾病|肌肉骨骼系统疾病|骨骼肌肉系统疾病|肌肉骨骼系统和结缔组织疾病"
        "|骨关节病|腰椎间盘突出|musculoskeletal|bones and joints|musculoskeletal system"
        "|diseases of the musculoskeletal system": "musculoskeletal",
        "肿瘤|恶性肿瘤|癌|癌症|肿瘤疾病|cancer|cancers|tumour|tumor|tumours|tumors|neoplasm|neoplasms"
        "|malignant neoplasm|malignant neoplasms|malignant tumour|malignant tumor|malignancy|leukaemia"
        "|leukemia|白血病|淋巴瘤": "cancer",
        "泌尿生殖系统|泌尿生殖系统疾病|泌尿系统疾病|泌尿系统|肾病|肾衰竭|尿毒症|genitourinary"
        "|kidney|kidney disease|urinary|kidney and urinary|diseases of the genitourinary system": "genitourinary",
        "神经系统|神经系统疾病|癫痫|帕金森病|nervous|nervous system|neurological|epilepsy"
        "|diseases of the nervous system": "nervous",
        "传染病|传染病与寄生虫病|传染病和寄生虫病|某些传染病和寄生虫病|感染性疾病|感染|结核|肺结核"
        "|病毒性肝炎|乙肝|艾滋病|infectious|infection|infections|infectious disease"
        "|infectious diseases|tuberculosis|hepatitis b": "infectious",
        "其他|其它|其他疾病|其它疾病|other|others|other illness|other diseases|内分泌疾病"
        "|内分泌、营养和代谢疾病|糖尿病|diabetes|妊娠、分娩和产褥期|精神和行为障碍|精神疾病|血液系统疾病"
        "|皮肤和皮下组织疾病|眼和附器疾病|耳和乳突疾病|先天性疾病": "other",
        "良性肿瘤|benign tumour|benign neoplasm|benign neoplasms": "cancer other",
        "脑瘫|cerebral palsy|头痛|headache|眩晕": "nervous other",
    },
    "hospital_tier": {
        "乡镇卫生院|乡镇|乡镇级|乡级|镇级|卫生院|乡卫生院|镇卫生院|中心卫生院|乡镇医院|township"
        "|township hospital|township health centre|township health center|township level|town": "township",
        "县|县级|县级医院|县医院|县人民医院|县中医院|区县级|县区级|县市级|county|county hospital"
        "|county level": "county",
        "市级|市级医院|市医院|地市级|地级市|地市级医院|city|city hospital|city level|municipal"
        "|municipal hospital|prefecture|prefecture level|prefectural": "city",
        "省|省级|省级医院|省医院|省部级|部级|部属|国家级|省级及以上|省级及以上医院|省级以上|省级以上医院"
        "|省外医院|province|provincial|provincial hospital|provincial level|provincial and above"
        "|national": "province",
        "市|市人民医院": "city county",
        "一级|一级医院|1级|一甲|一乙|level 1|grade 1|primary|tier 1": "township county",
        "二级|二级医院|2级|二甲|二乙|二级甲等|二级乙等|level 2|grade 2|secondary|tier 2": "county city",
        "三级|三级医院|3级|三甲|三乙|三级甲等|三级乙等|level 3|grade 3|tertiary|tier 3|grade 3a": "city province",
    },
    "outcome": {
        "已赔付|已赔|赔付|已理赔|同意赔付|予以赔付|正常赔付|全额赔付|部分赔付|已支付|已给付|给付|通过并赔付"
        "|结案赔付|已结案赔付|赔付结案|paid|approved and paid|settled and paid|paid out|payout made"
        "|compensated": "paid",
        "已拒赔|拒赔|拒付|拒绝|不予赔付|不予赔偿|不赔|未通过|审核不通过|驳回|拒赔结案|结案拒赔|rejected"
        "|denied|declined|refused|reject|not approved|turned down": "rejected",
        "待决|未决|处理中|审核中|审理中|待审核|待审|在审|受理中|已受理|待处理|未结案|未结|调查中|pending"
        "|in review|under review|in progress|open|being processed|undecided|awaiting decision"
        "|not yet decided": "pending",
        "结案|已结案|已结|closed|settled|decided|complete|completed|done": "paid rejected",
        "通过|审核通过|已审核|approved|accepted": "paid pending",
        "撤案|已撤案|撤销|撤回|零赔付|零结案|注销|withdrawn|cancelled|canceled|zero paid": "rejected paid",
        "是|yes|y": "paid",
        "否|no|n": "rejected pending",
    },
    "reject_reason": {
        "未达起付线|低于起付线|未超过起付线|未过起付线|起付线以下|未达到起付线|未达免赔额"
        "|低于免赔额|免赔额以下|未达起付标准|below the deductible|below deductible"
        "|under deductible|under the deductible|deductible not met": "below_deductible",
        "不在参保名单|未参保|非参保人|非参保人员|不在名单|不在参保名单内|不在保障名单|非被保险人"
        "|not insured|not on the insured list|not on the list|not enrolled|uninsured": "not_insured",
        "材料不全|资料不全|材料不齐|资料不齐|缺少材料|材料缺失|资料缺失|单证不全|单证不齐|手续不全"
        "|documents missing|papers missing|missing documents|missing papers|incomplete documents"
        "|incomplete papers": "papers_missing",
        "非住院费用|非住院|门诊费用|门诊|未住院|非住院治疗|not inpatient|not an inpatient stay"
        "|outpatient|outpatient only|no inpatient stay": "not_inpatient",
        "重复申请|重复报案|重复理赔|重复索赔|重复赔付|重复提交|重复|duplicate|duplicate claim"
        "|duplicated|claimed twice|already claimed": "duplicate",
        "不在保障范围|不属于保障范围|不符合条件|责任免除|not covered"
        "|not eligible": "not_insured not_inpatient below_deductible",
    },
}
CODED = frozenset(("age_band", *_WRITTEN))
_FORMER = re.compile(r"(?:疾病|disease|diseases)$")
# Chapters of ICD-10, by the letter with which its codes begin.
_ICD = re.compile(r"([A-Z])(\d)[0-9A-Z](?:\.[0-9A-Zx]{1,4})?", re.I)
_CHAPTERS = {
    **dict.fromkeys("AB", "infectious"),
    **dict.fromkeys("EFHLOPQRZ", "other"),
    **dict.fromkeys("ST", "injury"),
    **{"C": "cancer", "G": "nervous", "I": "circulatory", "J": "respiratory"},
    **{"K": "digestive", "M": "musculoskeletal", "N": "genitourinary"},
}
_BAND = re.compile(r"(\d{1,3}) ?(?:周?岁)? ?(?:-|~|至|到|to) ?(\d{1,3}) ?(?:周?岁|years?|yrs?)?(?: ?\(含\))?", re.I)


def meanings(column: str, text: str) -> tuple[str, ...]:
    """The codes that a word in a column of codes may stand for, the likeliest first: one where it is certain, none
    where nothing is known."""
    if column == "age_band":
        band = _BAND.fullmatch(tidied(text))
        code = f"{int(band[1])}-{int(band[2])}" if band else ""
        return (code,) if code in _choices(column) else ()
    word = folded(text)
    known = _MEANINGS[column]
    if found := known.get(word) or known.get(_FORMER.sub("", word)):
        return found
    if column == "illness":
        if icd := _ICD.fullmatch(tidied(text)):
            return _chapter(icd[1].upper(), int(icd[2]))
        if word.endswith("癌"):
            return ("cancer",)
    return ()


def _chapter(letter: str, ten: int) -> tuple[str, ...]:
    """The group of an ICD-10 code: D00 to D48 are neoplasms, D50 to D89 of the blood."""
    code = ("cancer" if ten < 5 else "other") if letter == "D" else _CHAPTERS.get(letter)
    return (code,) if code else ()


def _choices(column: str) -> Mapping[str, Text]:
    return next(columns[column].choices for columns in COLUMNS.values() if column in columns)


def _words(column: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Every word of a column with what it may stand for: its codes, what a reader sees of them, what is written."""
    for code, said in _choices(column).items():
        yield from ((word, (code,)) for word in (code, said.en, said.zh))
    for written, codes in _WRITTEN[column].items():
        yield from ((word, tuple(codes.split())) for word in written.split("|"))


_MEANINGS = {column: {folded(word): codes for word, codes in _words(column)} for column in _WRITTEN}
