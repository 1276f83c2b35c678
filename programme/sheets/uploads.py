"""Keeping an uploaded spreadsheet until it is imported or has been forgotten."""

import datetime as dt

from cms.tables import Row
from programme.models import ProgrammePage, SheetUpload

KEPT = dt.timedelta(days=1)


def keep(programme: ProgrammePage, file_name: str, rows: list[Row], user) -> SheetUpload:
    """Keep a file's rows for its sender; those that she has sent before for this programme go."""
    mine = SheetUpload.objects.filter(programme_key=programme.translation_key, uploaded_by=user)
    mine.delete()
    return SheetUpload.objects.create(
        programme_key=programme.translation_key,
        uploaded_by=user,
        file_name=file_name[:200],
        rows=[[row.line, row.cells] for row in rows],
    )


def open_of(programme: ProgrammePage, user, now: dt.datetime):
    """What a user has sent for a programme and can still import, as a queryset."""
    return SheetUpload.objects.filter(
        programme_key=programme.translation_key, uploaded_by=user, uploaded_at__gt=now - KEPT
    )


def rows_of_upload(upload: SheetUpload) -> list[Row]:
    """The rows of a kept file."""
    return [Row(line, cells) for line, cells in upload.rows]


def forget_old(now: dt.datetime) -> None:
    """Delete what has been kept for too long."""
    SheetUpload.objects.filter(uploaded_at__lte=now - KEPT).delete()
