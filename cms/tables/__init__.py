"""Tables in and out: a list of rows as XLSX or CSV for a spreadsheet program, and back.

What is written is read back exactly, and no text of ours ever becomes a formula. What is read may
come from anywhere: it is bounded in size, rows and time, and what does not fit is refused in
sentences that name line, column and reason (docs/tables.md).
"""

from cms.tables.formats import TableFormat
from cms.tables.limits import LIMITS, Limits
from cms.tables.problems import Problem, TableError
from cms.tables.reading import Row, read
from cms.tables.writing import Column, write

__all__ = [
    "LIMITS",
    "Column",
    "Limits",
    "Problem",
    "Row",
    "TableError",
    "TableFormat",
    "read",
    "write",
]
