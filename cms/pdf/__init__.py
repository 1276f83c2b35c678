"""PDF files for everybody: PDF/UA-1, drawn by Typst from plain data (docs/pdf.md).

    made = pdf.make(TEMPLATE, {"title": "…", "text": pdf.nodes(html)}, moment=edition.made_at)
    made.content, made.pages

Nothing in a text is ever read as markup: words go to the template as JSON, rich text as a list of
nodes that `cms/pdf/drawing.typ` draws. Characters that the fonts lack are drawn as a box.
"""

from cms.pdf.keeping import keep
from cms.pdf.making import Made, NotDrawnError, make
from cms.pdf.rich_text import nodes, paragraphs

__all__ = ["Made", "NotDrawnError", "keep", "make", "nodes", "paragraphs"]
