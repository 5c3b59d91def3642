"""What the store will not answer, what cannot be made here, and the sentences that say why."""

from backbone.text import Text

UNREADABLE = Text(
    "facts.parquet is not a table of facts: publish the snapshot again.",
    "facts.parquet 不是有效的数据表：请重新发布该快照。",
)
UNTIED = Text(
    "The snapshot's facts do not add up to the totals of its manifest. Publish it again, or switch to another one.",
    "快照数据与清单中的合计不符。请重新发布，或切换到其他快照。",
)
UNTIED_OTHERWISE = Text(
    "The snapshot's facts do not have the {what} that its manifest states. Publish it again, or switch to another one.",
    "快照数据的{what}与清单所述不符。请重新发布，或切换到其他快照。",
)
TOO_LATE = Text("{month} lies after {last}, the last month counted.", "{month}晚于截至月份{last}。")
LIES_BELOW = Text("{place} lies below that level.", "{place}位于所选层级之下。")
NOT_IN_PROGRAMME = Text(
    "{name} is not in the programme, so there are no figures for it.", "{name}未纳入项目，因此没有相关数据。"
)
NOT_TOGETHER = Text(
    "Claims are not kept by {by} together: look at one of them.", "没有同时按{by}交叉细分的记录，请只选其一。"
)
NOT_KEPT = Text("{what} is not recorded by {by}.", "“{what}”没有按{by}的记录。")
TOO_FEW = Text(
    "{what} by {by} is shown for provinces and the programme: a county has too few claims.",
    "“{what}”按{by}细分只提供省级和全项目数据：单个县的案件太少。",
)
THIS = Text("This", "该项")


class Unanswerable(ValueError):
    """A question that the facts cannot answer; `text` says why, in both languages."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.en)
        self.text = text


class Unmade(RuntimeError):
    """A file that this machine cannot make; `text` says why, and what to do, in both languages."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.en)
        self.text = text
