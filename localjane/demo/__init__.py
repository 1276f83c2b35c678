"""Local JANEs in the demonstration: their sites, translations, menus, groups, users, sharing."""

from localjane.demo import menus, sharing, sites, translations, users  # noqa: F401
