"""The steward's desk: from the files that offices send to a published snapshot, step by step. Only this package of the
show side knows the publishing side, and only its page imports it."""

from backbone.ui.desk.change import change
from backbone.ui.desk.files import files
from backbone.ui.desk.findings import findings
from backbone.ui.desk.history import history
from backbone.ui.desk.readings import readings
from backbone.ui.desk.work import open_desk

__all__ = ["change", "files", "findings", "history", "open_desk", "readings"]
