"""A programme as readers see it: its tree, progress, overview, table and search."""
