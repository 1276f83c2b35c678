from cms.models.background import ClockJob, FailedTask, TaskLease
from cms.models.demo import DemoState
from cms.models.files import Document, Image, Rendition
from cms.models.generations import Generation
from cms.models.links import UsedLink
from cms.models.listings import Listing
from cms.models.outbox import OutgoingMail
from cms.models.pages import BasePage, DocumentsPage, ListPage, PageDocument, StandardPage

__all__ = [
    "BasePage",
    "ClockJob",
    "DemoState",
    "Document",
    "DocumentsPage",
    "FailedTask",
    "Generation",
    "Image",
    "ListPage",
    "Listing",
    "OutgoingMail",
    "PageDocument",
    "Rendition",
    "StandardPage",
    "TaskLease",
    "UsedLink",
]
