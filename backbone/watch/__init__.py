"""Which counties need a call, and why."""
