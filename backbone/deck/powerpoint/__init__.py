"""Decks as PowerPoint: shapes, charts and text that can be edited there, on a template of our own."""
