"""Models, job descriptions, suggestions with their feedback, and the egress record."""

import uuid

import django.core.validators
import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Suggestion",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("user_id", models.CharField(max_length=36)),
                ("resume_id", models.UUIDField()),
                ("resume_version_id", models.UUIDField()),
                ("model_name", models.CharField(max_length=200)),
                ("provider", models.CharField(max_length=32)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("queued", "Queued"),
                            ("processing", "Processing"),
                            ("completed", "Completed"),
                            ("failed", "Failed"),
                        ],
                        default="queued",
                        max_length=10,
                    ),
                ),
                ("input", models.JSONField(null=True)),
                ("score", models.FloatField(null=True)),
                ("summary", models.TextField(blank=True)),
                ("feedback", models.TextField(blank=True)),
                ("requirements", models.JSONField(default=list)),
                ("actions", models.JSONField(default=list)),
                ("warnings", models.JSONField(default=list)),
                ("receipt", models.JSONField(default=dict)),
                ("usage", models.JSONField(default=dict)),
                ("error_code", models.CharField(blank=True, max_length=64)),
                ("error_detail", models.CharField(blank=True, max_length=500)),
                ("error_retryable", models.BooleanField(default=False)),
                (
                    "created_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False),
                ),
                ("completed_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="AIModel",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("display_name", models.CharField(max_length=100)),
                ("provider", models.CharField(max_length=32)),
                ("model_name", models.CharField(blank=True, max_length=200)),
                (
                    "base_url",
                    models.CharField(
                        blank=True,
                        max_length=500,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^https?://[^\\s/@]+(?:/\\S*)?\\Z", "An http or https address."
                            )
                        ],
                    ),
                ),
                ("key_names", models.JSONField(blank=True, default=list)),
                ("description", models.CharField(blank=True, max_length=500)),
                ("is_active", models.BooleanField(default=True)),
                ("login_required", models.BooleanField(default=True)),
                ("daily_limit", models.PositiveIntegerField(blank=True, null=True)),
                ("priority", models.PositiveSmallIntegerField(default=100)),
                (
                    "created_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False),
                ),
                ("updated_at", models.DateTimeField(auto_now=True)),
            ],
            options={
                "verbose_name": "AI model",
                "constraints": [
                    models.UniqueConstraint(fields=("display_name",), name="ai_model_name_unique"),
                    models.CheckConstraint(
                        condition=models.Q(("display_name", ""), _negated=True),
                        name="ai_model_name_not_empty",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="EgressRecord",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("user_id", models.CharField(max_length=36)),
                ("purpose", models.CharField(max_length=32)),
                ("subject_id", models.UUIDField()),
                ("provider", models.CharField(max_length=32)),
                ("host", models.CharField(blank=True, max_length=255)),
                ("model_name", models.CharField(max_length=200)),
                ("sha256", models.CharField(blank=True, max_length=64)),
                ("size", models.PositiveIntegerField(default=0)),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("answered", "Answered"),
                            ("failed", "Failed"),
                            ("unknown", "Unknown"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "sent_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["user_id", "-sent_at", "-id"], name="egress_newest"),
                    models.Index(fields=["subject_id"], name="egress_subject"),
                ],
            },
        ),
        migrations.CreateModel(
            name="JobDescription",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("user_id", models.CharField(max_length=36)),
                ("title", models.CharField(blank=True, max_length=255)),
                ("company", models.CharField(blank=True, max_length=255)),
                ("location", models.CharField(blank=True, max_length=255)),
                ("text", models.TextField()),
                ("sha256", models.CharField(max_length=64)),
                ("metadata", models.JSONField(default=dict)),
                ("warnings", models.JSONField(default=list)),
                (
                    "created_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False),
                ),
                (
                    "updated_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["user_id", "-created_at", "-id"], name="job_description_newest"
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True),
                        name="job_description_text_not_empty",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SuggestionFeedback",
            fields=[
                (
                    "suggestion",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="person_feedback",
                        serialize=False,
                        to="api.suggestion",
                    ),
                ),
                ("is_helpful", models.BooleanField()),
                ("comment", models.CharField(blank=True, max_length=2000)),
                (
                    "created_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False),
                ),
            ],
        ),
        migrations.AddField(
            model_name="suggestion",
            name="ai_model",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="api.aimodel",
            ),
        ),
        migrations.AddField(
            model_name="suggestion",
            name="job_description",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="api.jobdescription",
            ),
        ),
        migrations.CreateModel(
            name="DailyUse",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("user_id", models.CharField(max_length=36)),
                ("day", models.DateField()),
                ("count", models.PositiveIntegerField(default=0)),
                (
                    "model",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="api.aimodel",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["day"], name="daily_use_day")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("user_id", "model", "day"), name="daily_use_unique"
                    )
                ],
            },
        ),
        migrations.AddIndex(
            model_name="suggestion",
            index=models.Index(fields=["user_id", "-created_at", "-id"], name="suggestion_newest"),
        ),
        migrations.AddIndex(
            model_name="suggestion",
            index=models.Index(fields=["user_id", "resume_id"], name="suggestion_resume"),
        ),
        migrations.AddConstraint(
            model_name="suggestion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("score__isnull", True), ("status", "completed"), _connector="OR"
                ),
                name="suggestion_score_only_completed",
            ),
        ),
        migrations.AddConstraint(
            model_name="suggestion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("score__isnull", True),
                    models.Q(("score__gte", 0), ("score__lte", 100)),
                    _connector="OR",
                ),
                name="suggestion_score_in_range",
            ),
        ),
        migrations.AddConstraint(
            model_name="suggestion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("error_code__gt", ""), ("status", "failed")),
                    models.Q(models.Q(("status", "failed"), _negated=True), ("error_code", "")),
                    _connector="OR",
                ),
                name="suggestion_error_only_failed",
            ),
        ),
        migrations.AddConstraint(
            model_name="suggestion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("input__isnull", True),
                    ("status__in", ("queued", "processing")),
                    _connector="OR",
                ),
                name="suggestion_input_only_unfinished",
            ),
        ),
    ]
