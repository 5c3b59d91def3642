"""Who joined, stayed and left."""
