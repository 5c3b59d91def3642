"""The brief for leadership: two pages on a place and a period, as PDF.

python -m backbone brief --place 420000 --period 2018 --lang zh
"""

import argparse
from pathlib import Path

from backbone import places
from backbone.commands import options
from backbone.commands.deck import write
from backbone.indicators import DEFAULT
from backbone.periods import ALL
from backbone.places import NATION
from backbone.record import record
from backbone.refusals import Unmade
from backbone.snapshot.manifest import current
from backbone.snapshot.opened import opened
from backbone.terminal import Refused, folder_named, path_named
from backbone.text import LANGS, Lang, Text, repeated
from backbone.view import View, local

NONE = Text("there is no {field} '{asked}'; known: {known}", "--{field} 没有“{asked}”；可用：{known}")


HELP = Text("two pages for leadership on a place and a period, as PDF", "某地区、某期间的两页简报（PDF），供领导参阅")
INDICATOR = Text("what the map shows", "地图所示指标")


def add(commands: argparse._SubParsersAction, root: Path, lang: Lang) -> None:
    """Adds the command to a parser; `root` is the folder of snapshots where none is named."""
    brief = commands.add_parser("brief", help=HELP(lang))
    brief.add_argument("--place", default=NATION, metavar="CODE", help=options.PLACE(lang))
    brief.add_argument("--period", default=ALL, help=options.PERIOD(lang))
    brief.add_argument("--as-of", default="", metavar="YYYY-MM", help=options.AS_OF(lang))
    brief.add_argument("--indicator", default=DEFAULT, help=INDICATOR(lang))
    brief.add_argument("--lang", action="append", default=[], choices=LANGS, help=options.BOTH(lang))
    brief.add_argument("--into", type=folder_named, default=Path("."), metavar="DIR", help=options.INTO(lang))
    brief.add_argument("--snapshot", type=path_named, metavar="DIR", help=options.SNAPSHOT(lang))
    brief.set_defaults(run=_brief, root=root)


def _brief(arguments: argparse.Namespace) -> int:
    from backbone.deck.paper.brief import brief, file_name

    store = opened(arguments.snapshot or current(arguments.root))
    known = {"period": store.horizon.periods, "as_of": ("", *store.horizon.months), "indicator": local()}
    for field, codes in known.items():
        if (asked := getattr(arguments, field)) not in codes:
            raise Refused(NONE.filled(field=field.replace("_", "-"), asked=repeated(asked), known=", ".join(codes)))
    as_of = "" if arguments.as_of == store.horizon.last else arguments.as_of
    place = places.get(arguments.place).code
    for lang in arguments.lang or LANGS:
        view = View(lang, arguments.indicator, place, arguments.period, as_of)
        try:
            made = brief(store, record.load(), view)
        except Unmade as error:
            raise Refused(error.text) from error
        write(arguments.into / file_name(view, store.horizon), made)
    return 0
