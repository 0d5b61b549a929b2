"""Batches: many files, or one ZIP of them, each a résumé and a job of its own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import BinaryIO
from uuid import UUID

from django.conf import settings
from django.utils import timezone

from api.models import BatchEntry, BatchUpload, ParseStatus, Resume, VersionSource
from api.services import incoming, packed_files, parses, resumes
from servicekit.errors import DomainError, Invalid, Unavailable

MOST_FILES = 100
STATUS_OF_PARSE = {
    ParseStatus.PENDING: "queued",
    ParseStatus.PARSING: "running",
    ParseStatus.COMPLETED: "succeeded",
    ParseStatus.FAILED: "failed",
}


class NoFiles(Invalid):
    """There is nothing to read."""

    code = "no_files"
    detail = "Send files in the field `files`, or one ZIP that holds files."


class TooManyFiles(Invalid):
    """There are more files than one batch may have."""

    code = "too_many_files"


@dataclass(frozen=True, slots=True)
class GivenFile:
    """A file as it was sent; `open` may raise what makes it fail alone."""

    name: str
    size: int
    open: Callable[[], BinaryIO]


@dataclass(frozen=True, slots=True)
class EntryState:
    """How far one file is."""

    entry: BatchEntry
    status: str
    error: dict[str, str] | None


def accept(*, user_id: str, files: list[GivenFile]) -> BatchUpload:
    """Store every file as a résumé of its own; a bad one becomes an entry that says why.

    A single ZIP stands for the files in it.

    Raises:
        NoFiles, TooManyFiles, UnsafeArchive: nothing was stored.
        StorageUnavailable: no file at all could be stored.
    """
    given = _expanded(files)
    if len(given) > MOST_FILES:
        raise TooManyFiles(f"A batch may have {MOST_FILES} files; these are {len(given)}.")
    if not given:
        raise NoFiles
    batch = BatchUpload.objects.create(user_id=user_id)
    _take_all(batch, given)
    return batch


def purge_old() -> int:
    """Forget batches after the retention time; their résumés stay. Return how many."""
    limit = timezone.now() - timedelta(days=settings.RETENTION_DAYS)
    old = BatchUpload.objects.filter(created_at__lt=limit)
    count = old.count()
    old.delete()
    return count


def states_of(batch: BatchUpload) -> list[EntryState]:
    """Return how far each file is, in the order in which they were sent."""
    entries = batch.entries.select_related("version").order_by("position")
    return [_state(entry) for entry in entries]


def progress_of(states: Iterable[EntryState]) -> dict[str, int]:
    """Count the files by status."""
    counted = Counter(state.status for state in states)
    return {status: counted[status] for status in (*STATUS_OF_PARSE.values(), "deleted")}


def _expanded(files: list[GivenFile]) -> list[GivenFile]:
    """Return the files, or those in the only one when that is a ZIP and no document."""
    if len(files) != 1 or not packed_files.is_archive(files[0].open()):
        return files
    packed = packed_files.PackedFiles(files[0].open())
    if packed.is_document:
        return files
    return [
        GivenFile(member.name, member.size, partial(packed.open, member))
        for member in packed.members
    ]


def _take_all(batch: BatchUpload, files: list[GivenFile]) -> None:
    outage: Unavailable | None = None
    accepted = 0
    for position, file in enumerate(files):
        entry = BatchEntry(batch=batch, position=position)
        entry.file_name = incoming.displayed_name(file.name)
        try:
            _store(entry, file, batch.user_id)
            accepted += 1
        except DomainError as error:
            outage = error if isinstance(error, Unavailable) else outage
            entry.error_code, entry.error_detail = error.code, error.detail[:500]
        entry.save()
    if outage is not None and not accepted:
        batch.delete()
        raise outage


def _store(entry: BatchEntry, file: GivenFile, user_id: str) -> None:
    stream = file.open()
    upload = incoming.inspect(stream=stream, size=file.size, file_name=file.name)
    resume = resumes.create(user_id=user_id, upload=upload, source=VersionSource.BATCH)
    entry.resume, entry.version = resume, resume.latest_version
    entry.job_id = _job_of(resume)


def _job_of(resume: Resume) -> UUID:
    assert resume.latest_version is not None
    return parses.latest_job(version=resume.latest_version).pk


def _state(entry: BatchEntry) -> EntryState:
    if entry.error_code:
        error = {"code": entry.error_code, "detail": entry.error_detail}
        return EntryState(entry, "failed", error)
    if entry.version is None:
        return EntryState(entry, "deleted", None)
    status = STATUS_OF_PARSE[ParseStatus(entry.version.parse_status)]
    failed = entry.version.parse_error if status == "failed" else None
    return EntryState(entry, status, _unreadable(failed) if failed else None)


def _unreadable(detail: str) -> dict[str, str]:
    return {"code": "unreadable_file", "detail": detail}
