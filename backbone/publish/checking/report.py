"""The report: faults in words, for a screen, a terminal and a letter to the sender."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from backbone import punctuation
from backbone.publish.fault import Fault
from backbone.punctuation import dotted, labelled, names, prose
from backbone.text import LANGS, Lang, Text, repeated

BLOCKS = Text("To be put right before anything is published", "须更正后方可发布")
WARNS = Text("To be looked at: accept each with a reason, or put it right", "请核对：更正，或注明原因后接受")
NONE = Text("Nothing is wrong with these files.", "未发现问题。")
EVERYWHERE = Text("All files together", "所有文件合计")
LIKE_THIS = Text("{n:row|rows} like this, first at row {row}", "共 {n} 行，首见于第 {row} 行")
ROWS = Text("{n:row|rows} like this", "共 {n} 行")
ROW = Text("row {row}", "第 {row} 行")
STANDS = Text("there stands “{value}”", "内容为“{value}”")
SUMMARY = Text("{blocks} to put right, {warns} to look at", "须更正 {blocks} 项，需核对 {warns} 项")
# So many cells are named in a sentence.
_MOST = 4


def sentence(fault: Fault) -> Text:
    """A fault by itself: where it stands, what is wrong, and what to do."""
    said = {lang: labelled(_place(fault, lang), fault.said(lang), lang) for lang in LANGS}
    return Text(*(prose((said[lang], _more(fault, lang)), lang) for lang in LANGS))


def lines(faults: Iterable[Fault], lang: Lang) -> list[str]:
    """The whole report as lines of text: what blocks first, then by file and sheet."""
    every = ordered(faults)
    if not every:
        return [NONE(lang)]
    said = [SUMMARY(lang, blocks=sum(f.blocks for f in every), warns=sum(not f.blocks for f in every))]
    for blocks, part in groupby(every, lambda fault: fault.blocks):
        said += ["", (BLOCKS if blocks else WARNS)(lang)]
        for (file, sheet), group in groupby(part, _sheet):
            said.append(f"  {dotted((file, sheet)) or EVERYWHERE(lang)}")
            said += [f"    {line}" for fault in group for line in _lines(fault, lang)]
    return said


def ordered(faults: Iterable[Fault]) -> list[Fault]:
    """The faults as a reader works through them: what blocks first, then by file, sheet and row."""
    return sorted(faults, key=lambda f: (not f.blocks, *_sheet(f), f.cells[0].row if f.cells else 0))


def where(fault: Fault, lang: Lang) -> str:
    """The first cells of a fault: "D5, D9", "row 17"; "" where it is about the whole."""
    cells = [cell for cell in fault.cells if cell.letters]
    if cells:
        first = [str(cell) for cell in cells if cell.row == cells[0].row]
        return names(first[:_MOST], lang)
    return ROW(lang, row=f"{fault.cells[0].row:,}") if fault.cells else ""


def _sheet(fault: Fault) -> tuple[str, str]:
    """The file and the sheet of a fault, as a line may repeat them."""
    return repeated(fault.file, 80), repeated(fault.sheet)


def _place(fault: Fault, lang: Lang) -> str:
    return dotted((*_sheet(fault), where(fault, lang)))


def _more(fault: Fault, lang: Lang) -> str:
    """What stands there, how often, and what to do."""
    stands = STANDS(lang, value=fault.value) if fault.value else ""
    return prose((*_closed((stands, _often(fault, lang)), lang), fault.remedy(lang)), lang)


def _closed(parts: Iterable[str], lang: Lang) -> Iterator[str]:
    yield from (punctuation.sentence(part, lang) for part in parts if part)


def _often(fault: Fault, lang: Lang) -> str:
    if fault.count < 2:
        return ""
    if not fault.cells:
        return ROWS(lang, n=f"{fault.count:,}")
    return LIKE_THIS(lang, n=f"{fault.count:,}", row=f"{fault.cells[0].row:,}")


def _lines(fault: Fault, lang: Lang) -> tuple[str, str]:
    return labelled(where(fault, lang), fault.said(lang), lang), f"  {_more(fault, lang)}"
