"""Local JANEs that merge or change their names, and their hosts."""
