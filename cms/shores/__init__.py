"""The motif of the site: a place's own shore, drawn by code from its municipality's code.

The same lines are the ground of a page's header (`svg`), of the picture of a shared link and of a
document's cover (`sheets`), and of the demonstration's pictures (`field`). See docs/shores.md.
"""

from cms.shores.contours import Contour, Shore, shore

__all__ = ["PROVINCE", "VERSION", "Contour", "Shore", "shore"]

# What the province's own pages stand on.
PROVINCE = "province"

# Part of every drawing's address, which browsers keep for a year. Raise it when a drawing changes.
VERSION = 2
