"""Finnish alphabetical order, kept in a column.

SQLite folds only ASCII, and PostgreSQL sorts as its cluster was once set up, so a database cannot
be trusted to put Äänekoski after Zürich. Models keep a key of plain letters and digits instead,
which every collation sorts alike.
"""

import re
import unicodedata

from django.db import models

# å, ä and ö are letters of their own after z (SFS-EN 13710, Finnish rules). No name has three z.
LAST_LETTERS = {"å": "zzza", "ä": "zzzb", "æ": "zzzb", "ö": "zzzc", "ø": "zzzc", "ő": "zzzc"}
# Letters that Unicode does not take apart, and ü, which Finnish sorts as y.
PLAIN_LETTERS = {"ü": "y", "ű": "y", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "œ": "zzzc", "ŋ": "n"}
SPECIAL_LETTERS = PLAIN_LETTERS | LAST_LETTERS

DIGITS = re.compile(r"\d+")
KEY_LENGTH = 200


def sort_key(text: str) -> str:
    """Turn a name into a string whose plain order is the Finnish order, cut to 200 characters.

    Case, accents and punctuation do not count; numbers sort by their size.
    """
    key = []
    for letter in unicodedata.normalize("NFC", text).casefold():
        if letter in SPECIAL_LETTERS:
            key.append(SPECIAL_LETTERS[letter])
        elif letter.isalnum():
            parts = unicodedata.normalize("NFKD", letter)
            key.append("".join(c for c in parts if not unicodedata.combining(c)))
        else:
            key.append(" ")
    words = " ".join("".join(key).split())
    return DIGITS.sub(lambda number: number[0].zfill(6), words)[:KEY_LENGTH]


class SortedByName(models.Model):
    """A model that lists in Finnish order. Say in `name_to_sort` what it is sorted by.

    `save()` keeps the key: what goes round it (`update()`, `bulk_create()`) must set it itself.
    """

    sort_key = models.CharField(max_length=KEY_LENGTH, editable=False, db_index=True)

    class Meta:
        abstract = True

    def name_to_sort(self) -> str:
        """The text that this row is sorted by."""
        return str(self)

    def save(self, *args, **kwargs) -> None:
        self.sort_key = sort_key(self.name_to_sort())
        fields = kwargs.get("update_fields")
        if fields is not None:
            kwargs["update_fields"] = {*fields, "sort_key"}
        super().save(*args, **kwargs)
