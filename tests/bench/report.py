"""The report: what each took, side by side, and which budgets are met."""

from collections.abc import Iterable, Mapping

from tests.bench.contestants import KB, MB
from tests.bench.drive import OTHERS
from tests.bench.tally import NAN, Tally

# Medians of the same thing, taken twice in one run, differ by so much.
NOISE = 1.05
# The time of a press to the first repaint, beside Dash; to the whole page, beside the bare script.
FIRST_BESIDE_DASH = ("indicator", "policy year", "month")
WHOLE_BESIDE_BARE = ("first visit", "drill-down")
ON_THE_WIRE_KB = {"indicator": 15, "policy year": 15, "month": 15, "drill-down": 15}
CPU_S = {"change, new": 0.10, "change, known": 0.10, "unchanged": 0.03}
START_S, REST_MB, SESSION_MB = 3, 350, 5
NAMES = ("app", "bare", "dash")


def report(scale: int, tallies: Mapping[str, Tally], start: float, rest: float, session: float) -> None:
    """Prints one scale's table: the medians of what was measured ×so many times."""
    others = [what for page, has in OTHERS.items() for what in (page, *([f"{page}: policy year"] if has else []))]
    visits = [f"{visit}{until}" for visit in ("first visit", "second visit") for until in ("", ", listening")]
    home = (*visits, "indicator", "policy year", "month", "drill-down")
    measured = [what for what in (*home, *others) if what in tallies["app"].all]
    print(f"\nscale {scale}\n{'':28}{'first repaint, ms':^22}{'whole, ms':^30}{'on the wire, KB':^22}")
    print(f"{'':28}{_names(6)}{_names(6)}  {'/ bare':>8}{_names(7)}   budgets")
    for what in measured:
        named = f"{what} ×{len(tallies['app'].all[what])}"
        all_of_them = [tallies[name].median(what) for name in NAMES]
        times = _row((one.first for one in all_of_them), 6, 0) + _row((one.whole for one in all_of_them), 6, 0)
        ratio = all_of_them[0].whole / all_of_them[1].whole
        wire = _row((one.wire / KB for one in all_of_them), 7, 1)
        print(f"{named:28}{times}  {ratio:8.2f}{wire}   {', '.join(_budgets(what, tallies))}")
    for what in CPU_S:
        if what in tallies["app"].cpu:
            app, bare, dash = (tallies[name].cpu.get(what, NAN) for name in NAMES)
            seconds, ratio = _row((app, bare, dash), 8, 3), _row((app / bare,), 20, 2)
            print(f"{f'server CPU, {what}':28}{seconds} s{ratio}{'':26}{mark(app, CPU_S[what], 's')}")
    print(f"{'start to first answer':28}{start:8.1f} s{'':63}{mark(start, START_S, 's')}")
    print(f"{'memory at rest':28}{rest / MB:8.0f} MB{'':62}{mark(rest / MB, REST_MB, 'MB')}")
    print(f"{'a further session':28}{session / MB:8.1f} MB{'':62}{mark(session / MB, SESSION_MB, 'MB')}", flush=True)


def _budgets(what: str, tallies: Mapping[str, Tally]) -> list[str]:
    app, bare, dash = (tallies[name].median(what) for name in NAMES)
    found = []
    if what in FIRST_BESIDE_DASH:
        found.append(_beside("first", app.first / dash.first, "Dash"))
    if what in WHOLE_BESIDE_BARE:
        found.append(_beside("whole", app.whole / bare.whole, "bare"))
    if what in ON_THE_WIRE_KB:
        found.append(mark(app.wire / KB, ON_THE_WIRE_KB[what], "KB"))
    return found


def _beside(what: str, ratio: float, whom: str) -> str:
    return f"{what} ≤ {whom}: {ratio:.2f} {'pass' if ratio <= NOISE else 'MISS'}"


def mark(value: float, budget: float, unit: str) -> str:
    """Whether a value keeps within its budget."""
    return f"≤ {budget:g} {unit} {'pass' if value <= budget else 'MISS'}"


def _names(width: int) -> str:
    return "  " + "".join(f"{name:>{width}}" for name in NAMES)


def _row(values: Iterable[float], width: int, digits: int) -> str:
    """Numbers side by side; a dash where there is none."""
    return "  " + "".join(f"{'–' if value != value else format(value, f'.{digits}f'):>{width}}" for value in values)
