"""Made-up words that stand in everything of JANE B that is not public, and nowhere else.

A word says what it stood in ("kanariaprivatefile"), so that a leak names its source.
"""

import re

PREFIX = "kanaria"
# What an answer that only repeats a search for the prefix does not hold.
WORD = re.compile(rf"{PREFIX}([a-z]{{3,}})", re.IGNORECASE)


def canary(kind: str) -> str:
    """The word for a kind of thing; letters only, so that a slug or an address keeps it whole."""
    letters = re.sub("[^a-z]", "", kind.lower())
    return PREFIX + letters


def seen_in(text: str) -> set[str]:
    """The canaries in a text, each without the prefix."""
    if PREFIX not in text.lower():
        return set()
    return {found.lower() for found in WORD.findall(text)}


def seen_in_answer(response) -> set[str]:
    """The canaries in a response: its body, its headers and where it redirects to."""
    headers = "\n".join(f"{name}: {value}" for name, value in response.headers.items())
    cookies = response.cookies.output() if response.cookies else ""
    body = b"".join(response.streaming_content) if response.streaming else response.content
    return seen_in(headers + cookies + body.decode("utf-8", "replace"))
