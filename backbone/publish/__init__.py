"""Publishing: raw records -> checked -> snapshot. Only this code holds a personal record."""

from backbone.publish.raw import PublishError
from backbone.publish.write import publish

__all__ = ["PublishError", "publish"]
