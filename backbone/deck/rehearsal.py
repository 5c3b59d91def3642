"""The rehearsal before an event: everything that a deck needs is tried once, from cold, and what is found is said in
plain words: all is well, or what to mend."""

import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from backbone import boundaries
from backbone.charts import Canvas
from backbone.charts.figure import Figure
from backbone.deck.away import AWAY
from backbone.deck.played import Played
from backbone.deck.slides import Slide, slide
from backbone.files import drawing, pdf
from backbone.refusals import Unanswerable, Unmade
from backbone.snapshot.manifest import SnapshotError, current, open_snapshot
from backbone.snapshot.store import Store
from backbone.text import LANGS, Lang, Text, repeated

# How many things of one kind are said one by one.
MOST = 8
# What a library that makes files may raise; a reader is told only its kind.
FAULTS = (ArithmeticError, AttributeError, LookupError, OSError, RuntimeError, TypeError, ValueError)
# How a file of each kind begins, and that it is longer than so many bytes.
SIGNS: Mapping[str, bytes] = {
    ".pptx": b"PK",
    ".xlsx": b"PK",
    ".zip": b"PK",
    ".pdf": b"%PDF-",
    ".png": b"\x89PNG",
    ".svg": b"<",
    ".html": b"<",
}
LEAST = 40
# What plotly asks for beside a map.
WORLDS = ("world_50m.json", "world_110m.json")
# Where the browser finds what lies in `static`.
OURS = "/app/static/"
STATIC = Path(__file__).resolve().parents[2] / "static"

DATA, SCENES, FONTS, OUTSIDE, MAP = (
    Text("Data", "数据"),
    Text("Scenes", "场景"),
    Text("Fonts", "字体"),
    Text("No network needed", "无需网络"),
    Text("Map review number", "地图审图号"),
)
PINNED = Text("The deck is pinned to “{name}”, which is here and unchanged.", "演示所用数据“{name}”在此，未有变化。")
NEWER = Text("Newer data are here: “{name}”.", "已有更新的数据：“{name}”。")
NO_SCENES = Text("The deck has no scenes.", "演示中没有场景。")
DRAWN = Text(
    "{n:scene|scenes} drawn in both languages, the slowest in {s} seconds.",
    "{n} 个场景均以两种语言绘制完成，最慢 {s} 秒。",
)
FAULTY = Text("Scene {n}: {why}", "第 {n} 场景：{why}")
BROKEN = Text("it could not be drawn ({kind}).", "无法绘制（{kind}）。")
EMPTY = Text("there is nothing on it.", "场景为空。")
WORDY = Text(
    "Scene {n}: its words have {signs} signs; about {most} are seen at once. Shorten them.",
    "第 {n} 场景：文字共 {signs} 字，画面约可容纳 {most} 字，请缩短。",
)
MORE = Text("and {n} more.", "另有 {n} 项。")
FONT = Text("Chinese is set in {name}, on screen, in pictures and in PDF.", "屏幕、图片和 PDF 的中文字体：{name}。")
IN_SLIDES = Text(
    "PowerPoint files ask for {name}; a computer without it takes its own Chinese font.",
    "PowerPoint 文件使用 {name}；没有该字体的电脑会改用自带的中文字体。",
)
NO_BROWSER = Text(
    "This computer has no Chromium to draw pictures (PNG) with: install it (Debian: apt-get install chromium).",
    "本机没有用于生成图片（PNG）的 Chromium：请安装（Debian：apt-get install chromium）。",
)
AT_HOME = Text("Nothing on any scene is fetched from another host.", "所有场景均不访问外部网络。")
ASKS = Text("Scene {n} would fetch “{what}” from the network.", "第 {n} 场景会从网络读取“{what}”。")
MISSING = Text("The file {what} is missing: put the folder “static” back.", "缺少文件 {what}：请恢复“static”文件夹。")
MADE = Text("{n:file|files}, {size}.", "{n} 个文件，{size}。")
UNMADE = Text("{name} could not be made: {why}", "无法生成{name}：{why}")
UNEXPECTED = Text("an unexpected fault ({kind}).", "意外错误（{kind}）。")
NONE_MADE = Text("{name}: no file came out.", "{name}：没有生成文件。")
NOT_A = Text("{name}: “{file}” is no such file.", "{name}：“{file}”格式不正确。")


