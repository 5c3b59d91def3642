"""The registry: every rule that what was sent is held against, in the order in which it is reported."""

from backbone.publish.checking import fields, records, where
from backbone.publish.checking.rule import Rule

RULES: tuple[Rule, ...] = (*fields.rules(), *where.rules(), *records.rules())
