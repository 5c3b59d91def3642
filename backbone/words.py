"""The categories that the facts are broken down by: code -> the words a reader sees, in reading order: what has an
order of its own in that one, the rest from the most frequent down, so that a category always stands in one place."""

from backbone.text import Text

SEX = {
    "female": Text("Women", "女性"),
    "male": Text("Men", "男性"),
}

AGE_BAND = {
    "18-29": Text("18–29", "18–29 岁"),
    "30-39": Text("30–39", "30–39 岁"),
    "40-49": Text("40–49", "40–49 岁"),
    "50-60": Text("50–60", "50–60 岁"),
}

ILLNESS = {
    "circulatory": Text("Heart and blood vessels", "循环系统疾病"),
    "injury": Text("Injury", "损伤与中毒"),
    "respiratory": Text("Lungs and airways", "呼吸系统疾病"),
    "digestive": Text("Digestion", "消化系统疾病"),
    "musculoskeletal": Text("Bones and joints", "肌肉骨骼疾病"),
    "cancer": Text("Cancer", "肿瘤"),
    "genitourinary": Text("Kidney and urinary", "泌尿生殖系统疾病"),
    "nervous": Text("Nervous system", "神经系统疾病"),
    "infectious": Text("Infection", "传染病与寄生虫病"),
    "other": Text("Other", "其他"),
}

HOSPITAL_TIER = {
    "township": Text("Township", "乡镇卫生院"),
    "county": Text("County", "县级医院"),
    "city": Text("City", "市级医院"),
    "province": Text("Provincial and above", "省级及以上医院"),
}

SETTLEMENT = {
    "0-3": Text("Within 3 days", "3 天以内"),
    "4-7": Text("4–7 days", "4–7 天"),
    "8-30": Text("8–30 days", "8–30 天"),
    "31-90": Text("31–90 days", "31–90 天"),
    "91+": Text("More than 90 days", "90 天以上"),
}

SIZE = {
    "0-499": Text("Under ¥500", "500 元以下"),
    "500-999": Text("¥500–999", "500–999 元"),
    "1000-1999": Text("¥1,000–1,999", "1,000–1,999 元"),
    "2000-4999": Text("¥2,000–4,999", "2,000–4,999 元"),
    "5000-9999": Text("¥5,000–9,999", "5,000–9,999 元"),
    "10000+": Text("¥10,000 and more", "1 万元及以上"),
}

REASON = {
    "below_deductible": Text("Below the deductible", "未达起付线"),
    "not_insured": Text("Not on the insured list", "不在参保名单"),
    "papers_missing": Text("Documents missing", "材料不全"),
    "not_inpatient": Text("Not an inpatient stay", "非住院费用"),
    "duplicate": Text("Duplicate claim", "重复申请"),
}
