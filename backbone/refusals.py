"""What the store will not answer, and the sentences that say why."""

from backbone.text import Text

UNREADABLE = Text(
    "facts.parquet is not a table of facts: publish the snapshot again.",
    "facts.parquet 不是有效的数据表：请重新发布该快照。",
)
UNTIED = Text(
    "The snapshot's facts do not add up to the totals of its manifest. Publish it again, or switch to another one.",
    "快照数据与清单中的合计不符。请重新发布，或切换到其他快照。",
)
# Submitted, decided, rejected and paid claims add up, and so do those paid in time and those paid late: one that is
# not shown would be found by subtraction.
NATION_ONLY = frozenset({"submitted", "decided", "rejected", "paid_within_5"})
PAID_ONLY = Text(
    "Below national level only paid claims are broken down (and rejected ones by reason): the difference between "
    "two counts could be one person.",
    "为保护个人隐私，省级和县级只提供已赔付案件的细分数据（拒赔仅按原因细分）。",
)
TOO_FINE = Text(
    "A county has too few claims to be taken apart two ways at once; its province can be.",
    "一个县的案件太少，不宜同时按两种方式交叉细分；可查看所在省份。",
)


class Unanswerable(ValueError):
    """A question that the facts cannot answer; `text` says why, in both languages."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.en)
        self.text = text
