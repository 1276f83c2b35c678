"""Search entries and references of rows that were changed past their `save()`."""

from collections.abc import Iterable

from django.db import models
from modelsearch import index
from modelsearch.tasks import insert_or_update_object_task
from wagtail.models import ReferenceIndex
from wagtail.tasks import update_reference_index_task


def index_again(model: type[models.Model], keys: Iterable[int]) -> None:
    """Have the background make the entries of some rows anew."""
    label, name = model._meta.app_label, model._meta.model_name
    for key in keys:
        if index.class_is_indexed(model):
            insert_or_update_object_task.enqueue(label, name, str(key))
        if ReferenceIndex.model_is_indexable(model):
            update_reference_index_task.enqueue(label, name, str(key))
