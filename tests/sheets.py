"""Sheets as offices fill them, written as rows of text."""

import pyarrow as pa

from backbone.publish.sheet import Merged, Sheet, letters


def sheet(rows, name="", file="a.xlsx", merged=(), hidden=False):
    """A sheet of rows of texts; None and "" are empty cells, shorter rows end in them. `merged`: "A1:C1"."""
    width = max(map(len, rows))
    full = [[*row, *[None] * (width - len(row))] for row in rows]
    columns = {letters(n): pa.array([row[n] or None for row in full], pa.string()) for n in range(width)}
    return Sheet(file, name, pa.table(columns), hidden=hidden, merged=tuple(map(span, merged)))


def span(said):
    (left, top), (right, bottom) = (cell(part) for part in said.split(":"))
    return Merged(top, left, bottom, right)


def cell(said):
    name = said.rstrip("0123456789")
    number = 0
    for letter in name:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1, int(said[len(name) :]) - 1
