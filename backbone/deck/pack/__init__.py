"""The event pack: a deck as one HTML file that opens by double click, with no server and no network."""
