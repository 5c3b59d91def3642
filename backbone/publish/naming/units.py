"""Units: the words for what numbers are counted in, and how many of the plain unit each is."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from backbone.publish.naming.folding import folded
from backbone.text import Text

Kind = Literal["amount", "count", "share", "any"]


@dataclass(frozen=True)
class Unit:
    """What numbers are counted in: one of it is `factor` yuan, people or wholes; "any" where only 万 is said."""

    kind: Kind
    factor: Decimal
    name: Text


def _unit(kind: Kind, factor: str, en: str, zh: str) -> Unit:
    return Unit(kind, Decimal(factor), Text(en, zh))


# How each is written, parted by |.
_WRITTEN = {
    "元|人民币|人民币元|圆|yuan|rmb|cny|rmb yuan|yuan rmb|¥|cn¥|renminbi": _unit("amount", "1", "RMB", "元"),
    "百元": _unit("amount", "100", "RMB 100", "百元"),
    "千元|人民币千元|thousand yuan|thousand rmb|rmb thousand"
    "|rmb thousands|rmb'000|'000 rmb|'000 yuan|rmb 1,000"
    "|1,000 rmb|cny thousand|thousand cny|rmb k|k rmb": _unit("amount", "1000", "RMB thousand", "千元"),
    "万元|人民币万元|萬元|rmb 10,000|10,000 rmb|10,000 yuan|yuan 10,000|cny 10,000|10,000 cny|rmb 10k"
    "|10k rmb|10k yuan|ten thousand yuan|ten thousand rmb|rmb ten thousand|wan yuan|rmb wan|10,000 元": _unit(
        "amount", "10000", "RMB 10,000", "万元"
    ),
    "十万元": _unit("amount", "100000", "RMB 100,000", "十万元"),
    "百万元|人民币百万元|million yuan|million rmb|rmb million"
    "|rmb millions|rmb m|rmb mn|m rmb|mn rmb|cny million"
    "|million cny|cny m|cny mn": _unit("amount", "1000000", "RMB million", "百万元"),
    "千万元": _unit("amount", "10000000", "RMB 10 million", "千万元"),
    "亿元|人民币亿元|100 million yuan|100 million rmb|rmb 100 million|rmb 100m|hundred million yuan": _unit(
        "amount", "100000000", "RMB 100 million", "亿元"
    ),
    "分|fen": _unit("amount", "0.01", "fen", "分"),
    "人|人次|名|位|口|person|persons|people|person-time|person-times|persontimes"
    "|headcount|heads|individuals|members|lives": _unit("count", "1", "people", "人"),
    "百人|百人次": _unit("count", "100", "hundreds of people", "百人"),
    "千人|千人次|thousand people|thousand persons|people, thousands|'000 people|'000 persons"
    "|thousands of people": _unit("count", "1000", "thousands of people", "千人"),
    "万人|万人次|万名|10,000 people|10,000 persons|10k people|people, 10,000|ten thousand people|wan people": _unit(
        "count", "10000", "10,000 people", "万人"
    ),
    "万|wan|10,000|ten thousand|10k": _unit("any", "10000", "10,000", "万"),
    "千|thousand|thousands|000|k": _unit("any", "1000", "thousand", "千"),
    "百万|million|millions|m|mn": _unit("any", "1000000", "million", "百万"),
    "亿|100 million|hundred million": _unit("any", "100000000", "100 million", "亿"),
    "%|百分比|百分数|percent|per cent|pct": _unit("share", "0.01", "per cent", "百分比"),
}
UNITS = {folded(word): unit for written, unit in _WRITTEN.items() for word in written.split("|") if folded(word)}
# What stands where a unit may stand, and says only how values are written.
_HINTS = (
    "岁|周岁|年龄|years|yrs|日|天|月|年|日期|年月日|年-月-日|年月|年-月|必填|选填|可空|文本|数字|六位|6位|6 digits"
    "|date|text|number|yyyy-mm-dd|yyyy/mm/dd|yyyymmdd|yyyy-mm|yyyymm|yyyy|required|optional"
)
PLAIN_HINTS = frozenset(map(folded, _HINTS.split("|")))
