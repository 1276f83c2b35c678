"""manage.py set_up_roles: the groups of staff and of every local JANE."""

from django.core.management.base import BaseCommand

from localjane.roles import set_up_all


class Command(BaseCommand):
    help = (
        "Set up the groups of staff and of every local JANE, with their permissions, collections "
        "and review workflows. Safe to run twice. Who is in a group is left alone; Wagtail's own "
        "Editors and Moderators groups, which may edit every site, are deleted if they are empty."
    )

    def handle(self, **options) -> None:
        count = len(set_up_all())
        self.stdout.write(f"Staff and {count} local JANEs have their groups.")
