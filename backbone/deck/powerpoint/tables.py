"""Tables of PowerPoint's own, where a picture is read and not looked at."""

from typing import Any

import pandas as pd
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.util import Pt

from backbone.charts.words import SIZE, widest
from backbone.deck.powerpoint import native
from backbone.deck.powerpoint.elements import INCH, PAPER, POINT, Box
from backbone.deck.powerpoint.markup import plain
from backbone.deck.powerpoint.native import Ground
from backbone.pictures.picture import Picture
from backbone.text import Lang


def sheet(picture: Picture, on: Ground) -> None:
    """The words of a figure that is a sheet, as a table of PowerPoint's own."""
    assert picture.figure is not None
    columns = [[plain(text) for text in trace["text"]] for trace in picture.figure.data if trace["mode"] == "text"]
    table([*zip(*columns, strict=True)], on, picture.title)


def table(rows: list[tuple[str, ...]], on: Ground, said: str) -> None:
    """A table: headings first, numbers at the right of their column, a line between the rows."""
    wide = [widest([row[n] for row in rows]) + 26 for n in range(len(rows[0]))]
    high = min(0.55 * INCH, on.box.high / len(rows))
    top = on.box.y + (on.box.high - high * len(rows)) / 2
    own = Box(on.box.x, top, on.box.wide, high * len(rows))
    frame: Any = on.shapes.add_table(len(rows), len(wide), *native.lengths(own))
    frame.name = native.clean(said)
    frame._element.nvGraphicFramePr.cNvPr.set("descr", native.clean(said))
    made = frame.table
    made.first_row, made.horz_banding = True, False
    style = made._tbl.tblPr
    for old in style.findall("{*}tableStyleId"):
        old.text = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"  # the one without lines and fills
    size = min(14.0, 14 * on.box.wide / (sum(wide) / SIZE * 14 * POINT))
    for n, share in enumerate(wide):
        made.columns[n].width = round(on.box.wide * share / sum(wide))
    for r, row in enumerate(rows):
        for c, text in enumerate(row):
            _cell(made.cell(r, c), text, size, r == 0, c == 0)


def _cell(cell: Any, text: str, size: float, is_head: bool, is_name: bool) -> None:
    cell.vertical_anchor = MSO_ANCHOR.MIDDLE
    cell.margin_left, cell.margin_right = (0, round(0.1 * INCH)) if is_name else (round(0.1 * INCH), 0)
    paragraph = cell.text_frame.paragraphs[0]
    paragraph.alignment = PP_ALIGN.LEFT if is_name else PP_ALIGN.RIGHT
    run = paragraph.add_run()
    run.text = native.clean(text)
    run.font.size, run.font.bold = Pt(round(size, 1)), is_name and not is_head
    native.ink(run.font.color, PAPER.quiet if is_head else PAPER.ink)
    line = parse_xml(
        f'<a:lnB {nsdecls("a")} w="9525"><a:solidFill><a:srgbClr val="{PAPER.rule[1:].upper()}"/></a:solidFill></a:lnB>'
    )
    cell._tc.get_or_add_tcPr().insert(0, line)


def rest(picture: Picture, on: Ground) -> None:
    """The table of a picture that has no chart here: its first rows."""
    assert on.store is not None
    twin = picture.table(on.store.horizon)
    rows = twin.rows.head(14)
    written = [tuple(str(heading) for heading in rows)]
    for n in range(len(rows)):
        written.append(tuple(_said(rows.iloc[n][heading], twin.units.get(heading), n, on.lang) for heading in rows))
    table(written, on, picture.title)


def _said(value: Any, unit: Any, row: int, lang: Lang) -> str:
    own = unit[row] if isinstance(unit, list) else unit
    if own is not None and not isinstance(value, str):
        return own.short(float(value) if pd.notna(value) else float("nan"), lang)
    return str(value)
