"""Thumbnails: each scene as a stamp of a few hundred bytes to a few kilobytes, by which it is found in a list."""
