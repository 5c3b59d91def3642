"""English names, short Chinese names and search keys of places; needed at build time only."""

import csv
import re
from dataclasses import dataclass
from pathlib import Path

# Peoples, as the names of autonomous counties carry them; 各 is "several".
_PEOPLES = (
    "蒙古|回|藏|维吾尔|苗|彝|壮|布依|朝鲜|满|侗|瑶|白|土家|哈尼|哈萨克|傣|黎|傈僳|佤|畲|高山|拉祜|水|东乡|纳西|景颇|"
    "柯尔克孜|土|达斡尔|仫佬|羌|布朗|撒拉|毛南|仡佬|锡伯|阿昌|普米|塔吉克|怒|乌孜别克|俄罗斯|鄂温克|德昂|保安|裕固|京|"
    "塔塔尔|独龙|鄂伦春|赫哲|门巴|珞巴|基诺|各"
)
_AUTONOMOUS = re.compile(rf"^(.{{2,}}?)(?:(?:{_PEOPLES})族?)+自治(?:县|旗|州)$")
_ETHNIC_DISTRICT = re.compile(rf"^(.{{2,}}?)(?:{_PEOPLES})族区$")
_KIND = re.compile(r"^(.{2,}?)(?:族自治县|族自治旗|自治旗|矿区|特区|(?<=神农架)林区|新区|县|市|区|旗)$")
# What these characters say in nearly every place name, where a dictionary of words says otherwise.
_READINGS = {"长": "chang", "朝": "chao", "都": "du", "什": "shi", "勒": "le", "尾": "wei"}
_PREFECTURE = re.compile(r"(?:地区|盟|市)$")
_PROVINCE = re.compile(r"(?:壮族自治区|回族自治区|维吾尔自治区|特别行政区|自治区|省|市)$")


@dataclass(frozen=True)
class Names:
    """What a place is called: full and short Chinese, English, and its pinyin and initials in a-z."""

    zh: str
    short_zh: str
    en: str
    pinyin: str
    initials: str


def exceptions(path: Path) -> dict[str, dict[str, str]]:
    """The reviewed names by code: `name_en` and spaced `pinyin` (either may be empty), and why."""
    with path.open(encoding="utf-8", newline="") as lines:
        return {row["code"]: row for row in csv.DictReader(lines)}


def short(name_zh: str, level: str) -> str:
    """The Chinese name without its kind: 湖北, 印江, 红安; a single character keeps it (礼县)."""
    if level == "nation":
        return "中国"
    if level == "province":
        return _PROVINCE.sub("", name_zh)
    if level == "prefecture" and not name_zh.endswith("自治州"):
        return _PREFECTURE.sub("", name_zh)
    for pattern in (_AUTONOMOUS, _ETHNIC_DISTRICT, _KIND):
        if found := pattern.match(name_zh):
            return found[1]
    return name_zh


def spelled(syllables: list[str]) -> str:
    """One capitalised English word from pinyin syllables, with the apostrophes that pinyin asks for."""
    parted = [("'" + s if i and s[0] in "aoe" else s) for i, s in enumerate(syllables)]
    return "".join(parted).capitalize()


def names(code: str, level: str, name_zh: str, reviewed: dict[str, dict[str, str]]) -> Names:
    """All the names of one place; a reviewed spelling wins over the transliteration."""
    from pypinyin import Style, lazy_pinyin  # only where a name is new

    core = short(name_zh, level)
    row = reviewed.get(code, {"name_en": "", "pinyin": ""})
    heard = lazy_pinyin(core, style=Style.NORMAL, v_to_u=True)
    syllables = row["pinyin"].split() or [_READINGS.get(c, s) for c, s in zip(core, heard, strict=True)]
    plain = [s.replace("ü", "u") for s in syllables]
    return Names(
        zh=name_zh,
        short_zh=core,
        en=row["name_en"] or spelled(syllables),
        pinyin="".join(plain),
        initials="".join(s[0] for s in plain),
    )
