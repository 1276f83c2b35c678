"""Gathers searches in this process's memory, and now and then has them written.

A reader never waits for the database's write lock: a thread of its own writes, at most once in
SEARCH_LOG_SECONDS. What a process has gathered since then is lost with it, which a count may be.
"""

import datetime as dt
import ipaddress
import logging
import threading
from collections import Counter, defaultdict
from dataclasses import dataclass, field

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.db import connections
from django.http import HttpRequest

from cms.dates import helsinki_today
from cms.search_text import SearchText
from search.log.words import countable

logger = logging.getLogger(__name__)

# A flood of made-up words is counted, but its words are not kept in memory.
MOST_WORDS_KEPT = 2000
MOST_ASKERS_KEPT = 50


@dataclass
class Gathered:
    """The searches since the last writing: all of each day, and by day and words."""

    times: Counter = field(default_factory=Counter)
    without_result: Counter = field(default_factory=Counter)
    word_times: Counter = field(default_factory=Counter)
    word_without_result: Counter = field(default_factory=Counter)
    # The networks that asked, by day and words.
    networks: defaultdict = field(default_factory=lambda: defaultdict(set))

    def add(self, day: dt.date, words: str, network: str, *, found_nothing: bool) -> None:
        """Count one search; `words` "" for one whose words are not kept."""
        self.times[day] += 1
        self.without_result[day] += found_nothing
        key = (day, words)
        if not words or (len(self.word_times) >= MOST_WORDS_KEPT and key not in self.word_times):
            return
        self.word_times[key] += 1
        self.word_without_result[key] += found_nothing
        if network and len(self.networks[key]) < MOST_ASKERS_KEPT:
            self.networks[key].add(network)


_lock = threading.Lock()
_gathered = Gathered()
_timer: threading.Timer | None = None


def note(request: HttpRequest, text: SearchText, *, found_nothing: bool) -> None:
    """Count a search by somebody who is not logged in. Writes nothing yet."""
    global _timer
    if request.user.is_authenticated:
        return
    words, network = countable(text.words), network_of(request)
    with _lock:
        _gathered.add(helsinki_today(), words, network, found_nothing=found_nothing)
        if _timer is None and settings.SEARCH_LOG_SECONDS:
            _timer = threading.Timer(settings.SEARCH_LOG_SECONDS, _write)
            _timer.daemon = True
            _timer.start()


def take() -> Gathered:
    """What has been gathered, for whoever writes it; the gathering begins anew."""
    global _gathered, _timer
    with _lock:
        taken, _gathered, _timer = _gathered, Gathered(), None
    return taken


def network_of(request: HttpRequest) -> str:
    """The network that a request comes from, not the one address in it: /24, or /48 in IPv6.

    All of one home or office are then one asker, so that words are rather hidden too long than
    shown too soon.
    """
    try:
        address = ipaddress.ip_address(get_adapter(request).get_client_ip(request))
    except (ValueError, PermissionDenied, ImproperlyConfigured):
        return ""
    bits = 24 if address.version == 4 else 48
    return str(ipaddress.ip_network((address, bits), strict=False))


def _write() -> None:
    from search.log.store import write

    try:
        write(take())
    except Exception:
        logger.exception("The counts of searches were not written.")
    finally:
        connections.close_all()
