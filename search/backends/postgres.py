"""Search on PostgreSQL: word vectors made here, base forms in them, and a ranking by how exact."""

from collections.abc import Iterable, Iterator

from django.contrib.postgres.search import SearchQuery, SearchRank
from django.db.models import Value
from django.db.models.functions import Least
from django.utils import translation
from django.utils.functional import cached_property
from modelsearch.backends.database.postgres.postgres import (
    IndexEntry,
    ObjectIndexer,
    PostgresAutocompleteQueryCompiler,
    PostgresIndex,
    PostgresSearchAtomicRebuilder,
    PostgresSearchBackend,
    PostgresSearchQueryCompiler,
    PostgresSearchRebuilder,
)
from modelsearch.backends.database.postgres.query import Lexeme
from modelsearch.query import And, Boost, Or, Phrase, PlainText
from modelsearch.utils import get_content_type_pk

from search.analysis import Analyser
from search.analysis.tokens import LEMMA, PART, WORD, encoded, marked
from search.analysis.words import beginning, joined, pieces_of, words_of
from search.backends.fields import FormsIndexerMixin, analyser_of, texts
from search.backends.rebuilding import StampingMixin
from search.terms import MAX_TERMS, NOTHING, Term, TermsQuery, needed, terms_of

# How much a position of each label counts, D first as PostgreSQL takes them.
WEIGHTS = "{0.1,0.25,0.5,1.0}"
EXACT, INFLECTED, PART_OF = "A", "B", "C"
TITLE_WEIGHT = 4.0
# A short title counts for more, but not for so much that the rest is forgotten.
MAX_TITLE_NORM = 2.0
# Of the text: divided by one and the logarithm of its length (ts_rank's own number for that).
BY_LENGTH = 1
# PostgreSQL keeps at most 16 383 positions and 256 a word; a word's weight needs but a few.
LAST_POSITION = 16_383
MAX_POSITIONS = 32
# A vector may have a megabyte, title and body together; a longer document ends here.
MAX_BYTES = 700_000


class Vector:
    """A word vector being gathered: tokens with positions and labels, as PostgreSQL writes them."""

    def __init__(self, language: Analyser) -> None:
        self._analyser = language
        self._position = 0
        self._size = 0
        self._tokens: dict[str, list[str]] = {}

    def add(self, text: str, *, important: bool) -> None:
        """Put a field's words in; an important field's base forms count as exact words do."""
        inflected = EXACT if important else INFLECTED
        part_of = INFLECTED if important else PART_OF
        for word in words_of(text):
            if self._size > MAX_BYTES:
                return
            pieces = pieces_of(word.text)
            for piece in pieces:
                self._position = min(self._position + 1, LAST_POSITION)
                self._put(WORD, piece, EXACT)
            analysis = self._analyser.analyse(word.text)
            for lemma in analysis.lemmas:
                self._put(PART, lemma, inflected)
            for part in analysis.parts:
                self._put(PART, part, part_of)
            if len(pieces) > 1:
                self._put(PART, joined(word.text), inflected)
                for piece in pieces:
                    self._put(PART, piece, part_of)
        # So that no phrase runs over from one field into the next.
        self._position = min(self._position + 2, LAST_POSITION)

    def _put(self, mark: str, word: str, label: str) -> None:
        token = mark + encoded(word)
        positions = self._tokens.get(token)
        if positions is None:
            positions = self._tokens[token] = []
            self._size += len(token) + 8
        if len(positions) < MAX_POSITIONS:
            positions.append(f"{self._position}{label}")
            self._size += 2

    def __str__(self) -> str:
        return " ".join(f"{token}:{','.join(places)}" for token, places in self._tokens.items())


class Indexer(FormsIndexerMixin, ObjectIndexer):
    """Makes the vectors of words here instead of in the database."""

    @cached_property
    def title_text(self) -> str:
        return " ".join(texts(self._fields.title))

    @cached_property
    def body_text(self) -> str:
        return " ".join(texts(self._fields.body))

    def written(self, pairs: Iterable[tuple[str, bool]]) -> str:
        vector = Vector(analyser_of(self.obj))
        for text, important in pairs:
            vector.add(text, important=important)
        return str(vector)


class Index(PostgresIndex):
    def add_items(self, model, objs) -> None:
        """As the stock index, with this module's Indexer."""
        if not model.get_search_fields():
            return
        indexers = {indexer.id: indexer for indexer in (Indexer(o, self.backend) for o in objs)}
        if not indexers:
            return
        content_type = get_content_type_pk(model)
        rows = [
            (
                content_type,
                object_id,
                indexer.title,
                self.backend.autocomplete_config,
                indexer.autocomplete,
                indexer.body,
                indexer.title_text,
                indexer.body_text,
            )
            for object_id, indexer in indexers.items()
        ]
        row = "(%s, %s, %s::tsvector, to_tsvector(%s::regconfig, %s), %s::tsvector, 1.0, %s, %s)"
        columns = "title, autocomplete, body, title_norm, title_text, body_text"
        update = ", ".join(f"{name} = EXCLUDED.{name}" for name in columns.split(", "))
        # Names of tables and columns of our own, and placeholders.
        sql = (
            f"INSERT INTO {IndexEntry._meta.db_table} (content_type_id, object_id, {columns}) "  # noqa: S608
            f"VALUES {', '.join([row] * len(rows))} "
            f"ON CONFLICT (content_type_id, object_id) DO UPDATE SET {update}"
        )
        with self.write_connection.cursor() as cursor:
            cursor.execute(sql, [value for values in rows for value in values])
        self._refresh_title_norms()


