"""Job applications: what was sent where, and how it went."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils import timezone

from api.models.resumes import Resume
from api.models.versions import ResumeVersion


class ApplicationStatus(models.TextChoices):
    """Where an application stands."""

    SAVED = "saved"
    APPLIED = "applied"
    SCREENING = "screening"
    INTERVIEW = "interview"
    OFFER = "offer"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"


class ApplicationQuerySet(models.QuerySet["JobApplication"]):
    """The sets of applications that are asked for."""

    def for_user(self, user_id: str) -> ApplicationQuerySet:
        """Keep the user's applications that are not deleted."""
        return self.filter(user_id=user_id, deleted_at=None)

    def own(self) -> ApplicationQuerySet:
        """Leave the examples out."""
        return self.filter(is_example=False)


class JobApplication(models.Model):
    """One application; it outlives the résumé that was sent, and keeps that file's hash."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user_id = models.CharField(max_length=36)
    resume = models.ForeignKey(Resume, null=True, on_delete=models.SET_NULL, related_name="+")
    resume_version = models.ForeignKey(
        ResumeVersion, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    sent_sha256 = models.CharField(max_length=64, blank=True)
    sent_file_name = models.CharField(max_length=255, blank=True)
    job_title = models.CharField(max_length=255)
    company_name = models.CharField(max_length=255)
    location = models.CharField(max_length=255, blank=True)
    job_url = models.URLField(max_length=1000, blank=True)
    original_job_description = models.TextField(blank=True)
    date_applied = models.DateField(null=True)
    status = models.CharField(
        max_length=10, choices=ApplicationStatus.choices, default=ApplicationStatus.SAVED
    )
    notes = models.TextField(blank=True)
    contacts = models.JSONField(default=list)
    is_example = models.BooleanField(default=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    updated_at = models.DateTimeField(auto_now=True)
    deleted_at = models.DateTimeField(null=True)

    objects = ApplicationQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["user_id", "deleted_at", "-created_at", "-id"], name="application_newest"
            ),
            models.Index(fields=["user_id", "status"], name="application_status"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(job_title="") & ~models.Q(company_name=""),
                name="application_names_the_job",
            )
        ]

    def __str__(self) -> str:
        return str(self.id)


class StatusChange(models.Model):
    """One step in an application's history."""

    application = models.ForeignKey(
        JobApplication, on_delete=models.CASCADE, related_name="history"
    )
    from_status = models.CharField(max_length=10, blank=True)
    to_status = models.CharField(max_length=10, choices=ApplicationStatus.choices)
    note = models.CharField(max_length=500, blank=True)
    changed_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["changed_at", "id"]

    def __str__(self) -> str:
        return f"{self.from_status} → {self.to_status}"


class Reminder(models.Model):
    """Something to do about an application at a time."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    application = models.ForeignKey(
        JobApplication, on_delete=models.CASCADE, related_name="reminders"
    )
    user_id = models.CharField(max_length=36)
    text = models.CharField(max_length=500)
    due_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["user_id", "done_at", "due_at"], name="reminder_due")]
        ordering = ["due_at", "id"]

    def __str__(self) -> str:
        return str(self.id)
