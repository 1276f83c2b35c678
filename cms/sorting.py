"""Finnish alphabetical order, kept in a column.

SQLite folds only ASCII and PostgreSQL has no Finnish collation everywhere, so a database cannot be
trusted to put Äänekoski after Zürich. Models keep a key that sorts right byte by byte instead.
"""

import unicodedata

from django.db import models

# å, ä and ö are letters of their own after z (SFS-EN 13710); a tilde and what follows it sort last.
LAST_LETTERS = {"å": "~a", "ä": "~b", "ö": "~c", "æ": "~b", "ø": "~c"}


def sort_key(text: str) -> str:
    """Turn a name into a string whose plain order is the Finnish order, cut to 200 characters."""
    key = []
    for letter in text.casefold().strip():
        if letter in LAST_LETTERS:
            key.append(LAST_LETTERS[letter])
        else:
            plain = unicodedata.normalize("NFD", letter)
            key.append("".join(c for c in plain if not unicodedata.combining(c)))
    return "".join(key)[:200]


class SortedByName(models.Model):
    """A model that lists in Finnish order. Say in `name_to_sort` what it is sorted by."""

    sort_key = models.CharField(max_length=200, editable=False, db_index=True)

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