class RawQuery(Lexeme):
    """A whole tsquery, made of the index's tokens alone, so that nothing needs escaping."""

    def as_sql(self, compiler, connection):
        return "%s", [f"!({self.value})" if self.invert else self.value]


def expression_of(terms: Iterable[Term], operator: str) -> str:
    """The terms in the language of tsquery."""
    ways = [
        " | ".join(f"({' & '.join(_any_of(atom.tokens) for atom in way)})" for way in term.ways)
        for term in terms
    ]
    return f" {operator} ".join(f"({way})" for way in ways if way) or NOTHING


class QueryCompiler(PostgresSearchQueryCompiler):
    def build_tsquery_content(self, query, config=None, invert=False):
        # A search by fields reads the model's own columns, which hold no tokens.
        if self.fields is not None:
            return _stock_content(super().build_tsquery_content, query, config, invert)
        if isinstance(query, PlainText):
            operator = "&" if query.operator == "and" else "|"
            return _raw(expression_of(_terms(query), operator), config, invert)
        if isinstance(query, Phrase):
            words = [piece for w in words_of(query.query_string) for piece in pieces_of(w.text)]
            return _raw(" <-> ".join(marked(WORD, words)) or NOTHING, config, invert)
        return super().build_tsquery_content(query, config=config, invert=invert)

    def _build_rank_expression(self, vectors, config):
        tokens = sorted(set(_tokens(self.query)))
        if self.fields is not None or not tokens:
            return super()._build_rank_expression(vectors, config)
        query = _raw(_any_of(tokens), config, invert=False)
        (title, norm), (body, _boost) = vectors
        return SearchRank(title, query, weights=WEIGHTS) * TITLE_WEIGHT * Least(
            norm, Value(MAX_TITLE_NORM)
        ) + SearchRank(body, query, weights=WEIGHTS, normalization=BY_LENGTH)


class AutocompleteQueryCompiler(PostgresAutocompleteQueryCompiler):
    """The stock one, which takes any text."""

    def build_tsquery_content(self, query, config=None, invert=False):
        return _stock_content(super().build_tsquery_content, query, config, invert)


class Rebuilder(StampingMixin, PostgresSearchRebuilder):
    pass


class AtomicRebuilder(StampingMixin, PostgresSearchAtomicRebuilder):
    pass


class PostgresBackend(PostgresSearchBackend):
    rebuilder_class = Rebuilder
    atomic_rebuilder_class = AtomicRebuilder
    index_class = Index
    query_compiler_class = QueryCompiler
    autocomplete_query_compiler_class = AutocompleteQueryCompiler

    def __init__(self, params: dict) -> None:
        super().__init__(params)
        # Tokens are words already: any other configuration would cut at them.
        self.config = "simple"


def _stock_content(build, query, config, invert):
    """The stock expression of a text without what PostgreSQL refuses."""
    if isinstance(query, PlainText):
        text = beginning(query.query_string, MAX_TERMS)
        query = PlainText(text, operator=query.operator)
    elif isinstance(query, Phrase):
        query = Phrase(beginning(query.query_string, MAX_TERMS))
    return build(query, config=config, invert=invert) or _raw(NOTHING, config, invert)


def _terms(query: PlainText) -> tuple[Term, ...]:
    if isinstance(query, TermsQuery):
        return query.terms
    return needed(terms_of(query.query_string, translation.get_language() or ""))


def _tokens(query) -> Iterator[str]:
    """All tokens of a query, by which what it found is ranked."""
    if isinstance(query, PlainText):
        for term in _terms(query):
            yield from term.tokens
    elif isinstance(query, Phrase):
        for word in words_of(query.query_string):
            yield from marked(WORD, pieces_of(word.text))
    elif isinstance(query, And | Or):
        for each in query.subqueries:
            yield from _tokens(each)
    elif isinstance(query, Boost):
        yield from _tokens(query.subquery)


def _any_of(tokens: Iterable[str]) -> str:
    tokens = list(tokens)
    kept = []
    for token in tokens:
        if token.startswith(LEMMA):
            # A base form is told from a part by its label here, and not by a token of its own.
            as_part = PART + token.removeprefix(LEMMA)
            if as_part not in tokens:
                kept.append(f"{as_part}:{EXACT}{INFLECTED}")
        else:
            kept.append(token)
    return f"({' | '.join(kept)})"


def _raw(text: str, config, invert: bool) -> SearchQuery:
    return SearchQuery(RawQuery(text, invert=invert), search_type="raw", config=config)
