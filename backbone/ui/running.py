"""Running shows: what is on each stage, who may look on and steer, and what they wish for.

Each show is one small file in a folder that all workers of a site share (`SHARED`, which the supervisor gives them,
else a folder of this process): the stage and a presenter's phone are different browsers, and land on different workers.
It is written as a whole or not at all; a lock of the system on the file of its deck keeps two from writing at once. No
secret stands in it, only digests.

The stage `begin`s a show, at the latest when somebody is to look on, and holds on to its run: it `tell`s what is seen,
and every second it `hear`s what is wished for, until it has told that it did so: no wish is lost on the way, and none
is done twice. A show can be `prepare`d before: it is on when its stage tells first. It `invite`s by a key that opens
one presenter view: who `enter`s with it gets a view, which can `look` and `wish` from then on, and the key opens
nothing any more."""

import hashlib
import json
import os
import re
import secrets
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal, TypeVar

from backbone import diskfile, log
from backbone.deck import written
from backbone.deck.deck import Deck
from backbone.deck.written import DeckError
from backbone.text import Text
from backbone.ui.shared import folder_or_own, held

SHARED = "BACKBONE_SHOWS"
# For how many hours a show may run.
HOURS = 12
# After how many seconds without a word of the stage a presenter is told so, and no key opens a view any more.
SILENT, GONE = 10, 600
# How much is kept; the oldest goes.
MOST_WISHES, MOST_DETOURS, MOST_KEYS, MOST_SHOWS = 200, 200, 20, 200
# A secret is the name of the file and what proves that one was told it.
SECRET = re.compile(r"([0-9a-f]{16})\.([\w-]{22})")

WRONG = Text(
    "This link opens no presenter view. Open a new one from the page of the deck, or from the show: press “?” there.",
    "此链接无法打开演讲者视图。请在演示文稿页面或在演示画面按“?”获取新链接。",
)
USED = Text(
    "This link was used already, and opens one presenter view only. Open a new one from the show: press “?” there.",
    "此链接已被使用，每个链接只能打开一个演讲者视图。请在演示画面按“?”获取新链接。",
)
OVER = Text(
    "This show has ended. Start it again, and open a new presenter view from it.",
    "本场演示已结束。请重新开始演示，再打开新的演讲者视图。",
)
NOT_NOTED = Text(
    "The server cannot write at the moment, so nothing new is noted of a show. What is on the stage goes on; tell "
    "whoever runs the server.",
    "服务器暂时无法写入，演示的新情况未能记录。台上的演示可照常进行；请告知服务器管理员。",
)

Shade = Literal["", "black", "white"]
What = Literal["step", "place", "back", "shade"]
Answer = TypeVar("Answer")


@dataclass(frozen=True)
class Wish:
    """What a presenter view asks of the stage: to go so many scenes on (`value`, less than 0 is back), to fly to the
    place of that code, to go back to the scene, to turn black or, where it is black or white, to show the scene again
    (`value` is then the colour that it comes to). The show numbers its wishes from 1."""

    what: What
    value: str = ""
    number: int = 0


@dataclass(frozen=True)
class Detour:
    """A place that was flown to, and the scene that was left for it."""

    scene: int
    place: str


@dataclass(frozen=True)
class Show:
    """A show as it stands: the name of its deck, the scene on the stage (from 1), the one that the wishes lead to which
    it has not done yet (else the same), the place of a detour that it is on, black or white, when its clock began
    (seconds since the epoch), the detours it has taken, for how many seconds the stage has not been heard of, and
    whether it is on."""

    deck: str
    scene: int
    to: int
    detour: str
    shade: Shade
    clock: float
    detours: tuple[Detour, ...]
    silent: float
    on: bool = True


