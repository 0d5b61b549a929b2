"""Prices and fallbacks of models, what each call took and cost, and an index for a model's load."""

import django.db.models.deletion
from django.db import migrations, models


def price():
    return models.DecimalField(blank=True, decimal_places=4, max_digits=10, null=True)


def not_negative(name):
    return models.CheckConstraint(
        condition=models.Q((f"{name}__isnull", True), (f"{name}__gte", 0), _connector="OR"),
        name=f"ai_model_{name}_not_negative",
    )


class Migration(migrations.Migration):
    dependencies = [("api", "0005_erased_accounts")]

    operations = [
        migrations.AddField(
            model_name="aimodel",
            name="fallback",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="api.aimodel",
            ),
        ),
        migrations.AddField("aimodel", "input_price", price()),
        migrations.AddField("aimodel", "output_price", price()),
        migrations.AddConstraint("aimodel", not_negative("input_price")),
        migrations.AddConstraint("aimodel", not_negative("output_price")),
        migrations.AddField(
            "egressrecord", "input_tokens", models.PositiveIntegerField(null=True)
        ),
        migrations.AddField(
            "egressrecord", "output_tokens", models.PositiveIntegerField(null=True)
        ),
        migrations.AddField("egressrecord", "latency_ms", models.PositiveIntegerField(null=True)),
        migrations.AddField(
            "egressrecord",
            "cost",
            models.DecimalField(decimal_places=8, max_digits=14, null=True),
        ),
        migrations.AddIndex(
            "suggestion", models.Index(fields=["status", "ai_model"], name="suggestion_load")
        ),
    ]
