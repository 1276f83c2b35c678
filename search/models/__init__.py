from search.models.best_bets import BestBet
from search.models.document_readings import DocumentReading
from search.models.search_log import SearchAsker, SearchCount, SearchDay, SearchedWords, SearchSalt

__all__ = [
    "BestBet",
    "DocumentReading",
    "SearchAsker",
    "SearchCount",
    "SearchDay",
    "SearchSalt",
    "SearchedWords",
]
