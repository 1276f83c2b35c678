"""The two kinds of files."""

from enum import Enum
from pathlib import PurePath


class TableFormat(Enum):
    """A kind of file; its value is the ending of a file's name."""

    XLSX = "xlsx"
    CSV = "csv"

    @property
    def content_type(self) -> str:
        """The media type of its files."""
        if self is TableFormat.CSV:
            return "text/csv; charset=utf-8"
        return "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

    @classmethod
    def of_name(cls, name: str) -> "TableFormat":
        """The format that a file's name says. Raises ValueError for any other ending."""
        return cls(PurePath(name).suffix.removeprefix(".").lower())
