"""Somebody's own boundaries in place of those drawn now: `boundaries`.

python -m backbone boundaries counties.gpkg dashline.geojson --name-en "Survey Office, 2024" --name-zh "测绘院（2024）"
python -m backbone boundaries --undo
"""

import argparse

from backbone.commands.deck import put
from backbone.terminal import LONGEST, Refused, path_named
from backbone.text import Lang, Text, repeated

ABOUT = Text("Boundaries: {name}.", "边界数据来源：{name}。")

ALL_THERE = Text("all places are there; simplifying takes half a minute", "地区齐全；简化约需半分钟")
DIFFERENCE = Text("what is different: {map}", "差异图：{map}")
DRAWN = Text(
    "these boundaries are drawn from the next start of the dashboard on; --undo goes back",
    "看板下次启动起使用这些边界；--undo 可恢复",
)
UNCHANGED = Text(
    "nothing was changed: look at the differences, then say --yes", "未作任何更改：请先查看差异，再加上 --yes"
)
BACK = Text(
    "drawn again from the next start of the dashboard on: {whose}; --undo takes that back",
    "看板下次启动起恢复使用：{whose}；再次 --undo 可撤回",
)
NO_FILES = Text(
    "--undo goes back to the boundaries of before, and takes no files", "--undo 恢复此前的边界，不需要给出文件"
)
WHICH_FILES = Text("name the files of the boundaries, or say --undo", "请给出边界文件，或使用 --undo")
WHOSE = Text(
    "say where the boundaries come from, in both languages (--name-en, --name-zh): it stands below every map",
    "请用 --name-en 和 --name-zh 以中英文写明边界数据来源：每张地图下方都会显示",
)


HELP = Text("your own boundaries: checked, and drawn instead of ours", "自有边界：核查后替换现有边界")
FILES = Text(
    "GeoPackage, GeoJSON, TopoJSON, Shapefile in a .zip", "GeoPackage、GeoJSON、TopoJSON，或 .zip 中的 Shapefile"
)
NAME_EN = Text("where they come from, as it stands below maps", "地图下方显示的边界数据来源（英文）")
NAME_ZH = Text("the same in Chinese", "地图下方显示的边界数据来源（中文）")
REVIEW = Text("their map-review number (shen tu hao), where they have one", "审图号（如有）")
MAP = Text("a map of what is different", "另存一张差异图")
YES = Text("use them; without it only the differences are printed", "启用这些边界；不加则只列出差异")
UNDO = Text("draw those again that were drawn before the last change", "恢复上次更改之前的边界")


def add(commands: argparse._SubParsersAction, lang: Lang) -> None:
    """Adds the command to a parser."""
    own = commands.add_parser("boundaries", help=HELP(lang))
    own.add_argument("files", nargs="*", type=path_named, metavar="FILE", help=FILES(lang))
    own.add_argument("--name-en", default="", metavar="TEXT", help=NAME_EN(lang))
    own.add_argument("--name-zh", default="", metavar="TEXT", help=NAME_ZH(lang))
    own.add_argument("--review", default="", metavar="NUMBER", help=REVIEW(lang))
    own.add_argument("--map", type=path_named, metavar="FILE.html", help=MAP(lang))
    own.add_argument("--yes", action="store_true", help=YES(lang))
    own.add_argument("--undo", action="store_true", help=UNDO(lang))
    own.set_defaults(run=_boundaries)


def _boundaries(arguments: argparse.Namespace) -> int:
    return _undo(arguments) if arguments.undo else _replace(arguments)


def _undo(arguments: argparse.Namespace) -> int:
    """Goes back to the boundaries of before."""
    from geo import draft
    from geo.unfit import Unfit

    if arguments.files:
        raise Refused(NO_FILES)
    try:
        whose = draft.back()
    except Unfit as error:
        raise Refused(error.text) from error
    print(BACK(arguments.lang, whose=whose(arguments.lang)))
    return 0


def _replace(arguments: argparse.Namespace) -> int:
    """Says what is different in other boundaries, and uses them where that is asked for."""
    from geo import draft  # shapes are large, and nothing else needs their libraries
    from geo.origin import Origin
    from geo.survey import survey
    from geo.unfit import Unfit

    if not arguments.files:
        raise Refused(WHICH_FILES)
    if not (arguments.name_en.strip() and arguments.name_zh.strip()):
        raise Refused(WHOSE)
    name = Text(repeated(arguments.name_en, 80), repeated(arguments.name_zh, 80))
    draft.finish()
    lang = arguments.lang
    try:
        found = survey(arguments.files)
        print(*(said(lang) for said in (*found.said, ALL_THERE)), sep="\n", flush=True)
        draft.make(found, Origin(name, ABOUT.filled(name=name), repeated(arguments.review)))
    except Unfit as error:
        raise Refused(error.text) from error
    print(*(said(lang) for said in draft.differences()), sep="\n")
    if arguments.map:
        put(arguments.map, draft.picture())
        print(DIFFERENCE(lang, map=repeated(str(arguments.map), LONGEST)))
    if arguments.yes:
        draft.use()
        print(DRAWN(lang))
    else:
        draft.finish()
        print(UNCHANGED(lang))
    return 0
