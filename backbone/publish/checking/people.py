"""Finds names and addresses of people in text. A name is judged by the other values of its column, since many words
begin with a surname; an address by the house or group that it ends with."""

import re
from collections.abc import Collection, Iterable

from backbone import places

# The surnames of nineteen people in twenty; those of two characters.
SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟"
    "谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤温康施文牛樊葛邢安齐易"
    "乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管"
    "柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟"
)
DOUBLE = (
    "欧阳",
    "上官",
    "司马",
    "诸葛",
    "夏侯",
    "皇甫",
    "尉迟",
    "公孙",
    "慕容",
    "令狐",
    "司徒",
    "长孙",
    "东方",
    "南宫",
)
_PINYIN_SAID = (
    "wang li zhang liu chen yang huang zhao wu zhou xu sun ma zhu hu guo he gao lin luo zheng liang xie song tang "
    "han feng deng cao peng zeng xiao tian dong yuan pan yu jiang cai du ye cheng su wei lu ding ren shen yao cui "
    "zhong tan fan jin shi liao jia xia fu fang bai zou meng xiong qin qiu yin xue yan duan lei hou long tao gu "
    "mao hao gong shao wan qian dai mo kong xiang kang wen niu ge xing an qi qiao "
)
PINYIN = frozenset(_PINYIN_SAID.split())
# How words end that begin with a surname: kinds of places and of offices, illnesses, sums.
_NO_NAME = re.compile(
    ".*(?:[县市区省州旗镇乡村组街道院所站室部局处科股司会社行店校病症炎癌瘤伤折障疡疸费额数量率比度期型类级档项目表册单"
    "号码例件户性湾庄坪沟坝坡岭塘冲垭坳铺寨屯坎口边庙桥树]|家[山河桥梁台沱溪]|病人|[残低]疾)$"
)
_WORDS_SAID = (
    "高中 高血压 高级 高龄 白血病 白内障 关节 方案 方式 方便 时间 时长 成功 成年 成人 单位 单价 单据 金额 计划 "
    "管理 常规 包干 应付 应收 应保 全部 全额 安全 平安 万元 文件 文化 石油 农业 务农 农村 江南 江北 路费 华东 "
    "华中 华南 华北 温度 严重 康复 任务 关系 关联 符合 连续 解除 解决 尚未 景区 司法 左侧 左腿 党员 干部 车祸 "
    "于今 向上 明确 明细 管道 武装 毛利 毛重 季度 游客 全省 全国 全年 全县 应急 时效 单身 周期 周末 周边 孔径 "
    "申请 申报 申诉 申领 季节 金融 温和 安装 安排 安置 成立 成本 项目部 平均 许可 解释 童年 农户 农民 黄色 白色 "
    "蓝色 蓝天 白天 常年 牛奶 马上 石材 任意 安康 祝福 符号 简称 简介 易地 全称 "
)
_WORDS = frozenset(_WORDS_SAID.split())
_SHORT = frozenset(places.get(code).short.zh for code in places.CODES)
_NAMED = frozenset(places.get(code).name.zh for code in places.CODES)
_HAN = re.compile(r"[\u4e00-\u9fff]{2,4}")
# 张*三, 王某某; a name with a dot in it, as several peoples write theirs.
_MASKED = re.compile(r"[\u4e00-\u9fff](?:[*×某]{1,2}[\u4e00-\u9fff]?|[\u4e00-\u9fff][*×某])(?:先生|女士)?")
_DOTTED = re.compile(r"[\u4e00-\u9fff]{2,7}[·•・][\u4e00-\u9fff]{2,8}")
_LATIN = re.compile(r"([A-Z][a-z]+|[A-Z]{2,}),? ([A-Z][a-z]+|[A-Z]{2,})([ -][A-Za-z]+)?")
_BEFORE_A_NAME = re.compile(
    r"(?:姓名|患者|被保险人|参保人|申请人|联系人|受益人|户主|投保人|经办人|填[报表]人|制表人?|审核人?|负责人|复核人?)"
    r"\s*[:：]\s*([\u4e00-\u9fff]{2,4}|[\u4e00-\u9fff] [\u4e00-\u9fff])(?![\u4e00-\u9fff])"
)
_ADDRESS = re.compile(
    r"[住地]址\s*[:：]\s*[\u4e00-\u9fff]{4}"
    r"|[\u4e00-\u9fff]{1,8}(?:村|屯|寨|社区|居委会|街道|镇|乡|路|街|巷|弄)"
    r"[\u4e00-\u9fff]{0,10}?[\d一二三四五六七八九十百]{1,5}\s*(?:组|社|队|号|栋|幢|单元|室|户|弄)"
)
# The first surnames of all: one of them makes a name of three characters that stands alone.
FREQUENT = frozenset("王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗郑梁谢宋唐许韩冯邓曹彭曾")
_PARTED = re.compile(r"[\W\d_的]+|(?<=[a-z])(?=[A-Z])")
# A spreadsheet puts the name of its writer before a comment.
_AUTHOR = re.compile(r"\s*([\u4e00-\u9fff]{2,4})\s*[:：]")
# What names of files and sheets say before and after the name of whom they are of.
_OF_WHOM = re.compile(
    r"(?:患者|病人|被保险人|参保人|申请人|受益人|户主|投保人)?([\u4e00-\u9fff]{2,3}?)"
    r"(?:的|理赔|报销|资料|材料|病历|病例|发票|住院|出院|医疗|档案|案件|申请|身份证|证明|照片|扫描件).*"
    r"|(?:患者|病人|被保险人|参保人|申请人|受益人|户主|投保人)([\u4e00-\u9fff]{2,3})"
)
# Words and places of two characters that begin like a frequent name.
_NO_PERSON_SAID = "曾经 何时 何处 何种 周边 马上 林业 高校 郑重"
NO_PERSON = frozenset(_NO_PERSON_SAID.split()) | {place.short.zh for place in places.PREFECTURES.values()}
# So many different names, and this share of what could be one, make a column of names.
_LEAST, _SHARE = 3, 0.65


