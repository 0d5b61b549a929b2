"""What users buy: a pack of credits, from the checkout to the payment and what becomes of it."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q
from django.utils import timezone


class Purchase(models.Model):
    """One checkout of one pack, and everything known of its payment.

    Amounts are in the currency's smallest unit, as the payment provider counts. `session_id` and
    `payment_id` are the provider's. `paid_amount` is None until it was paid; `refunded_amount` is
    all that was paid back so far; `disputes` maps a dispute to its `amount` and whether we `won`.
    `posted` is how many of its credits the ledger holds for it now.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user_id = models.CharField(max_length=36, db_index=True)
    pack = models.CharField(max_length=32)
    credits = models.PositiveIntegerField()
    price = models.PositiveIntegerField()
    currency = models.CharField(max_length=3)
    session_id = models.CharField(max_length=255, null=True)
    payment_id = models.CharField(max_length=255, null=True)
    paid_amount = models.PositiveIntegerField(null=True)
    refunded_amount = models.PositiveIntegerField(default=0)
    disputes = models.JSONField(default=dict)
    posted = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    paid_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["session_id"], name="purchase_session_once"),
            models.UniqueConstraint(fields=["payment_id"], name="purchase_payment_once"),
            models.CheckConstraint(
                condition=Q(credits__gt=0, price__gt=0), name="purchase_of_something"
            ),
            models.CheckConstraint(
                condition=Q(posted=0) | Q(paid_amount__isnull=False, paid_amount__gt=0),
                name="purchase_posted_only_paid",
            ),
            models.CheckConstraint(
                condition=Q(posted__lte=models.F("credits")), name="purchase_posted_bounded"
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)

    @property
    def credits_due(self) -> int:
        """Return how many credits the payment stands for, less what was paid back or disputed."""
        if not self.paid_amount:
            return 0
        disputed: int = sum(one["amount"] for one in self.disputes.values() if not one["won"])
        kept = max(self.paid_amount - self.refunded_amount - disputed, 0)
        due: int = self.credits * kept // self.paid_amount
        return due
