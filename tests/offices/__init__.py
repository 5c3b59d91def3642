"""A small programme's files as its offices send them, quarter by quarter, and with sixty faults planted in them."""
