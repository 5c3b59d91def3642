"""Templates for offices to fill in: `templates`.

python -m backbone templates to-send
"""

import argparse
import os

from backbone.commands.deck import write
from backbone.record import record
from backbone.terminal import LONGEST, Refused, folder_named
from backbone.text import LANGS, Lang, Text, repeated

THERE_ALREADY = Text("“{path}” is there already: name another folder", "“{path}”已存在：请另选文件夹")


HELP = Text(
    "workbooks for offices to fill in, one a table and language", "供各单位填写的工作簿，每种表格、每种语言各一份"
)
EACH = Text("default: each language", "默认每种语言各一份")


def add(commands: argparse._SubParsersAction, lang: Lang) -> None:
    """Adds the command to a parser."""
    made = commands.add_parser("templates", help=HELP(lang))
    made.add_argument("folder", type=folder_named, metavar="FOLDER")
    made.add_argument("--lang", choices=LANGS, help=EACH(lang))
    made.set_defaults(run=_templates)


def _templates(arguments: argparse.Namespace) -> int:
    """Writes the workbooks; 2 where a file of that name is there already, which may have been filled in."""
    from backbone.publish.raw import TABLES  # the show side never pays for it
    from backbone.publish.templates import file_name, template

    counties = sorted(county.adcode for county in record.load().counties)
    for table in TABLES:
        for lang in (arguments.lang,) if arguments.lang else LANGS:
            path = arguments.folder / file_name(table, lang)
            if os.path.lexists(path):
                raise Refused(THERE_ALREADY.filled(path=repeated(str(path), LONGEST)))
            write(path, template(table, lang, counties))
    return 0
