"""Pages are made by turns: so many at once, and the others in the order in which they were asked for."""

from collections.abc import Callable
from threading import Barrier, Lock, Thread
from time import sleep

import pytest
from streamlit.runtime.scriptrunner.script_runner import ScriptRunner

from backbone.ui import turns
from backbone.ui.turns import AT_ONCE, Turns


def until(true: Callable[[], object]) -> None:
    while not true():
        sleep(0.001)


def test_who_comes_back_waits_behind_those_who_wait():
    came, line = [], Turns(1)

    def come(name):
        with line:
            came.append(name)

    threads = [Thread(target=come, args=(n,)) for n in range(5)]
    with line:
        for n, thread in enumerate(threads, 1):
            thread.start()
            until(lambda n=n: len(line._waiting) == n)
    come("again")
    assert came == [0, 1, 2, 3, 4, "again"]


def test_so_many_pages_are_made_at_once_and_a_fault_in_one_gives_its_turn_back(monkeypatch):
    together, inside, most = Barrier(AT_ONCE, timeout=30), [], []

    def _run_script(runner, asked):
        inside.append(asked)
        together.wait()
        most.append(len(inside))
        together.wait()
        inside.remove(asked)
        raise ValueError

    def ask(asked):
        with pytest.raises(ValueError):
            ScriptRunner._run_script(None, asked)

    monkeypatch.setattr(ScriptRunner, "_run_script", _run_script)
    turns.take.__wrapped__()
    threads = [Thread(target=ask, args=(n,)) for n in range(3 * AT_ONCE)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == [AT_ONCE] * len(threads)


def test_a_page_that_waits_lets_another_go_on_and_comes_back_in_line():
    said, aside, waits = [], Barrier(AT_ONCE + 1, timeout=30), Lock()

    def page(name, long):
        with turns._pages:
            if long:
                with turns.aside():
                    aside.wait()
                    with waits:
                        said.append(name)

    waits.acquire()
    pages = [Thread(target=page, args=(n, True), daemon=True) for n in range(AT_ONCE)]
    short = Thread(target=page, args=("short", False), daemon=True)
    for thread in pages:
        thread.start()
    aside.wait()
    short.start()
    short.join(30)
    assert not short.is_alive() and not said
    waits.release()
    for thread in pages:
        thread.join(30)
    assert sorted(said) == [*range(AT_ONCE)] and turns._pages._free == AT_ONCE
