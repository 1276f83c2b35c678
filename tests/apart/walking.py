"""Asking for addresses, and what came of it."""

import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.test import Client

from tests.apart.addresses import Address
from tests.apart.canaries import seen_in, seen_in_answer


@dataclass
class Walk:
    """What one role has met."""

    role: str
    requests: int = 0
    patterns: set = field(default_factory=set)
    statuses: Counter = field(default_factory=Counter)
    # Canaries by the pattern that showed them, with one address each.
    seen: dict = field(default_factory=lambda: defaultdict(dict))
    # Screens that opened, with the addresses.
    opened: dict = field(default_factory=lambda: defaultdict(list))
    errors: dict = field(default_factory=dict)
    started: float = field(default_factory=time.monotonic)

    @property
    def seconds(self) -> float:
        return time.monotonic() - self.started

    @property
    def canaries(self) -> set[str]:
        return {word for found in self.seen.values() for word in found}

    def meet(self, pattern, url: str, response) -> None:
        self.requests += 1
        self.patterns.add((pattern.name, pattern.route))
        self.statuses[response.status_code] += 1
        if response.status_code == 200:
            self.opened[pattern.name].append(url)
        elif response.status_code >= 500:
            self.errors[pattern.name] = url
        # What the asker has said herself tells her nothing.
        for word in seen_in_answer(response) - seen_in(url):
            self.seen[pattern.name].setdefault(word, url)

    def leaks(self) -> str:
        """For the message of a failed test: which screen showed what, and where."""
        return "\n".join(
            f"{self.role}: {name} shows {word} at {url}"
            for name, found in sorted(self.seen.items())
            for word, url in sorted(found.items())
        )

    def report(self) -> str:
        statuses = ", ".join(f"{code}: {n}" for code, n in sorted(self.statuses.items()))
        return (
            f"{self.role}: {len(self.patterns)} patterns, {self.requests} requests ({statuses}), "
            f"{len(self.canaries)} canaries on {len(self.seen)} screens, {self.seconds:.0f} s"
        )


def say(line: str) -> None:
    """Something for whoever runs the tests with -s."""
    sys.stdout.write(f"{line}\n")


def client_for(user=None, *, script: bool = False, **extra) -> Client:
    """A browser, logged in as somebody or not; an error of a view is an answer of 500.

    A script is told in a line that it is refused, which spares the time of drawing a page.
    """
    if script:
        extra["headers"] = {"Accept": "application/json"}
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
