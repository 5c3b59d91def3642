"""Running shows: keys that open one view, wishes that are heard once, and shows that end."""

import json
import multiprocessing
import resource
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Barrier, Thread

import pytest

from backbone.deck.deck import Deck, Scene, Words
from backbone.ui import running
from backbone.ui.running import NOT_NOTED, OVER, USED, WRONG, Detour, Refused, Wish

DECK = Deck("five", Words("Five", "五"), scenes=(Scene(kind="cover", title=Words("Hello", "你好")), Scene()))


@pytest.fixture
def shows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The folder of the shows, of this test alone."""
    monkeypatch.setenv(running.SHARED, str(tmp_path))
    yield tmp_path


@pytest.fixture
def run(shows: Path) -> str:
    return running.begin(DECK)


def refused(do, *arguments) -> object:
    with pytest.raises(Refused) as why:
        do(*arguments)
    return why.value.text


def test_a_view_sees_what_the_stage_tells_and_the_deck_as_it_was(run):
    view = running.enter(running.invite(run))
    assert (running.look(view).deck, running.look(view).scene, running.look(view).detours) == ("five", 1, ())
    running.tell(run, 2, shade="black")
    assert (running.look(view).scene, running.look(view).shade) == (2, "black")
    for _ in range(2):  # said again at every run, and one detour
        running.tell(run, 2, "530627")
    running.tell(run, 2)
    assert running.look(view).detours == (Detour(2, "530627"),) and running.look(view).detour == ""
    assert running.deck(view) == DECK


def test_a_show_whose_deck_was_swept_away_is_over(run, shows):
    view = running.enter(running.invite(run))
    (shows / f"{run.partition('.')[0]}.toml").unlink()
    assert refused(running.deck, view) == OVER


def test_a_view_knows_where_its_wishes_lead_before_the_stage_is_there(run):
    view = running.enter(running.invite(run))
    running.wish(view, "step", "1")
    running.tell(run, 1)  # said before it has heard
    assert (running.look(view).scene, running.look(view).to) == (1, 2)
    for _ in range(2):  # until it was done
        assert running.hear(run) == (Wish("step", "1", 1),)
        assert (running.look(view).scene, running.look(view).to) == (1, 2)
    running.tell(run, 2, heard=1)
    assert running.hear(run) == () and (running.look(view).scene, running.look(view).to) == (2, 2)
    running.tell(run, 1, heard=1)
    assert running.look(view).to == 1


def test_each_press_of_two_telephones_counts_and_none_leads_past_the_ends(shows):
    run = running.begin(DECK.with_(scenes=DECK.scenes * 3), 2)
    one, other = (running.enter(running.invite(run)) for _ in range(2))
    for view in (one, other):
        running.wish(view, "step", "1")
    assert running.look(one).to == running.look(other).to == 4
    for _ in range(9):
        running.wish(one, "step", "-1")
    running.wish(other, "step", "1")
    assert running.look(one).to == 2


def test_black_is_taken_back_by_the_next_press_also_before_the_stage_has_heard(run):
    view = running.enter(running.invite(run))
    for colour in ("black", "", "black"):
        running.wish(view, "shade")
        assert running.look(view).shade == colour
    assert [wish.value for wish in running.hear(run)] == ["black", "", "black"]
    running.tell(run, 1, shade="white", heard=3)
    running.wish(view, "shade")
    assert running.look(view).shade == ""


def test_the_clock_can_begin_anew(run, monkeypatch):
    view, now = running.enter(running.invite(run)), running.time.time()
    monkeypatch.setattr(running.time, "time", lambda: now + 600)
    assert running.look(view).clock < now + 1
    running.start_clock(view)
    assert running.look(view).clock == now + 600


def test_a_key_opens_one_view_and_each_key_its_own(run):
    first, second = running.invite(run), running.invite(run)
    view = running.enter(first)
    assert refused(running.enter, first) is USED
    other = running.enter(second)
    assert other != view and running.look(other).deck == running.look(view).deck == "five"
    assert refused(running.look, first) is WRONG, "a key looks at nothing"


def test_what_opens_nothing_says_why(run, shows):
    other = running.begin(DECK)
    view, key = running.enter(running.invite(run)), running.invite(run)
    mixed = f"{run.partition('.')[0]}.{running.invite(other).partition('.')[2]}"
    for wrong in ("", "x", mixed, key[:-1], f"{key}x", f"../{key}", f"{'0' * 16}/..{key[16:]}", view):
        assert refused(running.enter, wrong) is WRONG
    assert refused(running.tell, view, 1) is WRONG and refused(running.hear, key) is WRONG
    assert refused(running.wish, run, "back") is WRONG
    assert refused(running.enter, f"{'0' * 16}{key[16:]}") is OVER
    next(shows.glob(f"{run.partition('.')[0]}.json")).unlink()
    assert not running.runs(run) and running.runs(other)
    assert {refused(running.enter, key), refused(running.look, view), refused(running.hear, run)} == {OVER}


def test_a_key_of_a_stage_that_is_gone_opens_nothing_and_a_view_waits_for_it(run, monkeypatch):
    view, key, now = running.enter(running.invite(run)), running.invite(run), running.time.time()
    monkeypatch.setattr(running.time, "time", lambda: now + running.GONE + 60)
    assert refused(running.enter, key) is OVER and running.look(view).silent > running.GONE
    assert running.opens(key), "it is there, should the stage come back"


def test_a_show_that_is_prepared_waits_for_its_stage_and_its_clock_begins_there(shows, monkeypatch):
    run, now = running.prepare(DECK), running.time.time()
    key = running.invite(run)
    monkeypatch.setattr(running.time, "time", lambda: now + running.GONE + 60)
    view = running.enter(key)
    assert not running.look(view).on
    running.tell(run, 1)
    assert running.look(view).on and running.look(view).clock == now + running.GONE + 60
    monkeypatch.setattr(running.time, "time", lambda: now + 2 * running.GONE)
    running.tell(run, 2)
    assert running.look(view).clock == now + running.GONE + 60


def test_a_show_and_its_keys_grow_old(run, monkeypatch, shows):
    key = running.invite(run)
    now = running.time.time()
    monkeypatch.setattr(running.time, "time", lambda: now + running.HOURS * 3600 + 60)
    assert refused(running.enter, key) is OVER
    running.begin(DECK)
    assert len(list(shows.glob("*.json"))) == len(list(shows.glob("*.toml"))) == 1, "the old one is swept away"


def test_a_silent_stage_is_known_to_be_silent_and_a_wish_is_no_word_of_it(run, monkeypatch):
    view, now = running.enter(running.invite(run)), running.time.time()
    running.hear(run)
    monkeypatch.setattr(running.time, "time", lambda: now + 60)
    running.wish(view, "step", "1")
    assert running.look(view).silent > 50
    monkeypatch.undo()


def test_no_secret_stands_in_the_files(run, shows):
    key = running.invite(run)
    view = running.enter(running.invite(run))
    written = "".join(file.read_text() for file in shows.iterdir())
    assert not [one for one in (run, key, view) if one.partition(".")[2] in written]


def test_more_shows_than_are_kept_do_not_end_the_one_that_hears(run, monkeypatch, shows):
    monkeypatch.setattr(running, "MOST_SHOWS", 3)
    for _ in range(5):
        running.hear(run)
        running.begin(DECK)
    assert running.runs(run) and len(list(shows.glob("*.json"))) <= 4


@pytest.mark.parametrize("flood", [running.begin, running.prepare])
def test_a_show_that_waits_for_its_stage_is_not_ended_by_many_that_came_after_it(monkeypatch, shows, flood):
    monkeypatch.setattr(running, "MOST_SHOWS", 3)
    waiting = running.prepare(DECK)
    for _ in range(9):
        flood(DECK)
    assert running.runs(waiting) and len(list(shows.glob("*.json"))) <= 5


def test_a_show_that_a_presenter_view_has_entered_stays_though_it_came_late(monkeypatch, shows):
    monkeypatch.setattr(running, "MOST_SHOWS", 3)
    early = [running.prepare(DECK) for _ in range(4)]
    late = running.prepare(DECK)
    running.enter(running.invite(late))
    for _ in range(3):
        running.prepare(DECK)
    assert running.runs(late) and [running.runs(one) for one in early] == [True, True, False, False]


def at_once(times: int, do) -> None:
    """Does something in so many threads, which begin together."""
    gate = Barrier(times)

    def one(n: int) -> None:
        gate.wait()
        do(n)

    threads = [Thread(target=one, args=(n,)) for n in range(times)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def test_of_many_who_use_one_key_at_once_one_enters(run):
    key, entered, why = running.invite(run), [], []

    def enter(_: int) -> None:
        try:
            entered.append(running.enter(key))
        except Refused as refusal:
            why.append(refusal.text)

    at_once(8, enter)
    assert len(entered) == 1 and why == [USED] * 7


def test_no_wish_is_lost_or_numbered_twice(run):
    view, heard = running.enter(running.invite(run)), {}

    def wish_and_hear(n: int) -> None:
        for m in range(10):
            running.wish(view, "step", str(100 * n + m))
            wishes = running.hear(run)
            heard.update((wish.number, wish.value) for wish in wishes)
            running.tell(run, 1, heard=max((wish.number for wish in wishes), default=0))

    at_once(6, wish_and_hear)
    heard.update((wish.number, wish.value) for wish in running.hear(run))
    assert sorted(heard) == list(range(1, 61))
    assert sorted(heard.values()) == sorted(str(100 * n + m) for n in range(6) for m in range(10))


def test_a_stage_that_hears_nothing_finds_only_the_last_wishes(run, shows):
    view = running.enter(running.invite(run))
    for n in range(running.MOST_WISHES + 5):
        running.wish(view, "step", str(n))
    assert [wish.value for wish in running.hear(run)] == [str(n) for n in range(5, running.MOST_WISHES + 5)]
    running.tell(run, 1, heard=running.MOST_WISHES + 5)
    assert len(json.loads(next(shows.glob("*.json")).read_text())["wishes"]) == 0


@contextmanager
def full_disk() -> Iterator[None]:
    """Meanwhile the system lets nobody write a byte."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_a_full_disk_ends_no_show_and_what_cannot_be_noted_is_said(run, shows):
    key, view = running.invite(run), running.enter(running.invite(run))
    running.wish(view, "step", "1")
    before = running.look(view)
    with full_disk():
        for do, *told in ((running.wish, view, "back"), (running.tell, run, 2), (running.enter, key)):
            assert refused(do, *told) is NOT_NOTED
        assert {refused(running.begin, DECK), refused(running.invite, run)} == {NOT_NOTED}
        assert running.hear(run) == (Wish("step", "1", 1),) and running.opens(key)
    assert running.look(view).to == before.to == 2 and running.enter(key)
    assert len([*shows.iterdir()]) == 2, "no half of a file is left"


def test_who_reads_while_another_writes_has_the_whole(run, shows):
    view = running.enter(running.invite(run))
    with next(shows.glob("*.json")).open("rb") as read:
        running.wish(view, "back")
        assert json.loads(read.read())["wishes"] == []


def test_no_wish_is_lost_between_processes(run):
    view, process = running.enter(running.invite(run)), multiprocessing.get_context("fork").Process

    def wishing() -> None:
        for _ in range(40):
            running.wish(view, "back")

    workers = [process(target=wishing) for _ in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert [wish.number for wish in running.hear(run)] == [*range(1, 161)]
