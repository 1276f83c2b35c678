from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_migrate


class LocalJaneConfig(AppConfig):
    name = "localjane"

    def ready(self) -> None:
        from localjane import signals  # noqa: F401
        from localjane.reach import gaps

        gaps.close()

        post_migrate.connect(remove_wagtail_groups, sender=self)


def remove_wagtail_groups(using: str, **kwargs) -> None:
    """Wagtail's first migrations make groups with rights on every site: not in this house."""
    # Somebody may migrate one app alone, before the tables of the others are there.
    tables = connections[using].introspection.table_names()
    if {"wagtailcore_groupapprovaltask", "auth_group"} <= set(tables):
        from localjane import roles

        roles.remove_wagtail_groups()
