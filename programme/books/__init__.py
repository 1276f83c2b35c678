"""The books of an edition: made in the background, read, and shown to staff."""
