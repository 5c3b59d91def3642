"""The process that reads: files come in through a pipe, one after the other; sheets go out, or the reason why not.

A question is a line of JSON (the file's name and how many bytes follow) and the bytes; an answer, a line of JSON and
one Arrow stream a sheet. What goes wrong beyond the reasons of `refusals` ends this process: who asked sees that."""

import json
import sys
from collections.abc import Iterable
from typing import BinaryIO

import pyarrow as pa

from backbone.publish.reading import delimited, limits, workbook
from backbone.publish.reading.kinds import kind_of, misnamed
from backbone.publish.reading.refusals import Refused
from backbone.publish.sheet import Sheet


def answer(name: str, raw: bytes) -> tuple[list[Sheet], dict[str, dict]]:
    """The sheets of a file, and what is to be said of it: reason -> what fills its sentences. Refused where it is not
    read."""
    kind = kind_of(raw)
    sheets = [Sheet(name, "", delimited.read(raw))] if kind == "text" else [*workbook.read(name, raw)]
    if not any(sheet.cells.num_rows for sheet in sheets):
        raise Refused("empty")
    return sheets, {"extension": {"what": kind}} if misnamed(name, kind) else {}


def write(out: BinaryIO, sheets: Iterable[Sheet], said: dict[str, dict]) -> None:
    """Writes an answer."""
    described = [
        {
            "name": sheet.name,
            "hidden": sheet.hidden,
            "merged": [[m.top, m.left, m.bottom, m.right] for m in sheet.merged],
            "comments": sheet.comments,
        }
        for sheet in sheets
    ]
    out.write(json.dumps({"sheets": described, "said": said}).encode() + b"\n")
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
            raw = asked.read(question["size"])
            write(out, *answer(question["name"], raw))
        except (Refused, MemoryError) as error:
            reason, values = (error.reason, error.values) if isinstance(error, Refused) else ("memory", {})
            out.write(json.dumps({"refused": reason, "values": values}).encode() + b"\n")
            out.flush()


if __name__ == "__main__":
    main()
