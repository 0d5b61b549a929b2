"""The two models every installation starts with."""

import uuid

from django.db import migrations

SEEDS = (
    {
        "id": uuid.UUID("5b0f0d5e-7c1f-4f5c-9d2e-0d8a1c7b6a01"),
        "display_name": "OpenAI",
        "provider": "openai",
        "key_names": ["OPENAI_API_KEY"],
        "description": "A language model behind the configured OpenAI-compatible address.",
        "login_required": True,
        "priority": 10,
    },
    {
        "id": uuid.UUID("5b0f0d5e-7c1f-4f5c-9d2e-0d8a1c7b6a02"),
        "display_name": "Offline analyser",
        "provider": "offline",
        "key_names": [],
        "description": "Rules of our own: nothing leaves this service, the same answer each time.",
        "login_required": False,
        "priority": 90,
    },
)


def offer(apps, _schema_editor):
    """Add the models."""
    model = apps.get_model("api", "AIModel")
    for seed in SEEDS:
        model.objects.get_or_create(id=seed["id"], defaults=seed)


def withdraw(apps, _schema_editor):
    """Remove them."""
    apps.get_model("api", "AIModel").objects.filter(id__in=[seed["id"] for seed in SEEDS]).delete()


class Migration(migrations.Migration):
    """Data only."""

    dependencies = [("api", "0001_models_job_descriptions_and_suggestions")]

    operations = [migrations.RunPython(offer, withdraw)]
