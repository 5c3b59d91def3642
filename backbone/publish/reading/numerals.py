"""Numbers and times as cells hold them -> text: plain digits and ISO dates."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

# What a binary fraction says beyond these digits is noise, and no spreadsheet program shows it.
DIGITS = 15
_HALF = timedelta(microseconds=500_000)


def plain(number: float) -> str | None:
    """A number in digits: 1200, 85.5, 0.0000001; None for one that is none."""
    if number != number or number in (float("inf"), float("-inf")):
        return None
    if number == int(number) and abs(number) < 10**DIGITS:
        return str(int(number))
    said = repr(number) if abs(number) >= 10**DIGITS else f"{number:.{DIGITS}g}"
    return format(Decimal(said), "f").removesuffix(".0") if "e" in said or said.endswith(".0") else said


def moment(at: datetime) -> str:
    """A day, with the time where there is one, to the second."""
    at = (at + _HALF).replace(microsecond=0) if at.microsecond else at
    return at.date().isoformat() if at.time() == time() else at.isoformat(" ")


def lasting(span: timedelta) -> str:
    """Hours, minutes and seconds, as a spreadsheet shows a span of time."""
    minutes, seconds = divmod(round(span.total_seconds()), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}"


# How a value of each type is written.
WRITTEN: dict[type, Callable[[Any], str | None]] = {
    str: lambda said: said or None,
    float: plain,
    int: str,
    bool: lambda said: "TRUE" if said else "FALSE",
    datetime: moment,
    date: date.isoformat,
    time: lambda at: at.isoformat("seconds"),
    timedelta: lasting,
}
