"""On stage: a deck, one scene at a time, walked by keys."""

from backbone.ui import hall

stage = hall.open_show()
hall.scenes(stage)
hall.walk(stage)