class Refused(Exception):
    """A key or a view that opens nothing, or a show that cannot be noted; `text` says why, and what to do."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.en)
        self.text = text


# -- the stage ---------------------------------------------------------------------------------------------------------


def prepare(deck: Deck) -> str:
    """The run of a new show of this deck, whose stage is not there yet."""
    return begin(deck, on=False)


def begin(deck: Deck, scene: int = 1, on: bool = True) -> str:
    """The run of a new show of this deck, by which its stage holds on to it, also after it was loaded anew."""
    _sweep()
    name, secret = secrets.token_hex(8), secrets.token_urlsafe(16)
    said = {
        "deck": deck.name, "last": len(deck), "scene": scene, "detour": "", "shade": "", "detours": [],
        "began": (now := time.time()), "clock": now,
        "run": _digest(secret), "keys": {}, "views": [], "wishes": [], "wished": 0, "on": on,
    }  # fmt: skip
    _write(_folder() / f"{name}.toml", written.write(deck))
    _write(_folder() / f"{name}.json", json.dumps(said).encode())
    return f"{name}.{secret}"


def runs(run: str) -> bool:
    """Whether a run is one of a show that has not ended."""
    try:
        return _with(run, _is_run, lambda said: True)
    except Refused:
        return False


def tell(run: str, scene: int, detour: str = "", shade: Shade = "", heard: int = 0) -> None:
    """Says what is on the stage now, all wishes up to the number `heard` being done; a new detour is noted. The first
    call of a show starts its clock."""

    def write(said: dict[str, Any]) -> None:
        if not said["on"]:
            said.update(on=True, clock=time.time())
        if detour and detour != said["detour"]:
            said["detours"] = [*said["detours"], asdict(Detour(scene, detour))][-MOST_DETOURS:]
        waiting = [one for one in said["wishes"] if one["number"] > heard]
        said.update(scene=scene, detour=detour, shade=shade, wishes=waiting)

    _with(run, _is_run, write)


def hear(run: str) -> tuple[Wish, ...]:
    """The wishes that are not done yet. Called every second, which also shows that the stage is there."""
    return _with(run, _is_run, lambda said: tuple(Wish(**one) for one in said["wishes"]), heard=True)


def invite(run: str) -> str:
    """A new key, which opens one presenter view of this show."""
    name, secret = run.partition(".")[0], secrets.token_urlsafe(16)

    def write(said: dict[str, Any]) -> None:
        keys = [*said["keys"].items(), (_digest(secret), False)]
        said["keys"] = dict(keys[-MOST_KEYS:])

    _with(run, _is_run, write)
    return f"{name}.{secret}"


def opens(key: str) -> bool:
    """Whether a key has not been used yet, and its show goes on."""

    def read(said: dict[str, Any]) -> bool:
        return not said["keys"][_digest(key.partition(".")[2])]

    try:
        return _with(key, _is_key, read)
    except Refused:
        return False


# -- the presenter view ------------------------------------------------------------------------------------------------


def enter(key: str) -> str:
    """The view that a key opens, which the key then does no more; Refused where it opens none, or the stage is gone."""
    name, secret = key.partition(".")[0], secrets.token_urlsafe(16)

    def write(said: dict[str, Any]) -> None:
        digest = _digest(key.partition(".")[2])
        if said["keys"][digest]:
            raise Refused(USED)
        if said["on"] and time.time() - _heard(_folder() / f"{name}.json") > GONE:
            raise Refused(OVER)
        said["keys"][digest] = True
        said["views"].append(_digest(secret))

    _with(key, _is_key, write)
    return f"{name}.{secret}"


def look(secret: str) -> Show:
    """The show as it stands, for its run or one of its views; Refused where it has ended."""

    def read(said: dict[str, Any]) -> Show:
        detours = tuple(Detour(**one) for one in said["detours"])
        silent = max(0.0, time.time() - _heard(_folder() / f"{secret.partition('.')[0]}.json"))
        kept = {name: said[name] for name in ("deck", "scene", "detour", "clock", "on")}
        to, shade = _leads(said)
        return Show(**kept, to=to, shade=shade, detours=detours, silent=silent)

    return _with(secret, lambda said, digest: _is_run(said, digest) or _is_view(said, digest), read)


def deck(secret: str) -> Deck:
    """The deck of a show as it was when the show began."""
    name = look(secret).deck
    try:
        return _deck(_folder() / f"{secret.partition('.')[0]}.toml").with_(name=name)
    except DeckError:  # swept meanwhile
        raise Refused(OVER) from None


def wish(view: str, what: What, value: str = "") -> None:
    """Asks something of the stage, which hears it within a second."""

    def write(said: dict[str, Any]) -> None:
        colour = "" if _leads(said)[1] else "black"
        said["wished"] += 1
        one = Wish(what, colour if what == "shade" else value, said["wished"])
        said["wishes"] = [*said["wishes"], asdict(one)][-MOST_WISHES:]

    _with(view, _is_view, write)


def _leads(said: dict[str, Any]) -> tuple[int, Shade]:
    """The scene and the colour that the stage will show once it has done all open wishes."""
    scene, shade = said["scene"], said["shade"]
    for one in said["wishes"]:
        if one["what"] == "step":
            scene = min(max(scene + int(one["value"]), 1), said["last"])
        elif one["what"] == "shade":
            shade = one["value"]
    return scene, shade


def start_clock(view: str) -> None:
    """Has the clock of a show begin anew, for all its views."""

    def write(said: dict[str, Any]) -> None:
        said["clock"] = time.time()

    _with(view, _is_view, write)


# -- files -------------------------------------------------------------------------------------------------------------


def _with(
    secret: str,
    may: Callable[[dict[str, Any], str], bool],
    do: Callable[[dict[str, Any]], Answer],
    heard: bool = False,
) -> Answer:
    """Runs `do` on the file of a show, which it may change, while nobody else can, and gives what it returns. Refused
    where `may` does not accept the secret, or where the show has ended. The file's time is when its stage was last
    heard of (`heard`)."""
    parts = SECRET.fullmatch(secret)
    if not parts:
        raise Refused(WRONG)
    path = _folder() / f"{parts[1]}.json"
    try:
        with held(path.with_suffix(".toml")):
            before, stat = path.read_bytes(), path.stat()
            said = json.loads(before)
            if not may(said, _digest(parts[2])):
                raise Refused(WRONG)
            if time.time() - said["began"] > HOURS * 3600:
                raise Refused(OVER)
            answer = do(said)
            if (after := json.dumps(said).encode()) != before:
                _write(path, after)
            if heard or after != before:
                os.utime(path, ns=(stat.st_atime_ns, time.time_ns() if heard else stat.st_mtime_ns))
    except FileNotFoundError:  # swept
        raise Refused(OVER) from None
    return answer


def _write(path: Path, raw: bytes) -> None:
    """Writes a file of a show; Refused where the disk takes nothing, and what was there stays."""
    try:
        diskfile.write(path, raw)
    except OSError as fault:
        log.refusal("a show cannot be noted", kind=type(fault).__name__)
        raise Refused(NOT_NOTED) from None


def _is_run(said: dict[str, Any], digest: str) -> bool:
    return secrets.compare_digest(said["run"], digest)


def _is_key(said: dict[str, Any], digest: str) -> bool:
    return digest in said["keys"]


def _is_view(said: dict[str, Any], digest: str) -> bool:
    return digest in said["views"]


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def _folder() -> Path:
    return folder_or_own(SHARED)


@lru_cache(maxsize=16)
def _deck(path: Path) -> Deck:
    """A file of a show is written once."""
    return written.load(path)


def _sweep() -> None:
    """Clears away the shows of which nobody has heard for too long. Of too many that are on the last go, and of too
    many that only wait for their stage (`_rank`): whoever begins or prepares hundreds ends none that was there."""
    every = sorted(((*_rank(file), file) for file in _folder().glob("*.json")), reverse=True)
    late = time.time() - HOURS * 3600
    for is_on in (True, False):
        for n, (*_, file) in enumerate(one for one in every if one[0] is is_on):
            if n >= MOST_SHOWS or _heard(file) < late:
                for gone in (file, file.with_suffix(".toml")):
                    gone.unlink(missing_ok=True)


def _rank(file: Path) -> tuple[bool, bool, float]:
    """Whether a show is on; of those that are the last heard of ranks first, of the others the oldest that a presenter
    view has entered, then the oldest."""
    try:
        said = json.loads(file.read_bytes())
    except OSError:  # swept meanwhile
        return True, True, _heard(file)
    return (True, True, _heard(file)) if said["on"] else (False, bool(said["views"]), -said["began"])


def _heard(file: Path) -> float:
    """When the stage of a show was last heard of; 0 where another worker has swept it away."""
    try:
        return file.stat().st_mtime
    except FileNotFoundError:
        return 0.0
