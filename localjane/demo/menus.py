"""The order of each local JANE's sections in its menu."""

from cms.demo.registry import Demo, part
from localjane.models import LocalJanePage

FIRST, LAST = ("uutiset", "tapahtumat"), ("asiakirjat",)


@part("local-menus", needs=["local-janes", "news", "events", "bodies", "translations"], steps=5)
def load_menus(demo: Demo) -> None:
    """Show every section in the menu: news and events first, documents last."""
    for local_jane in LocalJanePage.objects.live().order_by("path"):
        slugs = [page.slug for page in local_jane.get_children().live()]
        between = [slug for slug in slugs if slug not in FIRST + LAST]
        demo.show_in_menu(local_jane, [*FIRST, *between, *LAST])
        demo.step(local_jane.title)
