"""What a steward who waits is told: how many rows, of how many, and how long the rest takes."""

import io
import threading

from backbone.publish import reached
from backbone.publish.progress import Among, Phase, Step, left, on_a_terminal
from backbone.text import Text

READING = Text("Reading", "读取")


class Terminal(io.StringIO):
    """A terminal that keeps what is written to it."""

    def isatty(self) -> bool:
        return True


def test_a_step_says_its_rows_and_the_time_left():
    assert Step(READING, 0).said == READING
    assert Step(READING, 1000).said == Text("Reading: 1,000 rows", "读取：1,000 行")
    halfway = Step(READING, 1000, 2000, 2.4).said
    assert halfway == Text("Reading: 1,000 of 2,000 rows, about 2 s left", "读取：1,000 / 2,000 行，约剩 2 秒")
    assert Step(READING, 2000, 2000, 0.0).said.en == "Reading: 2,000 of 2,000 rows"


def test_a_phase_tells_its_beginning_and_its_end():
    steps = []
    phase = Phase(steps.append, READING, 30)
    for _ in range(3):
        phase.went(10)
    assert [steps[0].rows, steps[-1].rows] == [0, 30]
    assert all(step.of == 30 for step in steps)


def test_how_long_the_rest_takes_is_said_once_enough_is_done_to_say_it():
    """904 rows of three million in ten seconds were once ten hours for the rest."""
    assert left(10, 904, 3_000_000) is None and left(1, 0, 0) is None
    assert left(10, 25, 100) == 30


def test_a_share_of_a_phase_is_told_as_rows():
    steps = []
    phase = Phase(steps.append, READING, 30)
    phase.reached(0.5)
    phase.reached(1)
    assert (steps[-1].rows, steps[-1].done) == (30, 1)


def test_of_several_files_one_is_told_how_much_of_all_is_read_and_of_each_how_far_it_is():
    steps = []
    far = Among(steps.append, 40)
    far.begins(10)
    far(Step(READING, 0, share=0.0))
    far(Step(READING, 7, share=1.0))
    far.begins(30)
    far(Step(READING, 0, share=0.5))
    far(Step(READING, 9, share=1.0))
    assert [step.done for step in steps] == [0, 0.25, 0.625, 1]
    assert steps[0].left is None and steps[1].left is not None
    halfway = Step(READING, 0, left=3.2, share=0.5)
    assert halfway.said == Text("Reading, 50% so far, about 3 s left", "读取，已完成 50%，约剩 3 秒")


def test_a_terminal_shows_one_line_and_a_file_the_ends_only():
    for out, written in (
        (Terminal(), "\rReading: 0 of 9 rows\rReading: 5 of 9 rows\rReading: 9 of 9 rows\n"),
        (io.StringIO(), "Reading: 0 of 9 rows\nReading: 9 of 9 rows\n"),
    ):
        tell = on_a_terminal(out)
        for rows in (0, 5, 9):
            tell(Step(READING, rows, 9))
        assert out.getvalue() == written


def test_how_far_a_file_is_goes_by_on_a_terminal_only():
    steps = (Step(READING, 0, share=0.0), Step(READING, 0, share=0.5), Step(READING, 7, share=1.0))
    for out, written in (
        (Terminal(), "\rReading\rReading, 50% so far\rReading: 7 rows    \n"),
        (io.StringIO(), "Reading\nReading: 7 rows\n"),
    ):
        tell = on_a_terminal(out)
        for step in steps:
            tell(step)
        assert out.getvalue() == written


def test_what_says_nothing_of_itself_is_said_to_move_and_never_to_be_done():
    seen, enough = [], threading.Event()

    def tell(share):
        seen.append(share)
        if len(seen) > 3:
            enough.set()

    with reached.moving(tell, 0.5):
        assert enough.wait(60)
    told = len(seen)
    assert seen == sorted(seen) and seen[0] > 0 and seen[-1] <= 1
    assert len(seen) == told, "nothing is told after it"
