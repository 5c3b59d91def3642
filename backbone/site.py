"""The list of pages: the menu, the links and the tests read it."""

from collections.abc import Mapping
from dataclasses import dataclass

from backbone.text import Text

PRODUCT = Text("Backbone Project", "顶梁柱")


@dataclass(frozen=True)
class Entry:
    """One page: its file, its name in the menu, and what it is for."""

    path: str
    name: Text
    title: Text


PAGES: Mapping[str, Entry] = {
    "home": Entry("dashboard.py", Text("Map", "地图"), Text("Where Backbone protects families", "顶梁柱守护着哪里")),
    "place": Entry("pages/place.py", Text("Place", "地区"), Text("One place", "一个地区")),
    "ranking": Entry("pages/ranking.py", Text("Ranking", "排行"), Text("Every county side by side", "各县一览")),
    "record": Entry("pages/record.py", Text("Record", "公开记录"), Text("What has been published", "已公开发布的数据")),
    "definitions": Entry(
        "pages/definitions.py", Text("Definitions", "定义"), Text("What each number means", "指标定义")
    ),
}
