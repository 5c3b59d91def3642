"""A deck as a file: one small TOML that a person can read and write. What is not understood is said, and kept."""

import tomllib
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import tomli_w

from backbone.deck.deck import Deck, Pin, Scene, Words
from backbone.deck.kinds.registry import KINDS
from backbone.site import PAGES
from backbone.text import LANGS, Text, repeated

FOLDER = Path(__file__).resolve().parents[2] / "data" / "decks"
# A deck is small; a file beyond this is something else.
MOST_BYTES = 4_000_000
# Tables within tables beyond this, and numbers beyond what TOML promises, could not be written again.
MOST_DEEP, MOST_NUMBER = 40, 2**63

UNREADABLE = Text("The deck “{name}” cannot be read: {why}.", "无法读取演示“{name}”：{why}。")
NO_FILE = Text("there is no such file", "没有这个文件")
TOO_LARGE = Text("it is larger than 4 MB, and no deck", "文件超过 4 MB，不是演示文件")
NOT_UTF8 = Text("it is not text in UTF-8", "不是 UTF-8 文本")
NOT_TOML = Text("line {line} is not TOML", "第 {line} 行不符合 TOML 格式")
NOT_TOML_AT_ALL = Text("it is not TOML", "不符合 TOML 格式")
TOO_DEEP = Text("it holds a number or tables within tables that no deck has", "其中的数字过大，或表格嵌套过深")
NOT_AS_WANTED = Text("“{key}” must be {wanted}.", "“{key}”应为{wanted}。")
WANTED = {
    "text": Text("text", "文字"),
    "table": Text("a table", "表"),
    "switch": Text("true or false", "true 或 false"),
}
NO_KIND = Text("There is no kind of scene “{asked}”; there are {known}.", "没有“{asked}”这种场景；可用：{known}。")
NO_PAGE = Text("There is no page “{asked}”.", "没有页面“{asked}”。")


# Under which key of its `rest` a scene that is no table keeps what stands there.
UNREAD = "unread"


