"""Local JANEs in the demonstration: their sites, translations, menus, groups and users."""

from localjane.demo import menus, sites, suggestions, translations, users  # noqa: F401
