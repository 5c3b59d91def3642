"""Frames and figures as files that people take away."""
