"""Publishing: raw records -> checked -> told in groups -> snapshot. Only this code holds a personal record."""

from backbone.publish.raw import PublishError
from backbone.publish.write import Publication, Said, publish

__all__ = ["Publication", "PublishError", "Said", "publish"]
