"""Pictures: a question in, a Picture out. What a screen, a slide and a file show of a figure all comes from there."""
