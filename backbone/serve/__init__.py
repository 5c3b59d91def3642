"""Several Streamlit workers behind one nginx: started, watched, renewed one by one, and ended together.

It stands alone: it knows the processes it starts, and nothing of what they show."""
