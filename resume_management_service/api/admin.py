"""Staff pages: metadata only, never a résumé's text."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.db.models import QuerySet
from django.http import HttpRequest

from api import admin_collection  # noqa: F401 - registers its pages
from api.admin_forms import SkillForm
from api.models import BatchUpload, Resume, ResumeVersion, Session, SigningKey, Skill, User
from api.services import reindexing, skills
from servicekit.jobs.models import Job


@admin.register(User)
class AccountAdmin(UserAdmin):  # type: ignore[type-arg]
    """Accounts."""

    list_display = ("email", "name", "is_active", "is_staff", "created_at")
    search_fields = ("email", "name")
    ordering = ("-created_at",)
    readonly_fields = ("created_at", "updated_at", "last_login")
    fieldsets = (
        (None, {"fields": ("email", "password", "name")}),
        ("Rights", {"fields": ("is_active", "is_staff", "is_superuser", "groups")}),
        ("Dates", {"fields": ("last_login", "created_at", "updated_at")}),
    )
    add_fieldsets = ((None, {"fields": ("email", "name", "password1", "password2")}),)


@admin.register(Resume)
class ResumeAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """Résumés."""

    list_display = ("id", "user_id", "last_number", "created_at", "deleted_at")
    search_fields = ("id", "user_id")
    readonly_fields = ("id", "user_id", "name", "labels", "latest_version", "last_number")


@admin.register(ResumeVersion)
class ResumeVersionAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """Files."""

    list_display = ("id", "user_id", "number", "file_type", "file_size", "parse_status")
    list_filter = ("parse_status", "file_type", "source")
    search_fields = ("id", "user_id", "sha256")
    readonly_fields = [field.name for field in ResumeVersion._meta.fields]


@admin.register(Session)
class SessionAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """Logins."""

    list_display = ("id", "user_id", "created_at", "last_used_at", "expires_at", "revoked_at")
    readonly_fields = [field.name for field in Session._meta.fields if field.name != "revoked_at"]


@admin.register(SigningKey)
class SigningKeyAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """Public halves of token keys."""

    list_display = ("kid", "signs_from", "retires_at")
    exclude = ("encrypted_private_key",)
    readonly_fields = ("kid", "public_jwk", "created_at", "signs_from")


@admin.register(Job)
class JobAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """Jobs and how they ended."""

    list_display = ("id", "kind", "status", "attempt", "created_at", "finished_at")
    list_filter = ("status", "kind")
    search_fields = ("id", "subject_id", "user_id")
    readonly_fields = [field.name for field in Job._meta.fields]


@admin.register(BatchUpload)
class BatchUploadAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """Requests with many files."""

    list_display = ("id", "user_id", "created_at")
    search_fields = ("id", "user_id")
    readonly_fields = ("id", "user_id", "created_at")


@admin.register(Skill)
class SkillAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """What the staff added to the vocabulary; words of somebody's own résumés are not shown."""

    form = SkillForm
    list_display = ("name", "group", "aliases", "updated_at")
    search_fields = ("name", "group")
    actions = ("index_resumes",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Skill]:
        """Return the staff's own skills."""
        return super().get_queryset(request).filter(is_curated=True)

    def save_model(self, request: HttpRequest, obj: Skill, form: Any, change: bool) -> None:
        """Write the skill so that searches know it."""
        skills.curate(obj)

    def delete_model(self, request: HttpRequest, obj: Skill) -> None:
        """Take the skill out of the vocabulary."""
        skills.drop([obj])

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Skill]) -> None:
        """Take the skills out of the vocabulary."""
        skills.drop(queryset)

    @admin.action(description="Index all résumés with the vocabulary as it is now")
    def index_resumes(self, request: HttpRequest, queryset: QuerySet[Skill]) -> None:
        """Ask the workers to look for the skills in résumés that are here already."""
        job = reindexing.request()
        self.message_user(request, f"Job {job.pk} will index all résumés.")
