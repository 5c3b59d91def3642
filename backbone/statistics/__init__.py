"""Statistics that know no county, store or page."""
