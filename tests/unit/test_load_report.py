"""How the load test judges what it measured, on numbers made by hand."""

import pytest

from tests.load import Tally, by_minute, is_flat, loopback, report, searched


def tally(*seconds: float, errors: int = 0) -> Tally:
    found = Tally({"page": list(seconds)})
    found.errors["refused"] += errors
    return found


def test_percentiles_are_of_all_answers():
    found = Tally({"page": [0.1] * 90, "place": [2.0] * 10})
    assert (found.part(0.5), found.part(0.95), found.part(1)) == (0.1, 2.0, 2.0)


def test_memory_is_told_by_minute_and_flat_where_its_last_quarter_is_no_higher():
    rising = [(10.0 * n, 300.0 + n) for n in range(60)]
    assert by_minute(rising) == [300, 306, 312, 318, 324, 330, 336, 342, 348, 354, 359]
    assert not is_flat(rising)
    assert is_flat([(at, min(mb, 330.0)) for at, mb in rising])


def test_a_short_run_is_no_miss(capsys):
    found = tally(*[0.2] * 20)
    found.read = [(0.0, 300.0), (10.0, 380.0)]
    report(3, found, 10.0, 0.1, 0.1)
    assert capsys.readouterr().out.count("too short to judge") == 2
    found = tally(*[0.2] * 400)
    found.read = [(10.0 * n, 300.0 + n) for n in range(40)]
    report(3, found, 400.0, 0.1, 0.1)
    said = capsys.readouterr().out
    assert "p95 < 1 s: pass" in said and "flat: MISS" in said and "too short" not in said


@pytest.mark.parametrize(("most", "found"), [(0, 0), (7, 6), (50, 48), (130, 125)])
def test_the_search_ends_near_the_most_that_are_served(most, found):
    asked = []

    def run(number):
        asked.append(number)
        return tally(0.2 if number <= most else 3.0)

    assert searched(run, 25) == pytest.approx(found, abs=max(2, most // 8)) and len(asked) < 12
    assert searched(run, 25) <= most


def test_errors_end_the_search_however_fast_the_others_were():
    assert searched(lambda number: tally(0.1, errors=number > 10), 8) <= 10


@pytest.mark.parametrize("url", ["http://example.org", "http://10.0.0.1:8501", "nonsense"])
def test_only_this_machine_is_asked(url):
    with pytest.raises(ValueError):
        loopback(url)
    assert loopback("http://localhost:8501") and loopback("http://127.0.0.1:8080/base")
