"""Cover letters."""

from __future__ import annotations

from django.db import models

from api.models.job_descriptions import JOB_NOT_SHOWN, JobDescription
from api.models.work import ProviderWork


class CoverLetter(ProviderWork):
    """A letter of which every sentence is supported by the résumé, and those that were refused.

    `sender` is the person's contact details as the résumé has them (JSON Resume `basics`),
    `subject` the job's title, `company` the job's. `refused` are
    `{pointer, text, claims: [{kind, claim, detail}]}`, also of a letter that failed for them.
    `input` is `resume_text`, `sections`, `job_text`, `job_title`, `company` and `tone`.
    """

    NOUN = "cover_letter"
    SHOWN_WITH = ("job_description",)
    NOT_SHOWN = JOB_NOT_SHOWN

    resume_id = models.UUIDField()
    resume_version_id = models.UUIDField()
    resume_number = models.PositiveIntegerField()
    job_description = models.ForeignKey(
        JobDescription, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    tone = models.CharField(max_length=16)
    sender = models.JSONField(default=dict)
    subject = models.CharField(max_length=255, blank=True)
    company = models.CharField(max_length=255, blank=True)
    greeting = models.TextField(blank=True)
    paragraphs = models.JSONField(default=list)
    closing = models.TextField(blank=True)
    signature = models.CharField(max_length=255, blank=True)
    refused = models.JSONField(default=list)
    receipt = models.JSONField(default=dict)

    class Meta(ProviderWork.Meta):
        indexes = [
            models.Index(fields=["user_id", "-created_at", "-id"], name="cover_letter_newest"),
            models.Index(fields=["user_id", "resume_id"], name="cover_letter_resume"),
        ]
        constraints = [*ProviderWork.Meta.constraints]

    @property
    def end(self) -> str:
        """Return the closing line over the name."""
        return "\n".join(line for line in (self.closing, self.signature) if line)

    @property
    def text(self) -> str:
        """Return the whole letter without its head; "" until it is written."""
        parts = [self.greeting, *self.paragraphs, self.end] if self.paragraphs else []
        return "\n\n".join(part for part in parts if part)
