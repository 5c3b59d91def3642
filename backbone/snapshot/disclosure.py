"""States of a cell, of which only one is left: everything in a snapshot may be shown."""

SHOWN, SMALL, PROTECTING, VEILED = 0, 1, 2, 3
