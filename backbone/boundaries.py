"""Where the boundaries of the maps come from, and their map-review number where one is configured."""

import json
import os
from pathlib import Path

from backbone.punctuation import dotted, sentence
from backbone.text import LANGS, Text

# The one place that reads the map-review number (审图号): it is printed as it stands.
VARIABLE = "BACKBONE_MAP_REVIEW"
# What comes with the boundaries: whose they are, more about them, the number that they had.
_ORIGIN = json.loads((Path(__file__).parents[1] / "geo" / "origin.json").read_text("utf-8"))
BOUNDARIES = Text("Boundaries: {name}", "底图：{name}").filled(name=Text(**_ORIGIN["name"]))
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


_number = os.environ.get(VARIABLE, "").strip() or _ORIGIN["review"]
MAP_NOTE, MAP_REVIEW = note(_number), review(_number)
ABOUT = Text(**_ORIGIN["about"])
