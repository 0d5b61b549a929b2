"""Résumés made from what somebody tells."""

from __future__ import annotations

from django.db import models

from api.models.work import ProviderWork


class Generation(ProviderWork):
    """Sections (JSON Resume) of which everything was told, and what was refused.

    `refused` are `{pointer, text, claims: [{kind, claim, detail}]}`; `notes` say what a reader of a
    résumé would miss. Runs without a login have an account id that stands for an address and are
    kept for a short time only. `saved_resume_id` names the résumé that was made of it.
    """

    NOUN = "generation"
    NOT_SHOWN = ("user_input",)

    is_anonymous = models.BooleanField(default=False)
    user_input = models.TextField()
    sections = models.JSONField(default=dict)
    notes = models.JSONField(default=list)
    refused = models.JSONField(default=list)
    receipt = models.JSONField(default=dict)
    saved_resume_id = models.UUIDField(null=True)

    class Meta(ProviderWork.Meta):
        indexes = [
            models.Index(fields=["user_id", "-created_at", "-id"], name="generation_newest"),
            models.Index(fields=["is_anonymous", "created_at"], name="generation_anonymous"),
        ]
        constraints = [*ProviderWork.Meta.constraints]
