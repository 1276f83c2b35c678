"""A local JANE's own host: a Wagtail `Site` row whose root is its Finnish page."""

import re
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.models import Site

from cms import generations
from localjane.models import LocalJanePage

LABEL = re.compile(r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?")
LONGEST = 253


def host_of(local_jane: LocalJanePage) -> str:
    """The host of a local JANE; "" where it stands at a path of the main host."""
    row = Site.objects.filter(root_page=local_jane.facts.pk).order_by("pk").first()
    return row.hostname if row else ""


def clean_host(host: str, local_jane: LocalJanePage | None = None) -> str:
    """The host as it is kept; "" for none.

    Raises ValidationError for what is no full host name, for the main host, and for the host of
    another site than this local JANE's.
    """
    host = host.strip().lower().rstrip(".")
    if not host:
        return ""
    labels = host.split(".")
    is_name = len(labels) > 1 and len(host) <= LONGEST and all(map(LABEL.fullmatch, labels))
    # A number at the end would be read as an address of the network.
    if not is_name or labels[-1].isdigit():
        raise ValidationError(
            _("Give a full host name without https:// and slashes, such as jane.example.org.")
        )
    if host == urlsplit(settings.SITE_URL).hostname:
        raise ValidationError(_("This is the host of the whole province’s site. Choose another."))
    rows = Site.objects.filter(hostname=host)
    if local_jane is not None:
        rows = rows.exclude(root_page=local_jane.facts.pk)
    if rows.exists():
        raise ValidationError(_("Another site uses this host already."))
    return host


def give_host(local_jane: LocalJanePage, host: str) -> None:
    """Give a local JANE its host, another one in its place, or none; raises ValidationError."""
    with generations.writing():
        page = local_jane.facts
        host = clean_host(host, page)
        rows = Site.objects.filter(root_page=page.pk, is_default_site=False).order_by("pk")
        row = rows.first()
        if not host:
            for each in rows:
                each.delete()
            return
        row = row or Site(root_page_id=page.pk)
        row.hostname, row.port, row.site_name = host, _port(), page.title
        row.full_clean()
        row.save()


def _port() -> int:
    """The port that readers use: own hosts stand behind the same door as the main one."""
    main = urlsplit(settings.SITE_URL)
    return main.port or (443 if main.scheme == "https" else 80)
