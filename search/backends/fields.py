"""What an object gives to the index, read once: its title, its other text, and its beginnings."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.conf import settings
from django.utils.functional import cached_property
from modelsearch.index import AutocompleteField, SearchField

from cms.languages import language_of
from search.analysis import Analyser, analyser

# Above this a field of the body counts as a title does elsewhere (the names of a contact's kinds).
IMPORTANT_BOOST = 2


@dataclass
class Fields:
    """The texts of one object: (text, whether it is important)."""

    title: list[tuple[str, bool]] = field(default_factory=list)
    body: list[tuple[str, bool]] = field(default_factory=list)
    autocomplete: list[str] = field(default_factory=list)


def fields_of(indexer) -> Fields:
    """The fields of one object.

    :param indexer: either database's stock ObjectIndexer, which knows how to read them.
    """
    fields = Fields()
    for search_field in indexer.search_fields:
        # A tuple of the field, on PostgreSQL its weight, and its text.
        for found in indexer.prepare_field(indexer.obj, search_field):
            current, text = found[0], found[-1].replace("\0", " ").strip()
            if not text:
                continue
            if isinstance(current, AutocompleteField):
                fields.autocomplete.append(text)
            elif isinstance(current, SearchField):
                important = (current.boost or 1) >= IMPORTANT_BOOST
                is_title = current.field_name == "title"
                (fields.title if is_title else fields.body).append((text, important))
    return fields


class FormsIndexerMixin:
    """For either database's ObjectIndexer: reads an object once, and writes words with their forms.

    A subclass says in `written` how that database's index holds the texts of a column.
    """

    @cached_property
    def _fields(self) -> Fields:
        return fields_of(self)

    @cached_property
    def title(self) -> str:
        return self.written(self._fields.title)

    @cached_property
    def body(self) -> str:
        return self.written(self._fields.body)

    @cached_property
    def autocomplete(self) -> str:
        return "\n".join(self._fields.autocomplete)

    def written(self, pairs: list[tuple[str, bool]]) -> str:
        raise NotImplementedError


def analyser_of(obj) -> Analyser:
    """The analyser of an object's language: a page's own, otherwise Finnish."""
    if getattr(obj, "locale_id", None):
        return analyser(language_of(obj))
    return analyser(settings.LANGUAGE_CODE)


def texts(pairs: list[tuple[str, bool]]) -> Iterator[str]:
    return (text for text, _important in pairs)
