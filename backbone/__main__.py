"""The command line: the same question as the pages, and the steward's commands.

python -m backbone ask insured claims_paid paid --by place --period 2018 --format csv
python -m backbone watch --period 2018
python -m backbone brief --place 420000 --period 2018 --lang zh
python -m backbone indicators
python -m backbone illustrative
python -m backbone history
python -m backbone serve --workers 2
"""

import argparse
import difflib
import os
import sys
from collections.abc import Collection
from io import TextIOWrapper

import pandas as pd

from backbone import places
from backbone.breakdowns import BREAKDOWNS, NOT_YET, REMAINDER
from backbone.commands import boundaries, brief, deck, ledger, options, publish, snapshots, templates
from backbone.files import tables
from backbone.indicators import INDICATORS
from backbone.periods import ALL
from backbone.pictures.notes import beside
from backbone.places import NATION, UnknownPlace
from backbone.punctuation import bracketed, labelled, names, statements
from backbone.record import record
from backbone.record.rows import RecordError
from backbone.refusals import Unanswerable
from backbone.snapshot.manifest import BASES, SNAPSHOTS, SnapshotError, current
from backbone.snapshot.opened import opened
from backbone.snapshot.store import Store
from backbone.snapshot.sums import PLAIN
from backbone.terminal import Output, Parser, Refused, asks, line, of_system, path_named, spoken
from backbone.text import Lang, Text, repeated
from backbone.trust.basis import by_row
from backbone.where import Only, Where

DIMENSIONS = (*PLAIN, *BREAKDOWNS)
NO_INDICATOR = Text("there is no indicator '{asked}'; {hint}", "没有指标“{asked}”；{hint}")
NO_WAY = Text("there is no way to break down '{asked}'; {hint}", "没有“{asked}”这种细分方式；{hint}")
NO_BREAKDOWN = Text("there is no breakdown '{asked}'; {hint}", "没有细分项“{asked}”；{hint}")
NO_CATEGORY = Text("there is no category '{asked}' of it; {hint}", "该细分项下没有类别“{asked}”；{hint}")
NO_PERIOD = Text("there is no period '{asked}'; {hint}", "没有期间“{asked}”；{hint}")
NO_MONTH = Text("there is no month '{asked}'; {hint}", "没有月份“{asked}”；{hint}")
MEANT = Text("did you mean {near}?", "是否指{near}？")
KNOWN = Text("known: {known}", "可用：{known}")
ONE_ONLY = Text(
    "--only keeps to one {dimension}: {one} or {other}", "--only 每项只能限定一个 {dimension}：{one} 或 {other}"
)
NO_OUTPUT = Text(
    "nothing was done: standard output is closed; lead it to a file, or to /dev/null",
    "未执行任何操作：标准输出已关闭；请将其重定向到文件或 /dev/null",
)
NOTHING_NAMED = Text("{option} names nothing", "{option} 没有指明任何内容")
HELP = {
    "backbone": Text("Ask the Backbone programme's facts.", "查询顶梁柱项目的数据。各命令加 --lang zh 即用中文。"),
    "ask": Text("indicators, by place, period, month or a breakdown", "按地区、期间、月份或细分项查询指标"),
    "indicator": Text("see `python -m backbone indicators`", "见 `python -m backbone indicators`"),
    "by": Text("may be repeated", "细分方式，可重复"),
    "level": Text("of --by place", "--by place 时的层级"),
    "only": Text(
        "one category or month, like illness=cancer or month=2018-05; may be repeated",
        "只看某一类别或月份，如 illness=cancer 或 month=2018-05；可重复",
    ),
    "watch": Text("which counties need a call, and why", "建议联系哪些县，原因为何"),
    "indicators": Text("every indicator and what it means", "全部指标及其含义"),
    "serve": Text(
        "several workers behind one nginx; see docs/serving.md", "多个工作进程，由一个 nginx 分派；见 docs/serving.md"
    ),
}
SNAPSHOT, AS_OF = Text("snapshot: {name}", "快照：{name}"), Text("as of {month}", "截至 {month}")
KEPT = Text("only {dimension} {code}", "仅限 {dimension} {code}")
COMPARED = Text("{n} comparisons with what is normal", "与正常范围比较 {n} 次")
NOTHING = Text("nothing is recorded for this question, or it has no answer here", "没有与此对应的记录，或此处无从回答")
NO_ROWS = Text("no rows", "无")


