"""Shapes of the job tracker."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers
from rest_framework.exceptions import ErrorDetail

from api.models import ApplicationStatus, JobApplication, Reminder, StatusChange

LONGEST_TEXT = 100_000


class ContactField(serializers.Serializer[None]):
    """Somebody to talk to about an application."""

    name = serializers.CharField(max_length=150)
    role = serializers.CharField(max_length=150, required=False, allow_blank=True)
    email = serializers.EmailField(required=False, allow_blank=True)
    phone = serializers.CharField(max_length=50, required=False, allow_blank=True)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Ask for the name also where the application is changed in part: a contact is whole."""
        if "name" not in attrs:
            missing = ErrorDetail("This field is required.", code="required")
            raise serializers.ValidationError({"name": [missing]})
        return attrs


class ApplicationIn(serializers.Serializer[None]):
    """A new application; `resume_id` names what was sent, in its latest version by default."""

    job_title = serializers.CharField(max_length=255)
    company_name = serializers.CharField(max_length=255)
    location = serializers.CharField(max_length=255, required=False, allow_blank=True)
    job_url = serializers.URLField(max_length=1000, required=False, allow_blank=True)
    original_job_description = serializers.CharField(
        max_length=LONGEST_TEXT, required=False, allow_blank=True
    )
    date_applied = serializers.DateField(required=False, allow_null=True)
    status = serializers.ChoiceField(choices=ApplicationStatus.choices, required=False)
    notes = serializers.CharField(max_length=LONGEST_TEXT, required=False, allow_blank=True)
    contacts = ContactField(many=True, required=False, max_length=20)  # type: ignore[call-arg]
    resume_id = serializers.UUIDField(required=False, write_only=True)
    version = serializers.IntegerField(min_value=1, required=False, write_only=True)


class ApplicationChanges(ApplicationIn):
    """Changes; `status_note` goes into the history with a new status."""

    status_note = serializers.CharField(max_length=500, required=False, allow_blank=True)


class ApplicationQuery(serializers.Serializer[None]):
    """Filters of the list."""

    status = serializers.ChoiceField(choices=ApplicationStatus.choices, required=False)
    company = serializers.CharField(required=False, help_text="Part of the company's name.")
    resume_id = serializers.UUIDField(required=False)


class StatusChangeOut(serializers.ModelSerializer[StatusChange]):
    """A step in the history."""

    class Meta:
        model = StatusChange
        fields = ["from_status", "to_status", "note", "changed_at"]
        read_only_fields = fields


class ReminderOut(serializers.ModelSerializer[Reminder]):
    """A reminder."""

    application_id = serializers.UUIDField(read_only=True)

    class Meta:
        model = Reminder
        fields = ["id", "application_id", "text", "due_at", "done_at"]
        read_only_fields = fields


class ReminderIn(serializers.Serializer[None]):
    """A new reminder."""

    text = serializers.CharField(max_length=500)
    due_at = serializers.DateTimeField()


class ReminderChanges(ReminderIn):
    """Changes of a reminder; `done` finishes it."""

    done = serializers.BooleanField(required=False)


class ReminderQuery(serializers.Serializer[None]):
    """Filters of the reminders."""

    due_before = serializers.DateTimeField(required=False)
    done = serializers.BooleanField(required=False, default=False)


class ApplicationSummaryOut(serializers.ModelSerializer[JobApplication]):
    """An application in a list."""

    resume_id = serializers.UUIDField(read_only=True, allow_null=True)
    resume_version_id = serializers.UUIDField(read_only=True, allow_null=True)
    job_url = serializers.CharField(read_only=True)

    class Meta:
        model = JobApplication
        fields = [
            "id",
            "job_title",
            "company_name",
            "location",
            "job_url",
            "status",
            "date_applied",
            "resume_id",
            "resume_version_id",
            "sent_sha256",
            "sent_file_name",
            "is_example",
            "created_at",
            "updated_at",
        ]
        read_only_fields = fields


class ApplicationOut(ApplicationSummaryOut):
    """An application with its history, contacts and reminders."""

    history = StatusChangeOut(many=True, read_only=True)
    reminders = ReminderOut(many=True, read_only=True)
    contacts: serializers.Field[Any, Any, Any, Any] = ContactField(many=True, read_only=True)

    class Meta(ApplicationSummaryOut.Meta):
        fields = [
            *ApplicationSummaryOut.Meta.fields,
            "original_job_description",
            "notes",
            "contacts",
            "history",
            "reminders",
        ]
        read_only_fields = fields


class StatisticsOut(serializers.Serializer[None]):
    """Counts over the caller's applications; `response_rate` is null before the first one."""

    total = serializers.IntegerField()
    by_status = serializers.DictField(child=serializers.IntegerField())
    applied = serializers.IntegerField()
    answered = serializers.IntegerField()
    response_rate = serializers.FloatField(allow_null=True)
    created_last_30_days = serializers.IntegerField()
