from cms.models.background import ClockJob, TaskLease
from cms.models.files import Document, Image, Rendition
from cms.models.generations import Generation
from cms.models.pages import BasePage, DocumentsPage, PageDocument, StandardPage

__all__ = [
    "BasePage",
    "ClockJob",
    "Document",
    "DocumentsPage",
    "Generation",
    "Image",
    "PageDocument",
    "Rendition",
    "StandardPage",
    "TaskLease",
]
