"""Hosts: which ones this site answers to, and which one is the main host.

The settings name SITE_URL's host and, if wanted, others; a Wagtail `Site` row that gives a local
JANE a host of its own allows that one too, as soon as it is saved. Never "*". Imported by the
settings, so nothing here may need Django's apps before it is called.
"""

import logging
from urllib.parse import urlsplit

from django.db import DatabaseError
from django.http import HttpRequest
from django.http.request import split_domain_port

logger = logging.getLogger(__name__)

LOOPBACK = frozenset({"localhost", "127.0.0.1", "[::1]"})


class SiteHostnames(str):
    """An entry of ALLOWED_HOSTS that equals the host name of every Site row.

    Django compares a request's host with each entry in turn (`django.http.request.validate_host`),
    so this one stands last and is asked only about hosts that the settings do not name. The names
    are remembered until a generation changes; a database that cannot be read allows no more hosts.
    """

    __slots__ = ()

    def __new__(cls):
        return super().__new__(cls, "hosts of Site rows")

    def lower(self) -> "SiteHostnames":
        return self

    def __eq__(self, other) -> bool:
        if isinstance(other, SiteHostnames):
            return True
        # Django asks first whether an entry is the wildcard.
        return other != "*" and other in _names()

    def __ne__(self, other) -> bool:
        return not self == other

    __hash__ = str.__hash__


def _names() -> frozenset[str]:
    from cms import generations

    try:
        return generations.remembered("hosts", _read_names)
    except DatabaseError:
        logger.warning("The database could not be asked for the hosts of sites.")
        return frozenset()


def _read_names() -> frozenset[str]:
    from wagtail.models import Site

    return frozenset(name.lower() for name in Site.objects.values_list("hostname", flat=True))


def is_main_host(request: HttpRequest) -> bool:
    """Whether a request came to SITE_URL's host; on one's own machine, by any of its names."""
    from django.conf import settings

    host, _port = split_domain_port(request.get_host())
    main = urlsplit(settings.SITE_URL).hostname
    return host == main or (host in LOOPBACK and main in LOOPBACK)


def follow_site_url() -> bool:
    """Make the default Site row's address that of SITE_URL; tells whether it had to be changed.

    Wagtail builds addresses from the row, the settings name the address once: SITE_URL.
    """
    from django.conf import settings
    from wagtail.models import Site

    url = urlsplit(settings.SITE_URL)
    port = url.port or (443 if url.scheme == "https" else 80)
    site = Site.objects.filter(is_default_site=True).first()
    if site is None or (site.hostname, site.port) == (url.hostname, port):
        return False
    site.hostname, site.port = url.hostname, port
    site.save()
    return True
