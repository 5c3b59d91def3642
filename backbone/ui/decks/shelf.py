"""The shelf: where decks are kept, and how one is found by its name. The dashboard's own lie in `data/decks` and are
never changed. A reader's own decks are files: where the server speaks to its own machine only, in a private folder,
saved at every change; elsewhere in a folder shared by all workers, each under a name that nobody guesses, from which
the oldest are removed, so who wants to keep one downloads it."""

import re
import secrets
from collections.abc import Callable
from contextlib import suppress
from functools import cache, lru_cache, partial
from pathlib import Path

import streamlit as st

from backbone import diskfile, private
from backbone.deck import written
from backbone.deck.deck import Deck
from backbone.deck.written import DeckError
from backbone.text import Text, repeated
from backbone.ui.alone import alone
from backbone.ui.shared import folder_or_own

SHARED = "BACKBONE_DECKS"
NOT_HERE = Text(
    "There is no deck “{name}” here: it was made on another computer, or longer ago than this server keeps decks. "
    "Load its file again.",
    "此处没有演示“{name}”：可能是在另一台电脑上制作的，或已超过服务器的保留时间。请重新载入其文件。",
)
NOT_KEPT = Text(
    "This deck cannot be saved on this computer ({why}): download it, or it is lost when the server stops.",
    "无法在本机保存此演示（{why}）：请下载，否则服务器停止后将会丢失。",
)
TOO_LARGE = Text(
    "The last change was not saved: the deck would be larger than 4 MB. Remove scenes or shorten their words.",
    "上次修改未保存：演示将超过 4 MB。请删除部分场景或缩短文字。",
)
NAME = re.compile(r"[\w-]{1,80}")
# The names of one's own decks, in the session that made them.
MINE = "decks-of-mine"
# How many decks are held that were read.
READ = 16
# What the shared folder holds in all, in bytes; the deck that was not changed for longest goes first.
MOST = 32_000_000


def find(name: str) -> Deck:
    """The deck of that name: one of the dashboard's own, else one that somebody made; raises DeckError where there is
    none, or it cannot be read."""
    return _load(name)[0]


def as_file(name: str) -> bytes:
    """The deck of that name as a file to save."""
    return _load(name)[1]()


def _load(name: str) -> tuple[Deck, Callable[[], bytes]]:
    """The deck of that name, read anew only when its file changes, and what writes it, once."""
    folders = (written.FOLDER,) if is_shipped(name) else _folders() if NAME.fullmatch(name) else ()
    for folder in folders:
        file = folder / f"{name}.toml"
        with suppress(OSError):
            stat = file.stat()
            return _read(file, stat.st_mtime_ns, stat.st_size)
    raise DeckError(NOT_HERE.filled(name=repeated(name) or "–"))


@lru_cache(maxsize=READ)
def _read(file: Path, changed: int, size: int) -> tuple[Deck, Callable[[], bytes]]:
    deck = written.load(file)
    return deck, cache(partial(written.write, deck))


def is_shipped(name: str) -> bool:
    """Whether a deck is one of the dashboard's own."""
    return name in written.decks()


def shipped() -> tuple[str, ...]:
    """The names of the dashboard's own decks."""
    return written.decks()


def own() -> tuple[str, ...]:
    """The names of one's own decks, the one changed last first: all of this machine, or those of this session."""
    shared = _shared()
    files = [shared / f"{name}.toml" for name in st.session_state.get(MINE, ())]
    if alone():
        files += (private.FOLDER / private.DECKS).glob("*.toml")
    found = sorted((file for file in files if _changed(file)), key=_changed, reverse=True)
    return tuple(file.stem for file in found if NAME.fullmatch(file.stem))


def keep(deck: Deck) -> Text | None:
    """Keeps a deck of one's own under its name; says what is wrong where it cannot be kept on its machine."""
    said, wrong = written.write(deck), None
    if len(said) > written.MOST_BYTES:
        return TOO_LARGE
    if alone():
        try:
            _save(private.FOLDER / private.DECKS / f"{deck.name}.toml", said)
            return None
        except OSError as error:
            wrong = NOT_KEPT.filled(why=error.strerror or type(error).__name__)
    mine = st.session_state.setdefault(MINE, [])
    if deck.name not in mine:
        mine.append(deck.name)
    _save(_shared() / f"{deck.name}.toml", said)
    _sweep()
    return wrong


def forget(name: str) -> None:
    """Removes a deck of one's own for good."""
    for folder in _folders() if NAME.fullmatch(name) else ():
        (folder / f"{name}.toml").unlink(missing_ok=True)


def free(wanted: str) -> str:
    """A name for a deck of one's own, like the one that is wanted."""
    plain = written_as(wanted)
    if not alone():
        return f"{plain}-{secrets.token_urlsafe(12)}"
    taken = {*written.decks(), *own()}
    numbered = (plain, *(f"{plain}-{n}" for n in range(2, len(taken) + 3)))
    return next(name for name in numbered if name not in taken)


def written_as(wanted: str) -> str:
    """A name as a file can have it on any system: letters (of any script) and digits, joined by dashes."""
    return "-".join(re.findall(r"\w+", wanted))[:40] or "deck"


def _folders() -> tuple[Path, ...]:
    return (private.FOLDER / private.DECKS, _shared()) if alone() else (_shared(),)


def _shared() -> Path:
    return folder_or_own(SHARED)


def _changed(file: Path) -> float:
    """When a file was changed last; 0 where there is none."""
    try:
        return file.stat().st_mtime
    except OSError:
        return 0


def _save(file: Path, said: bytes) -> None:
    """Writes the file as a whole or not at all."""
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    diskfile.write(file, said)


def _sweep() -> None:
    """Makes room in the shared folder."""
    room = MOST
    for file in sorted(_shared().glob("*.toml"), key=_changed, reverse=True):
        room -= file.stat().st_size if _changed(file) else 0
        if room < 0:
            file.unlink(missing_ok=True)