def main(argv: list[str] | None = None) -> int:
    """0 when the question was answered; 2 with one line on standard error when it could not be."""
    told = sys.argv[1:] if argv is None else argv
    lang = spoken(told)
    if told[:1] == ["serve"]:  # it runs for months, and needs nothing of what is imported here
        os.execv(sys.executable, [sys.executable, "-m", "backbone.serve", *told[1:]])
    if sys.stdout is None:  # closed by whoever started this
        return _refuse(NO_OUTPUT, lang)
    try:
        return _answered(told, lang)
    except (Refused, RecordError, SnapshotError, Unanswerable, UnknownPlace) as error:
        return _refuse(error.text, lang)
    except BrokenPipeError:  # the reader has seen enough
        return 0
    except OSError as error:
        return _refuse(of_system(error), lang)


def _answered(told: list[str], lang: Lang) -> int:
    """How a command ended, all that it says having been said."""
    try:
        arguments = _parser(lang).parse_args(_named(told))
        ended: int = arguments.run(arguments)
    except SystemExit:  # it was asked how it is used
        sys.stdout.flush()
        raise
    sys.stdout.flush()
    return ended


def _named(words: list[str]) -> list[str]:
    """The words of a command line; Refused where an option is given `--`, of which argparse would make a list."""
    if empty := [word for word in words if word.startswith("--") and word.endswith("=--")]:
        raise Refused(NOTHING_NAMED.filled(option=repeated(empty[0])))
    return words


def _refuse(why: Text, lang: Lang) -> int:
    if sys.stderr:  # else it would be said among the answers
        print(line(why, lang), file=sys.stderr)
    return 2


def _parser(lang: Lang) -> argparse.ArgumentParser:
    parser = Parser(prog="python -m backbone", description=HELP["backbone"](lang))
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    ask = commands.add_parser("ask", help=HELP["ask"](lang))
    ask.add_argument("indicators", nargs="+", metavar="INDICATOR", help=HELP["indicator"](lang))
    ask.add_argument("--by", action="append", default=[], metavar="|".join(DIMENSIONS), help=HELP["by"](lang))
    ask.add_argument("--level", default="county", choices=["nation", "province", "county"], help=HELP["level"](lang))
    ask.add_argument("--place", default=NATION, metavar="CODE", help=options.PLACE(lang))
    ask.add_argument("--only", action="append", default=[], metavar="BREAKDOWN=CATEGORY", help=HELP["only"](lang))
    ask.set_defaults(run=_ask)

    listed = commands.add_parser("watch", help=HELP["watch"](lang))
    listed.set_defaults(run=_watch)
    for question in (ask, listed):
        question.add_argument("--period", default=ALL, help=options.PERIOD(lang))
        question.add_argument("--as-of", default="", metavar="YYYY-MM", help=options.AS_OF(lang))
        question.add_argument("--format", default="table", choices=["table", "csv", "json"])
        question.add_argument("--snapshot", type=path_named, metavar="DIR", help=options.SNAPSHOT(lang))

    listing = commands.add_parser("indicators", help=HELP["indicators"](lang))
    listing.set_defaults(run=_indicators)

    snapshots.add(commands, SNAPSHOTS, lang)
    deck.add(commands, SNAPSHOTS, lang)
    brief.add(commands, SNAPSHOTS, lang)
    publish.add(commands, SNAPSHOTS, lang)
    ledger.add(commands, SNAPSHOTS, lang)
    templates.add(commands, lang)
    boundaries.add(commands, lang)
    commands.add_parser("serve", help=HELP["serve"](lang))
    for command in (parser, *commands.choices.values()):
        asks(command, lang)
    return parser


def _ask(arguments: argparse.Namespace) -> int:
    for asked in arguments.indicators:
        _check(asked, INDICATORS, NO_INDICATOR)
    for asked in arguments.by:
        _check(asked, DIMENSIONS, NO_WAY)
    code = places.get(arguments.place).code
    store = opened(arguments.snapshot or current(SNAPSHOTS))
    horizon = store.horizon
    _check(arguments.period, horizon.periods, NO_PERIOD)
    if arguments.as_of:
        _check(arguments.as_of, horizon.months, NO_MONTH)
    where = Where(code, arguments.period, arguments.as_of, _only(arguments.only, horizon.months))
    ids = list(dict.fromkeys(arguments.indicators))
    answer = store.aggregate(ids, tuple(dict.fromkeys(arguments.by)), where, arguments.level)
    rows = by_row(store, record.load(), answer, ids, where)
    _write(tables.tidy(answer, ids).assign(basis=rows), arguments.format, arguments.lang)
    if arguments.format == "table":
        lang = arguments.lang
        kept = [KEPT(lang, dimension=dimension, code=code) for dimension, code in where.only.pairs.items()]
        left = labelled(REMAINDER, NOT_YET(lang).lower(), lang)
        _told(store, where, [*kept, left] if (answer == REMAINDER).any(axis=None) else kept, lang)
        said = beside(store, where, ids, answer, lang)
        print(*said, sep="\n", end="\n" if said else "")
        if answer[ids].isna().all(axis=None) and not said:
            print(NOTHING(lang))
    return 0