# So many signs are seen beside a picture, at the smallest letter (static/fit.js), at 16:9: tried in Chromium.
SEEN: Mapping[Lang, int] = {"en": 800, "zh": 300}


@dataclass(frozen=True)
class Found:
    """What one check found: its name, what must be mended (nothing where all is well), what is well, and what should be
    known before the event and may be as it is."""

    name: Text
    mends: tuple[Text, ...] = ()
    notes: tuple[Text, ...] = ()
    doubts: tuple[Text, ...] = ()

    @property
    def well(self) -> bool:
        return not self.mends


@dataclass(frozen=True)
class Drawn:
    """A scene as it was drawn in one language: its slide, or the kind of fault that stopped it, and how many seconds it
    took."""

    number: int
    slide: Slide | None
    fault: str
    seconds: float


# A scene in each language.
Both = tuple[Drawn, ...]


def rehearse(of: Played, snapshots: Path) -> Iterator[Found]:
    """Every check, one after the other, each as soon as it is done."""
    yield data(of, snapshots)
    fresh = cold(of)
    drawn = [draw(fresh, number) for number in range(1, len(of.deck) + 1)]
    yield scenes(drawn)
    yield fonts()
    yield outside(drawn)
    for word in AWAY:
        yield made(word, of)
    yield map_number()


def data(of: Played, snapshots: Path) -> Found:
    """Whether the deck can be read, and its data are those that it was made of; says where newer ones are."""
    wrong = [*of.deck.faults, *([of.wrong] if of.wrong else [])]
    if not of.deck.scenes:
        wrong.append(NO_SCENES)
    notes = () if of.wrong else (PINNED.filled(name=repeated(of.deck.pin.name)),)
    doubts: tuple[Text, ...] = ()
    with suppress(SnapshotError):
        newest = open_snapshot(current(snapshots))
        if of.store and newest.digest != of.store.snapshot.digest:
            doubts = (NEWER.filled(name=newest.manifest.name),)
    return Found(DATA, tuple(wrong), notes, doubts)


def cold(of: Played) -> Played:
    """The same deck over a freshly opened snapshot, of which nothing has been worked out yet."""
    return replace(of, store=Store(open_snapshot(of.store.snapshot.folder))) if of.store else of


def draw(of: Played, number: int) -> Both:
    """Scene `number`, drawn in each language as a stage draws it."""
    found = []
    for lang in LANGS:
        began, shown, fault = time.perf_counter(), None, ""
        try:
            shown = slide(of, number, Canvas(lang, "dark"))
        except FAULTS as error:
            fault = type(error).__name__
        found.append(Drawn(number, shown, fault, time.perf_counter() - began))
    return tuple(found)


def scenes(drawn: Sequence[Both]) -> Found:
    """Whether every scene shows something in both languages."""
    wrong = []
    for both in drawn:
        whys = [_fault(both)] if any(one.slide is None for one in both) else _faults(both)
        wrong += [FAULTY.filled(n=both[0].number, why=why) for why in whys]
    slowest = max((one.seconds for both in drawn for one in both), default=0.0)
    said = DRAWN.filled(n=len(drawn), s=f"{slowest:.1f}")
    return Found(SCENES, _few(wrong), () if wrong else (said,), _few(_wordy(drawn)))


def _wordy(drawn: Sequence[Both]) -> list[Text]:
    """Which scenes have more words than are seen at once, each in the language in which it has most too many."""
    found = []
    for both in drawn:
        slides = [one.slide for one in both if one.slide and not one.slide.faults]
        long = [(len("".join(_read(one))), SEEN[one.lang]) for one in slides]
        signs, most = max(long, key=lambda one: one[0] / one[1], default=(0, 1))
        if signs > most:
            found.append(WORDY.filled(n=both[0].number, signs=signs, most=most))
    return found


def _read(one: Slide) -> Iterator[str]:
    """Everything on a slide that is more than small print."""
    yield from (*one.shown.sentence.lines, *one.shown.told, *(fact.said(one.lang) for fact in one.shown.facts))


