"""The steward's commands of the command line, one module a subject."""
