"""Local JANEs in the demonstration: sites, translations, menus, users, sharing, suggestions."""

from localjane.demo import (  # noqa: F401
    menus,
    sharing,
    sites,
    suggestions,
    translations,
    users,
)
