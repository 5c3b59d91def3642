"""What an opened snapshot remembers, on a stand-in for one."""

import weakref

from backbone.snapshot.memory import remembered


class Opened:
    def __init__(self):
        self.memory, self.asked = {}, []


@remembered(2)
def double(opened, number, *, plus=0):
    """Twice the number."""
    opened.asked.append(number)
    return 2 * number + plus


def test_what_was_asked_lately_is_not_worked_out_again():
    one = Opened()
    assert [double(one, n) for n in (1, 2, 1, 3, 1)] == [2, 4, 2, 6, 2] and one.asked == [1, 2, 3]
    assert double(one, 2) == 4 and one.asked == [1, 2, 3, 2], "two answers are kept: those used last"
    assert double(one, 2, plus=1) == 5 and double.__doc__ == "Twice the number."


@remembered(2, "sums")
def more(opened, number):
    return number + 1


@remembered(2, "sums")
def less(opened, number):
    opened.asked.append(number)
    return number - 1


def test_functions_may_share_what_is_kept():
    one = Opened()
    assert (less(one, 1), more(one, 1), less(one, 1)) == (0, 2, 0) and one.asked == [1]
    assert (more(one, 2), less(one, 1)) == (3, 0) and one.asked == [1]
    assert (more(one, 3), more(one, 4), less(one, 1)) == (4, 5, 0) and one.asked == [1, 1]


def test_each_snapshot_has_a_memory_of_its_own_and_takes_it_along():
    one, other = Opened(), Opened()
    assert double(one, 1) == double(other, 1) and one.asked == other.asked == [1]
    gone = weakref.ref(one)
    del one
    assert gone() is None