def _told(store: Store, where: Where, also: list[str], lang: Lang) -> None:
    """What a reader of a table is told below it; a program's rows stay as they are."""
    snapshot = store.snapshot.manifest
    named = bracketed(SNAPSHOT(lang, name=snapshot.name), BASES[snapshot.basis](lang), lang)
    said = statements([named, AS_OF(lang, month=where.as_of or store.horizon.last), *also], lang)
    print(f"\n{said}")


def _watch(arguments: argparse.Namespace) -> int:
    from backbone.watch import watchlist

    store = opened(arguments.snapshot or current(SNAPSHOTS))
    _check(arguments.period, store.horizon.periods, NO_PERIOD)
    if arguments.as_of:
        _check(arguments.as_of, store.horizon.months, NO_MONTH)
    where = Where(period=arguments.period, as_of=arguments.as_of)
    rows = every = watchlist.listed(store, where)
    order = {called.place: n for n, called in enumerate(watchlist.ranked(rows))}
    rows = rows[rows["place"].isin(order) & rows["verdict"].isin((*watchlist.CALLED, *watchlist.NOTED))]
    rows = rows.sort_values("place", key=lambda codes: codes.map(order), kind="stable").round(2)
    rows.insert(1, "name_en", [places.get(code).name.en for code in rows["place"]])
    rows.insert(2, "name_zh", [places.get(code).name.zh for code in rows["place"]])
    _write(rows.reset_index(drop=True), arguments.format, arguments.lang)
    if arguments.format == "table":
        _told(store, where, [COMPARED(arguments.lang, n=watchlist.judged(every))], arguments.lang)
    return 0


def _only(asked: list[str], months: tuple[str, ...]) -> Only:
    """The categories and the month to keep to."""
    known = {"month": months} | {b.id: tuple(b.categories) for b in BREAKDOWNS.values()}
    kept: dict[str, str] = {}
    for pair in asked:
        dimension, _, code = pair.partition("=")
        _check(dimension, known, NO_BREAKDOWN)
        _check(code, known[dimension], NO_MONTH if dimension == "month" else NO_CATEGORY)
        if kept.get(dimension, code) != code:
            raise Refused(ONE_ONLY.filled(dimension=dimension, one=kept[dimension], other=code))
        kept[dimension] = code
    return Only.of(kept)


def _indicators(arguments: argparse.Namespace) -> int:
    lang = arguments.lang
    for i in INDICATORS.values():
        print(f"{i.id:20} {bracketed(i.name(lang), i.unit.name(lang), lang)}\n{'':20} {i.definition(lang)}")
    return 0


def _write(frame: pd.DataFrame, how: str, lang: Lang) -> None:
    frame = frame.astype(object).where(frame.notna(), None)
    if how == "csv":
        frame.to_csv(sys.stdout, index=False)
    elif how == "json":
        print(frame.to_json(orient="records", force_ascii=False, indent=1))
    else:
        print(NO_ROWS(lang) if frame.empty else tables.lines(frame.fillna("")))


def _check(asked: str, known: Collection[str], none: Text) -> None:
    """Refused (`none` says that there is no such thing), with the nearest names, unless `asked` is one of `known`."""
    if asked not in known:
        near = difflib.get_close_matches(asked, known, n=3, cutoff=0.4)
        hint = (
            MEANT.filled(near=Text(" or ".join(near), names(near, "zh")))
            if near
            else KNOWN.filled(known=", ".join(known))
        )
        raise Refused(none.filled(asked=repeated(asked), hint=hint))


if __name__ == "__main__":
    # Chinese names are written whatever the terminal's own alphabet is.
    if isinstance(sys.stderr, TextIOWrapper):
        sys.stderr.reconfigure(encoding="utf-8")
    if isinstance(sys.stdout, TextIOWrapper):
        lines = sys.stdout.line_buffering
        sys.stdout = Output(sys.stdout.detach(), encoding="utf-8", line_buffering=lines)
    sys.exit(main())