def _fault(both: Both) -> Text:
    return BROKEN.filled(kind=next(one.fault for one in both if one.fault))


def _faults(both: Both) -> list[Text]:
    """Why a scene cannot be shown, or that there is nothing on it."""
    shown = [one.slide for one in both if one.slide]
    if any(one.faults for one in shown):
        return [Text(*said) for said in zip(*(one.faults for one in shown), strict=True)]
    return [] if all(map(_says, shown)) else [EMPTY]


def _says(one: Slide) -> bool:
    """Whether a slide shows anything at all."""
    return bool("".join(_read(one)).strip() or one.shown.picture.figure)


def fonts() -> Found:
    """Whether this machine has the fonts, and the Chromium, that pictures and papers are made with."""
    from backbone.deck.powerpoint.template import CHINESE

    wrong = [] if drawing.browser() else [NO_BROWSER]
    slides = IN_SLIDES.filled(name=CHINESE)
    try:
        return Found(FONTS, tuple(wrong), (FONT.filled(name=pdf.family()), slides))
    except Unmade as why:
        return Found(FONTS, (*wrong, why.text), (slides,))


def outside(drawn: Sequence[Both]) -> Found:
    """Whether everything that the scenes fetch lies in `static`, and the empty world of the maps with it."""
    figures = [(one.number, one.slide.shown.picture.figure) for both in drawn for one in both if one.slide]
    asked = {(number, what) for number, figure in figures if figure for what in _fetched(figure)}
    hosts = sorted((number, what) for number, what in asked if not what.startswith(OURS))
    wrong = [ASKS.filled(n=number, what=repeated(what)) for number, what in hosts]
    ours = {what.removeprefix(OURS) for _, what in asked if what.startswith(OURS)}
    wanted = ours | {f"topojson/{name}" for name in WORLDS}
    missing = sorted(name for name in wanted if not (STATIC / name).is_file())
    wrong += [MISSING.filled(what=repeated(name)) for name in missing]
    return Found(OUTSIDE, _few(wrong), () if wrong else (AT_HOME,))


def _fetched(figure: Figure) -> set[str]:
    """The addresses that a browser fetches to draw a figure: those of outlines and of images."""
    outlines = {trace["geojson"] for trace in figure.data if isinstance(trace.get("geojson"), str)}
    images = {image["source"] for image in figure.layout.get("images") or ()}
    return outlines | {source for source in images if not source.startswith("data:")}


def made(word: str, of: Played) -> Found:
    """Whether a take-away can be made, and how large it is."""
    away = AWAY[word]
    try:
        files = away.files(of, LANGS)
    except (Unmade, Unanswerable) as error:
        return Found(away.name, (UNMADE.filled(name=away.name, why=error.text),))
    except FAULTS as error:
        return Found(away.name, (UNMADE.filled(name=away.name, why=UNEXPECTED.filled(kind=type(error).__name__)),))
    wrong = [NOT_A.filled(name=away.name, file=name) for name, held in files.items() if not _is_whole(name, held)]
    if not files:
        wrong.append(NONE_MADE.filled(name=away.name))
    size = _size(sum(map(len, files.values())))
    return Found(away.name, _few(wrong), () if wrong else (MADE.filled(n=len(files), size=size),))


def _is_whole(name: str, held: bytes) -> bool:
    return len(held) > LEAST and held.lstrip().startswith(SIGNS.get(Path(name).suffix, b""))


def _size(count: int) -> str:
    """A number of bytes as people say it."""
    return f"{count / 1e6:.1f} MB" if count >= 1e6 else f"{count / 1e3:.0f} KB"


def map_number() -> Found:
    """Under which review number the maps are shown; that there is none is no fault of the deck."""
    said = (boundaries.MAP_REVIEW,)
    return Found(MAP, doubts=said) if said == (boundaries.NO_NUMBER,) else Found(MAP, notes=said)


def _few(wrong: Sequence[Text]) -> tuple[Text, ...]:
    """The first of many faults, and how many more there are."""
    return (*wrong[:MOST], MORE.filled(n=len(wrong) - MOST)) if len(wrong) > MOST else tuple(wrong)
