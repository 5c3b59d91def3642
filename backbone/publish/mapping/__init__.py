"""Mapping: which sheet is which table, which column is which, what its values mean; asked where not certain.

What is asked, and what may be edited, goes by keys; KEY is the shape of a sheet (`Proposal.key`), SHEET its file and
name (with "#2" for the second of several tables on it), SHAPE a heading as it is the same next quarter
(`headings.shaped`):

    table:KEY            which table it holds, or "none"        hidden:KEY          "read" or "ignore"
    header:SHEET         the rows of its header, "3", "3-4"     column:KEY/HEADING  what a column is, or "ignore"
    which:KEY/COLUMN     the heading of it, or "none"           unit:KEY/SHAPE      how many of ours its numbers count
    dates:KEY/SHAPE      "day", "month" or "year": the first    fixed:KEY/COLUMN    where a value for all rows is said
    place:PROVINCE/NAME  the code of a county, or "none"        word:COLUMN/WORD    the code of a word, or "none"
    fixed:KEY/down:COLUMN                                       whether its values hold for empty cells below them
    year:SHEET, month:SHEET, county:SHEET                       a value for all rows

What goes by SHEET is of one file and not remembered; all else is (`memory`)."""

from backbone.publish.mapping.memory import remembered
from backbone.publish.mapping.sender import Sender
from backbone.publish.mapping.understanding import understand

__all__ = ["Sender", "remembered", "understand"]
