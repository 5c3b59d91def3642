"""Places and policy years side by side, and what may be said of them."""
