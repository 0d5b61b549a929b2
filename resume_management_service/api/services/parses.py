"""Reading files: asking for it, doing it in the sandbox, keeping what was found."""

from __future__ import annotations

from contextlib import closing
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.utils import timezone

from api.extraction.detect import FileKind
from api.extraction.errors import Unreadable, UnreadableFile
from api.extraction.sandbox import ParserSandbox
from api.models import ParsedResume, ParseStatus, ResumeVersion
from api.parsing.json_resume import InvalidJsonResume, read_json_resume
from api.services import indexing, texts
from servicekit.jobs import queue
from servicekit.jobs.kinds import JobError, JobFailed
from servicekit.jobs.models import Job
from servicekit.jobs.runner import Attempt
from servicekit.storage import file_store
from servicekit.storage.store import ObjectMissing, StorageUnavailable

KIND = "parse_resume"
KIND_OF_MEDIA_TYPE = {kind.mime_type: kind for kind in FileKind}
JSON_RESUME = "application/json"
LONGEST_ERROR = 500
READ_COLUMNS = (
    *("raw_text", "sections", "evidence", "warnings", "page_count", "language"),
    *("parser_version", "parsed_at"),
)


def request(*, version: ResumeVersion) -> Job:
    """Ask for the version to be read, in the caller's transaction."""
    return queue.enqueue(KIND, subject_id=version.pk, user_id=version.user_id)


def request_again(*, version: ResumeVersion) -> Job:
    """Read a version once more, keeping the last result until the new one is there."""
    ResumeVersion.objects.filter(pk=version.pk).update(
        parse_status=ParseStatus.PENDING, parse_error=None
    )
    return request(version=version)


def latest_job(*, version: ResumeVersion) -> Job:
    """Return the newest job that reads the version."""
    return Job.objects.filter(kind=KIND, subject_id=str(version.pk)).latest("created_at")


def run(*, version: ResumeVersion, attempt: Attempt) -> None:
    """Read the version's file and keep the result, all of it or nothing.

    Raises:
        JobFailed: the file cannot be read (final), or storage is down (tried again).
        LeaseLost: another worker does it.
    """
    ResumeVersion.objects.filter(pk=version.pk).update(parse_status=ParseStatus.PARSING)
    parsed = _as_parsed(version, _read(version, attempt))
    facts = indexing.facts_of(parsed, user_id=version.user_id)
    with attempt.completing({"version_id": str(version.pk), "warnings": len(parsed.warnings)}):
        _keep(version, parsed)
        indexing.write_parse(parsed=parsed, facts=facts)


def record_failure(*, version_id: str, error: JobError) -> None:
    """Show on the version why it could not be read."""
    ResumeVersion.objects.filter(pk=version_id).update(
        parse_status=ParseStatus.FAILED, parse_error=error.detail[:LONGEST_ERROR]
    )


def _read(version: ResumeVersion, attempt: Attempt) -> dict[str, Any]:
    try:
        with closing(file_store().open_at(version.storage_key)) as stream:
            data = stream.read()
        return _outcome(data, version.file_type)
    except UnreadableFile as error:
        raise JobFailed(JobError(str(error.code), error.detail)) from error
    except InvalidJsonResume as error:
        raise JobFailed(JobError(Unreadable.BROKEN, str(error))) from error
    except ObjectMissing as error:
        raise JobFailed(JobError(error.code, error.detail)) from error
    except StorageUnavailable as error:
        failure = JobError(error.code, error.detail, retryable=True)
        raise JobFailed(failure, retry_in=queue.backoff(attempt.job)) from error


def _outcome(data: bytes, media_type: str) -> dict[str, Any]:
    """Read bytes in the sandbox; JSON needs none."""
    if media_type == JSON_RESUME:
        return read_json_resume(data)
    return sandbox().read(data, KIND_OF_MEDIA_TYPE[media_type])


def _as_parsed(version: ResumeVersion, outcome: dict[str, Any]) -> ParsedResume:
    """Return what was read, beside the corrections that there are already."""
    known = texts.parsed_of(version) or _with_corrections_of_twin(version)
    known.raw_text = outcome["text"]
    known.sections = outcome["sections"]
    known.evidence = outcome["evidence"]
    known.warnings = outcome["warnings"]
    known.page_count = outcome["page_count"]
    known.language = outcome["language"] or ""
    known.parser_version = outcome["parser_version"]
    known.parsed_at = timezone.now()
    return known


def _with_corrections_of_twin(version: ResumeVersion) -> ParsedResume:
    """Begin with the corrections of an earlier version with the same bytes, as after a restore."""
    twins = ParsedResume.objects.filter(
        version__resume=version.resume_id,
        version__sha256=version.sha256,
        corrected_at__isnull=False,
    )
    twin = twins.order_by("-corrected_at").first()
    if twin is None:
        return ParsedResume(version=version)
    return ParsedResume(
        version=version, corrections=twin.corrections, corrected_at=twin.corrected_at
    )


def _keep(version: ResumeVersion, parsed: ParsedResume) -> None:
    read = {name: getattr(parsed, name) for name in READ_COLUMNS}
    corrections = {name: getattr(parsed, name) for name in ("corrections", "corrected_at")}
    ParsedResume.objects.update_or_create(
        version=version, defaults=read, create_defaults={**read, **corrections}
    )
    ResumeVersion.objects.filter(pk=version.pk).update(
        parse_status=ParseStatus.COMPLETED, parse_error=None
    )


@lru_cache(maxsize=1)
def sandbox() -> ParserSandbox:
    """Return this process's parser sandbox."""
    return ParserSandbox(settings.PARSER_TARGET, children=settings.WORKER_THREADS)
