"""Pages are made by turns: one at a time, and the others in the order in which they were asked for."""

from collections.abc import Callable
from threading import Event, Thread
from time import sleep

import pytest
from streamlit.runtime.scriptrunner.script_runner import ScriptRunner

from backbone.ui import turns
from backbone.ui.turns import Turns

FOR_EVER = 1000.0


def until(true: Callable[[], object]) -> None:
    while not true():
        sleep(0.001)


def started(work: Callable[..., None], *args: object) -> Thread:
    thread = Thread(target=work, args=args, daemon=True)
    thread.start()
    return thread


def ended(*threads: Thread) -> bool:
    for thread in threads:
        thread.join(30)
    return not any(thread.is_alive() for thread in threads)


def test_who_comes_back_waits_behind_those_who_wait():
    came, line = [], Turns(FOR_EVER)

    def come(name):
        with line:
            came.append(name)

    with line:
        for n in range(5):
            started(come, n)
            until(lambda n=n: len(line._waiting) == n + 1)
    come("again")
    assert came == [0, 1, 2, 3, 4, "again"]


def test_who_takes_long_does_not_keep_the_others_out_and_gives_no_turn_back():
    line, done, came = Turns(0.001), Event(), []

    def long():
        with line:
            done.wait(30)
        came.append("long")

    def come(name):
        with line:
            came.append(name)

    slow = started(long)
    until(lambda: line._inside == slow.ident)
    assert ended(*[started(come, n) for n in range(3)]) and sorted(came) == [0, 1, 2]
    with line:
        mine = line._inside
        done.set()
        assert ended(slow) and line._inside == mine
    assert came[-1] == "long" and not line._inside


def test_one_page_is_made_at_a_time_and_a_fault_in_it_gives_its_turn_back(monkeypatch):
    inside, most = [], []

    def _run_script(runner, asked):
        inside.append(asked)
        most.append(len(inside))
        until(lambda: turns._pages._waiting or asked == "last")
        inside.remove(asked)
        raise ValueError

    def ask(asked):
        with pytest.raises(ValueError):
            ScriptRunner._run_script(None, asked)

    monkeypatch.setattr(ScriptRunner, "_run_script", _run_script)
    monkeypatch.setattr(turns, "_pages", Turns(FOR_EVER))
    turns.take.__wrapped__()
    asked = [started(ask, n) for n in range(4)]
    until(lambda: len(turns._pages._waiting) + len(most) >= 4)
    assert ended(*asked, started(ask, "last")) and most == [1] * 5


def test_a_page_that_waits_lets_another_go_on_and_comes_back_in_line(monkeypatch):
    monkeypatch.setattr(turns, "_pages", Turns(FOR_EVER))
    said, aside, go = [], Event(), Event()

    def waits():
        with turns._pages:
            with turns.aside():
                aside.set()
                go.wait(30)
            said.append("waits")

    def short():
        with turns._pages:
            said.append("short")

    waiting = started(waits)
    assert aside.wait(30) and ended(started(short)) and said == ["short"]
    with turns._pages:
        go.set()
        until(lambda: turns._pages._waiting)
        assert said == ["short"]
    assert ended(waiting) and said == ["short", "waits"] and not turns._pages._inside
