"""Decks on screen: where they are kept, the page that makes them, and how a view or a scene is shared."""
