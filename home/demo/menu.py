"""The order of the province's sections in its menu."""

from cms.demo.registry import Demo, part

MENU = (
    "paikallis-janet",
    "yhdistysohjelma",
    "uutiset",
    "tapahtumat",
    "toimielimet",
    "hankkeet",
    "yhteystiedot",
    "asiakirjat",
)
# Below the translated front pages stands what has been translated; these are left out of menus.
NOT_IN_MENU = ("jane",)


@part(
    "menu",
    needs=[
        "local-janes",
        "programmes",
        "news",
        "events",
        "bodies",
        "projects",
        "contacts",
        "pages",
        "translations",
    ],
)
def load_menu(demo: Demo) -> None:
    """Show the sections in the menu, in this order, before all other pages of the front page."""
    home = demo.home()
    demo.show_in_menu(home, MENU)
    for translated in home.get_translations():
        slugs = [page.slug for page in translated.get_children().live()]
        demo.show_in_menu(translated, [slug for slug in slugs if slug not in NOT_IN_MENU])
    demo.step(home.title)
