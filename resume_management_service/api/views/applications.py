"""The job tracker."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework import status
from rest_framework.generics import get_object_or_404
from rest_framework.request import Request
from rest_framework.response import Response

from api.models import JobApplication, Reminder, Resume
from api.serializers.applications import (
    ApplicationChanges,
    ApplicationIn,
    ApplicationOut,
    ApplicationQuery,
    ApplicationSummaryOut,
    ReminderChanges,
    ReminderIn,
    ReminderOut,
    ReminderQuery,
    StatisticsOut,
)
from api.services import applications
from api.views.resumes import own_resume
from servicekit.conditional import etag_of, not_modified, require_match
from servicekit.pagination import CursorPages
from servicekit.views import ListView, ServiceView

EXAMPLE = OpenApiExample(
    "An application",
    value={
        "job_title": "Data Analyst",
        "company_name": "Example Works",
        "status": "applied",
        "date_applied": "2026-11-02",
    },
    request_only=True,
)


def own_application(user_id: str, application_id: UUID) -> JobApplication:
    """Return the caller's application, or answer 404."""
    mine = JobApplication.objects.for_user(user_id).prefetch_related("history", "reminders")
    application: JobApplication = get_object_or_404(mine, pk=application_id)
    return application


def _etag(application: JobApplication) -> str:
    reminders = [(r.pk, r.text, r.due_at, r.done_at) for r in application.reminders.all()]
    return etag_of(application.pk, application.updated_at.isoformat(), reminders)


def _shown(user_id: str, application_id: UUID, code: int = status.HTTP_200_OK) -> Response:
    application = own_application(user_id, application_id)
    return Response(
        ApplicationOut(application).data, status=code, headers={"ETag": _etag(application)}
    )


def _sent(user_id: str, fields: dict[str, Any]) -> tuple[Resume | None, int | None]:
    """Take the résumé that was sent, and its version's number, out of the input."""
    resume_id, number = fields.pop("resume_id", None), fields.pop("version", None)
    return (own_resume(user_id, resume_id) if resume_id else None), number


class ApplicationList(ListView):
    """The caller's applications."""

    audit_object = "application"
    problem_codes = {"POST": (404,)}

    @extend_schema(
        operation_id="applications_list",
        parameters=[ApplicationQuery],
        responses=ApplicationSummaryOut(many=True),
        tags=["applications"],
    )
    def get(self, request: Request) -> Response:
        """List applications, newest first; examples only while there is nothing else."""
        query = ApplicationQuery(data=request.query_params)
        query.is_valid(raise_exception=True)
        given = query.validated_data
        found = applications.shown(user_id=self.user_id)
        if "company" in given:
            found = found.filter(company_name__icontains=given["company"])
        exact = {name: given[name] for name in ("status", "resume_id") if name in given}
        return self.page_of(
            found.filter(**exact), lambda page: ApplicationSummaryOut(page, many=True).data
        )

    @extend_schema(
        operation_id="applications_create",
        request=ApplicationIn,
        responses={201: ApplicationOut},
        tags=["applications"],
        examples=[EXAMPLE],
    )
    def post(self, request: Request) -> Response:
        """Note an application, with the exact file that was sent."""
        given = ApplicationIn(data=request.data)
        given.is_valid(raise_exception=True)
        fields = dict(given.validated_data)
        resume, number = _sent(self.user_id, fields)
        application = applications.create(
            user_id=self.user_id, fields=fields, resume=resume, number=number
        )
        return _shown(self.user_id, application.pk, status.HTTP_201_CREATED)


