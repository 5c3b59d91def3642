"""Mentions: somebody named in the midst of other words, as in a remark or a comment: 张伟已补录, 联系人李娜, Mr Zhang.
A name is told by what stands beside it, or by being two or three characters of their own between signs."""

import re
from collections.abc import Collection

from backbone import places
from backbone.publish.checking.people import DOUBLE, FREQUENT, NO_PERSON, PINYIN, SURNAMES, is_name

_HAN = "\u4e00-\u9fff"
_SURNAME = f"(?:{'|'.join(DOUBLE)}|[{''.join(sorted(SURNAMES))}])"
# Who is named after these words, and who does what stands after these.
_CALLED = (
    "联系人|经办人?|代办人|代理人|监护人|患者|病人|参保人|被保险人|申请人|受益人|户主|投保人|填[报表]人|制表人?|审核人?|负责人|复核人?"
    "|村医|支书|村主任|医生|大夫|护士|同村|村民|老人|儿童|其[父母妻夫子女兄弟姐妹]亲?|配偶|丈夫|妻子|儿子|女儿|父亲|母亲|哥哥|弟弟|姐姐|妹妹"
    "|家属|请[找问]|电话联系|已?联系|已?通知|致电|转告|姓名|名叫"
)
_DOES = (
    "代[办领签交为填]|本人|之[妻子女父母夫兄弟]|的?(?:家属|妻子|丈夫|儿子|女儿|父亲|母亲|配偶|哥哥|弟弟|姐姐|妹妹|亲属)|来[电访]|反映|同志|先生|女士|老师"
    "|签[字名]|亲自|自述|口述"
)
_GOES_ON = f"{_DOES}|等|已|未|的|称|说|因|于|在|电话|补[交报录办充]?|同意|确认|核实|办理|领取|提交|申请"
_GOES_ON += "|住院|出院|报销|死亡|去世|身故"
_GIVEN = f"[{_HAN}]{{1,2}}?"
_END = f"(?![{_HAN}])"
_AFTER_A_WORD = re.compile(rf"(?:{_CALLED})[\s:：为是]{{0,2}}({_SURNAME}{_GIVEN})(?:{_END}|(?={_GOES_ON}))")
_BEFORE_A_WORD = re.compile(rf"(?:^|(?<=[^{_HAN}])|(?<=[由系经找]))({_SURNAME}{_GIVEN})\s?(?:{_DOES})")
_SAID_TO_ACT = re.compile(
    rf"(?:^|(?<=[^{_HAN}]))({_SURNAME}{_GIVEN})\s?(?:已?补[交报录办充]|已?(?:签收|领取|办结|确认)|电话|手机)"
)
_MASKED = re.compile(
    rf"(?:^|(?<=[^{_HAN}])|(?<={'|'.join(['患者', '病人', '村民'])})){_SURNAME}(?:某某?|[*×]{{1,2}}[{_HAN}]?)"
)
_TOKEN = re.compile(rf"(?<![{_HAN}\d])[{_HAN}]{{2,3}}(?![{_HAN}\d])")
_TITLED = re.compile(r"\b(?:Mr|Mrs|Ms|Miss|Mdm|Dr)\b\.? ?[A-Z][a-z]+")
_PAIR = re.compile(
    r"\b([A-Z][a-z]+) ([A-Z][a-z]+)\b(?! (?:County|City|Town|Township|Village|District|Province|Hospital|Prefecture))"
)
_SYLLABLES = re.compile(
    r"(?:(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?(?:iang|iong|uang|ang|eng|ing|ong|ian|iao|uai|uan|ai|an|ao|ei|en|er|ia|ie|in|iu"
    r"|ou|ua|ue|ui|un|uo|[aeiouv])){1,2}"
)
# Surnames in letters that are English words too.
_ENGLISH = frozenset({"he", "an", "long", "fan", "song", "tan", "kong", "hang", "sun", "mao", "shi", "you", "su"})
# Surnames that begin too many words, and words that begin like a frequent name.
_DOUBTFUL = frozenset("高曾")
_WORDS = re.compile(
    "黄[疸斑褐体色豆金曲连芪牛]|马[上蹄尾凡路达桶力]|林[业地场区木下农]|何[时处种故人日因地杰]|许[可多久]|高[烧热血脂压尿钙钾龄中处坠速等考危发度位额级]|陈[旧述列]|胡[桃同须乱萝]|唐氏|周[一二三四五六日内"
    "末边转围期岁年报全]|张[力开贴嘴口]|朱[红砂]|宋[体代]|韩[国语]|徐缓|李子|孙[女子儿辈]|郑重|谢[谢绝]|杨[树梅凌]|梁[柱上]|王[府牌]|罗[马纹音列]|吴语|刘海"
    "|赵公|郭外|唐[装山]|邓州|冯氏|彭[水阳]"
)
# How three characters end that are no name; and two, which are rather a village's.
_NO_LAST = re.compile(
    "[的了已未不在等及由被后前中内上下无有为是时年月日元岁次个天级书籍办补交报录查诊治疗药术证字语色]$"
)
_OF_A_VILLAGE = re.compile("[集渡店楼营堂埠埝滩岗圩垛塔堡溪洼驿场园畈冲河山江湖川泉岭洞井田洲家]$")
# A column of remarks: so many other values, and half of them longer than a name.
_REMARKS, _LONG = 3, 5


def named(values: Collection[str]) -> set[str]:
    """Those of the different `values` of one column (as `digits.plain` leaves them) in which somebody is named."""
    found = {value for value in values if is_named(value)}
    long = sum(len(value) >= _LONG and any("\u4e00" <= c <= "\u9fff" for c in value) for value in values)
    if len(values) > _REMARKS and 2 * long >= len(values):
        found |= {value for value in values if len(value) == 3 and _alone(value)}
    return found


def is_named(said: str) -> bool:
    """Whether somebody is named in the midst of other words."""
    if said.isascii():
        return bool(_TITLED.search(said)) or any(
            _is_pinyin(*pair) for pair in _PAIR.findall(said) if " ".join(pair) != said
        )
    beside = (_AFTER_A_WORD, _BEFORE_A_WORD, _SAID_TO_ACT)
    if _MASKED.search(said) or any(_person(found[1]) for words in beside for found in words.finditer(said)):
        return True
    return any(token != said.strip() and _alone(token) for token in _TOKEN.findall(said))


def _person(name: str) -> bool:
    return (
        is_name(name)
        and not _WORDS.match(name)
        and name not in NO_PERSON
        and not (len(name) == 3 and _NO_LAST.search(name))
    )


def _alone(token: str) -> bool:
    """Whether two or three characters by themselves name somebody."""
    if token[0] not in FREQUENT - _DOUBTFUL or not _person(token) or _NO_LAST.search(token):
        return False
    return len(token) == 3 or not _OF_A_VILLAGE.search(token)


def _is_pinyin(first: str, last: str) -> bool:
    """Whether two Latin words are a surname and a given name, in either order."""
    for surname, given in ((first.lower(), last.lower()), (last.lower(), first.lower())):
        if surname in PINYIN - _ENGLISH and _SYLLABLES.fullmatch(given) and len(given) > 1:
            return not places.meant(f"{first} {last}") and not places.meant(f"{first}{last.lower()}")
    return False
