"""Whatever is typed, or lies where a file should be: one sentence that can be printed, exit code 2, at once."""

import os
import socket
from pathlib import Path

import pytest

from backbone.__main__ import SNAPSHOTS, main
from backbone.text import repeated

JUNK = {
    "sql": "'; DROP TABLE facts; --",
    "or": "421122' OR '1'='1",
    "up": "../../../etc/passwd",
    "format": "%s%s%n{0}{x.__class__}",
    "lines": "a\nbackbone: all is well\r\n",
    "markup": "<script>alert(1)</script>",
    "long": "x" * 50_000,
    "bidi": "\u202ednuora\u2066\u200f",
    "escape": "\x1b[2J\x1b]0;gone\x07",
    "c1": "\x9b31mred",
    "null": "a\x00b",
    "surrogate": "\udcff\udcfe",
    "zalgo": "a" + "\u0301" * 3000,
    "empty": "",
    "space": " \t\u2028\u2029\u3000",
    "dashes": "--",
    "digits": "٤٢١١٢٢",
    "number": "9" * 5000,
    "emoji": "\U0001f9d1\u200d\U0001f33e" * 40,
}
PLACES = {
    "command": ("{}",),
    "indicator": ("ask", "{}"),
    "by": ("ask", "insured", "--by={}"),
    "place": ("ask", "insured", "--place={}"),
    "period": ("ask", "insured", "--period={}"),
    "category": ("ask", "insured", "--only=illness={}"),
    "breakdown": ("ask", "insured", "--only={}"),
    "level": ("ask", "insured", "--level={}"),
    "format": ("ask", "insured", "--format={}"),
    "snapshot": ("ask", "insured", "--snapshot=/nowhere/{}"),
    "option": ("ask", "insured", "--{}=1"),
    "watch": ("watch", "--period={}"),
    "check": ("publish-check", "/nowhere/{}"),
    "month": ("illustrative", "--root=/dev/null", "--month={}"),
    "seed": ("illustrative", "--root=/dev/null", "--seed={}"),
    "scale": ("illustrative", "--root=/dev/null", "--scale={}"),
    "history": ("history", "--root=/nowhere/{}"),
    "verify": ("verify", "--root=/nowhere/{}"),
    "difference": ("diff", "--", "{}", "2019-08-illustrative"),
    "rollback": ("rollback", "--because=it was wrong", "--", "{}"),
    "rollback elsewhere": ("rollback", "--root=/nowhere/{}", "--because=it was wrong", "may"),
}


@pytest.fixture
def refused(capsys):
    """A function that gives a command line and returns the one line on standard error."""

    def give(*argv: str) -> str:
        assert main(list(argv)) == 2
        out, err = capsys.readouterr()
        assert out == "" and err.startswith("backbone: ") and err.endswith("\n")
        assert err[:-1].isprintable() and len(err) < 2100, repr(err[:200])
        return err

    return give


@pytest.mark.parametrize("argv", PLACES.values(), ids=PLACES)
@pytest.mark.parametrize("junk", JUNK.values(), ids=JUNK)
def test_a_hostile_word_gets_one_printable_line(refused, junk, argv):
    refused(*(word.replace("{}", junk) for word in argv))


@pytest.mark.parametrize(
    "argv",
    [
        ("illustrative", "--root=/dev/null", "--scale=1000000000"),
        ("illustrative", "--root=/dev/null", "--seed=-1"),
        ("illustrative", "--root=/dev/null/below"),
        ("ask", *["insured"] * 3, *["--only=illness=cancer", "--only=illness=injury"]),
        ("ask", "insured", "--as-of=2019-08-01"),
        ("ask", "@/etc/passwd"),
        ("ask", "-h5"),
        ("watch", "extra"),
        ("indicators", "extra"),
        ("publish-check",),
    ],
)
def test_what_makes_no_sense_gets_one_line(refused, argv):
    refused(*argv)


def pipe(path: Path) -> None:
    os.mkfifo(path)


def listener(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as line:
        os.chdir(path.parent)  # the address of a socket is short
        line.bind(path.name)


def device(path: Path) -> None:
    path.symlink_to("/dev/zero")


def circle(path: Path) -> None:
    path.symlink_to(path)


@pytest.mark.parametrize("put", [pipe, listener, device, circle, Path.mkdir])
@pytest.mark.parametrize("name", ["manifest.json", "facts.parquet"])
def test_what_is_no_file_is_refused_and_not_waited_for(refused, tmp_path, monkeypatch, name, put):
    monkeypatch.chdir(tmp_path)
    current = SNAPSHOTS / "2019-08-illustrative"
    for other in {"manifest.json", "facts.parquet"} - {name}:
        (tmp_path / other).write_bytes((current / other).read_bytes())
    put(tmp_path / name)
    line = refused("ask", "insured", "--snapshot", str(tmp_path))
    assert name in line and ("is not a file" in line or "cannot be read" in line)


def test_a_link_leads_to_the_file_that_it_points_at(capsys, tmp_path):
    for path in (SNAPSHOTS / "2019-08-illustrative").iterdir():
        (tmp_path / path.name).symlink_to(path)
    assert main(["ask", "insured", "--snapshot", str(tmp_path)]) == 0
    assert "5360000" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("421122", "421122"),
        ("红安县", "红安县"),
        ("", ""),
        ("a\x1b[31mb", "a[31mb…"),
        ("\u202eabc\u2069", "abc…"),
        ("a\u2028b\nc\x85", "abc…"),
        ("\udcff", "…"),
        ("x" * 41, "x" * 39 + "…"),
        ("x" * 40, "x" * 40),
    ],
)
def test_what_is_repeated_is_printable_and_short(said, told):
    assert repeated(said) == told
