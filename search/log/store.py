"""Writes counted searches; shows words in clear once enough have asked (docs/search-page.md)."""

import datetime as dt
import hashlib
import hmac
import secrets

from django.conf import settings
from django.db.models import F

from cms import generations
from search.log.collector import Gathered
from search.models import SearchAsker, SearchCount, SearchDay, SearchedWords, SearchSalt

# So many must have asked, within one week, before words are written in clear.
ENOUGH = 5
KEPT_DAYS = 365


def write(gathered: Gathered) -> None:
    """Add what has been gathered to the counts, in one transaction."""
    if not gathered.times:
        return
    with generations.writing():
        for day, times in gathered.times.items():
            _add(SearchDay.objects.get_or_create(day=day)[0], times, gathered.without_result[day])
        for (day, words), times in sorted(gathered.word_times.items()):
            searched = _row_of(day, words, gathered.networks[day, words])
            count = SearchCount.objects.get_or_create(searched=searched, day=day)[0]
            _add(count, times, gathered.word_without_result[day, words])


def forget_old(today: dt.date) -> int:
    """End past weeks, and delete counts of more than a year ago; gives how many words went.

    What a past week hid can never be shown any more: its salt, its askers' marks and its digests
    go. Its searches stay in the days' sums.
    """
    oldest = today - dt.timedelta(days=KEPT_DAYS)
    with generations.writing():
        SearchSalt.objects.filter(monday__lt=monday_of(today)).delete()
        hidden = SearchedWords.objects.filter(words="")
        current = hidden.filter(counts__day__gte=monday_of(today))
        gone = hidden.exclude(pk__in=current.values("pk")).delete()[0]
        SearchCount.objects.filter(day__lt=oldest).delete()
        SearchDay.objects.filter(day__lt=oldest).delete()
        gone += SearchedWords.objects.exclude(words="").filter(counts=None).delete()[0]
    return gone


def monday_of(day: dt.date) -> dt.date:
    """The first day of a day's week."""
    return day - dt.timedelta(days=day.weekday())


def _add(row, times: int, without_result: int) -> None:
    """Count up in the database, where another process may be counting, too."""
    type(row).objects.filter(pk=row.pk).update(
        times=F("times") + times, without_result=F("without_result") + without_result
    )


def _row_of(day: dt.date, words: str, networks: set[str]) -> SearchedWords:
    """The row of some words: in clear if they are, or become, known; else by their digest."""
    known = SearchedWords.objects.filter(words=words).first()
    if known is not None:
        return known
    salt = _salt_of(monday_of(day))
    row, _is_new = SearchedWords.objects.get_or_create(digest=_keyed(salt, "words", words))
    for network in networks:
        # The words are in it: from the marks nobody can tell that one asked for two things.
        SearchAsker.objects.get_or_create(searched=row, mark=_keyed(salt, words, network))
    if SearchAsker.objects.filter(searched=row).count() >= ENOUGH:
        row.words, row.digest = words, ""
        row.save()
        SearchAsker.objects.filter(searched=row).delete()
    return row


def _salt_of(monday: dt.date) -> bytes:
    row, _is_new = SearchSalt.objects.get_or_create(
        monday=monday, defaults={"salt": secrets.token_bytes(32)}
    )
    # Whoever reads the database alone cannot try words on it, not even within the week.
    return hmac.new(settings.SECRET_KEY.encode(), bytes(row.salt), hashlib.sha256).digest()


def _keyed(salt: bytes, *parts: str) -> str:
    return hmac.new(salt, "\x00".join(parts).encode(), hashlib.sha256).hexdigest()
