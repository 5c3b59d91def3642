"""Cautions: what is said wherever a number is compared that does not mean all that it seems to."""

from backbone.text import Text

RECENT = Text(
    "Recent months are incomplete: claims of the last months are still being filed.",
    "最近几个月尚不完整：部分理赔申请仍在提交中。",
)
AGES_OF_COVER = Text(
    "Cover that began later has had less time to produce claims: do not rank years or counties "
    "of different ages of cover by this ratio.",
    "参保较晚的地区，理赔尚未充分发生：保障期长短不同的年度或县，不宜按此比率排名。",
)
STILL_OPEN = Text(
    "Only decided claims count: the slowest claims of recent months are not in it yet, so they look faster "
    "than they will turn out.",
    "只计已结案件：最近几个月办理最慢的案件尚未计入，看上去会比最终结果更快。",
)
ONE_YEAR = Text(
    "Only for one policy year; a policy year that is not over is held against the cover that has ended so far.",
    "仅适用于单个保单年度；尚未结束的年度，只与截至当时已到期的保障相比。",
)
