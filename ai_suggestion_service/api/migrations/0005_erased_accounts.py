"""Remember erased accounts until no token of them can be valid."""

import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("api", "0004_credits_and_purchases")]

    operations = [
        migrations.CreateModel(
            name="ErasedAccount",
            fields=[
                ("account_id", models.CharField(max_length=36, primary_key=True, serialize=False)),
                (
                    "erased_at",
                    models.DateTimeField(db_index=True, default=django.utils.timezone.now),
                ),
            ],
        ),
    ]
