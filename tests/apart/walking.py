"""Asking for addresses, and what came of it."""

import time
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.test import Client

from tests.apart.addresses import Address
from tests.apart.canaries import seen_in_answer


@dataclass
class Walk:
    """What one role has met."""

    role: str
    requests: int = 0
    patterns: set = field(default_factory=set)
    statuses: Counter = field(default_factory=Counter)
    # Canaries by the pattern that showed them, with one address each.
    seen: dict = field(default_factory=lambda: defaultdict(dict))
    errors: list = field(default_factory=list)
    started: float = field(default_factory=time.monotonic)

    @property
    def seconds(self) -> float:
        return time.monotonic() - self.started

    def meet(self, pattern, url: str, response) -> None:
        self.requests += 1
        self.patterns.add((pattern.name, pattern.route))
        self.statuses[response.status_code] += 1
        for word in seen_in_answer(response):
            self.seen[pattern.name].setdefault(word, url)

    def leaks(self) -> str:
        """For the message of a failed test: which screen showed what, and where."""
        return "\n".join(
            f"{self.role}: {name} shows {word} at {url}"
            for name, found in sorted(self.seen.items())
            for word, url in sorted(found.items())
        )

    def report(self) -> str:
        canaries = {word for found in self.seen.values() for word in found}
        statuses = ", ".join(f"{code}: {n}" for code, n in sorted(self.statuses.items()))
        return (
            f"{self.role}: {len(self.patterns)} patterns, {self.requests} requests ({statuses}), "
            f"{len(canaries)} canaries on {len(self.seen)} screens, {self.seconds:.0f} s"
        )


def client_for(user=None, **extra) -> Client:
    """A browser, logged in as somebody or not; an error of a view is an answer of 500."""
    client = Client(raise_request_exception=False, **extra)
    if user is not None:
        client.force_login(user)
    return client


def walk(role: str, client: Client, addresses: Iterable[Address]) -> Walk:
    """Ask for each address."""
    met = Walk(role)
    session = client.cookies.output()
    for address in addresses:
        met.meet(address.pattern, address.url, client.get(address.url))
        # The way out takes the cookie away, even from whoever only looks at it.
        client.cookies.load(session.replace("Set-Cookie: ", ""))
    return met
