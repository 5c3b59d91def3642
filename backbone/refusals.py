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


class Unanswerable(ValueError):
    """A question that the facts cannot answer; `text` says why, in both languages."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.en)
        self.text = text