class DeckError(Exception):
    """A deck that cannot be read at all; `text` says why."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.en)
        self.text = text


def decks(folder: Path = FOLDER) -> tuple[str, ...]:
    """The names of the decks in a folder, in the order of the alphabet."""
    return tuple(sorted(path.stem for path in folder.glob("*.toml"))) if folder.is_dir() else ()


def load(path: Path) -> Deck:
    """The deck in a file; DeckError where it cannot be read."""
    try:
        if path.stat().st_size > MOST_BYTES:
            raise DeckError(UNREADABLE.filled(name=repeated(path.stem), why=TOO_LARGE))
        written = path.read_bytes()
    except OSError as error:
        raise DeckError(UNREADABLE.filled(name=repeated(path.stem), why=NO_FILE)) from error
    return read(written, path.stem)


def read(written: bytes, name: str) -> Deck:
    """The deck that the bytes of a file say; DeckError where they are no TOML. A scene that is not understood stays in
    its place and says what is wrong with it."""

    def refused(why: Text) -> DeckError:
        return DeckError(UNREADABLE.filled(name=repeated(name), why=why))

    if len(written) > MOST_BYTES:
        raise refused(TOO_LARGE)
    try:
        said = tomllib.loads(written.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise refused(NOT_UTF8) from error
    except tomllib.TOMLDecodeError as error:
        line = getattr(error, "lineno", None) or _line(str(error))
        raise refused(NOT_TOML.filled(line=line) if line else NOT_TOML_AT_ALL) from error
    except RecursionError as error:
        raise refused(NOT_TOML_AT_ALL) from error
    except ValueError as error:  # a number of thousands of digits
        raise refused(TOO_DEEP) from error
    if not _bounded(said):
        raise refused(TOO_DEEP)
    table = _Table(said)
    snapshot = _Table(table.taken("snapshot", dict, "table", {}), table.faults)
    scenes = table.rest.pop("scene", [])
    deck = Deck(
        name=name,
        title=table.words("title"),
        pin=Pin(snapshot.taken("name", str, "text", ""), snapshot.taken("digest", str, "text", "")),
        scenes=tuple(_scene(one) for one in (scenes if isinstance(scenes, list) else [scenes])),
    )
    kept = {"snapshot": snapshot.rest} if snapshot.rest else {}
    return deck.with_(faults=tuple(table.faults), rest=table.rest | kept)


def write(deck: Deck) -> bytes:
    """The deck as a file: what `read` understands, and what it did not understand as it stood."""
    own: dict[str, Any] = {"title": _both(deck.title, deck.rest.get("title"))} if deck.title else {}
    if pinned := {key: said for key in ("name", "digest") if (said := getattr(deck.pin, key))}:
        own["snapshot"] = pinned
    own["scene"] = [_written(scene) for scene in deck.scenes]
    return tomli_w.dumps(_with_rest(own, deck.rest), multiline_strings=True).encode("utf-8")


def _bounded(said: Any, deep: int = 0) -> bool:
    """Whether what a file says can be held, compared and written again."""
    if isinstance(said, int):
        return -MOST_NUMBER <= said < MOST_NUMBER
    within = said.values() if isinstance(said, dict) else said if isinstance(said, list) else ()
    return deep <= MOST_DEEP and all(_bounded(one, deep + 1) for one in within)


class _Table:
    """A table of a file, from which one thing after the other is taken; what is not as it must be is a fault, and
    stays among the rest."""

    def __init__(self, said: Mapping[str, Any], faults: list[Text] | None = None) -> None:
        self.rest = dict(said)
        self.faults: list[Text] = [] if faults is None else faults

    def taken(self, key: str, kind: type, wanted: str, default: Any) -> Any:
        if key not in self.rest:
            return default
        if not isinstance(self.rest[key], kind):
            self.faults.append(NOT_AS_WANTED.filled(key=repeated(key), wanted=WANTED[wanted]))
            return default
        return self.rest.pop(key)

    def plain(self, key: str) -> str | None:
        """What stands in an address under a key: text; a number or a day is what it is as text."""
        if isinstance(said := self.rest.get(key), int | float | date) and not isinstance(said, bool):
            self.rest[key] = str(said)
        return self.taken(key, str, "text", None)

    def words(self, key: str) -> Words:
        """What is written in each language under a key; in one language alone it may stand as plain text."""
        if isinstance(self.rest.get(key), str):
            said = _lines(self.rest.pop(key))
            return Words(said, said)
        both = _Table(self.taken(key, dict, "table", {}), self.faults)
        words = Words(*(_lines(both.taken(lang, str, "text", "")) for lang in LANGS))
        if both.rest:
            self.rest[key] = both.rest
        return words


def _scene(said: Any) -> Scene:
    if not isinstance(said, dict):
        wrong = NOT_AS_WANTED.filled(key="scene", wanted=WANTED["table"])
        return Scene(kind="closing", faults=(wrong,), rest={UNREAD: said})
    table = _Table(said)
    kind, page = table.taken("kind", str, "text", "view"), table.taken("page", str, "text", "home")
    if kind not in KINDS:
        table.faults.append(NO_KIND.filled(asked=repeated(kind), known=", ".join(KINDS)))
        table.rest["kind"], kind = kind, "closing"
    if page not in PAGES:
        table.faults.append(NO_PAGE.filled(asked=repeated(page)))
        table.rest["page"], page = page, "home"
    asks = _Table(table.taken("view", dict, "table", {}), table.faults)
    scene = Scene(
        kind=kind,
        page=page,
        asks={key: said for key in [*asks.rest] if (said := asks.plain(key)) is not None},
        picture=table.taken("picture", str, "text", ""),
        story=table.taken("story", str, "text", ""),
        title=table.words("title"),
        caption=table.words("caption"),
        notes=table.words("notes"),
        plays=table.taken("plays", bool, "switch", False),
    )
    kept = {"view": asks.rest} if asks.rest else {}
    return scene.with_(faults=tuple(table.faults), rest=table.rest | kept)


def _written(scene: Scene) -> Any:
    """A scene as it stands in a file: what differs from the default, and the rest as it stood."""
    if scene == _scene(scene.rest.get(UNREAD)):
        return scene.rest[UNREAD]
    own: dict[str, Any] = {"kind": scene.kind} if "kind" not in scene.rest else {}
    if "page" not in scene.rest and ("page" in KINDS[scene.kind].keys or scene.page != Scene.page):
        own["page"] = scene.page
    if scene.asks:
        own["view"] = dict(scene.asks)
    for key in ("picture", "story", "plays"):
        if said := getattr(scene, key):
            own[key] = said
    for key in ("title", "caption", "notes"):
        if words := getattr(scene, key):
            own[key] = _both(words, scene.rest.get(key))
    return _with_rest(own, scene.rest)


def _with_rest(own: Mapping[str, Any], rest: Mapping[str, Any]) -> dict[str, Any]:
    """A table of what is said, and of what was not understood: within a table both stand side by side."""
    tables = {
        key: rest[key] | own[key] for key in own if isinstance(own[key], dict) and isinstance(rest.get(key), dict)
    }
    return {**own, **rest, **own, **tables}


def _both(words: Words, beside: Any) -> dict[str, str] | str:
    """Words as they stand in a file: once where they are the same in both languages and nothing stands beside them."""
    if words.en == words.zh and not isinstance(beside, dict):
        return words.en
    return {lang: words(lang) for lang in LANGS if words(lang)}


def _lines(said: str) -> str:
    """A text with its lines ended in the one way that this project writes them."""
    return said.replace("\r\n", "\n").replace("\r", "\n")


def _line(said: str) -> str:
    """The number of the line that a complaint of the TOML reader names; "" where it names none."""
    _, _, rest = said.partition("at line ")
    return rest.partition(",")[0] if rest[:1].isdigit() else ""
