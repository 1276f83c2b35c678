"""What search keeps besides Wagtail's index."""

from search.models.best_bets import BestBet
from search.models.document_readings import DocumentReading
from search.models.index_stamp import IndexStamp
from search.models.search_log import SearchAsker, SearchCount, SearchDay, SearchedWords, SearchSalt
from search.models.synonyms import Synonym

__all__ = [
    "BestBet",
    "DocumentReading",
    "IndexStamp",
    "SearchAsker",
    "SearchCount",
    "SearchDay",
    "SearchSalt",
    "SearchedWords",
    "Synonym",
]
