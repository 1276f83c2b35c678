"""Editions for the tests of what is made of them."""

from django.utils import timezone

from programme import snapshot
from programme.models import Edition, EditionKind


def edition_of(programme, *, content=None, published=True, **values) -> Edition:
    """The next edition of a programme's page, published unless said otherwise."""
    content = content or snapshot.take(programme).content
    last = Edition.objects.of(programme).first()
    return Edition.objects.create(
        programme_key=programme.translation_key,
        number=last.number + 1 if last else 1,
        kind=EditionKind.ADOPTED,
        schema_version=content["schema"],
        content=content,
        digest=snapshot.digest_of(content),
        made_at=timezone.now(),
        published_at=timezone.now() if published else None,
        **values,
    )
