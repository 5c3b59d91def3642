"""Presenter view: what is on the stage and what comes next, notes and clock, in a second window or on a phone."""

from backbone.ui import presenter

presenter.follow(presenter.open_seat())
