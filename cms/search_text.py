"""What a visitor typed, made safe for any database without changing what she meant."""

import unicodedata
from dataclasses import dataclass

MAX_LENGTH = 200


@dataclass(frozen=True)
class SearchText:
    """The words to search for; `was_cut` says that the text was too long to use whole.

    `is_exact` asks for these words only: none is corrected, and there is no loose second try.
    """

    words: str
    was_cut: bool
    is_exact: bool = False

    @classmethod
    def read(cls, typed: str, *, is_exact: bool = False) -> "SearchText":
        """Take a query of any length with any characters.

        Control characters (PostgreSQL refuses NUL) and double quotation marks (SQLite's stock query
        is an error with them) become spaces, letters are composed (a phone may send ä as two
        characters), white space is folded, and the rest after 200 characters is cut.
        """
        composed = unicodedata.normalize("NFC", typed[: MAX_LENGTH * 4])
        printable = "".join(
            " " if c == '"' or unicodedata.category(c)[0] == "C" else c for c in composed
        )
        words = " ".join(printable.split())
        return cls(words[:MAX_LENGTH].rstrip(), len(typed) > MAX_LENGTH, is_exact)
