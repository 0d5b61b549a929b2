"""Everything of one account as a ZIP, streamed: files, what was read from them, and the records."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from contextlib import closing
from typing import Any

import orjson
from zipstream import ZIP_DEFLATED, ZIP_STORED, ZipStream

from api.clients import ai_service
from api.models import Consent, JobApplication, Reminder, Resume, ResumeVersion, Session
from api.services import outside_accounts, recruiting_records, storage_keys, texts
from servicekit import personal_data
from servicekit.audit.models import AuditEvent
from servicekit.jobs.models import Job
from servicekit.storage import file_store

CHUNK = 256 * 1024


def stream(*, user_id: str, access_token: str) -> Iterator[bytes]:
    """Return the ZIP of everything both services have of the user, chunk by chunk.

    The last entry, `manifest.json`, lists size and SHA-256 of every other one.

    Raises:
        AiServiceUnavailable: before the first byte.
    """
    elsewhere = ai_service.export(access_token=access_token)
    manifest = _Manifest()
    archive = ZipStream(compress_type=ZIP_DEFLATED)
    for name, value in _records(user_id).items():
        archive.add(manifest.noting(name, [_json(value)]), name)
    for version in ResumeVersion.objects.filter(user_id=user_id).iterator():
        folder = f"resumes/{version.resume_id}/{version.number}"
        name = f"{folder}/{storage_keys.safe_name(version.file_name)}"
        file = manifest.noting(name, _object(version.storage_key))
        archive.add(file, name, compress_type=ZIP_STORED)
        parsed = f"{folder}/parsed.json"
        archive.add(manifest.noting(parsed, _parsed(version)), parsed)
    for kind, rows in elsewhere.items():
        name = f"ai/{kind}.json"
        archive.add(manifest.noting(name, [_json(rows)]), name)
    archive.add(manifest.written(), "manifest.json")
    return iter(archive)


class _Manifest:
    """Notes size and hash of each entry while it streams by."""

    def __init__(self) -> None:
        self._entries: dict[str, dict[str, Any]] = {}

    def noting(self, name: str, chunks: Iterable[bytes]) -> Iterator[bytes]:
        digest, size = hashlib.sha256(), 0
        for chunk in chunks:
            digest.update(chunk)
            size += len(chunk)
            yield chunk
        self._entries[name] = {"size": size, "sha256": digest.hexdigest()}

    def written(self) -> Iterator[bytes]:
        yield _json(self._entries)


def _records(user_id: str) -> dict[str, Any]:
    account = outside_accounts.account_rows(user_id)
    return {
        "account.json": next(iter(_rows(account, _ACCOUNT)), {"id": user_id}),
        "sessions.json": _rows(Session.objects.filter(user__in=account), _SESSION),
        "consents.json": _rows(Consent.objects.filter(user__in=account), _CONSENT),
        "resumes.json": _rows(Resume.objects.filter(user_id=user_id), _RESUME),
        "versions.json": _rows(ResumeVersion.objects.filter(user_id=user_id), _VERSION),
        "applications.json": _rows(JobApplication.objects.filter(user_id=user_id), _APPLICATION),
        "reminders.json": _rows(Reminder.objects.filter(user_id=user_id), _REMINDER),
        "jobs.json": _rows(Job.objects.for_user(user_id), _JOB),
        "audit.json": _rows(AuditEvent.objects.for_user(user_id), _AUDIT),
        **recruiting_records.records(user_id=user_id),
        **_further(user_id),
    }


def _further(user_id: str) -> dict[str, Any]:
    """Return every other table of the user's as it is, so that a new one is never left out."""
    rows = personal_data.rows_of(user_id, kept=(*_SHAPED, *_DERIVED))
    return {
        f"records/{model._meta.model_name}.json": list(found.values())
        for model, found in rows.items()
    }


_ACCOUNT = ("id", "email", "name", "preferences", "email_verified_at", "created_at", "last_login")
_SESSION = ("id", "user_agent", "address", "created_at", "last_used_at", "revoked_at")
_CONSENT = ("document", "version", "accepted_at")
_RESUME = ("id", "name", "labels", "created_at", "updated_at", "deleted_at")
_VERSION = (
    *("id", "resume_id", "number", "file_name", "file_size", "file_type", "sha256"),
    *("comment", "source", "parse_status", "parse_error", "created_at"),
)
_APPLICATION = (
    *("id", "job_title", "company_name", "location", "job_url", "original_job_description"),
    *("date_applied", "status", "notes", "contacts", "resume_id", "resume_version_id"),
    *("sent_sha256", "sent_file_name", "is_example", "created_at", "updated_at", "deleted_at"),
)
_REMINDER = ("id", "application_id", "text", "due_at", "done_at")
_JOB = ("id", "kind", "status", "created_at", "finished_at")
# Tables with a file of their own above, and in the folders of `resumes`.
_SHAPED = (
    *("Resume", "ResumeVersion", "ParsedResume", "Job", "AuditEvent", "Candidate"),
    *("WorkExperience", "Education", "CandidateLanguage", "BatchEntry", "BatchUpload", "Skill"),
    *("JobApplication", "Reminder"),
)
# Copies for searching, for repetitions and for uploads under way.
_DERIVED = (
    *("ResumeLabel", "ResumeSkill", "ResumeWord", "CandidateSkill", "IdempotencyRecord"),
    *("PendingUpload", "Erasure"),
)
_AUDIT = ("action", "actor", "object_id", "request_id", "created_at")


def _rows(rows: Any, columns: tuple[str, ...]) -> list[dict[str, Any]]:
    return list(rows.values(*columns))


def _parsed(version: ResumeVersion) -> Iterator[bytes]:
    yield _json(texts.text_of(version))


def _object(key: str) -> Iterator[bytes]:
    with closing(file_store().open_at(key)) as source:
        while chunk := source.read(CHUNK):
            yield chunk


def _json(value: Any) -> bytes:
    return orjson.dumps(value, default=str, option=orjson.OPT_INDENT_2 | orjson.OPT_UTC_Z)
