"""Decks: a story told on a stage, scene by scene, and everything that is left behind of it."""
