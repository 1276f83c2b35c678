"""Views that are no page of the tree: errors, media, robots.txt, health."""
