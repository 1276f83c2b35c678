"""Documents' texts for the search, read in the background (docs/search-page.md)."""
