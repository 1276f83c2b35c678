"""Writing a programme: its outline, its parts, and the next one from the last."""
