"""Candidates: the people whose résumés somebody keeps."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from api.models.resumes import Resume
from api.models.skills import Skill


class CandidateQuerySet(models.QuerySet["Candidate"]):
    """The sets of candidates that are asked for."""

    def of_user(self, user_id: str) -> CandidateQuerySet:
        """Keep the user's candidates, also those that were merged into others."""
        return self.filter(user_id=user_id)

    def for_user(self, user_id: str) -> CandidateQuerySet:
        """Keep the user's candidates who have a résumé."""
        return self.filter(user_id=user_id, merged_into=None, resume_count__gt=0)


class DegreeLevel(models.IntegerChoices):
    """The ladder of degrees."""

    NONE = 0
    SECONDARY = 1
    VOCATIONAL = 2
    ASSOCIATE = 3
    BACHELOR = 4
    MASTER = 5
    DOCTORATE = 6


class Candidate(models.Model):
    """A person as the user's résumés describe them.

    The columns that end in `_key` are digests for look-ups, empty where nothing is known.
    `working_since` is the month (counted from year 0) since which work goes on without an end,
    `months_before` what was worked before it. A candidate that was merged into another stays as a
    row, so that its addresses still lead to the right person.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user_id = models.CharField(max_length=36)
    full_name = models.CharField(max_length=150, blank=True)
    name_key = models.CharField(max_length=32, blank=True)
    email = models.CharField(max_length=254, blank=True)
    email_key = models.CharField(max_length=32, null=True)
    phone_number = models.CharField(max_length=40, blank=True)
    phone_key = models.CharField(max_length=32, blank=True)
    headline = models.CharField(max_length=255, blank=True)
    linkedin_url = models.CharField(max_length=255, blank=True)
    linkedin_key = models.CharField(max_length=32, blank=True)
    website_url = models.CharField(max_length=255, blank=True)
    city = models.CharField(max_length=100, blank=True)
    region = models.CharField(max_length=100, blank=True)
    country_code = models.CharField(max_length=2, blank=True)
    location_words = models.CharField(max_length=500, blank=True)
    degree_level = models.PositiveSmallIntegerField(
        choices=DegreeLevel.choices, default=DegreeLevel.NONE
    )
    months_before = models.PositiveIntegerField(default=0)
    working_since = models.IntegerField(null=True)
    resume_count = models.PositiveIntegerField(default=0)
    merged_into = models.ForeignKey(
        "self", null=True, on_delete=models.CASCADE, related_name="merged"
    )
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    updated_at = models.DateTimeField(auto_now=True)

    objects = CandidateQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user_id", "email_key"], name="candidate_unique_per_user_and_email"
            ),
            models.CheckConstraint(
                condition=Q(merged_into=None) | ~Q(merged_into=F("id")),
                name="candidate_not_merged_into_itself",
            ),
            models.CheckConstraint(
                condition=Q(merged_into=None) | Q(resume_count=0),
                name="candidate_merged_has_no_resume",
            ),
        ]
        indexes = [
            models.Index(fields=["user_id", "created_at", "id"], name="candidate_user_newest"),
            models.Index(fields=["user_id", "full_name", "id"], name="candidate_user_name"),
            models.Index(fields=["user_id", "name_key"], name="candidate_name_key"),
            models.Index(fields=["user_id", "phone_key"], name="candidate_phone_key"),
            models.Index(fields=["user_id", "linkedin_key"], name="candidate_linkedin_key"),
        ]

    def __str__(self) -> str:
        return str(self.id)


class FromResume(models.Model):
    """Something one résumé says about its candidate, in the résumé's order."""

    candidate = models.ForeignKey(Candidate, on_delete=models.CASCADE)
    resume = models.ForeignKey(Resume, on_delete=models.CASCADE)
    position = models.PositiveSmallIntegerField()

    class Meta:
        abstract = True


class Period(models.Model):
    """A span of time to the year or the month.

    `start` and `end` are `2019` or `2019-05`, which sort by time; `start_written` and `end_written`
    what the résumé has.
    """

    start = models.CharField(max_length=7, blank=True)
    end = models.CharField(max_length=7, blank=True)
    start_written = models.CharField(max_length=40, blank=True)
    end_written = models.CharField(max_length=40, blank=True)
    is_current = models.BooleanField(default=False)

    class Meta:
        abstract = True


class WorkExperience(FromResume, Period):
    """One job."""

    company = models.CharField(max_length=255, blank=True)
    company_key = models.CharField(max_length=32, blank=True)
    title = models.CharField(max_length=255, blank=True)
    location = models.CharField(max_length=255, blank=True)
    summary = models.TextField(blank=True)

    class Meta:
        default_related_name = "work_experience"
        constraints = [
            models.UniqueConstraint(fields=["resume", "position"], name="work_position_unique")
        ]
        indexes = [models.Index(fields=["company_key"], name="work_company_key")]

    def __str__(self) -> str:
        return str(self.pk)


class Education(FromResume, Period):
    """One course of study or training."""

    institution = models.CharField(max_length=255, blank=True)
    degree = models.CharField(max_length=255, blank=True)
    area = models.CharField(max_length=255, blank=True)
    level = models.PositiveSmallIntegerField(choices=DegreeLevel.choices, default=DegreeLevel.NONE)

    class Meta:
        default_related_name = "education"
        constraints = [
            models.UniqueConstraint(fields=["resume", "position"], name="education_position_unique")
        ]

    def __str__(self) -> str:
        return str(self.pk)


class CandidateLanguage(FromResume):
    """One language and how well it is spoken, as CEFR level or word."""

    language = models.CharField(max_length=60)
    language_key = models.CharField(max_length=32)
    level = models.CharField(max_length=30, blank=True)

    class Meta:
        default_related_name = "languages"
        constraints = [
            models.UniqueConstraint(
                fields=["resume", "language_key"], name="language_once_per_resume"
            )
        ]
        indexes = [models.Index(fields=["candidate", "language_key"], name="language_of_candidate")]

    def __str__(self) -> str:
        return self.language


class CandidateSkill(models.Model):
    """A skill that any of the candidate's résumés names."""

    pk = models.CompositePrimaryKey("skill_id", "candidate_id")
    skill = models.ForeignKey(
        Skill, on_delete=models.CASCADE, related_name="candidate_rows", db_index=False
    )
    candidate = models.ForeignKey(Candidate, on_delete=models.CASCADE, related_name="skill_rows")
    resume_count = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return f"{self.candidate_id} {self.skill_id}"
