"""What is searched, counted without knowing who searched it (docs/search-page.md)."""