class ApplicationDetail(ServiceView):
    """One application."""

    audit_object = "application"
    problem_codes = {"PATCH": (412,), "DELETE": (412,)}

    @extend_schema(
        operation_id="applications_retrieve", responses=ApplicationOut, tags=["applications"]
    )
    def get(self, request: Request, application_id: UUID) -> Any:
        """Show the application with its history, contacts and reminders."""
        application = own_application(self.user_id, application_id)
        etag = _etag(application)
        return not_modified(request, etag) or Response(
            ApplicationOut(application).data, headers={"ETag": etag}
        )

    @extend_schema(
        operation_id="applications_update",
        request=ApplicationChanges,
        responses=ApplicationOut,
        tags=["applications"],
    )
    def patch(self, request: Request, application_id: UUID) -> Response:
        """Change the application; a new status goes into its history."""
        application = own_application(self.user_id, application_id)
        require_match(request, _etag(application))
        given = ApplicationChanges(data=request.data, partial=True)
        given.is_valid(raise_exception=True)
        changes = dict(given.validated_data)
        resume, number = _sent(self.user_id, changes)
        note = changes.pop("status_note", "")
        applications.update(
            application=application, changes=changes, note=note, resume=resume, number=number
        )
        return _shown(self.user_id, application_id)

    @extend_schema(operation_id="applications_delete", responses={204: None}, tags=["applications"])
    def delete(self, request: Request, application_id: UUID) -> Response:
        """Delete the application; what it was about stays out of the statistics."""
        application = own_application(self.user_id, application_id)
        require_match(request, _etag(application))
        applications.delete(application=application)
        return Response(status=status.HTTP_204_NO_CONTENT)


class ApplicationStatistics(ServiceView):
    """Numbers over all applications."""

    @extend_schema(
        operation_id="applications_stats", responses=StatisticsOut, tags=["applications"]
    )
    def get(self, request: Request) -> Response:
        """Count applications by status, and how many were answered."""
        return Response(applications.statistics(user_id=self.user_id))


class ApplicationReminders(ServiceView):
    """Reminders of one application."""

    audit_object = "reminder"

    @extend_schema(
        operation_id="reminders_create",
        request=ReminderIn,
        responses={201: ReminderOut},
        tags=["applications"],
    )
    def post(self, request: Request, application_id: UUID) -> Response:
        """Add a reminder."""
        application = own_application(self.user_id, application_id)
        given = ReminderIn(data=request.data)
        given.is_valid(raise_exception=True)
        reminder = applications.remind(application=application, **given.validated_data)
        return Response(ReminderOut(reminder).data, status=status.HTTP_201_CREATED)


class ReminderPages(CursorPages):
    """Pages of reminders, the most urgent first."""

    ordering = ("due_at", "id")


class ReminderList(ListView):
    """The caller's reminders."""

    pagination_class = ReminderPages

    @extend_schema(
        operation_id="reminders_list",
        parameters=[ReminderQuery],
        responses=ReminderOut(many=True),
        tags=["applications"],
    )
    def get(self, request: Request) -> Response:
        """List open (or finished) reminders, the most urgent first."""
        query = ReminderQuery(data=request.query_params)
        query.is_valid(raise_exception=True)
        given = query.validated_data
        mine = Reminder.objects.filter(
            user_id=self.user_id,
            application__deleted_at=None,
            done_at__isnull=not given["done"],
        )
        if "due_before" in given:
            mine = mine.filter(due_at__lte=given["due_before"])
        return self.page_of(mine, lambda page: ReminderOut(page, many=True).data)


class ReminderDetail(ServiceView):
    """One reminder."""

    audit_object = "reminder"

    @extend_schema(
        operation_id="reminders_update",
        request=ReminderChanges,
        responses=ReminderOut,
        tags=["applications"],
    )
    def patch(self, request: Request, reminder_id: UUID) -> Response:
        """Move, reword or finish a reminder."""
        given = ReminderChanges(data=request.data, partial=True)
        given.is_valid(raise_exception=True)
        reminder = applications.change_reminder(
            reminder=self._own(reminder_id), changes=dict(given.validated_data)
        )
        return Response(ReminderOut(reminder).data)

    @extend_schema(operation_id="reminders_delete", responses={204: None}, tags=["applications"])
    def delete(self, request: Request, reminder_id: UUID) -> Response:
        """Remove a reminder."""
        self._own(reminder_id).delete()
        return Response(status=status.HTTP_204_NO_CONTENT)

    def _own(self, reminder_id: UUID) -> Reminder:
        mine = Reminder.objects.filter(user_id=self.user_id, application__deleted_at=None)
        reminder: Reminder = get_object_or_404(mine, pk=reminder_id)
        return reminder
