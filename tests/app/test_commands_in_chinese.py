"""What a command prints in Chinese holds no word of English: codes, ids and the names of files are what they are."""

import re

import pytest

from backbone.__main__ import DIMENSIONS, _parser, main
from backbone.breakdowns import BREAKDOWNS
from backbone.commands import deck
from backbone.deck.away import AWAY
from backbone.deck.kinds.registry import KINDS
from backbone.deck.rehearsal import Found
from backbone.deck.written import decks
from backbone.indicators import INDICATORS
from backbone.places import LEVELS, get
from backbone.record import record
from backbone.serve.__main__ import main as serve
from backbone.signals import SIGNALS
from backbone.text import Text
from backbone.trust.basis import WORDS
from backbone.watch import watchlist

SNAPSHOT = "data/snapshots/2019-08-illustrative"
ASKED = [
    ["ask", "insured", "average_claim", "--by=place", "--place=420000", "--period=2018"],
    ["ask", "claims_paid", "--by=illness", "--by=hospital_tier", "--only=month=2018-10"],
    ["ask", "paid", "--by=period", "--place=422823"],
    ["ask", "insured", "--by=place", "--place=421122", "--period=2017"],
    ["ask", "average_claim", "--period=2017", "--as-of=2017-07"],
    ["watch"],
    ["watch", "--as-of=2017-07"],
    ["indicators"],
    ["deck"],
    ["deck", "programme"],
    ["history"],
    ["diff", "2019-07-illustrative", "2019-08-illustrative"],
    ["publish-check", SNAPSHOT],
    ["verify"],
]
USED = [[], *([name] for name in _parser("en")._subparsers._group_actions[0].choices)]
# Names that Chinese writes in Latin letters, and the only words of a usage that are typed as they are.
NAMES = ["UTC", "PDF", "PEM", "TLS", "GeoPackage", "GeoJSON", "TopoJSON", "Shapefile", "nginx", "python", "backbone"]
CODES = {
    *NAMES, *(word for argv in USED for word in argv), *decks(), *AWAY, *KINDS, *INDICATORS, *DIMENSIONS, *LEVELS,
    *SIGNALS, *watchlist.VERDICTS, *watchlist.COLUMNS, *WORDS,
    *(code for b in BREAKDOWNS.values() for code in b.names), "basis", "name_en", "name_zh", "all", "en", "zh",
    *(get(county.adcode).name.en for county in record.load().counties),
}  # fmt: skip
# What is typed (`commands`, --options, {choices}, key=value), a snapshot's name, and the name of a file or a folder.
TYPED = re.compile(r"`[^`]*`|-{1,2}[a-z][a-z-]*|\{[^}]*\}|[a-z]+=[\w-]+|\d{4}-\d\d-\w+|[\w:]*[/.:][\w…./:<]+")
WORD = re.compile(r"[A-Za-z][\w'’-]+", re.ASCII)


def english(said):
    """The words of English in what was printed."""
    return [word for word in WORD.findall(TYPED.sub("", said)) if word not in CODES and word.strip("'") not in CODES]


@pytest.mark.parametrize("argv", ASKED, ids=" ".join)
def test_what_is_printed_is_chinese(argv, capsys):
    assert main([*argv, "--lang=zh"]) == 0
    chinese = capsys.readouterr().out
    assert not english(chinese)
    assert main(argv) == 0
    assert "，" not in capsys.readouterr().out


@pytest.mark.parametrize("argv", USED, ids=" ".join)
def test_how_a_command_is_used_is_said_in_chinese(argv, capsys):
    told = serve if argv == ["serve"] else main
    rest = [] if argv == ["serve"] else argv
    with pytest.raises(SystemExit):
        told([*rest, "--help", "--lang=zh"])
    chinese = capsys.readouterr().out
    assert chinese.startswith("用法：python -m backbone") and "选项：" in chinese and not english(chinese)
    with pytest.raises(SystemExit):
        told([*rest, "--help"])
    assert not re.search("[\u4e00-\u9fff]", capsys.readouterr().out)


def test_a_language_may_stand_before_the_command(capsys):
    assert main(["--lang=zh", "ask", "insured"]) == 0
    assert "快照：" in capsys.readouterr().out


def test_what_a_deck_lacks_is_said_in_chinese(monkeypatch, capsys):
    found = [
        Found(Text("Data", "数据"), notes=(Text("all there.", "齐全。"),)),
        Found(Text("Fonts", "字体"), (Text("none.", "没有。"),), doubts=(Text("old.", "旧。"),)),
    ]
    monkeypatch.setattr(deck.rehearsal, "rehearse", lambda of, root: iter(found))
    assert main(["deck", "programme", "--check", "--lang=zh"]) == 1
    *_, well, mend, why, doubt = capsys.readouterr().out.splitlines()
    assert (well, mend) == ("通过 数据：齐全。", "待改 字体") and (why.strip(), doubt.strip()) == ("没有。", "旧。")
