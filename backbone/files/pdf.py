"""Papers: PDF files with vector shapes and text that can be searched, set by typst in the house's own style.

A paper is a source of ours and the words of others. The source is typst and never holds a word from outside; those are
data beside it (`data`), which typst reads as plain strings: nothing in them can be markup.

    compile('#import "house.typ": paper\\n#let said = json("said.json")\\n#paper(said.title, "en")[#said.told]',
            {"said.json": data(title=title, told=told)})
"""

import json
import unicodedata
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import Any

from backbone.punctuation import WHOLE
from backbone.refusals import Unmade
from backbone.text import Text
from backbone.theme import PALETTES

HOUSE = Path(__file__).with_name("house.typ")
# What sets both languages, the best first. Noto's Latin letters are those of the screen (Source Sans).
FAMILIES = (
    "Noto Sans CJK SC",
    "Noto Sans SC",
    "Source Han Sans SC",
    "Source Han Sans CN",
    "PingFang SC",
    "Microsoft YaHei",
    "Heiti SC",
    "SimHei",
    "WenQuanYi Zen Hei",
    "WenQuanYi Micro Hei",
    "Noto Serif CJK SC",
    "SimSun",
)
# The colours of the house that its papers use, as the theme names them.
COLOURS = ("ink", "quiet", "rule", "accent", "warm", "land")
# In a Chinese font the marks of English (’ “ ” ·) are as wide as a sign; in this one, which comes with it, not.
NARROW = "Noto Sans CJK KR"
NO_FONT = Text(
    "This server has no Chinese font to set a PDF with: install one (Debian: apt-get install fonts-noto-cjk).",
    "服务器没有中文字体，无法生成 PDF：请安装一种（Debian：apt-get install fonts-noto-cjk）。",
)


def compile(source: str, files: Mapping[str, bytes]) -> bytes:
    """The PDF of a typst source that sees `files` by their names, `house.typ`, and nothing else of this machine. Same
    source, same files, same bytes. Unmade where there is no Chinese font."""
    import typst

    every = {
        **files,
        "house.typ": HOUSE.read_bytes(),
        "house.json": _house(),
        "main.typ": source.encode(),
    }
    with TemporaryDirectory(prefix="paper-") as root:
        for name, held in every.items():
            (Path(root) / PurePosixPath(name).name).write_bytes(held)
        return typst.compile(
            str(Path(root) / "main.typ"),
            root=root,
            font_paths=_fonts(),
            ignore_system_fonts=True,  # `_fonts` holds them, read once
            package_path=root,
            package_cache_path=root,
            timestamp=0,
        )


def data(**said: Any) -> bytes:
    """What a source reads by `json(…)`: strings, numbers, lists and tables, each string as plain words."""
    return json.dumps(_plain(said), sort_keys=True).encode()


def plain(said: str) -> str:
    """Words from outside as a paper prints them: without what steers a screen, turns the direction of writing or has no
    shape; a line may end."""
    return "".join(c for c in said if c == "\n" or unicodedata.category(c)[0] != "C")


def family() -> str:
    """The font that sets a paper; Unmade where no Chinese one is here."""
    found = next((name for name in FAMILIES if name in _known()), "")
    if not found:
        raise Unmade(NO_FONT)
    return found


def _house() -> bytes:
    """Fonts, colours and what no line parts, as `house.typ` reads them."""
    colours = {name: getattr(PALETTES["light"], name) for name in COLOURS}
    return data(font=family(), narrow=NARROW if NARROW in _known() else "", whole=WHOLE.pattern, **colours)


def _plain(said: Any) -> Any:
    if isinstance(said, str):
        return plain(said)
    if isinstance(said, Mapping):
        return {name: _plain(one) for name, one in said.items()}
    return [_plain(one) for one in said] if isinstance(said, Sequence) else said


@cache
def _fonts() -> Any:
    """The fonts of this machine, without those that typst brings: they hold no Chinese."""
    import typst

    return typst.Fonts(include_system_fonts=True, include_embedded_fonts=False)


def _known() -> frozenset[str]:
    return frozenset(_fonts().families())
