"""What happens in the ground when a page, snippet or file changes."""
