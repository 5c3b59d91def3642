"""Reading: files as offices send them -> sheets, nothing of them understood yet. No file is believed in anything: a
process of its own (`child`) reads it within limits and hands back cells, or a reason why not (`refusals`)."""
