"""A deck on a stage: opened, drawn scene by scene, and walked by keys."""

from backbone.ui.hall.opening import open_show
from backbone.ui.hall.slots import scenes
from backbone.ui.hall.walking import walk

__all__ = ["open_show", "scenes", "walk"]
