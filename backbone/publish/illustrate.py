"""The illustrative snapshot: generated records through the ordinary publish path."""

import tempfile
from pathlib import Path

from backbone.publish.generate import AS_OF, COMPLETE_THROUGH, SEED, generate
from backbone.publish.model import ASSUMPTIONS
from backbone.publish.write import publish
from backbone.text import Text

NAME = "2019-08-illustrative"
CREATED = "2019-09-01"  # fixed, so that the same seed gives the same bytes
NOTE = Text(
    "Illustrative data: the records are generated. They reproduce the published figures exactly and model "
    "the rest, and describe no real person, claim or result of a county.",
    "示例数据：记录由程序生成，与公布数字完全一致，其余为模拟，不代表任何真实的个人、理赔或各县结果。",
)


def illustrative(root: Path, seed: int = SEED, scale: int = 1, name: str = NAME) -> Path:
    """The new folder `root/name`, made current; `scale` N has N times as many people, claims and RMB."""
    with tempfile.TemporaryDirectory() as folder:
        return publish(
            generate(Path(folder), seed, scale),
            root,
            name,
            "illustrative",
            AS_OF,
            COMPLETE_THROUGH,
            CREATED,
            generator={"seed": seed, "scale": scale},
            note=NOTE,
            modelled=(assumption.text for assumption in ASSUMPTIONS),
        )
