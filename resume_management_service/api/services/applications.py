"""The job tracker: applications, their history and reminders."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Count
from django.utils import timezone

from api.models import (
    ApplicationStatus,
    JobApplication,
    Reminder,
    Resume,
    ResumeVersion,
    StatusChange,
)
from api.services import versions

ANSWERED = frozenset({"screening", "interview", "offer", "accepted", "rejected"})
EXAMPLES = (
    {
        "job_title": "Example: Customer Support Specialist",
        "company_name": "Sample Company",
        "status": ApplicationStatus.INTERVIEW,
        "notes": "An example. It disappears once you add your first application.",
    },
    {
        "job_title": "Example: Project Assistant",
        "company_name": "Another Sample Company",
        "status": ApplicationStatus.SAVED,
        "notes": "An example of a job that was saved for later.",
    },
)


def create(
    *, user_id: str, fields: dict[str, Any], resume: Resume | None, number: int | None
) -> JobApplication:
    """Note an application with the exact file that was sent, the latest by default.

    Raises:
        VersionNotFound
    """
    version = versions.version_numbered(resume=resume, number=number) if resume else None
    with transaction.atomic():
        application = JobApplication.objects.create(
            user_id=user_id, **fields, **_sent(resume, version)
        )
        _note_change(application, "", application.status, "")
    return application


def update(
    *,
    application: JobApplication,
    changes: dict[str, Any],
    note: str,
    resume: Resume | None,
    number: int | None,
) -> JobApplication:
    """Change an application; a new status goes into its history.

    Raises:
        VersionNotFound
    """
    if resume is not None:
        version = versions.version_numbered(resume=resume, number=number)
        changes = {**changes, **_sent(resume, version)}
    with transaction.atomic():
        before = JobApplication.objects.select_for_update().get(pk=application.pk).status
        for name, value in changes.items():
            setattr(application, name, value)
        application.save(update_fields=[*changes, "updated_at"])
        if application.status != before:
            _note_change(application, before, application.status, note)
    return application


def delete(*, application: JobApplication) -> None:
    """Hide the application."""
    application.deleted_at = timezone.now()
    application.save(update_fields=["deleted_at", "updated_at"])


def add_examples(*, user_id: str) -> None:
    """Give a new account something to look at."""
    for example in EXAMPLES:
        application = JobApplication.objects.create(user_id=user_id, is_example=True, **example)
        _note_change(application, "", application.status, "")


def shown(*, user_id: str) -> Any:
    """Return the user's applications; the examples only while there is nothing else."""
    mine = JobApplication.objects.for_user(user_id)
    return mine.own() if mine.own().exists() else mine


def statistics(*, user_id: str) -> dict[str, Any]:
    """Count the user's applications by status, with the share that was answered."""
    mine = JobApplication.objects.for_user(user_id).own()
    by_status = dict.fromkeys(ApplicationStatus.values, 0)
    by_status |= dict(mine.values_list("status").annotate(Count("pk")))
    sent = StatusChange.objects.filter(application__in=mine, to_status="applied")
    applied = sent.values("application").distinct().count()
    answered = mine.filter(pk__in=sent.values("application"), history__to_status__in=ANSWERED)
    replies = answered.distinct().count()
    month = timezone.now() - timedelta(days=30)
    return {
        "total": mine.count(),
        "by_status": by_status,
        "applied": applied,
        "answered": replies,
        "response_rate": round(replies / applied, 3) if applied else None,
        "created_last_30_days": mine.filter(created_at__gte=month).count(),
    }


def remind(*, application: JobApplication, text: str, due_at: datetime) -> Reminder:
    """Add a reminder."""
    return Reminder.objects.create(
        application=application, user_id=application.user_id, text=text, due_at=due_at
    )


def change_reminder(*, reminder: Reminder, changes: dict[str, Any]) -> Reminder:
    """Move, reword or finish a reminder."""
    done = changes.pop("done", None)
    if done is not None:
        changes["done_at"] = timezone.now() if done else None
    for name, value in changes.items():
        setattr(reminder, name, value)
    reminder.save(update_fields=list(changes) or None)
    return reminder


def purge_deleted() -> int:
    """Remove applications whose retention time is over; return how many."""
    limit = timezone.now() - timedelta(days=settings.RETENTION_DAYS)
    old = JobApplication.objects.filter(deleted_at__lt=limit)
    count = old.count()
    old.delete()
    return count


def _sent(resume: Resume | None, version: ResumeVersion | None) -> dict[str, Any]:
    if version is None:
        return {}
    return {
        "resume": resume,
        "resume_version": version,
        "sent_sha256": version.sha256,
        "sent_file_name": version.file_name,
    }


def _note_change(application: JobApplication, before: str, after: str, note: str) -> None:
    StatusChange.objects.create(
        application=application, from_status=before, to_status=after, note=note
    )
