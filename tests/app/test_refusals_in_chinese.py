"""What the command line refuses is said in the language that it was asked in, whichever command is asked."""

import argparse
import re

import pytest

from backbone import terminal
from backbone.__main__ import _parser, main
from backbone.serve.__main__ import main as serve

ASKED = [
    ["nix"],
    ["ask", "nix"],
    ["ask", "insured", "--place=1"],
    ["ask", "insured", "--by=nix"],
    ["ask", "insured", "--only=illness=nix"],
    ["ask", "insured", "--only=illness=cancer", "--only=illness=injury"],
    ["ask", "insured", "--as-of=2030-01"],
    ["ask", "insured", "--snapshot=/nowhere"],
    ["ask", "--by=--"],
    ["watch", "--period=nix"],
    ["indicators", "nix"],
    ["brief", "--indicator=nix"],
    ["brief", "--place=110000", "--into=/nowhere"],
    ["deck", "nix"],
    ["deck", "programme", "--to=nix"],
    ["deck", "programme", "--detour=1"],
    ["publish"],
    ["publish", "/nowhere"],
    ["publish", "/dev/null", "--answer=nix"],
    ["publish", "duckdb:/nowhere", "--as-of=2019-08"],
    ["publish", "duckdb:/nowhere", "duckdb:/nowhere"],
    ["publish-check", "/nowhere"],
    ["illustrative", "--month=nix"],
    ["illustrative", "--scale=0"],
    ["illustrative", "--scale=nix"],
    ["illustrative", "--root=/dev/null/below"],
    ["history", "--root=/nowhere"],
    ["diff", "nix", "nix"],
    ["rollback", "nix"],
    ["rollback", "nix", "--because=why"],
    ["verify", "--root=/nowhere"],
    ["templates"],
    ["templates", "/dev/null/below"],
    ["boundaries"],
    ["boundaries", "--undo", "nix.gpkg"],
    ["boundaries", "nix.doc", "--name-en=a", "--name-zh=b"],
    ["serve", "--port=0"],
    ["serve", "--workers=nix"],
    ["serve", "--base=!"],
    ["serve", "--address=nix"],
    ["serve", "--key=/nowhere"],
    ["serve", "nix"],
]
# Words of ours, in a row, and in no code or name: what should have been said in Chinese.
ENGLISH = re.compile(r"[a-z]+ [a-z]+ [a-z]+")


def commands():
    """The names of all commands."""
    (found,) = [a for a in _parser("zh")._actions if isinstance(a, argparse._SubParsersAction)]
    return found.choices


def told(argv):
    return serve(argv[1:]) if argv[0] == "serve" else main(argv)


def test_every_command_is_asked():
    assert set(commands()) <= {argv[0] for argv in ASKED}
    assert all("--lang" in command._option_string_actions for command in commands().values())


@pytest.mark.parametrize("argv", ASKED, ids=" ".join)
def test_it_refuses_in_the_language_it_is_asked_in(argv, capsys):
    assert told([argv[0], "--lang=zh", *argv[1:]]) == 2
    chinese = capsys.readouterr().err
    said = re.sub(r"`[^`]*`|“[^”]*”|'[^']*'|: [a-z_]+(?:, [a-z_]+)+", "", chinese.removeprefix("backbone: "))
    assert re.search("[\u4e00-\u9fff]", said) and not ENGLISH.search(said), chinese
    assert told(argv) == 2
    english = capsys.readouterr().err
    assert not re.search("[，。；：]", english) and english != chinese


@pytest.mark.parametrize(
    ("words", "lang"),
    [
        (["--lang", "zh"], "zh"),
        (["--lang=zh-CN"], "zh"),
        (["--la", "zh"], "zh"),
        (["--lang", "fr"], "en"),
        (["--lang", "en", "--lang", "zh"], "zh"),
        (["--lang"], "en"),
        ([], "en"),
    ],
)
def test_the_language_is_known_before_anything_else_is(words, lang):
    assert terminal.spoken(words) == lang
