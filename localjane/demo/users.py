"""Groups for all local JANEs, and the four people who log in to the demonstration."""

import secrets
from pathlib import Path

from django.conf import settings
from django.db import transaction

from accounts.models import User
from cms.demo.registry import Demo, part
from localjane import roles
from localjane.models import LocalJanePage

LOGINS_FILE = "demo-logins.txt"


@part("roles", needs=["local-janes", "translations"])
def load_roles(demo: Demo) -> None:
    """The groups of staff and of every local JANE, in every language that they have."""
    roles.set_up_all()
    demo.step("Ryhmät")


@part("users", needs=["roles"], steps=4)
def load_users(demo: Demo) -> None:
    """Four people with passwords made at random on the first run, kept in var/demo-logins.txt."""
    joensuu = LocalJanePage.objects.child_of(
        demo.home().get_children().get(slug="paikallis-janet")
    ).get(slug="joensuu")
    local = roles.groups_of(joensuu)
    people = (
        ("yllapito@example.org", "Ylläpitäjä", "Aino", None),
        ("henkilosto@example.org", "Henkilöstö", "Eero", roles.set_up_staff_group()),
        ("julkaisija@example.org", f"Julkaisija, {joensuu.title}", "Helmi", local.publishers),
        ("muokkaaja@example.org", f"Muokkaaja, {joensuu.title}", "Onni", local.editors),
    )
    logins = []
    for email, role, first_name, group in people:
        if User.objects.filter(email=email).exists():
            continue
        password = secrets.token_urlsafe(12)
        make = User.objects.create_user if group else User.objects.create_superuser
        user = make(email, password, first_name=first_name, last_name="Esimerkki")
        if group:
            user.groups.add(group)
        logins.append(f"{role}: {email}  {password}")
        demo.step(role)
    if logins:
        # Only what is committed has a login.
        transaction.on_commit(lambda: write_logins(settings.VAR_DIR / LOGINS_FILE, logins))


def write_logins(path: Path, lines: list[str]) -> None:
    """Keep the logins in a file that only its owner reads, in place of an earlier database's."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    path.touch(mode=0o600)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
