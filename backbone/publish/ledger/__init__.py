"""The ledger: what was published, shown again and discarded, by whom and of what, in a log that is only added to."""
