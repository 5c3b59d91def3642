"""Where the boundaries of the maps come from, and their map-review number where one is configured."""

import os

from backbone.punctuation import dotted, sentence
from backbone.text import LANGS, Text

# The one place that reads the map-review number (审图号): it is printed as it stands.
VARIABLE = "BACKBONE_MAP_REVIEW"
BOUNDARIES = Text("Boundaries: AMap, 2021", "底图：高德地图（2021）")
NUMBER = Text("Map review number: {number}", "审图号：{number}")
NO_NUMBER = Text(
    "The map has no review number (shen tu hao); whoever publishes it in China needs one.",
    "本图没有审图号，在中国境内公开使用须另行送审。",
)


def note(number: str) -> Text:
    """What stands below a map whose review number is `number`; "" is none."""
    return Text(*(dotted((BOUNDARIES(lang), number and NUMBER(lang, number=number))) for lang in LANGS))


def review(number: str) -> Text:
    """What the definitions say of that number."""
    return Text(*(sentence(NUMBER(lang, number=number), lang) for lang in LANGS)) if number else NO_NUMBER


_number = os.environ.get(VARIABLE, "").strip()
MAP_NOTE, MAP_REVIEW = note(_number), review(_number)
