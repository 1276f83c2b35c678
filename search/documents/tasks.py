"""The background task that gives a document its text, and what queues it."""

from django.db.models import F, OuterRef, Q, Subquery
from django.db.models.signals import post_save
from django.dispatch import receiver
from django_tasks import task

from cms import generations
from cms.models import Document
from search.documents.reading import read
from search.models import DocumentReading

# How many are queued in a night, so that a first run over thousands does not fill the queue.
MOST_A_NIGHT = 500


@task(backend="work")
def read_document(pk: int) -> str:
    """Read a document's file and keep its text for the search, unless that file has been read.

    Safe to run twice. Gives what came of it, for the log; a file that cannot be read is no failure
    of the task, and is not tried again until it is replaced.
    """
    document = Document.objects.filter(pk=pk).first()
    if document is None:
        return "gone"
    file_hash = document.file_hash or _hash_of(document)
    if DocumentReading.objects.filter(document=document, file_hash=file_hash).exists():
        return "read already"
    reading = read(document)
    with generations.writing():
        document = Document.objects.select_for_update().filter(pk=pk).first()
        # Its file may have been replaced meanwhile; then that one's own task follows.
        if document is None or document.file_hash not in ("", file_hash):
            return "replaced"
        document.file_hash, document.extracted_text = file_hash, reading.text
        document.save(update_fields=["file_hash", "extracted_text"])
        DocumentReading.objects.update_or_create(
            document=document, defaults={"file_hash": file_hash, "state": reading.state}
        )
    return str(reading.state)


@receiver(post_save, sender=Document, dispatch_uid="search: document saved")
def queue_reading(sender, instance: Document, update_fields=None, raw=False, **kwargs) -> None:
    """Queue a document whose file has not been read."""
    if raw or (update_fields is not None and "file" not in update_fields):
        return
    known = DocumentReading.objects.filter(document=instance, file_hash=instance.file_hash)
    if not instance.file_hash or not known.exists():
        read_document.enqueue(instance.pk)


def queue_unread() -> int:
    """Queue documents whose present file has never been read; gives how many."""
    read_hash = DocumentReading.objects.filter(document=OuterRef("pk")).values("file_hash")
    unread = Document.objects.annotate(read_hash=Subquery(read_hash)).filter(
        Q(read_hash=None) | ~Q(read_hash=F("file_hash"))
    )
    numbers = list(unread.order_by("pk").values_list("pk", flat=True)[:MOST_A_NIGHT])
    for pk in numbers:
        read_document.enqueue(pk)
    return len(numbers)


def _hash_of(document: Document) -> str:
    document._set_file_hash()
    return document.file_hash
