"""The illustrative data: generated records, published the ordinary way. The only reader of invented rates."""

from backbone.illustrative.illustrate import illustrative

__all__ = ["illustrative"]
