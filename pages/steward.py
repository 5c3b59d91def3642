"""The steward's page: which data are shown, which could be, and what happened last."""

from backbone.ui import steward

lang = steward.open_steward()
steward.snapshots(lang)
steward.last_events(lang)
