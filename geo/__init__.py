"""Boundaries and names of places: how their files are made, from our source or from somebody's own."""
