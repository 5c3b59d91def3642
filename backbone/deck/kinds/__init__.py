"""The kinds of scenes, each one entry: whatever shows, writes or lists a scene asks it."""
