"""The presenter view: what is on the stage and what comes next, notes and clock, in a second window or on a phone."""

from backbone.ui.presenter.lectern import follow
from backbone.ui.presenter.seat import open_seat

__all__ = ["follow", "open_seat"]
