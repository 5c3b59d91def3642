"""Publish: the quarter's files, how they are read, what is wrong, what would change, and what was published before."""

from backbone.ui import desk

work = desk.open_desk()
desk.files(work)
desk.readings(work)
desk.findings(work)
desk.change(work)
desk.history(work)
