"""The province's site in the demonstration: front page, pages of text, documents, translations."""

from home.demo import menu, pages, translations  # noqa: F401
