"""Where a number comes from, whether it ties out, whether the data is sound, and what has changed."""