def names(values: Collection[str]) -> set[str]:
    """Those of the different `values` of one column that are names of people: all where the column holds names, else
    those that are said to be one (“患者：…”)."""
    alike = {value for value in values if is_name(value)}
    could = sum(_could_be_name(value) for value in values)
    told = {value for value in values if (label := _BEFORE_A_NAME.search(value)) and is_name(label[1].replace(" ", ""))}
    return told | (alike if len(alike) >= _LEAST and len(alike) >= _SHARE * could else set())


def is_name(value: str) -> bool:
    """Whether a text by itself reads like somebody's name."""
    said = re.sub(r"(?<=[\u4e00-\u9fff])\s+(?=[\u4e00-\u9fff])", "", value.strip())
    if _DOTTED.fullmatch(said) or (_MASKED.fullmatch(said) and said[0] in SURNAMES):
        return True
    if latin := _LATIN.fullmatch(said):
        return latin[1].lower() in PINYIN and not places.meant(said)
    if not _HAN.fullmatch(said) or said in _WORDS or said in _NAMED or said in _SHORT:
        return False
    given = len(said) - (2 if said[:2] in DOUBLE else 1 if said[0] in SURNAMES else len(said))
    return 1 <= given <= 2 and not _NO_NAME.fullmatch(said)


def is_called(said: str) -> bool:
    """Whether the name of a file or a sheet, or what is written beside a cell, names somebody."""
    by = _AUTHOR.match(said)
    whom = _OF_WHOM.fullmatch(said.strip())
    named = next(filter(None, whom.groups()), "") if whom else ""
    if named and named[0] in FREQUENT and named not in NO_PERSON and is_name(named):
        return True
    return bool(names([said])) or any(
        part[0] in FREQUENT and is_name(part)
        for part in ([by[1]] if by else [p for p in _PARTED.split(said) if len(p) == 3 and _HAN.fullmatch(p)])
    )


def addresses(values: Iterable[str]) -> set[str]:
    """Those of the different `values` of one column that hold somebody's address."""
    return {value for value in values if _ADDRESS.search(value)}


def _could_be_name(value: str) -> bool:
    """Whether a text is as short as a name, in characters or in two Latin words."""
    return bool(_HAN.fullmatch(value.replace(" ", "")) or _DOTTED.fullmatch(value) or _MASKED.fullmatch(value)) or bool(
        _LATIN.fullmatch(value)
    )
