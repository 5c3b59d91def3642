"""Decks from the command line: which there are, what they show, and every take-away of one."""

import argparse
from dataclasses import replace
from pathlib import Path

from backbone import diskfile, places, private
from backbone.commands import options
from backbone.deck import rehearsal, written
from backbone.deck.away import AWAY
from backbone.deck.deck import Scene
from backbone.deck.kinds.registry import faults, kind
from backbone.deck.played import Played, played
from backbone.deck.written import DeckError
from backbone.punctuation import dotted, labelled, names, prose
from backbone.record import record
from backbone.refusals import Unmade
from backbone.terminal import LONGEST, Refused, cause, folder_named, path_named
from backbone.text import LANGS, Lang, Text, repeated

NO_TAKE_AWAY = Text("there is no take-away '{asked}'; known: {known}", "没有“{asked}”这种带走文件；可用：{known}")
WELL, MEND = Text("ok  ", "通过"), Text("MEND", "待改")
HELP = Text("a deck: its scenes, or every file that it leaves behind", "演示：列出场景，或生成带走文件")
NAMED = Text(
    "of data/decks, yours, or a .toml file; without one: which there are",
    "data/decks 中的、您自己的或 .toml 文件；不写则列出全部演示",
)
TO = Text("of: {known}; may be several", "可选：{known}；可给出多个")
DETOUR = Text("a place flown to, for the hand-out", "临时跳转的地区，载入讲义")
CHECK = Text("try everything once, and say what to mend", "逐项预演，指出需要修改之处")
UNWRITTEN = Text("{path} cannot be written: {why}", "无法写入 {path}：{why}")


def add(commands: argparse._SubParsersAction, root: Path, lang: Lang) -> None:
    """Adds the command to a parser; `root` is the folder of snapshots where none is named."""
    deck = commands.add_parser("deck", help=HELP(lang))
    deck.add_argument("name", metavar="NAME", nargs="?", default="", help=NAMED(lang))
    known = TO(lang, known=names(AWAY, lang))
    deck.add_argument("--to", action="extend", nargs="+", default=[], metavar="KIND", help=known)
    deck.add_argument("--lang", action="append", default=[], choices=LANGS, help=options.BOTH(lang))
    deck.add_argument("--detour", action="append", default=[], metavar="CODE", help=DETOUR(lang))
    deck.add_argument("--into", type=folder_named, default=Path("."), metavar="DIR", help=options.INTO(lang))
    deck.add_argument("--root", type=path_named, default=root, metavar="DIR", help=options.ROOT(lang))
    deck.add_argument("--check", action="store_true", help=CHECK(lang))
    deck.set_defaults(run=_deck)


def _deck(arguments: argparse.Namespace) -> int:
    if not arguments.name and arguments.to and arguments.to[-1] not in AWAY:
        arguments.name = arguments.to.pop()  # `--to pdf programme`: the deck stands behind what it is made into
    if not arguments.name:
        print(*written.decks(), *written.decks(private.FOLDER / private.DECKS), sep="\n")
        return 0
    for asked in arguments.to:
        if asked not in AWAY:
            raise Refused(NO_TAKE_AWAY.filled(asked=repeated(asked), known=", ".join(AWAY)))
    path = Path(arguments.name)
    if path.suffix != ".toml":
        shipped = path.name in written.decks()
        path = (written.FOLDER if shipped else private.FOLDER / private.DECKS) / f"{path.name}.toml"
    try:
        detours = tuple(places.get(code).code for code in arguments.detour)
        of = replace(played(written.load(path), record.load(), arguments.root), detours=detours)
    except DeckError as error:
        raise Refused(error.text) from error
    for number, scene in enumerate(of.deck, 1):
        print(f"{number:3} {scene.kind:8} {repeated(_said(of, scene, (arguments.lang or LANGS)[0]), LONGEST)}")
    for asked in arguments.to:
        try:
            files = AWAY[asked].files(of, arguments.lang or LANGS)
        except Unmade as error:
            raise Refused(error.text) from error
        for name, made in files.items():
            write(arguments.into / name, made)
    return _check(of, arguments.root, (arguments.lang or LANGS)[0]) if arguments.check else 0


def _said(of: Played, scene: Scene, lang: Lang) -> str:
    """A scene in a line: what is wrong with it, else what was written on it, else what it is of."""
    if wrong := faults(of, scene):
        return prose([one(lang) for one in wrong], lang)
    if said := kind(scene).line(of, scene, lang) or scene.title.either(lang) or scene.caption.either(lang):
        return said
    return dotted(kind(scene).subject(of, scene, lang))


def _check(of: Played, root: Path, lang: Lang) -> int:
    """1 where something is to be mended before the event."""
    found = []
    for one in rehearsal.rehearse(of, root):
        found.append(one)
        notes = prose((said(lang) for said in one.notes), lang)
        print((WELL if one.well else MEND)(lang), labelled(one.name(lang), notes, lang), flush=True)
        for said in (*one.mends, *one.doubts):
            print(f"     {said(lang)}", flush=True)
    return 0 if all(one.well for one in found) else 1


def write(path: Path, made: bytes) -> None:
    """Writes a file as `put` does, and says its name."""
    put(path, made)
    print(repeated(str(path), LONGEST))


def put(path: Path, made: bytes) -> None:
    """Writes a file, as a whole or not at all; Refused where that cannot be."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        diskfile.write(path, made)
    except OSError as error:
        raise Refused(UNWRITTEN.filled(path=repeated(str(path), LONGEST), why=cause(error))) from error
