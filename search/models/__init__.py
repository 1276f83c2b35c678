"""What search keeps besides Wagtail's index."""

from search.models.index_stamp import IndexStamp
from search.models.synonyms import Synonym

__all__ = ["IndexStamp", "Synonym"]
