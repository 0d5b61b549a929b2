"""Models of further providers, each offered once its key, or a local server's address, is set."""

import uuid

from django.db import migrations

SEEDS = (
    {
        "id": uuid.UUID("5b0f0d5e-7c1f-4f5c-9d2e-0d8a1c7b6a03"),
        "display_name": "Anthropic Claude",
        "provider": "anthropic",
        "key_names": ["ANTHROPIC_API_KEY"],
        "description": "A language model of Anthropic.",
        "login_required": True,
        "priority": 20,
    },
    {
        "id": uuid.UUID("5b0f0d5e-7c1f-4f5c-9d2e-0d8a1c7b6a04"),
        "display_name": "Google Gemini",
        "provider": "gemini",
        "key_names": ["GEMINI_API_KEY"],
        "description": "A language model of Google.",
        "login_required": True,
        "priority": 30,
    },
    {
        "id": uuid.UUID("5b0f0d5e-7c1f-4f5c-9d2e-0d8a1c7b6a05"),
        "display_name": "OpenRouter",
        "provider": "openrouter",
        "key_names": ["OPENROUTER_API_KEY"],
        "description": "A language model that OpenRouter chooses, or the one configured.",
        "login_required": True,
        "priority": 40,
    },
    {
        "id": uuid.UUID("5b0f0d5e-7c1f-4f5c-9d2e-0d8a1c7b6a06"),
        "display_name": "Local server",
        "provider": "local",
        "key_names": ["LOCAL_LLM_API_KEY"],
        "description": "A language model on a server of our own, such as Ollama or vLLM.",
        "login_required": True,
        "priority": 50,
    },
)


def offer(apps, _schema_editor):
    """Add the models; one of the same name that staff made stays as it is."""
    model = apps.get_model("api", "AIModel")
    for seed in SEEDS:
        if not model.objects.filter(display_name=seed["display_name"]).exists():
            model.objects.get_or_create(id=seed["id"], defaults=seed)


def withdraw(apps, _schema_editor):
    """Remove them."""
    apps.get_model("api", "AIModel").objects.filter(id__in=[seed["id"] for seed in SEEDS]).delete()


class Migration(migrations.Migration):
    """Data only."""

    dependencies = [("api", "0006_optimizations_and_versions")]

    operations = [migrations.RunPython(offer, withdraw)]
