"""The process that reads: files come in through a pipe, one after the other; sheets go out, or the reason why not.

A question is a line of JSON (the file's name and how many bytes follow) and the bytes; an answer, lines of JSON that
say how far it is, one that says what was found, and one Arrow stream a sheet. What goes wrong beyond the reasons of
`refusals` ends this process: who asked sees that."""

import json
import sys
import time
from collections.abc import Callable, Iterable, Mapping
from typing import BinaryIO

import pyarrow as pa

from backbone.publish.reached import Reached, nobody, told, within
from backbone.publish.reading import columnar, delimited, limits, package, workbook
from backbone.publish.reading.kinds import kind_of, misnamed
from backbone.publish.reading.refusals import Refused
from backbone.publish.sheet import Sheet

# How much of the time of a workbook has gone by when it is examined and not read yet.
EXAMINED = 0.15
READS: Mapping[str, Callable[[str, bytes, Reached], Iterable[Sheet]]] = {
    "xlsx": workbook.read,
    "xls": workbook.read,
    "text": delimited.read,
    "parquet": columnar.parquet,
    "duckdb": columnar.duckdb,
}


def answer(name: str, raw: bytes, reached: Reached = nobody) -> tuple[list[Sheet], list[dict]]:
    """The sheets of a file, and of each what a line of JSON can say. Refused where the file is not read."""
    kind, began = kind_of(raw), time.monotonic()
    beside = package.examined(raw, within(reached, 0, EXAMINED)) if kind == "xlsx" else {}
    rest = within(reached, EXAMINED if beside else 0, 1)
    sizes = {called: each.size for called, each in beside.items()}
    left = (time.monotonic() - began) * (1 - EXAMINED) / EXAMINED
    read = workbook.read(name, raw, rest, sizes, left) if kind == "xlsx" else READS[kind](name, raw, rest)
    sheets = [sheet for sheet in read if _holds_anything(sheet)]
    if not sheets:
        raise Refused("empty")
    described = [_described(sheet, beside.get(sheet.name, package.Beside())) for sheet in sheets]
    if misnamed(name, kind):
        described[0]["faults"].append({"reason": "extension", "values": {"what": kind}})
    if kind == "text" and delimited.is_cut(raw, sheets[0].cells):
        described[0]["faults"].append({"reason": "cut", "cells": [[sheets[0].cells.num_rows, ""]]})
    return sheets, described


def _holds_anything(sheet: Sheet) -> bool:
    return any(column.null_count < len(column) for column in sheet.cells.columns)


def _described(sheet: Sheet, beside: package.Beside) -> dict:
    """What a line of JSON says of a sheet: all but its cells."""
    found = [(reason, cells) for reason, cells in beside.faults.items() if cells.count]
    return {
        "name": sheet.name,
        "hidden": sheet.hidden,
        "merged": [[m.top, m.left, m.bottom, m.right] for m in sheet.merged],
        "comments": beside.comments,
        "faults": [
            {"reason": reason, "values": {}, "cells": [[c.row, c.letters] for c in cells.first], "count": cells.count}
            for reason, cells in found
        ],
    }


def write(out: BinaryIO, sheets: Iterable[Sheet], described: list[dict]) -> None:
    """Writes an answer."""
    out.write(json.dumps({"sheets": described}).encode() + b"\n")
    for sheet in sheets:
        with pa.ipc.new_stream(out, sheet.cells.schema) as stream:
            stream.write_table(sheet.cells)
    out.flush()


def main() -> None:
    """Answers until nobody asks any more."""
    limits.confine()
    pa.set_cpu_count(1)
    pa.set_io_thread_count(1)
    asked, out = sys.stdin.buffer, sys.stdout.buffer
    while line := asked.readline():
        question = json.loads(line)
        limits.allow(question["size"])
        try:
            sheets, described = answer(question["name"], asked.read(question["size"]), told(out))
        except (Refused, MemoryError) as error:
            reason, values = (error.reason, error.values) if isinstance(error, Refused) else ("memory", {})
            out.write(json.dumps({"refused": reason, "values": values}).encode() + b"\n")
            out.flush()
        else:
            write(out, sheets, described)


if __name__ == "__main__":
    main()
