"""Search on SQLite (FTS5): words with their base forms, and titles that count for more."""

from django.utils import translation
from modelsearch.backends.database.sqlite.query import (
    BM25,
    Lexeme,
    MatchExpression,
    SearchQueryExpression,
    SQLiteFTSIndexEntry,
    normalize,
)
from modelsearch.backends.database.sqlite.sqlite import (
    IndexEntry,
    ObjectIndexer,
    SQLiteAutocompleteQueryCompiler,
    SQLiteIndex,
    SQLiteSearchAtomicRebuilder,
    SQLiteSearchBackend,
    SQLiteSearchQueryCompiler,
    SQLiteSearchRebuilder,
    SQLiteSearchResults,
)
from modelsearch.query import MatchAll, Not, Phrase, PlainText
from modelsearch.utils import get_content_type_pk, get_descendants_content_types_pks

from search.analysis.tokens import WORD, marked
from search.analysis.words import beginning, pieces_of, words_of
from search.backends.fields import FormsIndexerMixin, analyser_of, texts
from search.backends.rebuilding import StampingMixin
from search.terms import MAX_TERMS, NOTHING, Term, TermsQuery, needed, terms_of

TITLE_WEIGHT = 4.0
# SQLite takes no more values in one statement.
CHUNK = 20_000


class Indexer(FormsIndexerMixin, ObjectIndexer):
    """Writes the forms of words as a text."""

    def written(self, pairs) -> str:
        # Fields of their own, so that no phrase runs over from one into the next.
        return analyser_of(self.obj).index_forms(" . ".join(texts(pairs)))


class Index(SQLiteIndex):
    def add_items(self, model, objs) -> None:
        """As the stock index, with this module's Indexer."""
        if not model.get_search_fields():
            return
        indexers = {indexer.id: indexer for indexer in (Indexer(o, self.backend) for o in objs)}
        if not indexers:
            return
        content_type = get_content_type_pk(model)
        entries = self.entries.filter(content_type_id=content_type)
        known = set(
            entries.filter(object_id__in=indexers.keys()).values_list("object_id", flat=True)
        )
        new = []
        for object_id, indexer in indexers.items():
            values = {
                "title": indexer.title,
                "autocomplete": indexer.autocomplete,
                "body": indexer.body,
            }
            if object_id in known:
                entries.filter(object_id=object_id).update(**values)
            else:
                new.append(IndexEntry(content_type_id=content_type, object_id=object_id, **values))
        self.entries.bulk_create(new)
        self._refresh_title_norms()


class RawQuery(Lexeme):
    """A whole FTS5 expression, made of the index's tokens alone, so that nothing needs escaping."""

    def as_sql(self, compiler, connection):
        return "%s", [self.value]


class WeightedBM25(BM25):
    """BM25 by column; the table's are autocomplete, body and title."""

    def as_sql(self, compiler, connection, **context):
        table = SQLiteFTSIndexEntry._meta.db_table
        return f"bm25({table}, 0.0, 1.0, {TITLE_WEIGHT})", []


def expression_of(terms: tuple[Term, ...], operator: str) -> str:
    """The terms in FTS5's language."""
    ways = [
        " OR ".join(
            "(" + " AND ".join(f"({' OR '.join(atom.tokens)})" for atom in way) + ")"
            for way in term.ways
        )
        for term in terms
    ]
    return f" {operator} ".join(f"({way})" for way in ways if way) or NOTHING


class QueryCompiler(SQLiteSearchQueryCompiler):
    def build_search_query_content(self, query, config=None):
        if isinstance(query, TermsQuery):
            return _expression(expression_of(query.terms, query.operator.upper()))
        if isinstance(query, PlainText):
            terms = needed(terms_of(query.query_string, translation.get_language() or ""))
            return _expression(expression_of(terms, query.operator.upper()))
        if isinstance(query, Phrase):
            words = [piece for w in words_of(query.query_string) for piece in pieces_of(w.text)]
            return _expression(f'"{" ".join(marked(WORD, words)) or NOTHING}"')
        return super().build_search_query_content(query, config=config)

    def _build_rank_expression(self, vectors, config):
        return WeightedBM25()

    def scores(self, config) -> dict[str, float] | None:
        """Each found object's id and score, the lower the better; None if the query has none."""
        query = normalize(self.query)
        if isinstance(query, MatchAll | Not):
            return None
        match = MatchExpression(
            self.fields or self.FTS_TABLE_FIELDS, self.build_search_query(query, config=config)
        )
        entries = (
            SQLiteFTSIndexEntry.objects.using(self.queryset.db)
            .filter(match)
            .filter(
                index_entry__content_type__in=get_descendants_content_types_pks(self.queryset.model)
            )
            .annotate(score=WeightedBM25())
        )
        return dict(entries.values_list("index_entry__object_id", "score"))


class AutocompleteQueryCompiler(SQLiteAutocompleteQueryCompiler):
    """The stock one, which takes any text."""

    def build_search_query_content(self, query, config=None):
        if isinstance(query, PlainText):
            words = [
                piece for word in words_of(query.query_string) for piece in pieces_of(word.text)
            ]
            text = " ".join(words[:MAX_TERMS]) or NOTHING
            query = PlainText(text, operator=query.operator)
        elif isinstance(query, Phrase):
            query = Phrase(beginning(query.query_string.replace('"', " "), MAX_TERMS))
        return super().build_search_query_content(query, config=config)


class Results(SQLiteSearchResults):
    """Ranks by one look into the index; the stock way looks once for each result."""

    def _do_search(self):
        compiler = self.query_compiler
        if not compiler.order_by_relevance or self._score_field or self.stop is None:
            return super()._do_search()
        if not isinstance(compiler, QueryCompiler):
            return super()._do_search()
        scores = compiler.scores(compiler.get_config(self.backend))
        if scores is None:
            return super()._do_search()
        pks = self._ranked(scores)[self.start : self.stop]
        found = {obj.pk: obj for obj in compiler.queryset.filter(pk__in=pks)}
        return [found[pk] for pk in pks if pk in found]

    def _ranked(self, scores: dict[str, float]) -> list:
        """The primary keys of what the queryset holds, the best first."""
        queryset = self.query_compiler.queryset
        ids = list(scores)
        pks = []
        for start in range(0, len(ids), CHUNK):
            chunk = queryset.filter(pk__in=ids[start : start + CHUNK]).order_by()
            pks += chunk.values_list("pk", flat=True)
        return sorted(pks, key=lambda pk: (scores[str(pk)], _reverse(pk)))


class Rebuilder(StampingMixin, SQLiteSearchRebuilder):
    pass


class AtomicRebuilder(StampingMixin, SQLiteSearchAtomicRebuilder):
    pass


class SQLiteBackend(SQLiteSearchBackend):
    rebuilder_class = Rebuilder
    atomic_rebuilder_class = AtomicRebuilder
    index_class = Index
    query_compiler_class = QueryCompiler
    autocomplete_query_compiler_class = AutocompleteQueryCompiler
    results_class = Results


def _expression(text: str) -> SearchQueryExpression:
    return SearchQueryExpression(RawQuery(text))


def _reverse(pk):
    return -pk if isinstance(pk, int) else pk
