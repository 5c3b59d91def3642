"""Mapping: which sheet is which table, which column is which, what its values mean; asked where not certain."""

from backbone.publish.mapping.memory import remembered
from backbone.publish.mapping.sender import Sender
from backbone.publish.mapping.understanding import understand

__all__ = ["Sender", "remembered", "understand"]
