"""Credits: what each user has, and the ledger of how that came about."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q
from django.utils import timezone

from servicekit.append_only import AppendOnlyModel, AppendOnlyQuerySet


class CreditKind(models.TextChoices):
    """Why a balance moved.

    `reserve` takes the price when work is asked for; `settle` says that it was completed and the
    price stays; `refund` gives the price of failed work back, or takes credits away whose payment
    was returned.
    """

    GRANT = "grant"
    PURCHASE = "purchase"
    RESERVE = "reserve"
    SETTLE = "settle"
    REFUND = "refund"


class CreditAccount(models.Model):
    """The balance of one user, always the sum of the user's entries.

    `entries` counts them. `owed` are credits whose payment was returned after they had been spent;
    what comes in next pays them first.
    """

    user_id = models.CharField(max_length=36, primary_key=True)
    balance = models.IntegerField(default=0)
    owed = models.IntegerField(default=0)
    entries = models.IntegerField(default=0)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(balance__gte=0), name="credit_balance_never_negative"
            ),
            models.CheckConstraint(condition=Q(owed__gte=0), name="credit_owed_never_negative"),
        ]

    def __str__(self) -> str:
        return self.user_id


class CreditEntryQuerySet(AppendOnlyQuerySet["CreditEntry"]):
    """The sets of entries that are asked for."""

    def for_user(self, user_id: str) -> CreditEntryQuerySet:
        """Keep the user's own."""
        return self.filter(user_id=user_id)


class CreditEntry(AppendOnlyModel):
    """One movement of one user's credits: `amount` is negative where credits went.

    `number` counts a user's entries without a gap. `event_id` names what happened, so that it is
    entered once: a piece of work is reserved once and ends once, a payment counts once. `purpose`
    and `subject_id` say what it was for.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user_id = models.CharField(max_length=36)
    number = models.IntegerField()
    kind = models.CharField(max_length=10, choices=CreditKind.choices)
    amount = models.IntegerField()
    balance_after = models.IntegerField()
    event_id = models.CharField(max_length=255)
    purpose = models.CharField(max_length=32)
    subject_id = models.CharField(max_length=64, blank=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = CreditEntryQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "credit entries"
        constraints = [
            models.UniqueConstraint(fields=["event_id"], name="credit_event_once"),
            models.UniqueConstraint(fields=["user_id", "number"], name="credit_entry_numbered"),
            models.CheckConstraint(
                condition=Q(balance_after__gte=0), name="credit_entry_never_negative"
            ),
            models.CheckConstraint(
                condition=Q(kind="reserve", amount__lt=0)
                | Q(kind="settle", amount=0)
                | Q(kind__in=("grant", "purchase"), amount__gt=0)
                | Q(kind="refund"),
                name="credit_amount_fits_kind",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.number}"
