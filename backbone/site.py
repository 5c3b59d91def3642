"""The list of pages, from which the menu, the links and the tests are made."""

from collections.abc import Mapping
from dataclasses import dataclass

from backbone.roles import Role
from backbone.text import Text

PRODUCT = Text("Backbone Project", "顶梁柱健康扶贫公益保险 · 项目成效")

# What such a field of an address may hold; nothing that anybody means is longer.
LONGEST = 80


@dataclass(frozen=True)
class Entry:
    """One page: its file, its name in the menu, and what it is for. A page that `follows` shows the place that was
    clicked itself, where others leave for that place's page. `own` are the fields of a view that it looks at and most
    pages do not (`view.OWN`): they stay out of the addresses of others. `more` are fields of its address that it alone
    reads, and that are no view's."""

    path: str
    name: Text
    title: Text
    follows: bool = False
    own: tuple[str, ...] = ()
    more: tuple[str, ...] = ()

    @property
    def slug(self) -> str:
        """The last part of the page's address: the name of its file, nothing for the first page."""
        return self.path.removeprefix("pages/").removesuffix(".py") if "/" in self.path else ""

    def read(self, params: Mapping[str, str]) -> dict[str, str]:
        """What the parameters of an address say of the fields that this page alone reads."""
        return {name: params[name][:LONGEST] for name in self.more if name in params}


PAGES: Mapping[str, Entry] = {
    "home": Entry("dashboard.py", Text("Map", "地图"), Text("Where Backbone protects families", "顶梁柱守护着哪里")),
    "place": Entry("pages/place.py", Text("Place", "地区"), Text("One place", "一个地区"), True),
    "claims": Entry(
        "pages/claims.py", Text("Claims", "理赔"), Text("How are claims going?", "理赔进展如何？"), True, ("by", "only")
    ),
    "coverage": Entry(
        "pages/coverage.py", Text("Coverage", "参保"), Text("Whom do we reach?", "我们覆盖了谁？"), True, ("by",)
    ),
    "compare": Entry(
        "pages/compare.py",
        Text("Compare", "对比"),
        Text("Is this place different, or just small?", "是真有差异，还是只因规模小？"),
        own=("others", "beside", "against"),
    ),
    "watch": Entry(
        "pages/watch.py",
        Text("Watch list", "关注名单"),
        Text("Which counties need a call?", "哪些县需要联系？"),
        own=("signal",),
    ),
    "changed": Entry("pages/changed.py", Text("What’s new", "数据变化"), Text("What changed?", "数据有何变化？")),
    "ranking": Entry("pages/ranking.py", Text("Ranking", "排行"), Text("Every county side by side", "各县一览")),
    "record": Entry("pages/record.py", Text("Record", "公开记录"), Text("What has been published", "已公开发布的数据")),
    "trust": Entry(
        "pages/trust.py", Text("Trust", "可信度"), Text("Can these numbers be trusted?", "这些数字可信吗？")
    ),
    "definitions": Entry(
        "pages/definitions.py", Text("Definitions", "定义"), Text("What each number means", "指标定义")
    ),
}
STEWARD = Entry(
    "pages/steward.py", Text("Data steward", "数据管理"), Text("Which data are shown?", "正在展示哪些数据？")
)
PUBLISH = Entry(
    "pages/publish.py", Text("Publish", "发布数据"), Text("From your files to the dashboard", "从报表到看板")
)
DECKS = Entry(
    "pages/decks.py", Text("Decks", "演示文稿"), Text("Tell the story", "讲述项目故事"), more=("deck", "scene")
)
SHOW = Entry("pages/show.py", Text("On stage", "演示中"), Text("A deck on a stage", "正在演示"))
PRESENTER = Entry("pages/presenter.py", Text("Presenter view", "演讲者视图"), Text("Notes and clock", "备注与计时"))
GIFT = Entry(
    "pages/gift.py",
    Text("A gift", "捐赠测算"),
    Text("What does a gift do?", "一笔捐赠能做什么？"),
    True,
    more=("amount", "currency", "rate", "on"),
)
# Pages that stand beside those of the menu: they only keep the reader’s question for the way back.
BESIDE: Mapping[str, Entry] = {"decks": DECKS, "gift": GIFT}
ENTRIES: Mapping[str, Entry] = {**PAGES, **BESIDE}
# The least role that sees a page, or any page on a stage, where people sign in; where nobody does, see `roles.may`.
READER: Role = "reader"
LEAST: Mapping[str, Role] = {
    **dict.fromkeys(PAGES, READER),
    "stage": "presenter",
    "steward": "steward",
    "publish": "steward",
    "decks": "presenter",
    "show": "presenter",
    "presenter": "presenter",
    "gift": READER,
}
